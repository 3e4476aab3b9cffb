import pytest

from destraba.mesas.models import Note
from destraba.mesas.models.note import LONGEST
from tests.conftest import NOON

from .conftest import at

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def write(desk, session, item):
    """As the script does."""

    def post(text, base=0, kind="said", headers=JSON, **more):
        url = at("cockpit-note", session, item, kind)
        return desk.client.post(url, {"text": text, "base": base, **more}, headers=headers)

    return post


def test_what_is_said_and_what_is_learned_are_kept_apart(write, item):
    said = write("Falta el plano").json()
    write("No era la ventanilla", kind="learned")

    assert (said["version"], said["text"], said["merged"]) == (1, "Falta el plano", False)
    assert {note.kind: note.text for note in item.notes.all()} == {
        "said": "Falta el plano",
        "learned": "No era la ventanilla",
    }


def test_who_wrote_at_once_on_other_words_is_merged(write, item, gremio):
    write("Falta el plano. Tarda.")
    Note.write(item, "said", text="Falta el plano. Tarda mucho.", base=1, by=gremio, at=NOON)

    answer = write("Siempre falta el plano. Tarda.", base=1).json()

    assert answer["merged"]
    assert answer["text"] == "Siempre falta el plano. Tarda mucho."
    assert answer["version"] == 3


def test_who_goes_on_where_another_s_words_were_merged_is_not_kept_twice(write, item, gremio):
    Note.write(item, "said", text=" Tarda.", base=0, by=gremio, at=NOON)
    merged = write(" Falta el plano.").json()
    assert merged["text"] == " Falta el plano. Tarda."

    answer = write(" Falta el plano. Y la firma.", base=2, over=" Falta el plano.").json()

    assert answer["text"].count("Falta") == 1
    assert "Y la firma." in answer["text"]
    assert "Tarda." in answer["text"]


def test_a_conflict_gives_both_texts(write, item, gremio):
    write("Tarda noventa días")
    Note.write(item, "said", text="Tarda sesenta días", base=1, by=gremio, at=NOON)

    response = write("Tarda treinta días", base=1)

    both = response.json()
    assert response.status_code == 409
    assert (both["text"], both["mine"]) == ("Tarda sesenta días", "Tarda treinta días")
    assert (both["by"], both["version"]) == ("Gremio", 2)


def test_without_scripts_a_conflict_is_a_page_with_both(write, item, gremio):
    write("Tarda noventa días")
    Note.write(item, "said", text="Tarda sesenta días", base=1, by=gremio, at=NOON)

    response = write("Tarda treinta días", base=1, headers={})
    settled = write("Tarda treinta días", base=2, headers={})

    assert response.status_code == 409
    assert "Tarda sesenta días" in response.text
    assert "Tarda treinta días" in response.text
    assert settled.status_code == 302
    assert item.notes.get().text == "Tarda treinta días"


def test_without_scripts_a_note_leads_back_to_its_item(write, session, item):
    response = write("Hola", headers={})

    assert response.url == f"{at('meeting-cockpit', session)}?punto={item.pk}#notes"


def test_without_scripts_it_is_said_that_a_note_was_saved(write, desk):
    response = write("Hola", headers={})

    assert "Guardado." in desk.client.get(response.url).text


def test_a_text_that_is_too_long_is_refused_in_words(write, item):
    response = write("a" * (LONGEST + 1))
    page = write("a" * (LONGEST + 1), headers={})

    assert (response.status_code, page.status_code) == (422, 409)
    assert "100.000 letras" in response.json()["error"]
    assert not item.notes.exists()


def test_a_strange_base_is_the_beginning(write):
    assert write("Hola", base="nada").json()["version"] == 1


def test_what_arrives_after_the_closing_is_kept(write, session, item, facilitadora):
    session.close(nothing_promised=True, by=facilitadora, at=NOON)

    assert write("Lo que faltaba").status_code == 200
    assert item.notes.get().text == "Lo que faltaba"


def test_nothing_is_noted_before_it_begins(client, planned, facilitadora, problem):
    client.force_login(facilitadora)
    item = planned.items.create(position=1, title="Registro")

    response = client.post(at("cockpit-note", planned, item, "said"), {"text": "x", "base": 0})

    assert response.status_code == 409
    assert "no ha comenzado" in response.text


def test_whoever_reads_asks_for_what_stands(client, session, item, enlace):
    Note.write(item, "said", text="Falta el plano", base=0, by=None, at=NOON)
    client.force_login(enlace)

    assert client.get(at("cockpit-note", session, item, "said")).json() == {
        "version": 1,
        "text": "Falta el plano",
    }
    assert client.get(at("cockpit-note", session, item, "sung")).status_code == 404
