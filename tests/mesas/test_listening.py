"""The notebook of a premesa: who spoke and what they said, kept once and never lost."""

import pytest

from destraba.kit.vocabulary import Constituency
from destraba.mesas.grouping import group
from destraba.mesas.models import ListeningNote, Mesa
from destraba.mesas.models.listening import NobodySpoke, NothingSaid, Said
from destraba.mesas.voices import heard_at, voices_of
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import OrganizationFactory

DAY = NOON.date()


@pytest.fixture
def hear(mesa, facilitadora):
    def listen(*said, speaker="Una costurera", constituency=Constituency.WORKERS, **told):
        return ListeningNote.hear(
            mesa,
            said=[Said(text) for text in said],
            heard_on=DAY,
            speaker=speaker,
            constituency=constituency,
            by=facilitadora,
            at=NOON,
            **told,
        )

    return listen


def test_a_conversation_is_kept_with_what_was_said(hear, facilitadora, mesa):
    note = hear("No hay contrato", "El taller no tiene salida", deficits=["DWD08"], ref="abc")

    assert [each.text for each in note.statements.all()] == [
        "No hay contrato",
        "El taller no tiene salida",
    ]
    assert (note.ref, note.heard_by, str(note)) == ("abc", facilitadora, "Una costurera")
    event = Event.objects.get(verb="listeningnote.heard")
    assert event.stream == f"premesa:{mesa.pk}"


def test_the_same_note_sent_twice_is_one(hear):
    first = hear("No hay contrato", ref="abc")

    again = hear("No hay contrato", ref="abc")

    assert first == again
    assert ListeningNote.objects.count() == 1
    assert first.statements.count() == 1
    assert not Event.objects.filter(verb="listeningnote.corrected").exists()


def test_sent_again_with_more_it_keeps_the_more(hear):
    hear("No hay contrato", ref="abc")

    note = hear("No hay contrato", "Ni seguro", ref="abc")

    assert ListeningNote.objects.count() == 1
    assert [each.text for each in note.statements.all()] == ["No hay contrato", "Ni seguro"]


def test_the_ref_of_another_mesas_note_is_not_taken_over(hear, facilitadora):
    hear("No hay contrato", ref="abc")
    other = Mesa.propose(name="Otra", kind="sectoral", by=facilitadora, at=NOON)

    note = ListeningNote.hear(
        other,
        said=[Said("Otra cosa")],
        heard_on=DAY,
        speaker="Alguien",
        ref="abc",
        by=None,
        at=NOON,
    )

    assert note.ref != "abc"
    assert ListeningNote.objects.count() == 2


def test_somebody_must_have_spoken_and_said_something(hear):
    with pytest.raises(NobodySpoke):
        hear("Algo", speaker="  ")
    with pytest.raises(NothingSaid):
        hear(" ")


def test_an_organisation_speaks_for_its_constituency(hear):
    gremio = OrganizationFactory(constituency=Constituency.EMPLOYERS)

    note = hear("Falta crédito", organization=gremio, constituency="workers", speaker="")

    assert note.whose == Constituency.EMPLOYERS


def test_correcting_keeps_what_it_replaces_and_the_group_of_what_stays(hear, mesa, facilitadora):
    note = hear("No hay contrato", "El taller arde", place="Quilla")
    first, _second = note.statements.all()
    group(mesa, [first], title="Sin contrato", by=facilitadora, at=NOON)

    note.correct(
        said=[Said("No hay contrato escrito", pk=first.pk), Said("Ni seguro")],
        place="Puerto Quilla",
        speaker=note.speaker,
        by=facilitadora,
        at=NOON,
    )

    first.refresh_from_db()
    assert first.problem.title == "Sin contrato"
    assert [each.text for each in note.statements.all()] == ["No hay contrato escrito", "Ni seguro"]
    changes = Event.objects.get(verb="listeningnote.corrected").changes
    assert changes["place"] == ["Quilla", "Puerto Quilla"]
    assert changes["statements"][0] == ["No hay contrato", "El taller arde"]


def test_taking_back_asks_why_and_keeps_the_words(hear, facilitadora):
    note = hear("No hay contrato")
    with pytest.raises(NothingSaid):
        note.take_back(why=" ", by=facilitadora, at=NOON)

    note.take_back(why="Se anotó dos veces.", by=facilitadora, at=NOON)

    assert not ListeningNote.objects.exists()
    event = Event.objects.get(verb="listeningnote.taken_back")
    assert event.changes["statements"] == [["No hay contrato"], []]


def test_it_is_read_by_who_runs_the_mesa_and_who_sees_everything(hear, cast):
    hear("Lo digo en confianza")

    seen = {
        name: ListeningNote.objects.visible_to(person).exists()
        for name, person in vars(cast).items()
    }

    assert seen == {
        "facilitadora": True,
        "enlace": False,
        "gremio": False,
        "sindicato": False,
        "ministra": True,
        "asesor": True,
        "ajena": False,
    }


def test_two_of_one_organisation_are_one_voice_and_so_is_one_person_twice(hear, mesa, facilitadora):
    union = OrganizationFactory(constituency=Constituency.WORKERS, groups=["women"])
    notes = [
        hear("Uno", organization=union, speaker="Ana"),
        hear("Dos", organization=union, speaker="Berta"),
        hear("Tres", speaker="Una  Costurera"),
        hear("Cuatro", speaker="una costurera", groups=["rural"]),
        hear("Cinco", speaker="Un patrón", constituency=Constituency.EMPLOYERS),
    ]
    said = [note.statements.get() for note in notes]
    problem = group(mesa, said, title="Lo mismo", by=facilitadora, at=NOON).subject

    voices = voices_of([problem.pk])[problem.pk]
    heard = heard_at(mesa)

    assert voices.by_constituency == {"workers": 2, "employers": 1}
    assert (voices.total, voices.breadth) == (3, 2)
    assert heard.conversations == 5
    assert heard.missing_constituencies == [Constituency.GOVERNMENT]
    assert "women" not in heard.missing_groups
    assert "rural" not in heard.missing_groups
    assert "youth" in heard.missing_groups
