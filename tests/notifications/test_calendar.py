import datetime

import pytest
from icalendar import Calendar

from destraba.notifications.calendar import ics_of
from destraba.notifications.models import Letter
from destraba.notifications.telling import tell_pending
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def sent(verb, person):
    letter = Letter.objects.filter(event__verb=verb, to=person).latest("pk")
    calendar = Calendar.from_ical(letter.ics)
    [event] = calendar.walk("VEVENT")
    return calendar, event


def move(meeting, cast):
    meeting.reschedule(
        starts_at=meeting.starts_at + DAY,
        minutes=120,
        place="Sala Roble",
        link="https://reunion.ejemplo.test/14",
        why="Paro",
        by=cast.facilitadora,
        at=NOON,
    )
    tell_pending(at=NOON)


def test_an_invitation_is_one_that_calendars_understand(convened, cast):
    calendar, event = sent("meeting.convened", cast.enlace)

    assert calendar["method"] == "REQUEST"
    assert event["uid"] == f"{convened.ref}@destraba"
    assert event["sequence"] == 0
    assert event["summary"] == "Sesión 14 · Mesa Ejecutiva Forestal"
    assert event.decoded("dtstart") == convened.starts_at
    assert event.decoded("dtend") - event.decoded("dtstart") == datetime.timedelta(minutes=90)
    assert event["location"] == "Sala Cedro"
    assert event["attendee"] == f"mailto:{cast.enlace.email}"
    assert event["organizer"] == "mailto:destraba@localhost"
    assert event["organizer"].params["cn"] == "Mesa Ejecutiva Forestal"
    assert "1. Registro de plantaciones" in event["description"]


def test_another_date_replaces_the_first_in_the_calendar(convened, cast):
    _calendar, before = sent("meeting.convened", cast.enlace)

    move(convened, cast)

    calendar, event = sent("meeting.rescheduled", cast.enlace)
    assert calendar["method"] == "REQUEST"
    assert event["uid"] == before["uid"]
    assert event["sequence"] == 1
    assert event.decoded("dtstart") == before.decoded("dtstart") + DAY
    assert "https://reunion.ejemplo.test/14" in event["description"]


def test_a_cancelled_session_leaves_the_calendar(convened, cast):
    move(convened, cast)

    convened.cancel(why="Duelo", by=cast.facilitadora, at=NOON)
    tell_pending(at=NOON)

    calendar, event = sent("meeting.cancelled", cast.enlace)
    assert (calendar["method"], event["status"], event["sequence"]) == ("CANCEL", "CANCELLED", 2)


def test_what_is_downloaded_invites_nobody(meeting):
    calendar = Calendar.from_ical(ics_of(meeting, sequence=0, at=NOON))

    [event] = calendar.walk("VEVENT")
    assert calendar["method"] == "PUBLISH"
    assert "attendee" not in event


def test_what_somebody_typed_stays_inside_its_line(meeting):
    meeting.place = "Sala\r\nATTENDEE:mailto:x@ejemplo.test; piso 2, torre A"

    [event] = Calendar.from_ical(ics_of(meeting, sequence=0, at=NOON)).walk("VEVENT")

    assert "attendee" not in event
    assert "torre A" in event["location"]
