"""How the focus moved over time, as a drawing: of each problem a line, thick while in focus."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.vocabulary import ProblemState, Stage
from destraba.mesas.focus import UNKNOWN, Rung, Span, Track
from destraba.web.components.dates import day_words, month_name

MOST = 60
FEWEST_DAYS, MOST_TICKS = 14, 6
CLASSES: dict[str, str] = {
    ProblemState.LISTED: "listed",
    ProblemState.IN_FOCUS: "focus",
    ProblemState.PARKED: "parked",
    UNKNOWN: "unknown",
}
ENDS: dict[str, str] = {
    ProblemState.SOLVED: "solved",
    ProblemState.DROPPED: "dropped",
    ProblemState.MERGED: "merged",
    ProblemState.SPLIT: "split",
}
SIGNS: dict[str, str] = {
    ProblemState.SOLVED: "✓",
    ProblemState.DROPPED: "✕",
    ProblemState.MERGED: "⇥",
    ProblemState.SPLIT: "⋔",
}


# Each rung is also told apart by its shape.
RUNG_SIGNS: dict[str, str] = {Stage.PUBLISHED: "◇", Stage.IN_OPERATION: "◆", Stage.VERIFIED: "★"}


@dataclass(frozen=True)
class Bar:
    """Its place in the width, as «12.5%»."""

    kind: str
    x: str
    width: str


@dataclass(frozen=True)
class Mark:
    kind: str
    x: str
    sign: str = ""
    anchor: str = "middle"


@dataclass(frozen=True)
class Line:
    """A problem: its drawing, and the same in words."""

    pk: int
    title: str
    state: str
    bars: Sequence[Bar]
    marks: Sequence[Mark]
    words: Sequence[str]
    was_in_focus: bool


@dataclass(frozen=True)
class Gantt:
    lines: Sequence[Line]
    ticks: Sequence[Mark]
    revisions: Sequence[Mark]
    hidden: int = 0

    @property
    def in_focus(self) -> list[Line]:
        return [line for line in self.lines if line.was_in_focus]

    @property
    def only_listed(self) -> list[Line]:
        return [line for line in self.lines if not line.was_in_focus]


class Scale:
    """Days to places in the width."""

    def __init__(self, since: datetime.date, until: datetime.date) -> None:
        self.since = min(since, until - datetime.timedelta(days=FEWEST_DAYS))
        self.until = until

    def at(self, moment: datetime.datetime | datetime.date) -> float:
        day = timezone.localdate(moment) if isinstance(moment, datetime.datetime) else moment
        share = (day - self.since).days / (self.until - self.since).days
        return 100 * min(1.0, max(0.0, share))

    def x(self, moment: datetime.datetime | datetime.date) -> str:
        return _percent(self.at(moment))

    @property
    def months(self) -> list[datetime.date]:
        """The first days of the months within, so many that their names can be read."""
        found, month = [], self.since.replace(day=1)
        while month <= self.until:
            if month >= self.since:
                found.append(month)
            month = (month + datetime.timedelta(days=32)).replace(day=1)
        step = -(-len(found) // MOST_TICKS) if found else 1
        return found[::step]


def gantt_of(
    tracks: Sequence[Track],
    agreed: Iterable[tuple[int, datetime.date | None]],
    *,
    today: datetime.date,
) -> Gantt | None:
    """None while nothing is known of any; `agreed` are the revisions with their days."""
    told = [track for track in tracks if track.spans]
    if not told:
        return None
    known = _first_those_in_focus(told)
    days = [timezone.localdate(track.spans[0].since) for track in known]
    scale = Scale(min(days), today)
    return Gantt(
        lines=[_line(track, scale) for track in known],
        ticks=[
            Mark("tick", scale.x(day), _month(day), _anchor(scale, day)) for day in scale.months
        ],
        revisions=[
            Mark("revision", scale.x(day), str(number), _anchor(scale, day))
            for number, day in agreed
            if day and scale.since <= day <= scale.until
        ],
        hidden=len(told) - len(known),
    )


def _first_those_in_focus(tracks: Sequence[Track]) -> list[Track]:
    """As many as can be read: those in focus, and then those that were last; in their order."""

    def place(track: Track) -> tuple[bool, bool, float]:
        is_now = track.state == ProblemState.IN_FOCUS
        return (not is_now, track.first_focus is None, -track.spans[-1].until.timestamp())

    kept = {track.pk for track in sorted(tracks, key=place)[:MOST]}
    return [track for track in tracks if track.pk in kept]


def _line(track: Track, scale: Scale) -> Line:
    marks = [
        Mark(f"rung {rung.stage}", scale.x(rung.on), RUNG_SIGNS[rung.stage]) for rung in track.rungs
    ]
    if track.state in ENDS and track.ended_at:
        marks.append(Mark(ENDS[track.state], scale.x(track.ended_at), SIGNS[track.state]))
    return Line(
        pk=track.pk,
        title=track.title,
        state=track.state,
        bars=[_bar(span, scale) for span in track.spans],
        marks=marks,
        words=_words(track),
        was_in_focus=track.first_focus is not None,
    )


def _bar(span: Span, scale: Scale) -> Bar:
    since, until = scale.at(span.since), scale.at(span.until)
    width = max(until - since, 0.4)
    return Bar(
        CLASSES.get(span.state, "unknown"), _percent(min(since, 100 - width)), _percent(width)
    )


def _words(track: Track) -> list[str]:
    """«en lista desde el 5 abr», «en foco del 9 sep al 25 oct», «resuelto el 25 oct»."""
    told = [_span_words(span, is_last=span is track.spans[-1], track=track) for span in track.spans]
    told += [_rung_words(rung) for rung in track.rungs]
    if track.state in ENDS:
        label = str(ProblemState(track.state).label)
        day = track.ended_at
        told.append(
            _("%(what)s el %(day)s") % {"what": label, "day": day_words(day)} if day else label
        )
    return told


def _span_words(span: Span, *, is_last: bool, track: Track) -> str:
    since, until = day_words(span.since), day_words(span.until)
    if span.state == UNKNOWN:
        label = str(ProblemState(track.state).label)
        return _("desde el %(since)s se sabe de él; no desde cuándo está %(state)s") % {
            "since": since,
            "state": label,
        }
    label = str(ProblemState(span.state).label)
    told = {"state": label, "since": since, "until": until}
    if is_last and span.state == track.state:
        return _("%(state)s desde el %(since)s") % told
    return _("%(state)s del %(since)s al %(until)s") % told


def _rung_words(rung: Rung) -> str:
    told = {"stage": str(Stage(rung.stage).label), "day": day_words(rung.on)}
    return _("solución %(stage)s el %(day)s") % told


def _month(day: datetime.date) -> str:
    return f"{month_name(day.month)} {day:%y}" if day.month == 1 else month_name(day.month)


def _anchor(scale: Scale, day: datetime.date) -> str:
    """A word at an edge stays within the drawing."""
    place = scale.at(day)
    return "start" if place < 4 else "end" if place > 96 else "middle"


def _percent(value: float) -> str:
    return f"{value:.2f}%"
