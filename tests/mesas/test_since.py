"""What happened since the last session, as the system tells it."""

import datetime

import pytest

from destraba.mesas.models import AgendaItem, Option
from destraba.mesas.since import MOST, since_last
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MeetingFactory, ProblemFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = NOON.date()


@pytest.fixture
def session(mesa):
    return MeetingFactory(mesa=mesa, state="closed", starts_at=NOON - 14 * DAY)


def since(mesa):
    return since_last(mesa.last_session(), on=TODAY)


def test_before_the_first_session_there_is_nothing_to_tell(mesa):
    assert since(mesa) is None


def test_promises_are_told_with_who_answers_and_why(mesa, session, facilitadora):
    kept, put_off, left = (
        CommitmentFactory(mesa=mesa, due_on=TODAY + 5 * DAY, promise=f"Promesa {n}")
        for n in range(3)
    )
    late = CommitmentFactory(mesa=mesa, due_on=TODAY - 3 * DAY)
    old = CommitmentFactory(mesa=mesa, due_on=TODAY - 30 * DAY)
    told = {"by": facilitadora, "at": NOON - DAY}
    kept.fulfil(evidence="Se publicó", **told)
    put_off.extend(due_on=TODAY + 8 * DAY, reason="Faltó gente", **told)
    put_off.extend(due_on=TODAY + 9 * DAY, reason="Otra vez", **told)
    left.withdraw(reason="Ya no hace falta", **told)

    found = since(mesa)

    [done] = found.kept.told
    assert (done.event.why, done.who) == ("Se publicó", kept.responsible.short)
    assert [each.event.why for each in found.withdrawn.told] == ["Ya no hace falta"]
    tardy = [(each.commitment, each.is_new) for each in found.late.told]
    assert tardy == [(late, True), (old, False)]
    [once] = found.extended.told
    assert once.event.why == "Otra vez"
    assert once.dates == (str(TODAY + 5 * DAY), str(TODAY + 9 * DAY))


def test_what_was_done_and_undone_is_not_told(mesa, session, facilitadora):
    promise = CommitmentFactory(mesa=mesa, due_on=TODAY + DAY)
    promise.fulfil(evidence="Sí", by=facilitadora, at=NOON - 2 * DAY)
    promise.reopen(why="No era", by=facilitadora, at=NOON - DAY)

    assert since(mesa).is_empty


def test_what_happened_before_it_ended_is_of_that_session(mesa, session, facilitadora):
    problem = ProblemFactory(mesa=mesa)
    problem.focus(why="Urge", by=facilitadora, at=session.ends_at)
    problem.wait(why="Espera", by=facilitadora, at=session.ends_at + DAY)
    option = Option.propose(problem, title="Otra", by=facilitadora, at=NOON - DAY)
    option.choose(why="Es mejor", by=facilitadora, at=NOON - DAY)

    found = since(mesa)

    assert [each.event.verb for each in found.problems.told] == ["problem.waited"]
    assert [each.event.why for each in found.solutions.told] == ["Es mejor"]


@pytest.mark.parametrize("many", [1, 30])
def test_it_asks_as_much_for_one_as_for_many(
    mesa, session, facilitadora, many, django_assert_num_queries
):
    for _ in range(many):
        promise = CommitmentFactory(mesa=mesa, due_on=TODAY - DAY)
        promise.extend(due_on=TODAY + DAY, reason="Falta", by=facilitadora, at=NOON - DAY)
        CommitmentFactory(mesa=mesa, due_on=TODAY - DAY)
        last = promise

    with django_assert_num_queries(5):
        found = since(mesa)
    for some in (found.late, found.extended):
        assert some.all == many
        assert len(some.told) == min(many, MOST)
    assert found.extended.told[-1].event.subject_id == last.pk
    assert {each.dates for each in found.extended.told} == {(str(TODAY - DAY), str(TODAY + DAY))}


def test_what_was_put_off_again_today_is_among_the_last(mesa, session, facilitadora):
    told = {"reason": "Falta", "by": facilitadora}
    first, *others = (CommitmentFactory(mesa=mesa, due_on=TODAY + DAY) for _ in range(MOST + 1))
    for promise in (first, *others):
        promise.extend(due_on=TODAY + 2 * DAY, at=NOON - DAY, **told)
    first.extend(due_on=TODAY + 3 * DAY, at=NOON, **told)

    extended = since(mesa).extended

    assert extended.all == MOST + 1
    assert extended.told[-1].event.subject_id == first.pk
    assert extended.told[-1].dates == (str(TODAY + DAY), str(TODAY + 3 * DAY))


def test_it_opens_the_agenda_once_and_is_brought_up_to_date(mesa, facilitadora):
    meeting = MeetingFactory(mesa=mesa)
    told = {"by": facilitadora, "at": NOON}
    AgendaItem.add(meeting, title="Otro punto", **told)

    AgendaItem.open_with(meeting, title="Desde la sesión 1: 2 cumplidos", minutes=10, **told)
    AgendaItem.open_with(meeting, title="Desde la sesión 1: 3 cumplidos", minutes=10, **told)

    titles = list(meeting.items.values_list("title", flat=True))
    assert titles == ["Desde la sesión 1: 3 cumplidos", "Otro punto"]
