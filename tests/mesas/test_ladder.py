"""The rungs above change, and nobody who waits on one is lost."""

import pytest

from destraba.mesas.ladder import NoLadder, Rung, StillStands, fingerprint, relay, standing
from destraba.mesas.models import Elevation, Programme
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import ProblemFactory

pytestmark = pytest.mark.django_db

USUAL = [
    Rung("viceministerio", 10, 0),
    Rung("ministerio", 10, 1),
    Rung("jefatura de Estado", 15, 2),
]


@pytest.fixture
def waiting(mesa, ministra):
    return Elevation.objects.create(
        mesa=mesa,
        problem=ProblemFactory(mesa=mesa),
        asked="Que sí",
        asked_of=ministra,
        state="raised",
        raised_on=NOON.date(),
        rung=1,
        rung_name="ministerio",
    )


def change(rungs, person, **told):
    relay(rungs, **{"why": "Así es en este país", **told}, by=person, at=NOON)


def names():
    return [rung["name"] for rung in Programme.current().ladder]


def test_a_rung_is_added_and_what_waits_follows_its_own(waiting, facilitadora):
    change([Rung("dirección general", 7), *USUAL], facilitadora)

    waiting.refresh_from_db()
    assert names() == ["dirección general", "viceministerio", "ministerio", "jefatura de Estado"]
    assert (waiting.rung, waiting.rung_name) == (2, "ministerio")
    assert waiting.next_rung()["name"] == "jefatura de Estado"
    told = Event.objects.get(verb="programme.laddered")
    assert told.why == "Así es en este país"
    assert told.changes["rungs"][0].startswith("viceministerio (10 días) → ministerio")


def test_a_rung_changes_name_and_place_and_what_stands_keeps_the_name_it_had(waiting, facilitadora):
    change([USUAL[0], USUAL[2], Rung("gabinete", 5, 1)], facilitadora)

    waiting.refresh_from_db()
    assert (waiting.rung, waiting.rung_name) == (2, "ministerio")
    assert waiting.next_rung() is None


def test_a_rung_on_which_something_waits_is_not_taken_away(waiting, facilitadora):
    with pytest.raises(StillStands, match="ministerio"):
        change([USUAL[0], USUAL[2]], facilitadora)
    assert standing() == {1: 1}

    Elevation.objects.update(state="decided")
    change([USUAL[0], USUAL[2]], facilitadora)

    assert names() == ["viceministerio", "jefatura de Estado"]


@pytest.mark.parametrize(
    ("rungs", "words"),
    [
        ([], "de uno a nueve"),
        ([Rung(" ", 3)], "tiene un nombre"),
        ([Rung("uno", 0)], "van de 1"),
        ([Rung("uno", 3), Rung("Uno", 3)], "se llaman igual"),
        ([Rung("uno", 3, 0), Rung("dos", 3, 0)], "dos veces"),
    ],
)
def test_a_ladder_without_sense_is_refused(programme, facilitadora, rungs, words):
    with pytest.raises(NoLadder, match=words):
        change(rungs, facilitadora)

    assert Programme.current().rungs == []


def test_it_takes_a_reason_and_one_who_changed_it_meanwhile_is_not_overwritten(
    programme, facilitadora
):
    since = fingerprint(programme.ladder)
    with pytest.raises(NoLadder, match="por qué"):
        change(USUAL[:2], facilitadora, why=" ")

    change(USUAL[:2], facilitadora, since=since)
    change(USUAL[:2], facilitadora, since=since)
    with pytest.raises(NoLadder, match="Alguien cambió"):
        change(USUAL[:1], facilitadora, since=since)

    assert Event.objects.filter(verb="programme.laddered").count() == 1
