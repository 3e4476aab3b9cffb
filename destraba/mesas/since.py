"""What happened at a mesa since its last periodic session, with who and why.

It opens the agenda of the next one (OIT §2c). Everything comes from the trail and from what is
owed, in a fixed number of questions.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass

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
PROMISES = (*ENDS, UNDOES, "commitment.extended")
VERBS = (*PROMISES, *PROBLEMS, *SOLUTIONS, *ELEVATIONS)
# Of what is late, as many as are told one by one.
MOST_LATE = 20
RESPONSIBLE = ("state", "due_on", "promise", "responsible__name", "responsible__acronym")


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
    """`session` is the last one that was held; `late` are the latest to fall due, of `all_late`."""

    session: Meeting
    kept: list[Step]
    late: list[Late]
    extended: list[Step]
    withdrawn: list[Step]
    problems: list[Step]
    solutions: list[Step]
    elevations: list[Step]
    all_late: int

    @property
    def is_empty(self) -> bool:
        moved = (self.kept, self.extended, self.withdrawn, self.problems, self.solutions)
        return not any((*moved, self.late, self.elevations))


def since_last(session: Meeting | None, *, on: datetime.date) -> Since | None:
    """None before the first session; `on` is today."""
    ended_at = (session.closed_at or session.ends_at) if session else None
    if session is None or ended_at is None:
        return None
    mesa = session.mesa_id
    events = _happened([f"mesa:{mesa}"], ended_at)[::-1]
    promises = _promises(events)
    late, all_late = _late(mesa, since=session.day, on=on)
    stands = _standing(events)
    return Since(
        session=session,
        kept=_steps(stands, ENDS[:1], promises),
        late=late,
        extended=_steps(_last_of_each(events), ("commitment.extended",), promises),
        withdrawn=_steps(stands, ENDS[1:], promises),
        problems=_steps(events, PROBLEMS, promises),
        solutions=_steps(_last_reached(events), SOLUTIONS, promises),
        elevations=_steps(events, ELEVATIONS, promises),
        all_late=all_late,
    )


@prepared
def _happened(streams: Sequence[str], since: datetime.datetime) -> QuerySet[Event]:
    told = Event.objects.of_streams(streams).since(since).filter(verb__in=VERBS)
    return told.newest_first()


def _promises(events: Iterable[Event]) -> dict[int, Commitment]:
    """Those that something happened to, with who answers for them."""
    told = {each.subject_id for each in events if each.verb in PROMISES}
    return {each.pk: each for each in _with_who_answers(told)}


@prepared
def _with_who_answers(commitments: Set[int]) -> QuerySet[Commitment]:
    found = Commitment.objects.filter(pk__in=commitments).select_related("responsible")
    return found.only(*RESPONSIBLE)


def _standing(events: Iterable[Event]) -> list[Event]:
    """Of each promise, how it ended last; nothing when it was reopened afterwards."""
    last = {each.subject_id: each for each in events if each.verb in (*ENDS, UNDOES)}
    return [each for each in last.values() if each.verb != UNDOES]


def _last_of_each(events: Iterable[Event]) -> list[Event]:
    """A promise that was put off twice is told once, from its first day to its last."""
    put_off: dict[int, Event] = {}
    for each in events:
        if each.verb == "commitment.extended":
            first = put_off.get(each.subject_id, each).changes.get("due_on", ["", ""])[0]
            each.changes = {"due_on": [first, each.changes.get("due_on", ["", ""])[1]]}
            put_off[each.subject_id] = each
    return list(put_off.values())


def _last_reached(events: Iterable[Event]) -> list[Event]:
    """A solution that went through several stages is told once, where it stands."""
    climbs = {each.subject_id: each for each in events if each.verb in CLIMBS}
    return [each for each in events if each.verb not in CLIMBS or each is climbs[each.subject_id]]


def _steps(
    events: Iterable[Event], verbs: Collection[str], promises: dict[int, Commitment]
) -> list[Step]:
    return [Step(event, _responsible(event, promises)) for event in events if event.verb in verbs]


def _responsible(event: Event, promises: dict[int, Commitment]) -> str:
    found = promises.get(event.subject_id) if event.verb in PROMISES else None
    return found.responsible.short if found and found.responsible else ""


def _late(mesa: int, *, since: datetime.date | None, on: datetime.date) -> tuple[list[Late], int]:
    """What fell due last comes first, and so what did since the session; and how many there are."""
    rows = _latest_late(mesa, on)
    told = [
        Late(each, (on - each.due_on).days, is_new=since is None or each.due_on >= since)
        for each in rows
        if each.due_on
    ]
    return told, getattr(rows[0], "of", 0) if rows else 0


@prepared
def _latest_late(mesa: int, on: datetime.date) -> QuerySet[Commitment]:
    owed = Commitment.objects.filter(mesa=mesa).overdue(on=on).select_related("responsible")
    found = owed.only(*RESPONSIBLE).annotate(of=Window(Count("pk"))).order_by("-due_on", "pk")
    return found[:MOST_LATE]
