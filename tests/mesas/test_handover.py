import datetime

import pytest

from destraba.kit.vocabulary import Body, DecisionKind, NoteKind, ProblemState
from destraba.mesas import handover
from destraba.mesas.handover import handover_of, is_told_whole, with_what_made_them
from destraba.mesas.models import Cause, Decision, Mesa, Note, Option, Trial
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    MeetingFactory,
    MesaFactory,
    ProblemFactory,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def by(facilitadora):
    return {"by": facilitadora, "at": NOON}


def told(mesa, **named):
    return handover_of(with_what_made_them(Mesa.objects.all()).get(pk=mesa.pk), on=TODAY, **named)


def lesson(problem, text, *, mesa):
    item = AgendaItemFactory(meeting=MeetingFactory(mesa=mesa, starts_at=NOON), problem=problem)
    return Note.objects.create(item=item, kind=NoteKind.LEARNED, text=text)


def test_promises_come_by_urgency_with_their_extensions(mesa, by):
    late = CommitmentFactory(mesa=mesa, promise="Tarde", due_on=TODAY - DAY)
    CommitmentFactory(mesa=mesa, promise="Luego", due_on=TODAY + 9 * DAY)
    late.extend(due_on=TODAY + DAY, reason="Faltó la firma", **by)

    promises = told(mesa).promises

    assert [each.promise for each in promises.rows] == ["Tarde", "Luego"]
    assert [each.reason for each in promises.rows[0].extensions.all()] == ["Faltó la firma"]
    assert (promises.total, promises.hidden) == (2, 0)


def test_of_what_is_long_the_first_and_how_many_there_are(mesa, monkeypatch):
    for name in ("MOST_PROMISES", "MOST_WAITING", "MOST_LEARNED"):
        monkeypatch.setattr(handover, name, 2)
    for number in range(5):
        problem = ProblemFactory(mesa=mesa, title=f"Problema {number}")
        CommitmentFactory(mesa=mesa)
        lesson(problem, f"Lección {number}", mesa=mesa)

    capsule = told(mesa)

    for some in (capsule.promises, capsule.waiting, capsule.learned):
        assert (len(some.rows), some.total, some.hidden) == (2, 5, 3)


def test_what_was_tried_is_told_by_problem_the_latest_first(mesa, by):
    focus = ProblemFactory(mesa=mesa, state=ProblemState.IN_FOCUS)
    other = ProblemFactory(mesa=mesa)
    for number in range(handover.MOST_TRIED + 2):
        done = CommitmentFactory(mesa=mesa, problem=focus, promise=f"Prueba {number}")
        done.fulfil(evidence="Oficio", on=TODAY - number * DAY, **by)
    CommitmentFactory(mesa=mesa, promise="Suelto").fulfil(evidence="Acto", on=TODAY, **by)

    capsule = told(mesa)

    tried = [each.commitment.promise for each in capsule.tried[focus.pk]]
    assert tried == [f"Prueba {number}" for number in range(handover.MOST_TRIED)]
    assert capsule.tried[other.pk] == []
    assert capsule.kept.rows[0].commitment.promise == "Suelto"
    assert capsule.kept.total == handover.MOST_TRIED + 3


def test_what_not_to_try_again_comes_with_its_reason(mesa, by):
    ProblemFactory(mesa=mesa).drop(why="No es de esta mesa", **by)
    CommitmentFactory(mesa=mesa).withdraw(reason="Nadie tiene la competencia", **by)
    Decision.take(
        kind=DecisionKind.NO_GO,
        decided_on=TODAY,
        decider="La ministra",
        why="Ya hay una comisión",
        mesa=mesa,
        **by,
    )

    capsule = told(mesa)

    assert [each.left_why for each in capsule.dropped.rows] == ["No es de esta mesa"]
    assert [each.reason for each in capsule.withdrawn.rows] == ["Nadie tiene la competencia"]
    assert [each.why for each in capsule.refusals] == ["Ya hay una comisión"]
    assert capsule.decisions == []


def test_a_promise_that_was_reopened_is_no_longer_told_as_kept_or_withdrawn(mesa, by):
    once = CommitmentFactory(mesa=mesa)
    once.fulfil(evidence="Oficio", **by)
    once.reopen(why="Era otro", **by)

    assert told(mesa).kept.rows == []


def test_another_mesa_is_not_told(mesa):
    elsewhere = MesaFactory(name="Otra")
    CommitmentFactory(mesa=elsewhere)
    lesson(ProblemFactory(mesa=elsewhere), "Ajena", mesa=elsewhere)

    capsule = told(mesa)

    assert not capsule.promises.rows
    assert not capsule.learned.rows
    assert not capsule.waiting.rows


def test_seats_come_by_body_with_the_team_last(mesa, cast):
    bodies = [seat.body for seat in told(mesa).seats]

    assert bodies == [Body.OPERATING] * 3 + [Body.DEDICATED_TEAM]


def test_who_only_sits_is_told_the_promises_of_her_seats(mesa, cast):
    seat = cast.gremio.appointments.get().seat
    CommitmentFactory(mesa=mesa, seat=seat, promise="Suya")
    CommitmentFactory(mesa=mesa, promise="De otro")

    capsule = told(mesa, seats={seat.pk})

    assert not capsule.is_whole
    assert [each.promise for each in capsule.promises.rows] == ["Suya"]
    assert capsule.promises.total == 1
    assert capsule.team == []


def test_it_is_told_whole_to_who_runs_it_and_to_who_sees_everything(mesa, cast):
    heard = [who for who, person in vars(cast).items() if is_told_whole(mesa, to=person)]

    assert heard == ["facilitadora", "ministra", "asesor"]


def test_it_asks_the_same_however_much_there_is(mesa, by, django_assert_num_queries):
    for number in range(30):
        problem = ProblemFactory(mesa=mesa, state=["in_focus", "listed", "dropped"][number % 3])
        done = CommitmentFactory(mesa=mesa, problem=problem)
        done.fulfil(evidence="Oficio", **by)
        CommitmentFactory(mesa=mesa, problem=problem).extend(
            due_on=TODAY + 99 * DAY, reason="Más", **by
        )
        lesson(problem, "Algo", mesa=mesa)
    told(mesa)

    with django_assert_num_queries(15):
        told(mesa)


def test_a_problem_in_focus_tells_its_solution_its_causes_and_what_its_trials_taught(mesa, by):
    problem = ProblemFactory(mesa=mesa)
    problem.focus(why="Urge", **by)
    Cause.suppose(problem, text="La cola es el plano", **by).confirm(evidence="Se midió", **by)
    option = Option.propose(problem, title="Plano simple", **by)
    option.choose(why="Se puede", **by)
    trial = Trial.begin(option, text="En una región", since_on=TODAY, **by)
    trial.conclude(verdict="worked", why="Bajó a 12 días", **by)

    found = told(mesa)

    [row] = found.focus.rows
    assert (row.solution, row.stage) == ("Plano simple", "proposed")
    assert [(each.kind, each.state, each.why) for each in found.known[problem.pk]] == [
        ("cause", "confirmed", "Se midió"),
        ("trial", "worked", "Bajó a 12 días"),
    ]
