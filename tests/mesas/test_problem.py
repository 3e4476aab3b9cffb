import datetime

import pytest

from destraba.kit.vocabulary import ProblemState
from destraba.mesas.models import Problem
from destraba.mesas.models.reshaping import OutOfStep, ReasonMissing
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import CommitmentFactory, OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db


def test_a_problem_enters_the_list(mesa, facilitadora):
    problem = Problem.raise_at(mesa, title="Falta una norma", by=facilitadora, at=NOON)

    assert problem.state == ProblemState.LISTED
    assert problem.days_still(on=NOON.date() + datetime.timedelta(days=3)) == 3


def test_each_step_asks_for_a_reason_and_keeps_it(facilitadora):
    problem = ProblemFactory()

    with pytest.raises(ReasonMissing):
        problem.focus(why=" ", by=facilitadora, at=NOON)
    problem.focus(why="Es rápida y abre crédito", by=facilitadora, at=NOON)

    event = Event.objects.of_subject(problem).get()
    assert (event.verb, event.why) == ("problem.focused", "Es rápida y abre crédito")
    assert event.changes == {"state": ["listed", "in_focus"]}


def test_a_step_out_of_turn_is_refused(facilitadora):
    problem = ProblemFactory()
    problem.drop(why="Ya no ocurre", by=facilitadora, at=NOON)

    with pytest.raises(OutOfStep, match="descartado"):
        problem.focus(why="x", by=facilitadora, at=NOON)
    problem.reopen(why="Volvió", by=facilitadora, at=NOON)

    assert problem.state == ProblemState.LISTED


def test_rewording_keeps_what_it_said(facilitadora):
    problem = ProblemFactory(title="Falta una ventanilla", statement="")

    problem.reword(
        title="Tarda por el plano",
        statement="",
        why="La prueba lo mostró",
        by=facilitadora,
        at=NOON,
    )

    event = Event.objects.of_subject(problem).get()
    assert event.changes == {"title": ["Falta una ventanilla", "Tarda por el plano"]}


def test_rewording_from_a_page_loaded_before_does_not_undo_what_happened(facilitadora):
    problem = ProblemFactory()
    stale = Problem.objects.get(pk=problem.pk)
    problem.solve(why="Norma en vigor", by=facilitadora, at=NOON)

    stale.reword(title="Mejor dicho", statement="", why="Claridad", by=facilitadora, at=NOON)

    problem.refresh_from_db()
    assert (problem.state, problem.title) == (ProblemState.SOLVED, "Mejor dicho")


def test_the_part_that_an_entity_had_is_kept(facilitadora, enlace):
    problem, agency = ProblemFactory(), OrganizationFactory(acronym="AFOR")
    told = {"by": facilitadora, "at": NOON}
    problem.involve(agency, role="affected", liaison=enlace, **told)

    problem.involve(agency, role="must_act", authority_to_find=True, **told)
    problem.release(agency, why="Era otra", **told)

    first, second, last = Event.objects.of_subject(problem).order_by("pk")
    assert first.changes["entity"] == ["", "AFOR: affected"]
    assert second.changes["liaison"] == ["Enlace", ""]
    assert second.changes["role"] == ["affected", "must_act"]
    assert last.changes["entity"] == ["AFOR: must_act", ""]
    assert last.changes["authority"] == ["por encontrar", ""]


def test_the_next_step_is_the_open_commitment_due_first():
    problem = ProblemFactory()
    day = datetime.date(2026, 12, 1)
    for days, promise in [(9, "Después"), (2, "Primero"), (5, "Luego")]:
        CommitmentFactory(
            mesa=problem.mesa,
            problem=problem,
            promise=promise,
            due_on=day + datetime.timedelta(days=days),
        )

    assert Problem.objects.with_next_step().get().next_promise == "Primero"


def test_who_links_and_who_has_the_power_may_differ(facilitadora, enlace, gremio):
    problem, agency = ProblemFactory(), OrganizationFactory()

    problem.involve(
        agency, role="must_act", liaison=enlace, authority_to_find=True, by=facilitadora, at=NOON
    )
    problem.involve(
        agency, role="must_act", liaison=enlace, authority=gremio, by=facilitadora, at=NOON
    )

    part = problem.entities.get()
    assert (part.liaison, part.authority, part.authority_to_find) == (enlace, gremio, False)
