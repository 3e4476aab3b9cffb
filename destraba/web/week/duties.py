"""What I owe and what I follow up, by urgency; a handful of each, and how many there are."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any

from django.db.models import F
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _

from destraba.kit.prepared import prepared
from destraba.mesas.models import Commitment
from destraba.mesas.models.commitment import times_extended
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
    rank: int
    # (day, id) of all, the ids of those to show, and these.
    all: list[tuple[datetime.date, int]] = field(default_factory=list)
    duties: list[Duty] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.all)

    @cached_property
    def shown(self) -> list[int]:
        return [pk for _day, pk in nsmallest(SHOWN[self.rank], self.all)]

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
    mine = {rank: Urgency(rank) for rank in NAMES}
    followed = {rank: Urgency(rank) for rank in NAMES}
    me, seats, week = onlooker.person.pk, {*onlooker.seats}, today + WEEK_LONG
    for pk, due_on, contact, seat in _open(onlooker.person, onlooker.seats):
        groups = mine if contact == me or seat in seats else followed
        day = due_on or datetime.date.max
        groups[_rank(day, today, week)].all.append((day, pk))
    told = _told([*mine.values(), *followed.values()])
    for group in mine.values():
        group.duties = [Duty(told[pk], may_answer=True) for pk in group.shown]
    for group in followed.values():
        rows = [told[pk] for pk in group.shown]
        group.duties = [Duty(each, onlooker.runs_mesa(each["mesa_id"])) for each in rows]
    return Duties(
        mine=[group for group in mine.values() if group.all],
        followed=[group for group in followed.values() if group.all],
    )


@prepared
def _open(person: Person, seats: Sequence[int]):
    """All of them, in no order: to sort them the database would leave its narrow indexes."""
    hers = Commitment.objects.concerning(person, seats=seats)
    return hers.open().order_by().values_list("pk", "due_on", "contact_id", "seat_id")


def _told(groups: Iterable[Urgency]) -> dict[int, Mapping[str, Any]]:
    """What the rows to show tell, by id."""
    return {each["pk"]: each for each in _rows([pk for group in groups for pk in group.shown])}


@prepared
def _rows(shown: Sequence[int]):
    return Commitment.objects.filter(pk__in=shown).values(
        "pk",
        "mesa_id",
        "promise",
        "due_on",
        "certainty",
        times_extended=times_extended(),
        mesa_name=F("mesa__name"),
        contact_name=F("contact__name"),
        sector=F("responsible__constituency"),
        acronym=F("responsible__acronym"),
        name=F("responsible__name"),
    )


def _rank(day: datetime.date, today: datetime.date, week: datetime.date) -> int:
    if day > week:
        return LATER
    if day < today:
        return LATE
    return TODAY if day == today else WEEK
