"""Whom a meeting concerns: those invited to it, and afterwards those who sit at its mesa."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import Body, InvitationAnswer, MeetingState, NoteKind
from destraba.mesas.models import Agreement, Commitment, Elevation, Invitation, Meeting, Seat
from destraba.people.models import Person
from destraba.trail.models import Event

from .calendar import ics_of, sequence_of
from .concern import Concern
from .links import link


def convened(event: Event, meeting: Meeting) -> Iterator[Concern]:
    """Those addressed now: who had been invited before has her letter."""
    yield from invited(meeting, _invitations(meeting).filter(at=event.at), event=event)


def reminded(event: Event, meeting: Meeting) -> Iterator[Concern]:
    yield from invited(meeting, _invitations(meeting).waiting(), event=event)


def changed(event: Event, meeting: Meeting) -> Iterator[Concern]:
    """Moved or cancelled: all who were invited, also those who had excused themselves."""
    yield from invited(meeting, _invitations(meeting), event=event)


def near(event: Event, meeting: Meeting) -> Iterator[Concern]:
    """Tomorrow: who has not excused herself. Her calendar knows already."""
    if meeting.state == MeetingState.CONVENED:
        coming = _invitations(meeting).exclude(answer=InvitationAnswer.NO)
        for concern in invited(meeting, coming, event=event):
            yield Concern(concern.person, concern.reason, concern.facts)


def invited(
    meeting: Meeting,
    invitations: Iterable[Invitation],
    *,
    event: Event | None = None,
    at: datetime.datetime | None = None,
) -> Iterator[Concern]:
    """The letter of each invitation; without an event, as it would be written `at` that moment."""
    told = [each for each in invitations if each.person]
    moment = event.at if event else at or timezone.now()
    prefetch_related_objects([meeting], "items__notes")
    facts = _facts(meeting, event, moment)
    owed = _owed(meeting, told)
    sequence = sequence_of(meeting, until=event)
    for each in told:
        assert each.person
        mine = {
            "seat": each.seat,
            "answer": each.answer,
            "owed": [promise for promise in owed if _owes(promise, each.seat, each.person)],
        }
        ics = ics_of(meeting, sequence=sequence, at=moment, to=each.person)
        yield Concern(each.person, _seat_reason(each.seat, meeting), facts | mine, ics)


def recorded(event: Event, meeting: Meeting) -> Iterator[Concern]:
    """It closed: those who sit at the mesa and those who came, each with her own promises first."""
    facts = _facts(meeting, event, event.at) | {
        "record": link("meeting-record", meeting.pk),
        "following": meeting.mesa.next_session(),
        "agreements": list(Agreement.objects.filter(item__meeting=meeting)),
    }
    made = list(Commitment.objects.filter(meeting=meeting).with_facts().by_urgency())
    for person, seat in _around(meeting):
        mine = [each for each in made if _owes(each, seat, person)]
        others = [each for each in made if each not in mine]
        reason = _seat_reason(seat, meeting) if seat else _("Recibe este correo porque asistió.")
        yield Concern(person, reason, facts | {"mine": mine, "others": others})


def _around(meeting: Meeting) -> Iterator[tuple[Person, Seat | None]]:
    for seat in meeting.seats_at_table():
        if seat.contact:
            yield seat.contact, seat
    for attendance in meeting.attendances.present().with_people():
        if attendance.person:
            yield attendance.person, attendance.seat


def _invitations(meeting: Meeting) -> Any:
    return meeting.invitations.with_people()


def _facts(meeting: Meeting, event: Event | None, at: datetime.datetime) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "mesa": meeting.mesa,
        "items": meeting.items.all(),
        "briefs": _briefs(meeting),
        "opening": _opening(meeting),
        "today": timezone.localdate(at),
        "why": event.why if event else "",
        "changes": event.changes if event else {},
        "link": link("meeting", meeting.pk),
    }


def _opening(meeting: Meeting) -> str:
    """What the session opens with: written before it began, under the first point."""
    first = next(iter(meeting.items.all()), None) if meeting.is_to_come else None
    notes = first.notes.all() if first else []
    return "\n".join(note.text for note in notes if note.kind == NoteKind.SAID)


def _briefs(meeting: Meeting) -> list[tuple[Elevation, str, str]]:
    """Of a high-level session: what each decision needs, on a page and in Word (R06)."""
    if not meeting.is_high_level:
        return []
    pages = ("elevation-brief", "elevation-brief-docx")
    return [
        (each, link(pages[0], each.pk), link(pages[1], each.pk)) for each in meeting.elevations()
    ]


def _owed(meeting: Meeting, invitations: list[Invitation]) -> list[Commitment]:
    """What those invited owe at this mesa, the most urgent first."""
    seats = [each.seat_id for each in invitations]
    people = [each.person_id for each in invitations]
    owed = Commitment.objects.filter(mesa=meeting.mesa_id).open().by_urgency()
    return list(owed.filter(Q(seat__in=seats) | Q(contact__in=people)))


def _owes(commitment: Commitment, seat: Seat | None, person: Person) -> bool:
    of_seat = seat is not None and commitment.seat_id == seat.pk
    return of_seat or commitment.contact_id == person.pk


def _seat_reason(seat: Seat, meeting: Meeting) -> "str | Promise":
    words = _("Recibe este correo por el asiento de {seat} en {mesa}.")
    if seat.body == Body.DEDICATED_TEAM:
        words = _("Recibe este correo porque es del equipo dedicado de {mesa}.")
    return format_lazy(words, seat=seat.organization.short, mesa=meeting.mesa.name)
