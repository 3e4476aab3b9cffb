"""An agenda proposed from what is owed and what is in focus: advice, adopted with a click.

The rule is `propose`, over plain facts. Each proposal says why; together with what is already on
the agenda they fit in the meeting's minutes.
"""

import datetime
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.text import plain
from destraba.kit.vocabulary import MeetingKind, ProblemState
from destraba.people.models import Person

from .models import AgendaItem, Commitment, Meeting, Problem

STEP = 5
LEAST, MOST = 10, 25
REVIEW_LEAST, REVIEW_MOST = 10, 20
CLOSING, CLOSING_WHEN_SHORT, SHORT = 10, 5, 45
# A problem in focus that moved in the last fortnight advances.
MOVES = 14


@dataclass(frozen=True)
class Owed:
    """Open commitments: how many there are, and how many of them are late."""

    open: int = 0
    late: int = 0


@dataclass(frozen=True)
class Candidate:
    """A problem that may come to the agenda."""

    pk: int
    title: str
    in_focus: bool = True
    late: int = 0
    days_still: int | None = None


@dataclass(frozen=True)
class Proposal:
    """An item that is not on the agenda yet. `place` is where on it: first, last or between."""

    key: str
    title: str
    minutes: int
    why: str
    problem: int | None = None
    place: int = 0

    @property
    def is_follow_up(self) -> bool:
        return self.key == "follow-up"

    @property
    def is_recurring(self) -> bool:
        return self.problem is None


@dataclass(frozen=True)
class Proposals:
    """In the order of the agenda; for the problems in focus that are `left_out` no time is left."""

    items: Sequence[Proposal] = ()
    left_out: Sequence[str] = field(default=())


class Room:
    """The minutes that are left."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes

    def take(self, wanted: int, *, least: int = STEP) -> int:
        """As many as wanted if they are there, or fewer; none when fewer than the least."""
        taken = min(wanted, self.minutes // STEP * STEP)
        if taken < least:
            return 0
        self.minutes -= taken
        return taken


def propose(
    *,
    minutes: int,
    length: int,
    owed: Owed,
    candidates: Iterable[Candidate],
    has_follow_up: bool = False,
    has_closing: bool = False,
) -> Proposals:
    """`minutes` are those still free of its `length`; `candidates`, the problems not on it."""
    room = Room(minutes)
    opening = None if has_follow_up else _follow_up(room, owed)
    closing = None if has_closing else _closing(room, length)
    ordered = sorted(candidates, key=_first_the_stuck)
    in_focus = [each for each in ordered if each.in_focus]
    share = max(LEAST, min(MOST, room.minutes // max(1, len(in_focus)) // STEP * STEP))
    problems = [_problem(room, each, share) for each in in_focus]
    left_out = [each.title for each, told in zip(in_focus, problems, strict=True) if not told]
    problems += [_problem(room, each, LEAST) for each in ordered if not each.in_focus and each.late]
    return Proposals([each for each in (opening, *problems, closing) if each], left_out)


def _first_the_stuck(candidate: Candidate) -> tuple[int, int]:
    still = -1 if candidate.days_still is None else candidate.days_still
    return (-candidate.late, -still)


def _follow_up(room: Room, owed: Owed) -> Proposal | None:
    if not owed.open:
        return None
    wanted = (STEP + owed.open + 2 * owed.late) // STEP * STEP
    taken = room.take(max(REVIEW_LEAST, min(REVIEW_MOST, wanted)))
    why = ngettext("%(n)s compromiso abierto", "%(n)s compromisos abiertos", owed.open)
    why = ", ".join([why % {"n": owed.open}, *_late_words(owed.late)])
    title = _("Seguimiento de compromisos")
    return Proposal("follow-up", title, taken, why, place=-1) if taken else None


def _closing(room: Room, length: int) -> Proposal | None:
    taken = room.take(CLOSING_WHEN_SHORT if length <= SHORT else CLOSING)
    why = _("para cerrar con quién hace qué, y cuándo")
    return Proposal("closing", _("Próximos pasos"), taken, why, place=1) if taken else None


def _problem(room: Room, candidate: Candidate, wanted: int) -> Proposal | None:
    taken = room.take(wanted, least=LEAST)
    standing = _("en foco") if candidate.in_focus else _("en lista")
    words = [standing, *_late_words(candidate.late), *_still_words(candidate)]
    key = f"problem-{candidate.pk}"
    told = Proposal(key, candidate.title, taken, ", ".join(words), problem=candidate.pk)
    return told if taken else None


def _late_words(late: int) -> list[str]:
    words = ngettext("%(n)s vencido", "%(n)s vencidos", late) % {"n": late}
    return [words] if late else []


def _still_words(candidate: Candidate) -> list[str]:
    days = candidate.days_still
    if days is None:
        return []
    if days <= MOVES:
        return [_("avanza")]
    return [_("sin movimiento hace %(n)s días") % {"n": days}]


def proposals_for(meeting: Meeting, *, on: datetime.date) -> Proposals:
    """What a periodic session should still put on its agenda, as of today."""
    if meeting.kind != MeetingKind.PERIODIC or not meeting.is_ahead:
        return Proposals()
    items = list(meeting.items.all())
    owed = _owed(meeting, on=on)
    there = {item.problem_id for item in items}
    return propose(
        minutes=meeting.minutes - sum(item.minutes for item in items),
        length=meeting.minutes,
        owed=Owed(sum(each.open for each in owed.values()), sum(e.late for e in owed.values())),
        candidates=_candidates(meeting, owed, there, on=on),
        has_follow_up=any(item.is_follow_up for item in items),
        has_closing=any(_closes(item) for item in items),
    )


def _owed(meeting: Meeting, *, on: datetime.date) -> dict[int | None, Owed]:
    """By problem; None for what belongs to no problem."""
    rows = Commitment.objects.filter(mesa=meeting.mesa_id).open().order_by().values("problem")
    late = Count("pk", filter=Q(due_on__lt=on))
    counted = rows.annotate(every=Count("pk"), late=late)
    return {row["problem"]: Owed(row["every"], row["late"]) for row in counted}


def _candidates(
    meeting: Meeting,
    owed: dict[int | None, Owed],
    there: Container[int | None],
    *,
    on: datetime.date,
) -> list[Candidate]:
    late = [problem for problem, each in owed.items() if problem and each.late]
    called = Q(state=ProblemState.IN_FOCUS) | Q(state=ProblemState.LISTED, pk__in=late)
    problems = Problem.objects.filter(called, mesa=meeting.mesa_id)
    return [
        Candidate(
            pk=problem.pk,
            title=problem.title,
            in_focus=problem.state == ProblemState.IN_FOCUS,
            late=owed.get(problem.pk, Owed()).late,
            days_still=problem.days_still(on=on),
        )
        for problem in problems
        if problem.pk not in there
    ]


def _closes(item: AgendaItem) -> bool:
    """A recurring item of no problem that is not the review: what ends every session."""
    named = plain(item.title) == plain(_("Próximos pasos"))
    return named or (item.is_recurring and not item.is_follow_up and item.problem_id is None)


@transaction.atomic
def adopt(
    meeting: Meeting, keys: Container[str] | None, *, by: Person, at: datetime.datetime
) -> list[AgendaItem]:
    """Put the proposals of these keys on the agenda, or all of them; each in its place."""
    Meeting.objects.select_for_update().get(pk=meeting.pk)
    proposed = proposals_for(meeting, on=timezone.localdate(at)).items
    return [
        _put(meeting, each, by=by, at=at) for each in proposed if keys is None or each.key in keys
    ]


def _put(meeting: Meeting, proposal: Proposal, *, by: Person, at: datetime.datetime) -> AgendaItem:
    closing = meeting.items.last()
    item = AgendaItem.add(
        meeting,
        title=proposal.title,
        minutes=proposal.minutes,
        problem=Problem.objects.get(pk=proposal.problem) if proposal.problem else None,
        is_recurring=proposal.is_recurring,
        is_follow_up=proposal.is_follow_up,
        by=by,
        at=at,
    )
    if proposal.place < 0:
        item.move(to=1)
    elif proposal.place == 0 and closing and _closes(closing):
        item.move(to=meeting.items.count() - 1)
    return item
