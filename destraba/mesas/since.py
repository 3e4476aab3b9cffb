"""What happened at a mesa since its last periodic session, with who and why.

It opens the agenda of the next one (OIT §2c). Everything comes from the trail and from what is
owed, in a fixed number of questions.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import Count, QuerySet, Window

from destraba.kit.prepared import prepared
from destraba.trail.models import Event

from .models import Commitment, Meeting

ENDS = ("commitment.fulfilled", "commitment.withdrawn")
# What undoes the one before: a promise that was reopened was neither kept nor withdrawn.
UNDOES = "commitment.reopened"
PROBLEMS = (
    *("problem.raised", "problem.focused", "problem.waited", "problem.solved"),
    *("problem.dropped", "problem.reopened", "problem.reworded"),
    *("problem.parked", "problem.resumed", "problem.merged", "problem.split"),
    *("problem.handed_over", "problem.taken_over"),
)
SOLUTIONS = (
    *("option.chosen", "option.replaced", "option.set_aside", "option.brought_back"),
    *("option.advanced", "option.stepped_back", "option.lapsed", "trial.concluded"),
)
CLIMBS = ("option.advanced", "option.stepped_back")
ELEVATIONS = ("elevation.answered", "elevation.decided", "elevation.returned")
PUT_OFF = "commitment.extended"
PROMISES = (*ENDS, UNDOES, PUT_OFF)
VERBS = (*PROMISES, *PROBLEMS, *SOLUTIONS, *ELEVATIONS)
# Of each kind, as many as are told one by one; the others are counted.
MOST = 20
RESPONSIBLE = ("state", "due_on", "promise", "responsible__name", "responsible__acronym")
Told = TypeVar("Told")


@dataclass(frozen=True)
class Some(Generic[Told]):
    """The last of them, in order, and how many there are in `all`."""

    told: list[Told]
    all: int


@dataclass(frozen=True)
class Step:
    """An event, and which entity had promised it when it is of a commitment."""

    event: Event
    who: str = ""

    @property
    def dates(self) -> tuple[str, str]:
        """The day that an extension moved, from and to; ISO, or empty."""
        before, after = self.event.changes.get("due_on") or ("", "")
        return before or "", after or ""


@dataclass(frozen=True)
class Late:
    """A promise that is due; `is_new` since the session."""

    commitment: Commitment
    days: int
    is_new: bool


@dataclass(frozen=True)
class Since:
    """`session` is the last one that was held; of what is `late`, what fell due last is first."""

    session: Meeting
    kept: Some[Step]
    late: Some[Late]
    extended: Some[Step]
    withdrawn: Some[Step]
    problems: Some[Step]
    solutions: Some[Step]
    elevations: Some[Step]

    @property
    def is_empty(self) -> bool:
        promised = self.kept.all + self.late.all + self.extended.all + self.withdrawn.all
        return not promised + self.problems.all + self.solutions.all + self.elevations.all


def since_last(session: Meeting | None, *, on: datetime.date) -> Since | None:
    """None before the first session; `on` is today."""
    ended_at = (session.closed_at or session.ends_at) if session else None
    if session is None or ended_at is None:
        return None
    mesa = session.mesa_id
    happened = _happened([f"mesa:{mesa}"], ended_at)
    stands = _last_of_each(_of(happened, (*ENDS, UNDOES)))
    # A promise that was put off twice is told once, from its first day to its last.
    put_off = _of(happened, (PUT_OFF,))
    # A solution that went through several stages is told once, where it stands.
    climbs = set(_last_of_each(_of(happened, CLIMBS)))
    solved = [each for each in happened if each.verb not in CLIMBS or each in climbs]
    groups = {
        "kept": _of(stands, ENDS[:1]),
        "extended": _last_of_each(put_off),
        "withdrawn": _of(stands, ENDS[1:]),
        "problems": _of(happened, PROBLEMS),
        "solutions": _of(solved, SOLUTIONS),
        "elevations": _of(happened, ELEVATIONS),
    }
    steps = _steps(groups, first=_first_of_each(put_off))
    return Since(session=session, late=_late(mesa, since=session.day, on=on), **steps)


class Happening(NamedTuple):
    """An event, as far as it is needed to know whether it is told."""

    pk: int
    verb: str
    subject: int


def _happened(streams: Sequence[str], since: datetime.datetime) -> list[Happening]:
    """All of it, in the order in which it happened."""
    return [Happening(*each) for each in _in_order(streams, since)]


@prepared
def _in_order(streams: Sequence[str], since: datetime.datetime) -> QuerySet[Event, Any]:
    told = Event.objects.of_streams(streams).since(since).filter(verb__in=VERBS)
    return told.order_by("at", "pk").values_list("pk", "verb", "subject_id")


def _of(happened: Iterable[Happening], verbs: Collection[str]) -> list[Happening]:
    return [each for each in happened if each.verb in verbs]


def _last_of_each(happened: Iterable[Happening]) -> list[Happening]:
    """Of each subject, what happened to it last; in the order in which that happened."""
    last: dict[int, Happening] = {}
    for each in happened:
        last.pop(each.subject, None)
        last[each.subject] = each
    return list(last.values())


def _first_of_each(happened: Sequence[Happening]) -> dict[int, int]:
    """By subject, the id of what happened to it first."""
    return {each.subject: each.pk for each in reversed(happened)}


def _steps(groups: dict[str, list[Happening]], *, first: dict[int, int]) -> dict[str, Some[Step]]:
    """The last of each group, read whole; of what was put off also the `first` time."""
    last = {name: its[-MOST:] for name, its in groups.items()}
    asked = {each.pk for its in last.values() for each in its}
    asked |= {first[each.subject] for each in last["extended"]}
    events = {each.pk: each for each in _whole(asked)}
    for each in last["extended"]:
        before, _after = _due_on(events[first[each.subject]])
        _before, after = _due_on(events[each.pk])
        events[each.pk].changes = {"due_on": [before, after]}
    promises = _promises(events.values())
    return {
        name: Some([_step(events[each.pk], promises) for each in its], len(groups[name]))
        for name, its in last.items()
    }


def _due_on(event: Event) -> list[Any]:
    return list(event.changes.get("due_on") or ["", ""])


@prepared
def _whole(events: Set[int]) -> QuerySet[Event]:
    return Event.objects.filter(pk__in=events).newest_first()


def _promises(events: Iterable[Event]) -> dict[int, Commitment]:
    """Those that something happened to, with who answers for them."""
    told = {each.subject_id for each in events if each.verb in PROMISES}
    return {each.pk: each for each in _with_who_answers(told)}


@prepared
def _with_who_answers(commitments: Set[int]) -> QuerySet[Commitment]:
    found = Commitment.objects.filter(pk__in=commitments).select_related("responsible")
    return found.only(*RESPONSIBLE)


def _step(event: Event, promises: dict[int, Commitment]) -> Step:
    promise = promises.get(event.subject_id) if event.verb in PROMISES else None
    return Step(event, promise.responsible.short if promise and promise.responsible else "")


def _late(mesa: int, *, since: datetime.date | None, on: datetime.date) -> Some[Late]:
    """What fell due last comes first, and so what did since the session."""
    rows = _latest_late(mesa, on)
    told = [
        Late(each, (on - each.due_on).days, is_new=since is None or each.due_on >= since)
        for each in rows
        if each.due_on
    ]
    return Some(told, getattr(rows[0], "of", 0) if rows else 0)


@prepared
def _latest_late(mesa: int, on: datetime.date) -> QuerySet[Commitment]:
    owed = Commitment.objects.filter(mesa=mesa).overdue(on=on).select_related("responsible")
    found = owed.only(*RESPONSIBLE).annotate(of=Window(Count("pk"))).order_by("-due_on", "pk")
    return found[:MOST]
