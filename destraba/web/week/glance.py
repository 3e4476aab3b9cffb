"""The programme at a glance, for who sees all of it: what beats, what is late, and by whom."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Min, Q

from destraba.kit.vocabulary import ProblemState
from destraba.mesas.models import Commitment, Problem
from destraba.people.models import Organization, Person
from destraba.web.mesas.rows import Row

MOST_MESAS, MOST_ENTITIES = 12, 8
FORTNIGHT = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Late:
    """What an entity owes that is late, and for how many days the oldest."""

    organization: Organization
    count: int
    days: int


@dataclass(frozen=True)
class Glance:
    rows: list[Row]
    mesas: int
    # Of those whose pulse can be known.
    known: int
    beating: int
    open: int
    late: int
    solved: dict[str, int]
    entities: list[Late]


def glance_of(person: Person, rows: list[Row], *, today: datetime.date) -> Glance:
    worst_first = sorted(rows, key=lambda row: (not row.trouble, -row.figures.late))
    return Glance(
        rows=worst_first[:MOST_MESAS],
        mesas=len(rows),
        known=sum(row.pulse.is_known for row in rows),
        beating=sum(row.pulse.is_known and not row.trouble for row in rows),
        open=sum(row.figures.open for row in rows),
        late=sum(row.figures.late for row in rows),
        solved=_solved(person, today),
        entities=_late_by_entity(person, today),
    )


def _solved(person: Person, today: datetime.date) -> dict[str, int]:
    """How many problems were unblocked this fortnight, and the one before."""
    solved = Problem.objects.visible_to(person).filter(state=ProblemState.SOLVED)
    lately = Q(moved_on__gt=today - FORTNIGHT)
    recent = solved.filter(moved_on__gt=today - 2 * FORTNIGHT)
    return recent.aggregate(lately=Count("pk", lately), before=Count("pk", ~lately))


def _late_by_entity(person: Person, today: datetime.date) -> list[Late]:
    """Who owes most of what is late; counted first, named afterwards."""
    late = Commitment.objects.visible_to(person).overdue(on=today).exclude(responsible=None)
    by_entity = late.order_by().values("responsible")
    counted = by_entity.annotate(count=Count("pk"), oldest=Min("due_on")).order_by(
        "-count", "oldest"
    )
    worst = list(counted[:MOST_ENTITIES])
    named = Organization.objects.in_bulk([each["responsible"] for each in worst])
    return [
        Late(named[each["responsible"]], each["count"], (today - each["oldest"]).days)
        for each in worst
    ]
