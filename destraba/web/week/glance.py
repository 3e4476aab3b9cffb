"""The programme at a glance, for who sees all of it: what beats, what is late, and by whom."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, Q

from destraba.kit.vocabulary import ProblemState
from destraba.mesas.models import Commitment, Problem
from destraba.people.models import Person
from destraba.web.mesas.rows import Row

MOST_MESAS, MOST_ENTITIES = 12, 8
FORTNIGHT = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Glance:
    rows: list[Row]
    mesas: int
    beating: int
    open: int
    late: int
    solved: dict[str, int]
    entities: list[dict[str, Any]]


def glance_of(person: Person, rows: list[Row], *, today: datetime.date) -> Glance:
    worst_first = sorted(rows, key=lambda row: (not row.trouble, -row.figures.late))
    return Glance(
        rows=worst_first[:MOST_MESAS],
        mesas=len(rows),
        beating=sum(not row.trouble for row in rows),
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


def _late_by_entity(person: Person, today: datetime.date) -> list[dict[str, Any]]:
    late = Commitment.objects.visible_to(person).overdue(on=today).exclude(responsible=None)
    by_entity = late.values(
        "responsible", "responsible__name", "responsible__acronym", "responsible__constituency"
    )
    counted = by_entity.annotate(late=Count("pk"), oldest=Min("due_on")).order_by("-late", "oldest")
    return [
        {
            "pk": each["responsible"],
            "short": each["responsible__acronym"] or each["responsible__name"],
            "constituency": each["responsible__constituency"],
            "late": each["late"],
            "days": (today - each["oldest"]).days,
        }
        for each in counted[:MOST_ENTITIES]
    ]
