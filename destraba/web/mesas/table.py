"""The round table of a mesa: its seats, who came to the last sessions, and who is missing."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from destraba.kit.prepared import prepared
from destraba.kit.terms import is_within
from destraba.kit.vocabulary import (
    TRIPARTITE,
    AppointmentRole,
    Body,
    ExcludedGroup,
    MesaKind,
    Presence,
)
from destraba.mesas.models import Attendance, Mesa, Seat
from destraba.web.components.address import address
from destraba.web.components.shapes import SeatShape

# Whom a territorial mesa looks after, because national guilds do not represent them (OIT §2f; R16).
OF_THE_FIELD = {
    ExcludedGroup.RURAL,
    ExcludedGroup.INDIGENOUS,
    ExcludedGroup.PRODUCERS,
    ExcludedGroup.COOPERATIVES,
}
# Of a seat, and of each who was ever appointed to it.
SEAT = (
    *("body", "label", "organization__acronym", "organization__name"),
    *("organization__constituency", "organization__groups", "provenance"),
)
PLACE = tuple(f"appointments__{each}" for each in ("person__name", "role", "since_on", "until_on"))


@dataclass
class Chair:
    """A seat and who fills it today."""

    pk: int
    body: str
    name: str
    constituency: str
    groups: list[str]
    # A source names the organisation, and not who sits for it.
    is_told: bool = False
    holder: str = ""
    people: list[str] = field(default_factory=list)
    attended: tuple[bool | None, ...] = ()

    @property
    def is_vacant(self) -> bool:
        """Known to have nobody; not when nobody knows who."""
        return not self.holder and not self.is_told

    @property
    def is_away(self) -> bool:
        """Known not to have come to any of the last three."""
        return len(self.attended) == 3 and all(came is False for came in self.attended)


@dataclass(frozen=True)
class Table:
    shapes: list[SeatShape]
    away: list[str]
    vacant: list[str]
    missing_constituencies: list[str]
    groups: list[str]
    missing_groups: list[str]
    high_level: int
    # Some seats are known by a source alone, which may not name them all.
    is_partial: bool = False
    # A territorial mesa where nobody of the field sits.
    lacks_the_field: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.shapes


def table_of(mesa: Mesa, sessions: Sequence[int]) -> Table:
    """`sessions` are the ids of the last three sessions held, oldest first."""
    chairs = _chairs(mesa, sessions)
    around = [chair for chair in chairs if chair.body == Body.OPERATING]
    sitting = {chair.constituency for chair in around if not chair.is_vacant}
    is_partial = any(chair.is_told and not chair.holder for chair in chairs)
    missing = [] if is_partial else [code for code in TRIPARTITE if code not in sitting]
    groups = {group for chair in around for group in chair.groups}
    return Table(
        shapes=_shapes(mesa, chairs),
        away=[chair.name for chair in around if chair.holder and chair.is_away],
        vacant=[chair.name for chair in around if chair.is_vacant],
        missing_constituencies=[str(code.label) for code in missing],
        groups=[str(group.label) for group in ExcludedGroup if group in groups],
        missing_groups=[
            str(group.label) for group in ExcludedGroup if group not in groups and not is_partial
        ],
        high_level=sum(chair.body == Body.HIGH_LEVEL for chair in chairs),
        is_partial=is_partial,
        lacks_the_field=mesa.kind == MesaKind.TERRITORIAL
        and not is_partial
        and not groups & OF_THE_FIELD,
    )


def _chairs(mesa: Mesa, sessions: Sequence[int]) -> list[Chair]:
    """As plain values, in one query: forty whole objects would cost more than the rest."""
    today = timezone.localdate()
    chairs: dict[int, Chair] = {}
    rows: Any = _seated(mesa, today)
    for pk, *seat, person, role, since, until in rows:
        chair = chairs.setdefault(pk, _chair(pk, *seat))
        if person is None or not is_within(today, since, until):
            continue
        chair.people.append(person)
        if role == AppointmentRole.HOLDER:
            chair.holder = person
    came = _attendance(sessions)
    for chair in chairs.values():
        chair.attended = tuple(came.get((meeting, chair.pk)) for meeting in sessions)
    return list(chairs.values())


@prepared
def _seated(mesa: Mesa, today: datetime.date):
    seats = Seat.objects.filter(mesa=mesa).current(on=today)
    in_order = seats.order_by("pk", "appointments__since_on", "appointments__pk")
    return in_order.values_list("pk", *SEAT, *PLACE)


def _chair(
    pk: int,
    body: str,
    label: str,
    acronym: str,
    name: str,
    constituency: str,
    groups: list[str],
    provenance: dict[str, Any],
) -> Chair:
    called = " · ".join(filter(None, [acronym or name, label]))
    is_told = "appointments" in provenance.get("unknown", [])
    return Chair(pk, body, called, constituency, groups, is_told=is_told)


def _attendance(sessions: Sequence[int]) -> dict[tuple[int, int], bool]:
    return {
        (meeting, seat): presence == Presence.PRESENT
        for meeting, seat, presence in _marked(sessions)
    }


@prepared
def _marked(sessions: Sequence[int]):
    marks = Attendance.objects.filter(meeting__in=sessions, seat__isnull=False).exclude(presence="")
    return marks.values_list("meeting_id", "seat_id", "presence")


def _shapes(mesa: Mesa, chairs: list[Chair]) -> list[SeatShape]:
    """The chairs around, and one for each person of the dedicated team."""
    seats = address("mesa-seats", mesa.pk)
    around = [
        SeatShape(
            label=chair.name,
            constituency=chair.constituency,
            holder=chair.holder,
            vacant=chair.is_vacant,
            attended=chair.attended,
            url=f"{seats}#asiento-{chair.pk}",
        )
        for chair in chairs
        if chair.body == Body.OPERATING
    ]
    team = [
        SeatShape(
            label=chair.name, holder=person, url=f"{seats}#asiento-{chair.pk}", is_dedicated=True
        )
        for chair in chairs
        if chair.body == Body.DEDICATED_TEAM
        for person in chair.people
    ]
    return around + team
