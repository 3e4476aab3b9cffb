"""Three or four in focus: a fifth asks which one leaves, or a reason (OIT §2c; R03, R18)."""

import datetime

import pytest

from destraba.mesas.models import Cause, Programme, RoadmapRevision
from destraba.mesas.models.reshaping import OutOfStep, ReasonMissing
from destraba.mesas.models.roadmap import Chosen
from destraba.mesas.models.slots import NoSlot, TooLate
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import MesaFactory, ProblemFactory

pytestmark = pytest.mark.django_db
LATER = NOON + datetime.timedelta(minutes=5)


@pytest.fixture
def problems(mesa):
    return [ProblemFactory(mesa=mesa, title=f"Traba {n}") for n in range(1, 7)]


@pytest.fixture
def full(problems, facilitadora):
    """Four in focus, two in the list."""
    for each in problems[:4]:
        each.focus(why="Urge", by=facilitadora, at=NOON)
    return problems


def states(problems):
    for each in problems:
        each.refresh_from_db()
    return ["in" if each.state == "in_focus" else "out" for each in problems]


def test_a_fifth_asks_which_one_leaves_or_why_there_is_one_more(full, facilitadora):
    with pytest.raises(NoSlot, match="4 lugares"):
        full[4].focus(why="Urge más", by=facilitadora, at=LATER)

    assert states(full) == ["in"] * 4 + ["out"] * 2
    assert not Event.objects.of_subject(full[4]).exists()


def test_the_one_that_leaves_leaves_with_its_reason(full, facilitadora):
    told = {"instead_of": full[1], "why_leaves": "Espera la norma"}
    full[4].focus(why="Urge más", **told, by=facilitadora, at=LATER)

    left = Event.objects.of_subject(full[1]).get(verb="problem.waited")
    entered = Event.objects.of_subject(full[4]).get()
    assert states(full) == ["in", "out", "in", "in", "in", "out"]
    assert left.why == "Espera la norma"
    assert left.changes["gives_way"] == ["", "Traba 5"]
    assert (entered.why, entered.changes["instead_of"]) == ("Urge más", ["", "Traba 2"])


def test_there_may_be_five_with_a_reason_that_is_kept(full, facilitadora):
    full[4].focus(why="Urge más", why_more="La sequía no espera", by=facilitadora, at=LATER)

    event = Event.objects.of_subject(full[4]).get()
    assert states(full)[4] == "in"
    assert event.changes["why_more"] == ["", "La sequía no espera"]


def test_how_many_there_are_is_the_programmes(problems, facilitadora):
    Programme.set_up(name="Programa", focus_slots=1, by=facilitadora, at=NOON)
    problems[0].focus(why="Urge", by=facilitadora, at=NOON)

    with pytest.raises(NoSlot, match="único lugar"):
        problems[1].focus(why="También", by=facilitadora, at=NOON)


@pytest.mark.parametrize("leaves", [4, 5, "elsewhere"])
def test_only_one_in_focus_at_the_same_mesa_gives_way(full, facilitadora, leaves):
    other = (
        full[leaves]
        if leaves != "elsewhere"
        else ProblemFactory(mesa=MesaFactory(), state="in_focus")
    )

    told = {"instead_of": other, "why_leaves": "Sí", "by": facilitadora, "at": LATER}
    with pytest.raises(NoSlot, match="elija otro"):
        full[4].focus(why="Urge", **told)


def test_it_does_not_leave_without_a_reason(full, facilitadora):
    with pytest.raises(NoSlot, match="por qué sale"):
        full[4].focus(why="Urge", instead_of=full[0], by=facilitadora, at=LATER)

    assert states(full) == ["in"] * 4 + ["out"] * 2


def test_without_a_cause_it_is_said_what_is_missing(problems, facilitadora):
    with pytest.raises(ReasonMissing, match="anote una causa"):
        problems[0].focus(why=" ", by=facilitadora, at=NOON)
    cause = Cause.suppose(problems[0], text="Falta una norma", by=facilitadora, at=NOON)
    with pytest.raises(ReasonMissing, match="Diga por qué"):
        problems[0].focus(why=" ", by=facilitadora, at=NOON)

    assert problems[0].has_living_cause()
    cause.refute(evidence="La hay", by=facilitadora, at=NOON)
    assert not problems[0].has_living_cause()


def test_sent_twice_it_enters_once(problems, facilitadora):
    for _time in range(2):
        problems[0].focus(why="Urge", by=facilitadora, at=NOON)

    assert Event.objects.filter(verb="problem.focused").count() == 1
    with pytest.raises(OutOfStep):
        problems[0].focus(why="Por otra razón", by=facilitadora, at=NOON)


def test_undone_all_is_as_it_was_and_the_trail_tells_it(full, facilitadora):
    told = {"instead_of": full[1], "why_leaves": "Espera la norma"}
    full[4].focus(why="Urge más", **told, by=facilitadora, at=LATER)

    full[4].undo_focus(by=facilitadora, at=LATER + datetime.timedelta(minutes=1))

    assert states(full) == ["in"] * 4 + ["out"] * 2
    assert Event.objects.filter(why="Se deshizo: fue un desliz.").count() == 2


def test_leaving_is_undone_while_there_is_a_place(full, facilitadora):
    full[0].wait(why="Espera", by=facilitadora, at=LATER)
    full[0].undo_focus(by=facilitadora, at=LATER + datetime.timedelta(minutes=1))
    full[0].wait(why="Espera", by=facilitadora, at=LATER + datetime.timedelta(minutes=2))
    full[4].focus(why="Urge", by=facilitadora, at=LATER + datetime.timedelta(minutes=3))

    with pytest.raises(NoSlot):
        full[0].undo_focus(by=facilitadora, at=LATER + datetime.timedelta(minutes=4))

    assert states(full) == ["out", "in", "in", "in", "in", "out"]


def test_what_another_did_or_what_moved_since_is_not_undone(full, facilitadora, gremio):
    with pytest.raises(TooLate):
        full[0].undo_focus(by=gremio, at=LATER)
    full[0].solve(why="Se publicó", by=facilitadora, at=LATER)
    with pytest.raises(TooLate):
        full[0].undo_focus(by=facilitadora, at=LATER)
    with pytest.raises(TooLate):
        full[5].undo_focus(by=facilitadora, at=LATER)


def test_who_gave_way_and_went_on_does_not_come_back(full, facilitadora):
    told = {"instead_of": full[1], "why_leaves": "Espera la norma"}
    full[4].focus(why="Urge más", **told, by=facilitadora, at=LATER)
    full[1].refresh_from_db()
    full[1].drop(why="Ya no ocurre", by=facilitadora, at=LATER + datetime.timedelta(minutes=1))

    full[4].undo_focus(by=facilitadora, at=LATER + datetime.timedelta(minutes=2))

    full[1].refresh_from_db()
    assert full[1].state == "dropped"
    assert states(full)[4] == "out"


def test_a_roadmap_with_five_has_the_reason_of_its_advice(mesa, problems, facilitadora):
    chosen = [Chosen(each) for each in problems[:5]]
    told = {"set_aside": ["R03"], "why_set_aside": "Son cinco regiones"}

    RoadmapRevision.agree(
        mesa, objective="", chosen=chosen, why="Urge", **told, by=facilitadora, at=NOON
    )

    fifth = Event.objects.of_subject(problems[4]).get(verb="problem.focused")
    assert states(problems) == ["in"] * 5 + ["out"]
    assert fifth.changes["why_more"] == ["", "Son cinco regiones"]
