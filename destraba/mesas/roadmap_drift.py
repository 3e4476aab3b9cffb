"""What the plan of a mesa is now, and its last roadmap does not say yet (OIT §2c; R19)."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Q

from destraba.kit.vocabulary import CommitmentState, MeetingState, ProblemState
from destraba.trail.models import Event

from .models import Commitment, Meeting, Mesa, RoadmapRevision
from .models.roadmap import AGREED, with_plan
from .roadmap_between import end_of, happened_at, snapshot_of
from .roadmap_story import (
    AIMED,
    EXITS,
    Chapter,
    Row,
    Snapshot,
    Story,
    is_choice,
    story_of,
)

# More periodic sessions than these without a look at the roadmap, and the method asks (R19).
MOST_SESSIONS = 3
# What is the plan: which problems, in which words, by which way, and the next step of each.
PLAN = {"entered", "left", "title", "pace", "next_step", "milestone"}
MOVES = (AIMED, *EXITS, "problem.focused", "problem.reworded", "option.chosen")


@dataclass(frozen=True)
class Drift:
    """`rows` are the problems in focus as they would be written now, and `pks`, those alive; by
    their ref."""

    revision: RoadmapRevision
    story: Story
    rows: Mapping[str, Row]
    pks: Mapping[str, int]

    @property
    def is_empty(self) -> bool:
        told = self.story
        return not (told.objective or told.entered or told.left or told.stayed)


def drift_of(mesa: Mesa, *, at: datetime.datetime) -> Drift | None:
    """From its last roadmap to what it works on at that moment; None before the first one.

    Four questions, five when a promise was the next step of something.
    """
    revision = mesa.roadmap_revisions.with_moments().last()
    since = _agreed_at(revision) if revision else None
    if revision is None or since is None:
        return None
    then = snapshot_of(revision)
    problems = list(with_plan(mesa.problems.alive()).order_by("pk"))
    focus, waiting = _as_it_is(problems, then)
    now = Snapshot(
        number=then.number + 1,
        objective=mesa.objective or then.objective,
        focus=list(focus.values()),
        waiting=waiting,
    )
    told = story_of(then, now, happened_at(mesa, since=since, until=at))
    story = Story(
        before=then,
        after=now,
        objective=told.objective,
        entered=told.entered,
        left=told.left,
        stayed=[each for chapter in told.stayed if (each := _of_the_plan(chapter))],
        untouched=told.untouched,
    )
    return Drift(revision, story, focus, {each.ref: each.pk for each in problems})


def _agreed_at(revision: RoadmapRevision) -> datetime.datetime | None:
    """Of one that came without its moment, the end of its day."""
    moment: datetime.datetime | None = getattr(revision, "agreed_at", None)
    return moment or end_of(revision.agreed_on)


def _of_the_plan(chapter: Chapter) -> Chapter | None:
    """Without what the next revision says by itself: tags, and trials on the way."""
    changes = tuple(each for each in chapter.changes if each.what in PLAN)
    solutions = chapter.solutions if any(map(is_choice, chapter.solutions)) else ()
    return Chapter(chapter.ref, chapter.title, changes, solutions) if changes or solutions else None


def _as_it_is(problems: Sequence[Any], then: Snapshot) -> tuple[dict[str, Row], list[Row]]:
    """Those in focus as the roadmap would read now, and those that wait."""
    before = {row.get("ref"): row for row in then.focus}
    steps = _steps(problems, before)
    focus: dict[str, Row] = {}
    waiting: list[Row] = []
    for each in problems:
        if each.state != ProblemState.IN_FOCUS:
            waiting.append({"ref": each.ref, "title": each.title})
            continue
        was = before.get(each.ref, {})
        promise = steps.get((each.pk, was.get("next_step") or ""))
        focus[each.ref] = {
            **was,
            "ref": each.ref,
            "title": each.title,
            "pace": each.pace,
            **_step(each, was, promise),
        }
    return focus, waiting


def _steps(problems: Iterable[Any], before: Mapping[Any, Row]) -> dict[tuple[int, str], Commitment]:
    """The promise that each next step of then was, as it stands."""
    told = {each.pk: before[each.ref].get("next_step") for each in problems if each.ref in before}
    told = {pk: step for pk, step in told.items() if step}
    if not told:
        return {}
    found = Commitment.objects.filter(problem__in=told, promise__in=set(told.values()))
    stands = found.order_by("pk").only("problem", "promise", "state", "due_on")
    return {(each.problem_id, each.promise): each for each in stands if each.problem_id is not None}


def _step(problem: Any, was: Row, promise: Commitment | None) -> dict[str, str]:
    """A step that nobody finished is still the next one; otherwise, what falls due first."""
    step, day = was.get("next_step") or "", was.get("next_due_on") or ""
    if promise and promise.state == CommitmentState.OPEN:
        day = promise.due_on.isoformat() if promise.due_on else ""
    elif promise or not step:
        step = problem.next_promise or ""
        day = problem.next_due_on.isoformat() if problem.next_due_on else ""
    return {"next_step": step, "next_due_on": day}


def sessions_since(revision: RoadmapRevision) -> Sequence[Meeting]:
    """The periodic sessions that began since it was last looked at, the last one first; also
    the one that is going on."""
    looked_at: datetime.datetime | None = getattr(revision, "looked_at", None)
    since = max(filter(None, [looked_at, _agreed_at(revision)]), default=None)
    if since is None:
        return []
    held = Meeting.objects.filter(mesa=revision.mesa_id).periodic()
    begun = held.filter(state__in=[MeetingState.CLOSED, MeetingState.IN_PROGRESS])
    return list(begun.filter(starts_at__gt=since).order_by("-starts_at", "-pk"))


def has_moved_plan(mesa: Mesa) -> bool:
    """Whether its plan changed after its last roadmap was agreed (one query)."""
    told = Event.objects.of_streams([mesa.stream()]).filter(verb__in=[AGREED, *MOVES])
    last = told.aggregate(agreed=_last(AGREED), moved=_last(*MOVES))
    return None not in last.values() and last["moved"] > last["agreed"]


def _last(*verbs: str) -> Max:
    return Max("at", filter=Q(verb__in=verbs))
