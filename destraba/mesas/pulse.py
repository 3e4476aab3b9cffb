"""A mesa's pulse: did it meet when it said it would (OIT §2b: every two weeks at first)."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from django.db.models import Q
from django.utils import timezone

from destraba.kit.vocabulary import MeetingState, MesaState

from .models import Meeting, Mesa
from .models.meeting import AHEAD

MOST = 12


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
    # Of all time, those of an unknown day included.
    held_count: int = 0
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
    def trouble(self) -> Trouble | None:
        """What fails, the worst first; None when it beats, or nobody can know."""
        if not self.is_at_work or (self.last and self.last.told and not self.coming):
            return None
        if self.coming and self.coming.on < self.today:
            return "left_open"
        if self.last and self._missed_since():
            return "missed"
        if self.coming:
            return None
        if self.held:
            return "none_planned"
        return None if self.is_told else "never_met"

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


def pulses(mesas: Iterable[Mesa], *, today: datetime.date, most: int = MOST) -> dict[int, Pulse]:
    """The pulse of each mesa, by its id, in one query."""
    listed = list(mesas)
    held: dict[int, list[Session]] = {mesa.pk: [] for mesa in listed}
    coming: dict[int, Session] = {}
    count: dict[int, int] = {}
    for mesa, state, alike, session in _sessions(listed, most):
        if state == MeetingState.CLOSED:
            count[mesa] = alike
            held[mesa] += [session] if session else []
        elif session:
            coming.setdefault(mesa, session)
    return {
        mesa.pk: Pulse(
            held=held[mesa.pk],
            coming=coming.get(mesa.pk),
            cadence_days=mesa.cadence_days,
            today=today,
            held_count=count.get(mesa.pk, 0),
            is_at_work=mesa.state == MesaState.ACTIVE,
            is_told=bool(mesa.provenance.get("source")),
        )
        for mesa in listed
    }


def _sessions(mesas: list[Mesa], most: int) -> Iterable[tuple[int, str, int, Session | None]]:
    """(mesa, state, how many are in that state, session), the earliest first."""
    shown = Q(state__in=AHEAD) | Q(state=MeetingState.CLOSED)
    meetings = Meeting.objects.filter(shown, mesa__in=[mesa.pk for mesa in mesas]).periodic()
    rows = meetings.latest_of_each_mesa(most).order_by("starts_at")
    for mesa, state, alike, starts_at, meeting, number, provenance in rows.values_list(
        "mesa_id", "state", "alike", "starts_at", "pk", "number", "provenance"
    ):
        on = timezone.localdate(starts_at) if starts_at else None
        told = bool(provenance.get("source"))
        yield mesa, state, alike, Session(on, meeting, number, told) if on else None
