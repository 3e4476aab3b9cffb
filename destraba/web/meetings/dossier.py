"""What the page of a meeting shows, gathered in a fixed number of questions."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import (
    Body,
    Constituency,
    InvitationAnswer,
    MeetingState,
    NoteKind,
    Presence,
)
from destraba.mesas.models import (
    AgendaItem,
    Agreement,
    Attendance,
    Commitment,
    Invitation,
    Meeting,
    MeetingRecord,
    Note,
    Objection,
)
from destraba.mesas.models.places import is_run_by, places_of
from destraba.people.models import Person
from destraba.trail.models import Event
from destraba.web.components.shapes import Tone
from destraba.web.moments import moments

from .origins import origin_of
from .table import ORDER, group_of

TONES: dict[str, Tone] = {
    MeetingState.CONVENED: "brand",
    MeetingState.IN_PROGRESS: "warn",
    MeetingState.CLOSED: "ok",
    MeetingState.CANCELLED: "bad",
}


@dataclass(frozen=True)
class Point:
    """An item of the agenda with what it left."""

    item: AgendaItem
    origin: str
    said: str = ""
    learned: str = ""
    agreements: Sequence[Agreement] = ()
    commitments: Sequence[dict[str, Any]] = ()


@dataclass(frozen=True)
class Presences:
    """Who was there, by group; `came` and `of` count the seats by constituency."""

    groups: Sequence[tuple[str, Sequence[Attendance]]] = ()
    came: dict[str, int] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)

    @property
    def total_came(self) -> int:
        return sum(self.came.values())

    @property
    def total(self) -> int:
        return sum(self.of.values())


def dossier_of(meeting: Meeting, person: Person) -> dict[str, Any]:
    """Before it begins, who is called; afterwards, who was there and what came out of it.

    `people`: the ids of who is called, or of who came.
    """
    told = {
        "tone": TONES.get(meeting.state, "plain"),
        "may_run": is_run_by(meeting.mesa_id, person),
        "moments": moments(Event.latest_of(meeting)),
    }
    if meeting.is_in_progress or meeting.is_closed:
        return told | _outcome(meeting)
    return told | _expected(meeting, person)


def _expected(meeting: Meeting, person: Person) -> dict[str, Any]:
    invitations = _invitations(meeting)
    called = [each for each in invitations if each.seat.body != Body.DEDICATED_TEAM]
    coming = [each for each in called if each.answer == InvitationAnswer.YES]
    points = [Point(item, origin_of(item)) for item in _items(meeting)]
    return {
        "has_begun": False,
        "points": points,
        "total": _minutes(points),
        "people": {each.person_id for each in invitations if each.person_id},
        "invitations": sorted(invitations, key=lambda each: ORDER[group_of(each.seat)]),
        "mine": _mine(meeting, invitations, person),
        "answers": Counter(each.answer for each in invitations if each.person_id),
        "called": Counter(each.seat.constituency for each in called),
        "coming": Counter(each.seat.constituency for each in coming),
    }


def _mine(meeting: Meeting, invitations: Sequence[Invitation], person: Person) -> list[Invitation]:
    """Those of the seats that she fills, which she answers by herself."""
    if not invitations or not meeting.is_to_come:
        return []
    seats = places_of(person).seats
    return [each for each in invitations if each.seat_id in seats]


def _outcome(meeting: Meeting) -> dict[str, Any]:
    said, agreed, made = _notes(meeting), _agreements(meeting), _commitments(meeting)
    points = [
        Point(
            item=item,
            origin=origin_of(item),
            said=said.get((item.pk, NoteKind.SAID), ""),
            learned=said.get((item.pk, NoteKind.LEARNED), ""),
            agreements=agreed.get(item.pk, []),
            commitments=made.get(item.pk, []),
        )
        for item in _items(meeting)
    ]
    marked = _attendances(meeting)
    came = {each.person_id for each in marked if each.presence == Presence.PRESENT}
    return {
        "has_begun": True,
        "points": points,
        "total": _minutes(points),
        "loose": made.get(None, []),
        "people": {person for person in came if person},
        "presences": _presences(marked),
        "records": _records(meeting),
        "following": next(iter(_following(meeting)), None),
    }


def _minutes(points: Sequence[Point]) -> int:
    return sum(point.item.minutes for point in points)


def _notes(meeting: Meeting) -> dict[tuple[int, str], str]:
    return {(item, kind): text for item, kind, text in _noted(meeting)}


def _agreements(meeting: Meeting) -> dict[int, list[Agreement]]:
    found: dict[int, list[Agreement]] = defaultdict(list)
    for agreement in _agreed(meeting):
        found[agreement.item_id].append(agreement)
    return found


def _commitments(meeting: Meeting) -> dict[int | None, list[dict[str, Any]]]:
    """Those born in it, by item; None for those of no item."""
    found: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
    for commitment in _promised(meeting):
        found[commitment["item_id"]].append(commitment)
    return found


def _presences(marked: list[Attendance]) -> Presences:
    marked.sort(key=lambda each: (ORDER.get(_group(each), len(ORDER)), each.pk))
    members = [each for each in marked if _group(each) in Constituency.values]
    came = [each for each in members if each.presence == Presence.PRESENT]
    return Presences(
        groups=[(_group_name(code), list(each)) for code, each in groupby(marked, key=_group)],
        came=Counter(_group(each) for each in came),
        of=Counter(_group(each) for each in members),
    )


def _group(attendance: Attendance) -> str:
    return group_of(attendance.seat) if attendance.seat else "guest"


def _group_name(code: str) -> str:
    if code in Constituency.values:
        return str(Constituency(code).label).capitalize()
    return _("Equipo dedicado") if code == Body.DEDICATED_TEAM else _("Invitados")


@prepared
def _items(meeting: Meeting):
    return AgendaItem.objects.filter(meeting=meeting).in_brief()


@prepared
def _invitations(meeting: Meeting):
    return Invitation.objects.filter(meeting=meeting).in_brief()


@prepared
def _attendances(meeting: Meeting):
    return Attendance.objects.filter(meeting=meeting).in_brief()


@prepared
def _noted(meeting: Meeting):
    return Note.objects.filter(item__meeting=meeting).values_list("item_id", "kind", "text")


@prepared
def _agreed(meeting: Meeting):
    objections = Prefetch("objections", Objection.objects.select_related("organization"))
    return Agreement.objects.filter(item__meeting=meeting).prefetch_related(objections)


@prepared
def _promised(meeting: Meeting):
    return Commitment.objects.filter(meeting=meeting).by_urgency().in_rows("item_id")


@prepared
def _records(meeting: Meeting):
    return MeetingRecord.objects.filter(meeting=meeting).in_brief()


@prepared
def _following(meeting: Meeting):
    coming = Meeting.objects.filter(after=meeting).exclude(state=MeetingState.CANCELLED)
    return coming.only("after_id", "number", "kind")[:1]
