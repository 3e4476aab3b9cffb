"""What I owe and what I follow up, by urgency; a handful of each, and how many there are."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.mesas.models import Commitment
from destraba.mesas.models.commitment import times_extended
from destraba.web.components.shapes import Tone

from .onlooker import Onlooker

LATE, TODAY, WEEK, LATER = range(4)
SHOWN = {LATE: 8, TODAY: 8, WEEK: 8, LATER: 4}
NAMES: dict[int, tuple[str | Promise, Tone]] = {
    LATE: (_("Tarde"), "bad"),
    TODAY: (_("Hoy"), "warn"),
    WEEK: (_("En siete días"), "warn"),
    LATER: (_("Más adelante"), "plain"),
}
# Nobody looks at more; the list of commitments has them all.
MOST = 300


@dataclass
class Duty:
    """`told` is what its row shows, as plain values."""

    told: Mapping[str, Any]
    may_answer: bool


@dataclass
class Urgency:
    rank: int
    total: int = 0
    duties: list[Duty] = field(default_factory=list)

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
    for told in _open(onlooker):
        is_mine = told["contact_id"] == onlooker.person.pk or told["seat_id"] in onlooker.seats
        group = (mine if is_mine else followed)[_rank(told["due_on"], today)]
        group.total += 1
        if len(group.duties) < SHOWN[group.rank]:
            may_answer = is_mine or onlooker.runs_mesa(told["mesa_id"])
            group.duties.append(Duty(told, may_answer))
    return Duties(
        mine=[group for group in mine.values() if group.total],
        followed=[group for group in followed.values() if group.total],
    )


def _rank(due_on: datetime.date | None, today: datetime.date) -> int:
    if due_on is None or due_on > today + datetime.timedelta(days=7):
        return LATER
    if due_on < today:
        return LATE
    return TODAY if due_on == today else WEEK


def _open(onlooker: Onlooker) -> Iterable[Mapping[str, Any]]:
    hers = Commitment.objects.concerning(onlooker.person, seats=onlooker.seats)
    return (
        hers.open()
        .by_urgency()
        .values(
            "pk",
            "mesa_id",
            "seat_id",
            "contact_id",
            "promise",
            "due_on",
            "certainty",
            times_extended=times_extended(),
            mesa_name=F("mesa__name"),
            contact_name=F("contact__name"),
            sector=F("responsible__constituency"),
            acronym=F("responsible__acronym"),
            name=F("responsible__name"),
        )[:MOST]
    )
