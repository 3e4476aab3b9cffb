"""A mesa's pulse: did it meet when it said it would (OIT §2b: every two weeks at first)."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

from django.db.models import Count, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import AHEAD, MeetingState, MesaState

from .models import Meeting, Mesa

MOST = 12
FIELDS = ("mesa_id", "state", "starts_at", "pk", "number", "provenance")
# What FIELDS tell of each.
Sessions = QuerySet[Meeting, Any]


@dataclass(frozen=True)
class Session:
    """A periodic session, held or to come; `told` when it comes from a source, not from here."""

    on: datetime.date
    meeting: int
    number: int | None = None
    told: bool = False


@dataclass(frozen=True)
class Beat:
    """One fortnight: `session` is the one held or to come, None when it was missed."""

    state: Literal["held", "missed", "next"]
    on: datetime.date
    session: Session | None = None


Trouble = Literal["never_met", "left_open", "none_planned", "missed"]


@dataclass(frozen=True)
class Pulse:
    """The last sessions held, oldest first, the one that comes, and what that says today."""

    held: Sequence[Session]
    coming: Session | None
    cadence_days: int
    today: datetime.date
    # Of all time, those of an unknown day included; where one mesa is read.
    held_count: int | None = None
    # Only a mesa at work misses a session by not meeting.
    is_at_work: bool = True
    # A mesa that a source tells of may have met without our knowing.
    is_told: bool = False

    def beats(self, most: int = MOST) -> list[Beat]:
        """The last `most` beats, oldest first."""
        told: list[Beat] = []
        for last, following in pairwise(self.held):
            told += [Beat("held", last.on, last), *self._missed(last, following.on)]
        if self.held:
            told += [Beat("held", self.held[-1].on, self.held[-1]), *self._missed_since()]
        if self.coming:
            told.append(Beat("next", self.coming.on, self.coming))
        return told[-most:]

    @property
    def last(self) -> Session | None:
        return self.held[-1] if self.held else None

    @property
    def is_known(self) -> bool:
        """Not when all there is are sessions that a source tells of, or none."""
        if self.last:
            return not self.last.told or self.coming is not None
        return self.coming is not None or not self.is_told

    @property
    def trouble(self) -> Trouble | None:
        """What fails, the worst first; None when it beats, or nobody can know."""
        if not self.is_at_work or not self.is_known:
            return None
        if self.coming and self.coming.on < self.today:
            return "left_open"
        if self.last and self._missed_since():
            return "missed"
        if self.coming:
            return None
        return "none_planned" if self.held else "never_met"

    def _missed(self, last: Session, until: datetime.date) -> list[Beat]:
        """The sessions that a gap between two should have had: a few days' drift is none.

        After a session that a source tells of nothing is known to be missing.
        """
        count = round((until - last.on).days / self.cadence_days) - 1
        step = datetime.timedelta(days=self.cadence_days)
        missed = 0 if last.told else max(0, count)
        return [Beat("missed", last.on + step * (i + 1)) for i in range(missed)]

    def _missed_since(self) -> list[Beat]:
        """What was missed after the last one: up to the session that comes, or up to today."""
        last = self.held[-1]
        if not self.is_at_work:
            return []
        if self.coming:
            return [beat for beat in self._missed(last, self.coming.on) if beat.on < self.today]
        # The one due today may still be held.
        until = self.today + datetime.timedelta(days=self.cadence_days - 1)
        days = (until - last.on).days // self.cadence_days
        return self._missed(last, last.on + datetime.timedelta(days=self.cadence_days * days))


def pulse_of(mesa: Mesa, *, today: datetime.date) -> Pulse:
    """The pulse of one mesa: from its last sessions, and with how many it ever held."""
    told = list(_sessions_of(mesa.pk))
    held_count = told[0][-1] if told else 0
    return _pulse(mesa, list(_read(row[:-1] for row in told)), today, held_count=held_count)


def pulses_of(mesas: Iterable[Mesa], *, today: datetime.date, most: int) -> dict[int, Pulse]:
    """The pulses of many, by their ids, from as many sessions as `most` beats need.

    Most mesas met lately: one query. Those that did not are asked for again, all in one more.
    """
    listed = {mesa.pk: mesa for mesa in mesas}
    longest = max((mesa.cadence_days for mesa in listed.values()), default=1)
    lately = _morning_of(today - datetime.timedelta(days=2 * most * longest))
    told = _by_mesa(listed, _read(_sessions([*listed], since=lately)))
    silent = [pk for pk, rows in told.items() if not any(row.is_held for row in rows)]
    if silent:
        for row in _read(_last_sessions(silent, before=lately, most=most)):
            told[row.mesa].append(row)
    return {pk: _pulse(mesa, told[pk], today) for pk, mesa in listed.items()}


def _morning_of(day: datetime.date) -> datetime.datetime:
    """As an instant, so that the database can use its index."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


@dataclass(frozen=True)
class Row:
    mesa: int
    is_held: bool
    session: Session | None


def _by_mesa(mesas: Iterable[int], rows: Iterable[Row]) -> dict[int, list[Row]]:
    told: dict[int, list[Row]] = {mesa: [] for mesa in mesas}
    for row in rows:
        told[row.mesa].append(row)
    return told


def _pulse(
    mesa: Mesa, rows: list[Row], today: datetime.date, *, held_count: int | None = None
) -> Pulse:
    dated = [(row.is_held, row.session) for row in rows if row.session]
    dated.sort(key=lambda each: each[1].on)
    return Pulse(
        held=[session for is_held, session in dated if is_held],
        coming=next((session for is_held, session in dated if not is_held), None),
        cadence_days=mesa.cadence_days,
        today=today,
        held_count=held_count,
        is_at_work=mesa.state == MesaState.ACTIVE,
        is_told=bool(mesa.provenance.get("source")),
    )


@prepared
def _sessions_of(mesa: int) -> Sessions:
    """Those to come, and as many of those held as the beats need, each with how many there are."""
    sessions = Meeting.objects.filter(mesa=mesa).periodic()
    held = sessions.held()
    count = held.order_by().values("mesa").annotate(n=Count("pk")).values("n")
    shown = sessions.filter(Q(state__in=AHEAD) | Q(pk__in=held[: MOST + 1].values("pk")))
    found = shown.annotate(held_count=Coalesce(Subquery(count), 0))
    return found.order_by().values_list(*FIELDS, "held_count")


@prepared
def _sessions(mesas: Sequence[int], *, since: datetime.datetime) -> Sessions:
    return _told(Meeting.objects.filter(mesa__in=mesas, starts_at__gte=since))


@prepared
def _last_sessions(mesas: Sequence[int], *, before: datetime.datetime, most: int) -> Sessions:
    told = Meeting.objects.filter(mesa__in=mesas, starts_at__lt=before)
    return _told(told.latest_of_each_mesa(most))


def _told(meetings: Any) -> Sessions:
    """The periodic ones that were held or are to come; those of an unknown day have no session."""
    shown = meetings.periodic().filter(state__in=[*AHEAD, MeetingState.CLOSED])
    return shown.order_by().values_list(*FIELDS)  # type: ignore[no-any-return]


def _read(told: Iterable[Any]) -> Iterator[Row]:
    for mesa, state, starts_at, pk, number, provenance in told:
        session = None
        if starts_at:
            is_told = bool(provenance.get("source"))
            session = Session(timezone.localdate(starts_at), pk, number, is_told)
        yield Row(mesa, state == MeetingState.CLOSED, session)
