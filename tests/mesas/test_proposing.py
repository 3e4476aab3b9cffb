import datetime

import pytest

from destraba.kit.vocabulary import MeetingKind, ProblemState
from destraba.mesas.models import AgendaItem
from destraba.mesas.proposing import Candidate, Owed, adopt, proposals_for, propose
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    MeetingFactory,
    ProblemFactory,
)

TODAY = NOON.date()
LATE = TODAY - datetime.timedelta(days=9)
LATER = TODAY + datetime.timedelta(days=9)


def told(proposals):
    return [(each.title, each.minutes) for each in proposals.items]


def test_the_review_comes_first_and_the_next_steps_last():
    proposals = propose(
        minutes=90, length=90, owed=Owed(open=6, late=2), candidates=[Candidate(1, "Crédito")]
    )

    assert told(proposals) == [
        ("Seguimiento de compromisos", 15),
        ("Crédito", 25),
        ("Próximos pasos", 10),
    ]


def test_each_proposal_says_why():
    stuck = Candidate(1, "Crédito", late=2, days_still=31)
    moving = Candidate(2, "Registro", days_still=3)

    proposals = propose(
        minutes=90, length=90, owed=Owed(open=3, late=1), candidates=[stuck, moving]
    )

    assert [each.why for each in proposals.items] == [
        "3 compromisos abiertos, 1 vencido",
        "en foco, 2 vencidos, sin movimiento hace 31 días",
        "en foco, avanza",
        "para cerrar con quién hace qué, y cuándo",
    ]


def test_the_most_stuck_comes_first_and_what_is_only_listed_after():
    candidates = [
        Candidate(1, "Nadie sabe", days_still=None),
        Candidate(2, "Quieto", days_still=40),
        Candidate(3, "Vencido", late=1, days_still=2),
        Candidate(4, "En lista y vencido", in_focus=False, late=3),
        Candidate(5, "En lista", in_focus=False),
    ]

    proposals = propose(minutes=120, length=120, owed=Owed(), candidates=candidates)

    assert [each.title for each in proposals.items] == [
        "Vencido",
        "Quieto",
        "Nadie sabe",
        "En lista y vencido",
        "Próximos pasos",
    ]


@pytest.mark.parametrize("minutes", [0, 3, 5, 20, 45, 60, 90, 95, 240])
@pytest.mark.parametrize("count", [0, 1, 4, 9])
def test_all_of_it_fits_in_the_minutes_that_are_left(minutes, count):
    candidates = [Candidate(n, f"Traba {n}") for n in range(count)]

    proposals = propose(
        minutes=minutes, length=minutes, owed=Owed(open=30, late=9), candidates=candidates
    )

    assert sum(each.minutes for each in proposals.items) <= minutes
    assert all(each.minutes for each in proposals.items)
    placed = sum(each.problem is not None for each in proposals.items)
    assert placed + len(proposals.left_out) == count


def test_nothing_is_owed_nothing_is_reviewed():
    assert told(propose(minutes=40, length=40, owed=Owed(), candidates=[])) == [
        ("Próximos pasos", 5)
    ]


@pytest.mark.django_db
def test_what_is_on_the_agenda_is_not_proposed_again(mesa):
    meeting = MeetingFactory(mesa=mesa)
    there, other = ProblemFactory.create_batch(2, mesa=mesa, state=ProblemState.IN_FOCUS)
    ProblemFactory(state=ProblemState.IN_FOCUS)
    CommitmentFactory(mesa=mesa, due_on=LATE)
    AgendaItemFactory(meeting=meeting, problem=there, minutes=30)
    AgendaItemFactory(meeting=meeting, is_follow_up=True, is_recurring=True)
    AgendaItemFactory(meeting=meeting, title="próximos  pasos")

    assert [each.problem for each in proposals_for(meeting, on=TODAY).items] == [other.pk]


@pytest.mark.django_db
def test_a_listed_problem_is_proposed_only_when_something_of_it_is_late(mesa):
    meeting = MeetingFactory(mesa=mesa)
    late, quiet = ProblemFactory.create_batch(2, mesa=mesa, state=ProblemState.LISTED)
    CommitmentFactory(mesa=mesa, problem=late, due_on=LATE)
    CommitmentFactory(mesa=mesa, problem=quiet, due_on=LATER)

    proposals = proposals_for(meeting, on=TODAY).items

    assert [each.key for each in proposals] == ["follow-up", f"problem-{late.pk}", "closing"]
    assert proposals[0].why == "2 compromisos abiertos, 1 vencido"


@pytest.mark.django_db
def test_only_periodic_sessions_have_an_agenda_proposed(mesa):
    meeting = MeetingFactory(mesa=mesa, kind=MeetingKind.PREMESA)

    assert not proposals_for(meeting, on=TODAY).items


@pytest.mark.django_db
def test_what_is_adopted_takes_its_place(mesa, facilitadora):
    meeting = MeetingFactory(mesa=mesa)
    AgendaItemFactory(meeting=meeting, title="Viene de antes")
    problem = ProblemFactory(mesa=mesa, state=ProblemState.IN_FOCUS)
    CommitmentFactory(mesa=mesa, due_on=LATER)

    for keys in (["closing"], [f"problem-{problem.pk}"], None):
        adopt(meeting, keys, by=facilitadora, at=NOON)

    assert [item.title for item in AgendaItem.objects.filter(meeting=meeting)] == [
        "Seguimiento de compromisos",
        "Viene de antes",
        problem.title,
        "Próximos pasos",
    ]
    assert not adopt(meeting, None, by=facilitadora, at=NOON)
