import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from destraba.documents.models import Document
from destraba.documents.models.document import NotWelcome
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


@pytest.fixture(autouse=True)
def _elsewhere(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def keep(name, content):
    return Document.keep(SimpleUploadedFile(name, content), by=None, at=NOON)


def test_a_file_is_kept_with_its_hash_and_what_it_really_is():
    document = keep("foto.txt", PNG)

    assert document.content_type == "image/png"
    assert len(document.sha256) == 64
    assert document.file.read() == PNG


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00" + b"\x00" * 60, b"\xff\xfe\x00\x01binario", b"a\x00b"]
)
def test_what_evidence_never_is_is_refused_by_its_content(content):
    with pytest.raises(NotWelcome, match="por su contenido"):
        keep("inocente.pdf", content)


def test_a_path_in_the_name_leads_nowhere():
    assert "/" not in keep("../../raiz.txt", b"hola").name


def test_a_name_without_letters_gives_way_to_a_plain_one():
    assert keep("¿?", b"hola").name == "documento.txt"


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("informe.html", b"<script>1</script>", "informe.html.txt"),
        ("mapa.svg", b"<svg xmlns='x'/>", "mapa.svg.txt"),
        ("foto.html", PNG, "foto.html.png"),
        ("NOTA.TXT", b"hola", "NOTA.TXT"),
        ("a" * 250 + ".html", b"<p>", "a" * 196 + ".txt"),
    ],
)
def test_a_name_ends_as_what_the_file_is(name, content, kept):
    assert keep(name, content).name == kept


def test_its_file_goes_when_nothing_points_to_it(django_capture_on_commit_callbacks):
    document = keep("nota.txt", b"nota")
    storage, name = document.file.storage, document.file.name

    with django_capture_on_commit_callbacks(execute=True):
        document.drop_bytes()
        assert storage.exists(name)

    assert not storage.exists(name)
