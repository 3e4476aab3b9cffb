"""How the focus of a mesa moved: of each problem, when it waited and when it was worked on.

Rebuilt from the trail alone; the same whoever looks, and from however few words it has.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone

from destraba.kit.vocabulary import ProblemState, Stage
from destraba.trail.models import Event

from .models import Mesa, Option, Problem

# What each verb leaves a problem in; those that say so themselves need not be here.
LEAVES = {
    "problem.raised": ProblemState.LISTED,
    "problem.focused": ProblemState.IN_FOCUS,
    "problem.waited": ProblemState.LISTED,
    "problem.solved": ProblemState.SOLVED,
    "problem.dropped": ProblemState.DROPPED,
    "problem.reopened": ProblemState.LISTED,
    "problem.parked": ProblemState.PARKED,
    "problem.resumed": ProblemState.LISTED,
    "problem.merged": ProblemState.MERGED,
    "problem.split": ProblemState.SPLIT,
}
# It is known since then, and no more: what it was is said by what comes after.
COMES = ("problem.imported", "problem.taken_over")
ENDED = (
    *(ProblemState.SOLVED, ProblemState.DROPPED),
    *(ProblemState.MERGED, ProblemState.SPLIT),
)
RUNGS = (Stage.PUBLISHED, Stage.IN_OPERATION, Stage.VERIFIED)
TOLD = ("subject_id", "verb", "at", "changes")
# It is now something else, and nobody told since when.
UNKNOWN = ""


@dataclass(frozen=True)
class Turn:
    """A problem came, or changed, at a moment; `before` and `after` are states, or unknown."""

    at: datetime.datetime
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Span:
    state: str
    since: datetime.datetime
    until: datetime.datetime

    @property
    def is_focus(self) -> bool:
        return self.state == ProblemState.IN_FOCUS


@dataclass(frozen=True)
class Rung:
    """Its solution was published, in operation or verified."""

    stage: str
    on: datetime.date


@dataclass(frozen=True)
class Track:
    """A problem from when it was first known until today, or until it ended."""

    pk: int
    title: str
    state: str
    spans: Sequence[Span] = ()
    rungs: Sequence[Rung] = ()

    @property
    def first_focus(self) -> datetime.datetime | None:
        return next((span.since for span in self.spans if span.is_focus), None)

    @property
    def ended_at(self) -> datetime.datetime | None:
        """Unknown when nobody told the day."""
        is_known = self.state in ENDED and self.spans and self.spans[-1].state != UNKNOWN
        return self.spans[-1].until if is_known else None


def spans_of(turns: Iterable[Turn], *, state: str, until: datetime.datetime) -> list[Span]:
    """Its life in stretches, none for what ended; `state` is how it is now."""
    told = sorted(turns, key=lambda turn: turn.at)
    if not told:
        return []
    first = next((turn for turn in told if turn.after), None)
    standing = told[0].after or (first.before if first else state)
    since, spans = told[0].at, []
    for turn in told[1:]:
        if turn.after and turn.after != standing:
            spans.append(Span(standing, since, turn.at))
            standing, since = turn.after, turn.at
    known = standing if standing == state else UNKNOWN
    spans.append(Span(known, since, max(since, until)))
    return [span for span in spans if span.state not in ENDED]


def focus_of(mesa: Mesa, *, at: datetime.datetime) -> list[Track]:
    """Those that were ever in focus come first, the first to enter it first."""
    problems = list(mesa.problems.order_by("pk").values("pk", "title", "state"))
    turns, rungs = _turns(problems), _rungs(problems)
    tracks = [
        Track(
            pk=each["pk"],
            title=each["title"],
            state=each["state"],
            spans=spans_of(turns[each["pk"]], state=each["state"], until=at),
            rungs=rungs[each["pk"]],
        )
        for each in problems
    ]
    return sorted(tracks, key=lambda track: (track.first_focus is None, track.first_focus or at))


def _turns(problems: Sequence[Mapping[str, Any]]) -> dict[int, list[Turn]]:
    found = defaultdict(list)
    kind = ContentType.objects.get_for_model(Problem)
    tells = Q(verb__in=[*LEAVES, *COMES]) | Q(changes__has_key="state")
    events = Event.objects.filter(
        tells, subject_type=kind, subject_id__in=[each["pk"] for each in problems]
    )
    for pk, verb, at, changes in events.order_by("at", "pk").values_list(*TOLD):
        before, after = changes.get("state") or ("", LEAVES.get(verb, ""))
        found[pk].append(Turn(at, before or "", after or ""))
    return found


def _rungs(problems: Sequence[Mapping[str, Any]]) -> dict[int, list[Rung]]:
    """The rungs that its chosen solution reached, as the trail tells when."""
    found = defaultdict(list)
    of = [each["pk"] for each in problems]
    chosen = dict(Option.objects.chosen().filter(problem__in=of).values_list("pk", "problem_id"))
    kind = ContentType.objects.get_for_model(Option)
    events = Event.objects.filter(verb="option.advanced", subject_type=kind, subject_id__in=chosen)
    for pk, _verb, at, changes in events.order_by("at", "pk").values_list(*TOLD):
        stage = (changes.get("stage") or ["", ""])[1]
        if stage in RUNGS:
            found[chosen[pk]].append(Rung(stage, timezone.localdate(at)))
    return found
