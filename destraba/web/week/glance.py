"""The programme at a glance, for who sees all of it: what beats, what is late, and by whom."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q

from destraba.mesas.models import Commitment, Problem
from destraba.mesas.solved import solved_since
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
    owed = _owed_by_entity(person, today)
    worst_first = sorted(rows, key=lambda row: (not row.trouble, -row.figures.late))
    return Glance(
        rows=worst_first[:MOST_MESAS],
        mesas=len(rows),
        known=sum(row.pulse.is_known for row in rows),
        beating=sum(row.pulse.is_known and not row.trouble for row in rows),
        open=sum(each["open"] for each in owed),
        late=sum(each["late"] for each in owed),
        solved=_solved(person, today),
        entities=_latest(owed, today),
    )


def _solved(person: Person, today: datetime.date) -> dict[str, int]:
    """How many problems were unblocked this fortnight, and the one before."""
    since = today - FORTNIGHT
    recent = solved_since(Problem.objects.visible_to(person), since - FORTNIGHT)
    lately = Q(works_on__gt=since.isoformat())
    return recent.aggregate(lately=Count("pk", lately), before=Count("pk", ~lately))


def _owed_by_entity(person: Person, today: datetime.date) -> list[dict[str, Any]]:
    """What each owes and what of it is late, and also what nobody answers for."""
    is_late = Q(due_on__lt=today)
    owed = Commitment.objects.visible_to(person).open().order_by().values("responsible")
    told = {"open": Count("pk"), "late": Count("pk", is_late), "oldest": Min("due_on")}
    return list(owed.annotate(**told))


def _latest(owed: list[dict[str, Any]], today: datetime.date) -> list[Late]:
    """Who owes most of what is late; counted first, named afterwards."""
    late = [each for each in owed if each["responsible"] and each["late"]]
    worst = sorted(late, key=lambda each: (-each["late"], each["oldest"]))[:MOST_ENTITIES]
    named = Organization.objects.in_bulk([each["responsible"] for each in worst])
    return [
        Late(named[each["responsible"]], each["late"], (today - each["oldest"]).days)
        for each in worst
    ]
