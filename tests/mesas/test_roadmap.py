"""The first roadmap: what is chosen, how much room there is for it, and what stays written."""

import pytest

from destraba.kit.vocabulary import Pace, ProblemState
from destraba.mesas.models import ChangeSpace, RoadmapRevision
from destraba.mesas.models.change_space import Unfounded
from destraba.mesas.models.living import NotItsTurn
from destraba.mesas.models.roadmap import Chosen, NothingChosen
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import CommitmentFactory, ProblemFactory

pytestmark = pytest.mark.django_db
ROOM = {"authority": "wide", "authority_why": "La ministra decide"}


@pytest.fixture
def problems(mesa):
    return [ProblemFactory(mesa=mesa, title=f"Traba {n}") for n in range(1, 5)]


def agree(mesa, person, problems, **more):
    told = {"objective": "Exportar el doble", "why": "Lo pidieron todos", **more}
    chosen = [
        each if isinstance(each, Chosen) else Chosen(each, pace=Pace.EARLY_WIN, why="Se puede")
        for each in problems
    ]
    return RoadmapRevision.agree(mesa, chosen=chosen, by=person, at=NOON, **told)


def test_it_fixes_the_objective_and_the_focus(mesa, facilitadora, problems):
    problems[3].focus(why="Antes", by=facilitadora, at=NOON)

    revision = agree(mesa, facilitadora, problems[:3], why_wait="Sin competencia nacional")

    mesa.refresh_from_db()
    states = list(mesa.problems.values_list("state", flat=True))
    assert mesa.objective == "Exportar el doble"
    assert states == [*[ProblemState.IN_FOCUS] * 3, ProblemState.LISTED]
    assert Event.objects.get(verb="problem.waited").why == "Sin competencia nacional"
    assert (revision.number, revision.written_by) == (1, facilitadora)
    assert [each["title"] for each in revision.content["waiting"]] == ["Traba 4"]


def test_it_tells_of_each_problem_what_was_agreed(mesa, facilitadora, problems):
    CommitmentFactory(mesa=mesa, problem=problems[1], promise="Enviar el plano")
    chosen = Chosen(
        problems[0],
        pace=Pace.STRUCTURAL,
        deficits=["DWD01"],
        pillars=["institutions"],
        next_step="Reunir a las dos direcciones",
        why="Mueve empleo",
        change_space=ROOM,
    )

    revision = agree(mesa, facilitadora, [chosen, Chosen(problems[1])])

    first, second = revision.content["focus"]
    assert (first["pace"], first["deficits"], first["pillars"]) == (
        "structural",
        ["DWD01"],
        ["institutions"],
    )
    assert first["change_space"]["authority_why"] == "La ministra decide"
    assert first["next_step"] == "Reunir a las dos direcciones"
    assert second["next_step"] == "Enviar el plano"
    problems[0].refresh_from_db()
    assert problems[0].deficits == ["DWD01"]


def test_what_was_agreed_does_not_change_with_the_problems(mesa, facilitadora, problems):
    first = agree(mesa, facilitadora, problems[:3])
    problems[0].reword(title="Otra traba", statement="", why="Mejor", by=facilitadora, at=NOON)

    second = agree(mesa, facilitadora, problems[:3])

    first.refresh_from_db()
    assert first.content["focus"][0]["title"] == "Traba 1"
    assert (second.number, second.content["focus"][0]["title"]) == (2, "Otra traba")


def test_the_advice_that_was_set_aside_is_kept_with_its_reason(mesa, facilitadora, problems):
    revision = agree(
        mesa, facilitadora, problems[:1], set_aside=["R03"], why_set_aside="Solo una es nuestra"
    )

    assert revision.content["set_aside"] == [{"signal": "R03", "why": "Solo una es nuestra"}]


def test_a_roadmap_without_an_objective_does_not_take_the_mesas_away(mesa, facilitadora, problems):
    mesa.aim(objective="Exportar el doble", why="Al inicio", by=facilitadora, at=NOON)

    agree(mesa, facilitadora, problems[:3], objective=" ")

    mesa.refresh_from_db()
    assert mesa.objective == "Exportar el doble"


def test_nothing_chosen_or_no_reason_is_refused(mesa, facilitadora, problems):
    with pytest.raises(NothingChosen):
        agree(mesa, facilitadora, [])
    with pytest.raises(NothingChosen):
        agree(mesa, facilitadora, problems, why=" ")


def test_a_mesa_at_rest_agrees_on_nothing(mesa, facilitadora, problems):
    mesa.suspend(why="Cambio de gabinete", by=facilitadora, at=NOON)

    with pytest.raises(NotItsTurn):
        agree(mesa, facilitadora, problems)


def test_the_room_for_change_is_looked_at_again_and_the_last_look_stays(facilitadora, problems):
    problem = problems[0]
    first = ChangeSpace.assess(problem, by=facilitadora, at=NOON, **ROOM)

    again = ChangeSpace.assess(problem, by=facilitadora, at=NOON, **ROOM)
    ChangeSpace.assess(
        problem, ability="little", ability_why="No hay peritos", by=facilitadora, at=NOON
    )

    assert again == first
    assert problem.change_spaces.count() == 2
    assert Event.objects.filter(verb="problem.assessed").count() == 2


@pytest.mark.parametrize("told", [{}, {"authority": "wide"}, {"ability_why": "Sí"}])
def test_a_room_without_its_reason_or_without_any_side_is_refused(facilitadora, problems, told):
    with pytest.raises(Unfounded):
        ChangeSpace.assess(problems[0], by=facilitadora, at=NOON, **told)


def test_tags_are_kept_with_what_they_replace(facilitadora, problems):
    problem = problems[0]
    problem.tag(deficits=["DWD01"], pillars=[], by=facilitadora, at=NOON)

    problem.tag(deficits=["DWD08"], pillars=["institutions"], by=facilitadora, at=NOON)
    problem.tag(deficits=["DWD08"], pillars=["institutions"], by=facilitadora, at=NOON)

    told = Event.objects.filter(verb="problem.tagged").order_by("pk")
    assert [event.changes["deficits"] for event in told] == [
        [[], ["DWD01"]],
        [["DWD01"], ["DWD08"]],
    ]
