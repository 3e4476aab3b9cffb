"""How much the dedicated team carries, member by member, before it takes on another mesa.

There is no fixed number of mesas: they grow with the team's bandwidth (OIT §3, §3c; R22).
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Q, Sum
from django.utils import timezone

from destraba.kit.vocabulary import AppointmentRole, Body, MeetingState, MesaState, Pace
from destraba.kit.vocabulary import ProblemState as State

from .models import Appointment, Meeting, Mesa, Problem, Programme, TeamMember
from .solved import COUNTED, is_at_work

WEEKS = 4
# «Una a tres» at the start (OIT §3).
FIRST_MESAS = 3
# Three mesas with four problems in focus each (OIT §2c, §3) fill a full-time person's hands.
MOST_PROBLEMS = 12
HOUR = 60
CARRIED = [MesaState.PROPOSED, MesaState.ACTIVE]


@dataclass(frozen=True)
class Burden:
    """What a mesa asks of whoever runs it. Minutes in the room: held lately, and to come."""

    mesa: Mesa
    in_focus: int = 0
    listed: int = 0
    past_meetings: int = 0
    past_minutes: int = 0
    next_meetings: int = 0
    next_minutes: int = 0

    @property
    def open(self) -> int:
        return self.in_focus + self.listed


@dataclass(frozen=True)
class Load:
    """What several mesas ask together, and the hours that there are for them in four weeks."""

    burdens: Sequence[Burden]
    hours: int
    # The hours of somebody who is exclusively of the team, in as many weeks.
    full_time: int
    member: TeamMember | None = None

    @property
    def mesas(self) -> list[Mesa]:
        return [each.mesa for each in self.burdens]

    @property
    def in_focus(self) -> int:
        return sum(each.in_focus for each in self.burdens)

    @property
    def listed(self) -> int:
        return sum(each.listed for each in self.burdens)

    @property
    def open(self) -> int:
        return self.in_focus + self.listed

    @property
    def past_meetings(self) -> int:
        return sum(each.past_meetings for each in self.burdens)

    @property
    def past_hours(self) -> int:
        return _hours(sum(each.past_minutes for each in self.burdens))

    @property
    def next_meetings(self) -> int:
        return sum(each.next_meetings for each in self.burdens)

    @property
    def next_hours(self) -> int:
        return _hours(sum(each.next_minutes for each in self.burdens))

    @property
    def week_hours(self) -> int:
        return round(self.hours / WEEKS)

    @property
    def in_the_room(self) -> int:
        """Percent of the four weeks to come that meetings alone take; 100 at most."""
        return min(100, round(100 * self.next_hours / self.hours)) if self.hours else 0

    @property
    def most(self) -> int:
        """The problems that these hours can follow closely."""
        return max(1, round(MOST_PROBLEMS * self.hours / self.full_time)) if self.hours else 0

    @property
    def is_too_much(self) -> bool:
        return self.in_focus > self.most


@dataclass(frozen=True)
class Advice:
    """What the method advises against, and where it says so; it forbids nothing."""

    kind: Literal["no_team", "many_mesas", "next_mesa", "many_problems", "full_hands"]
    source: str
    number: int = 0
    most: int = 0
    names: Sequence[str] = ()


@dataclass(frozen=True)
class Bandwidth:
    members: list[Load]
    team: Load
    # People who run a mesa without being told of in the team, and the mesas that nobody runs.
    outside: list[str]
    unattended: list[Mesa]
    launched: int
    proposed: int
    early_wins: int

    @property
    def carried(self) -> int:
        return self.launched + self.proposed

    @property
    def warnings(self) -> list[Advice]:
        return [*self._of_the_team(), *self._of_mesas(), *self._of_problems()]

    def _of_the_team(self) -> Iterable[Advice]:
        if not self.members:
            yield Advice("no_team", "OIT §3a")

    def _of_mesas(self) -> Iterable[Advice]:
        """Start with one to three, and grow after the first early win (R22)."""
        if self.early_wins:
            return
        if self.launched > FIRST_MESAS:
            yield Advice("many_mesas", "OIT §3", self.launched, FIRST_MESAS)
        elif self.carried >= FIRST_MESAS:
            yield Advice("next_mesa", "OIT §3", self.carried + 1, FIRST_MESAS)

    def _of_problems(self) -> Iterable[Advice]:
        """More open ones than the whole team can carry, or more in focus than one person can."""
        if self.members and self.team.open > self.team.most:
            yield Advice("many_problems", "OIT §3, §3c", self.team.open, self.team.most)
        full = [each.member for each in self.members if each.is_too_much]
        names = [member.person.name for member in full if member]
        if names:
            yield Advice("full_hands", "OIT §2c", most=MOST_PROBLEMS, names=names)


def bandwidth_of(*, today: datetime.date, week_hours: int | None = None) -> Bandwidth:
    """Five queries whatever there is; six when nobody says how long a week is."""
    hours = WEEKS * (week_hours or Programme.current().week_hours)
    burdens, launched, proposed, early_wins = _burdens(today)
    running = _running(burdens, today)
    members = list(TeamMember.objects.current(on=today).select_related("person"))
    known = {member.person_id for member in members}
    loads = [
        Load(
            burdens=[burdens[pk] for pk in sorted(running.mesas.get(member.person_id, ()))],
            hours=round(hours * member.share_percent / 100),
            full_time=hours,
            member=member,
        )
        for member in members
    ]
    return Bandwidth(
        members=loads,
        team=Load(list(burdens.values()), sum(load.hours for load in loads), hours),
        outside=sorted(name for pk, name in running.names.items() if pk not in known),
        unattended=[each.mesa for pk, each in burdens.items() if pk not in running.attended],
        launched=launched,
        proposed=proposed,
        early_wins=early_wins,
    )


@dataclass(frozen=True)
class Running:
    """Who runs which mesa today, by their ids."""

    mesas: dict[int, set[int]]
    names: dict[int, str]

    @property
    def attended(self) -> set[int]:
        return set().union(*self.mesas.values())


def _running(burdens: dict[int, Burden], today: datetime.date) -> Running:
    of_the_team = Q(seat__body=Body.DEDICATED_TEAM) | Q(role=AppointmentRole.ARTICULATOR)
    found = Appointment.objects.current(on=today).filter(of_the_team, seat__mesa__in=burdens)
    mesas: dict[int, set[int]] = defaultdict(set)
    names: dict[int, str] = {}
    for person, name, mesa in found.values_list("person_id", "person__name", "seat__mesa_id"):
        mesas[person].add(mesa)
        names[person] = name
    return Running(mesas, names)


def _burdens(today: datetime.date) -> tuple[dict[int, Burden], int, int, int]:
    """Of the mesas that are carried; and how many are at work, proposed, and early wins solved."""
    carried = Mesa.objects.filter(state__in=CARRIED).only("name", "state")
    mesas = {mesa.pk: mesa for mesa in carried}
    in_focus = Count("pk", Q(state=State.IN_FOCUS))
    early = Count("pk", Q(is_at_work(), COUNTED, pace=Pace.EARLY_WIN))
    listed = Count("pk", Q(state=State.LISTED))
    counted = Problem.objects.order_by().values_list("mesa_id")
    problems = {
        pk: numbers
        for pk, *numbers in counted.annotate(at_hand=in_focus, waiting=listed, early=early)
    }
    meetings = _meetings(mesas, today)
    burdens = {
        pk: Burden(mesa, *problems.get(pk, (0, 0))[:2], *meetings.get(pk, (0, 0, 0, 0)))
        for pk, mesa in mesas.items()
    }
    launched = sum(mesa.state == MesaState.ACTIVE for mesa in mesas.values())
    early_wins = sum(numbers[2] for numbers in problems.values())
    return burdens, launched, len(mesas) - launched, early_wins


def _meetings(mesas: Iterable[int], today: datetime.date) -> dict[int, list[int]]:
    """Those of the four weeks behind and the four ahead, and their minutes, by mesa."""
    weeks = datetime.timedelta(weeks=WEEKS)
    first, now, last = (_morning(day) for day in (today - weeks, today, today + weeks))
    near = Meeting.objects.filter(mesa__in=list(mesas), starts_at__gte=first, starts_at__lt=last)
    held = Q(starts_at__lt=now, state=MeetingState.CLOSED)
    coming = Q(starts_at__gte=now) & ~Q(state=MeetingState.CLOSED)
    told = near.exclude(state=MeetingState.CANCELLED).order_by().values_list("mesa_id")
    counted = told.annotate(
        held=Count("pk", held),
        held_minutes=Sum("minutes", filter=held, default=0),
        coming=Count("pk", coming),
        coming_minutes=Sum("minutes", filter=coming, default=0),
    )
    return {pk: numbers for pk, *numbers in counted}


def _morning(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


def _hours(minutes: int) -> int:
    """In whole hours; the half upwards."""
    return (minutes + HOUR // 2) // HOUR
