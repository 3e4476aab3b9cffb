import gettext

from destraba.ops import catalogues

PO = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "compromiso"
msgstr "commitment"
"""


def test_catalogues_are_compiled_once_until_they_change(settings, tmp_path):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO, encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]

    first, second = catalogues.compile_all(), catalogues.compile_all()

    assert (len(first), len(second)) == (1, 0)
    assert sorted(path.name for path in folder.iterdir()) == ["django.mo", "django.po"]
    with (folder / "django.mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("compromiso") == "commitment"


def test_where_nothing_can_be_written_they_stay_as_they_are(settings, tmp_path, monkeypatch):
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO, encoding="utf-8")
    settings.LOCALE_PATHS = [tmp_path]
    monkeypatch.setattr(catalogues.os, "access", lambda *_args: False)

    assert catalogues.compile_all() == []
    assert [path.name for path in folder.iterdir()] == ["django.po"]
