"""What I owe and what I follow up, by urgency; a handful of each, and how many there are."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Case, Count, F, IntegerField, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.kit.prepared import prepared
from destraba.mesas.models import Commitment
from destraba.mesas.models.commitments import times_extended
from destraba.people.models import Person
from destraba.web.components.shapes import Tone

from .onlooker import Onlooker

LATE, TODAY, WEEK, LATER = range(4)
WEEK_LONG = datetime.timedelta(days=7)
SHOWN = {LATE: 6, TODAY: 6, WEEK: 6, LATER: 3}
NAMES: dict[int, tuple[str | Promise, Tone]] = {
    LATE: (_("Tarde"), "bad"),
    TODAY: (_("Hoy"), "warn"),
    WEEK: (_("En siete días"), "warn"),
    LATER: (_("Más adelante"), "plain"),
}


@dataclass
class Duty:
    """`told` is what its row shows, as plain values."""

    told: Mapping[str, Any]
    may_answer: bool


@dataclass
class Urgency:
    """How many there are of this rank, and the first of them."""

    rank: int
    total: int
    duties: list[Duty]

    @property
    def label(self) -> str | Promise:
        return NAMES[self.rank][0]

    @property
    def tone(self) -> Tone:
        return NAMES[self.rank][1]

    @property
    def hidden(self) -> int:
        return self.total - len(self.duties)


@dataclass
class Duties:
    """`mine` are those that I answer for; `followed`, those that I follow up for others."""

    mine: list[Urgency]
    followed: list[Urgency]

    @property
    def late(self) -> int:
        return self._count(LATE)

    @property
    def today(self) -> int:
        return self._count(TODAY)

    @property
    def this_week(self) -> int:
        return self._count(WEEK)

    def _count(self, rank: int) -> int:
        return sum(each.total for each in [*self.mine, *self.followed] if each.rank == rank)


def duties_of(onlooker: Onlooker, *, today: datetime.date) -> Duties:
    """In two questions, however many they are: how many of each rank, and the first of each."""
    asked = (onlooker.person, onlooker.seats, today, today + WEEK_LONG)
    counts: Counter[tuple[bool, int]] = Counter()
    for is_mine, rank, count, also_followed in _counted(*asked):
        counts[is_mine, rank] += count
        counts[False, rank] -= also_followed
    rows: dict[tuple[bool, int], list[dict[str, Any]]] = defaultdict(list)
    for row in _first(*asked):
        rows[row["is_mine"], row["rank"]].append(row)
    mine, followed = (
        [
            Urgency(rank, counts[is_mine, rank], _duties(rows[is_mine, rank][:most], onlooker))
            for rank, most in SHOWN.items()
            if counts[is_mine, rank]
        ]
        for is_mine in (True, False)
    )
    return Duties(mine, followed)


def _duties(rows: list[dict[str, Any]], onlooker: Onlooker) -> list[Duty]:
    return [Duty(row, row["is_mine"] or onlooker.runs_mesa(row["mesa_id"])) for row in rows]


@prepared
def _counted(person: Person, seats: Sequence[int], today: datetime.date, week: datetime.date):
    """(whether she answers for them, rank, how many, how many of them she follows up as well).

    What she follows up is counted in its index alone, which does not know who answers.
    """
    hers, rank = _hers(person, seats), _rank(today, week)
    open_ones = Commitment.objects.open().order_by()
    followed = open_ones.filter(follower=person).values_list(Value(False), rank)
    mine = open_ones.filter(hers).values_list(Value(True), rank)
    also = Count("pk", filter=Q(follower=person))
    return followed.annotate(count=Count("pk"), also=Value(0)).union(
        mine.annotate(count=Count("pk"), also=also), all=True
    )


@prepared
def _first(person: Person, seats: Sequence[int], today: datetime.date, week: datetime.date):
    """The first of each rank, as plain values: of hers, and of what she follows up for others.
    What has no day comes after all that has one."""
    hers = _hers(person, seats)
    is_mine = Case(When(hers, then=True), default=False, output_field=BooleanField())
    # Each by itself, and not one «or» another: so an index leads to the first of each.
    whose = (Q(contact=person), Q(seat__in=seats), Q(follower=person) & ~hers)
    first = (_first_of(each, today, week) for each in whose)
    told = Commitment.objects.filter(reduce(or_, first))
    return told.order_by(F("due_on").asc(nulls_last=True), "pk").values(
        "pk",
        "mesa_id",
        "promise",
        "due_on",
        "certainty",
        is_mine=is_mine,
        rank=_rank(today, week),
        times_extended=times_extended(),
        mesa_name=F("mesa__name"),
        contact_name=F("contact__name"),
        sector=F("responsible__constituency"),
        acronym=F("responsible__acronym"),
        name=F("responsible__name"),
    )


def _first_of(whose: Q, today: datetime.date, week: datetime.date) -> Q:
    """The first of each rank, and of what has no day."""
    in_order = Commitment.objects.open().filter(whose).order_by("due_on", "pk").values("pk")
    later = SHOWN[LATER]
    first = Q(pk__in=in_order.filter(due_on__lt=today)[: SHOWN[LATE]])
    first |= Q(pk__in=in_order.filter(due_on=today)[: SHOWN[TODAY]])
    first |= Q(pk__in=in_order.filter(due_on__gt=today, due_on__lte=week)[: SHOWN[WEEK]])
    first |= Q(pk__in=in_order.filter(due_on__gt=week)[:later])
    return first | Q(pk__in=in_order.filter(due_on=None)[:later])


def _hers(person: Person, seats: Sequence[int]) -> Q:
    return Q(contact=person) | Q(seat__in=seats)


def _rank(today: datetime.date, week: datetime.date) -> Case:
    return Case(
        When(due_on__lt=today, then=LATE),
        When(due_on=today, then=TODAY),
        When(due_on__lte=week, then=WEEK),
        default=LATER,
        output_field=IntegerField(),
    )
