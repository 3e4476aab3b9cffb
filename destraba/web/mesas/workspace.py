"""What the page of a mesa shows, gathered in a fixed number of questions."""

import datetime
import statistics
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from django.db.models import F, Q

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import MeetingKind, ProblemState
from destraba.mesas.figures import figures
from destraba.mesas.models import Commitment, Meeting, Mesa, Problem
from destraba.mesas.models.commitments import times_extended
from destraba.mesas.pulse import pulse_of
from destraba.mesas.speed import days_to_unblock
from destraba.web.components.meeting_name import meeting_name

from .beginnings import beginnings
from .filters import ProblemsOfMesa
from .focus import STEPS, cards
from .listed import listed
from .promises import promises_for
from .pulses import marks, trouble_words
from .table import table_of

MOST_COMMITMENTS, MOST_WAITING, MOST_MEETINGS = 10, 8, 10
# Three or four are in focus (OIT §2c); more than that is no focus, and the list has them.
MOST_FOCUS = 6


def workspace_of(mesa: Mesa, *, is_run: bool, today: datetime.date) -> dict[str, Any]:
    pulse = pulse_of(mesa, today=today)
    told = figures([mesa], on=today)[mesa.pk]
    table = table_of(mesa, [session.meeting for session in pulse.held[-3:]])
    meetings = _meetings(mesa)
    return {
        "pulse": pulse,
        "beats": marks(pulse),
        "trouble": trouble_words(pulse) if is_run else "",
        "figures": told,
        **_speed(mesa, told.solved),
        **_problems(mesa, today),
        "commitments": _owed(mesa),
        "table": table,
        "meetings": meetings,
        "older_meetings": len(meetings) == MOST_MEETINGS,
        "ahead": _ahead(meetings),
        "last_held": pulse.last,
        "beginnings": beginnings(mesa, told, table, meetings) if is_run else [],
    }


def _problems(mesa: Mesa, today: datetime.date) -> dict[str, Any]:
    """Those in focus, as cards, and the first of the rest."""
    shown = _shown(mesa)
    promised = promises_for(shown)
    focus = [each for each in shown if each.state == ProblemState.IN_FOCUS]
    waiting = [each for each in shown if each.state == ProblemState.LISTED]
    return {
        "steps": STEPS,
        "cards": cards(focus, promised, today=today),
        "form": ProblemsOfMesa({}),
        "rows": listed(waiting, promised),
    }


@prepared
def _shown(mesa: Mesa):
    moved = Problem.objects.filter(mesa=mesa).in_rows("kind", "failures")
    moved = moved.order_by(F("moved_on").desc(nulls_last=True), "-pk")
    in_focus = moved.filter(state=ProblemState.IN_FOCUS).values("pk")[:MOST_FOCUS]
    listed_ones = moved.filter(state=ProblemState.LISTED).values("pk")[:MOST_WAITING]
    return moved.filter(Q(pk__in=in_focus) | Q(pk__in=listed_ones))


def _speed(mesa: Mesa, solved: int) -> dict[str, Any]:
    """Of those solved by the rule; where there is none, nothing is asked."""
    days = days_to_unblock(mesa) if solved else []
    return {
        "median_days": round(statistics.median(days)) if days else None,
        "measured": len(days),
    }


def _owed(mesa: Mesa) -> list[dict[str, Any]]:
    """Those that fall due first, as plain values."""
    return [
        {**row, "born": meeting_name(row["kind"], row["number"]) if row["kind"] else ""}
        for row in _first_due(mesa)
    ]


@prepared
def _first_due(mesa: Mesa):
    owed = Commitment.objects.filter(mesa=mesa).open().by_urgency()
    return owed.values(
        "pk",
        "promise",
        "due_on",
        "certainty",
        "meeting_id",
        times_extended=times_extended(),
        kind=F("meeting__kind"),
        number=F("meeting__number"),
        acronym=F("responsible__acronym"),
        name=F("responsible__name"),
    )[:MOST_COMMITMENTS]


@prepared
def _meetings(mesa: Mesa):
    """Those to come, and the last ones held; those of an unknown day at the end."""
    latest = Meeting.objects.filter(mesa=mesa).order_by(F("starts_at").desc(nulls_last=True), "-pk")
    return latest.only("mesa_id", "kind", "number", "state", "starts_at")[:MOST_MEETINGS]


def _ahead(meetings: Sequence[Meeting]) -> Meeting | None:
    """The one that goes on or the next of the fortnightly rhythm, among those just read."""
    coming = [
        ((not each.is_in_progress, each.starts_at), each)
        for each in meetings
        if each.is_ahead and each.starts_at and each.kind == MeetingKind.PERIODIC
    ]
    return min(coming, key=itemgetter(0))[1] if coming else None
