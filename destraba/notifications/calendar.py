"""A meeting as calendars understand it (RFC 5545, RFC 5546)."""

import datetime
from email.utils import parseaddr

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText

from destraba.kit.vocabulary import MeetingState
from destraba.mesas.models import Meeting
from destraba.people.models import Person
from destraba.trail.models import Event as Happening

from .links import link

# Each of these makes the invitation of before obsolete.
CHANGES = ["meeting.rescheduled", "meeting.cancelled"]


def ics_of(
    meeting: Meeting, *, sequence: int, at: datetime.datetime, to: Person | None = None
) -> str:
    """For one person, an invitation or its cancellation; for nobody in particular, the event."""
    calendar = Calendar()
    calendar.add("prodid", "-//Destraba//ES")
    calendar.add("version", "2.0")
    calendar.add("method", method_of(meeting) if to else "PUBLISH")
    event = _event(meeting, at=at, sequence=sequence)
    if to:
        event["organizer"] = _organizer(meeting)
        event.add("attendee", _attendee(to), encode=False)
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")


def sequence_of(meeting: Meeting, *, until: Happening | None = None) -> int:
    """How many times it changed, up to that event."""
    changes = Happening.objects.of_subject(meeting).filter(verb__in=CHANGES)
    if until:
        changes = changes.filter(pk__lte=until.pk)
    return changes.count()


def method_of(meeting: Meeting) -> str:
    return "CANCEL" if meeting.state == MeetingState.CANCELLED else "REQUEST"


def method_in(ics: str) -> str:
    """How a calendar written before is to be announced."""
    return str(Calendar.from_ical(ics)["method"])


def _event(meeting: Meeting, *, at: datetime.datetime, sequence: int) -> Event:
    event = Event()
    event.add("uid", f"{meeting.ref}@destraba")
    event.add("sequence", sequence)
    event.add("dtstamp", at.astimezone(datetime.UTC))
    event.add("summary", f"{meeting} · {meeting.mesa.name}")
    assert meeting.starts_at
    assert meeting.ends_at
    event.add("dtstart", meeting.starts_at.astimezone(datetime.UTC))
    event.add("dtend", meeting.ends_at.astimezone(datetime.UTC))
    if meeting.place or meeting.link:
        event.add("location", meeting.place or meeting.link)
    event.add("description", _description(meeting))
    event.add("url", link("meeting", meeting.pk))
    cancelled = meeting.state == MeetingState.CANCELLED
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def _description(meeting: Meeting) -> str:
    lines = [
        *([meeting.purpose] if meeting.purpose else []),
        *([_("Enlace: %s") % meeting.link] if meeting.link else []),
        *(f"{nth}. {item.title}" for nth, item in enumerate(meeting.items.all(), 1)),
        link("meeting", meeting.pk),
    ]
    return "\n".join(lines)


def _organizer(meeting: Meeting) -> vCalAddress:
    address = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    address.params["cn"] = vText(meeting.mesa.name)
    return address


def _attendee(person: Person) -> vCalAddress:
    """She answers by the link in the letter, or in words: nobody reads what a calendar answers."""
    address = vCalAddress(f"mailto:{person.email}")
    address.params["cn"] = vText(person.name)
    address.params["role"] = vText("REQ-PARTICIPANT")
    address.params["partstat"] = vText("NEEDS-ACTION")
    address.params["rsvp"] = vText("FALSE")
    return address
