import datetime
import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from icalendar import Calendar

from destraba.notifications.delivery import deliver_pending, message_of
from destraba.notifications.models import Letter
from destraba.notifications.models.letter import LEASE, MOST_FAILURES
from destraba.notifications.telling import tell_pending
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
MINUTE = datetime.timedelta(minutes=1)


class ClosedPostOffice(BaseEmailBackend):
    """Refuses every letter; says how many were brought."""

    brought = 0

    def send_messages(self, messages):
        type(self).brought += len(messages)
        raise smtplib.SMTPServerDisconnected("closed")


@pytest.fixture
def closed(settings):
    settings.EMAIL_BACKEND = f"{__name__}.ClosedPostOffice"
    ClosedPostOffice.brought = 0
    return ClosedPostOffice


def test_a_letter_leaves_once_as_plain_text_with_its_calendar(convened, cast):
    assert deliver_pending(at=NOON) == 4
    assert deliver_pending(at=NOON + MINUTE) == 0

    letter = Letter.objects.get(to=cast.enlace)
    message = next(each for each in mail.outbox if each.to == [cast.enlace.email])
    assert letter.sent_at == NOON
    assert message.reply_to == [cast.facilitadora.email]
    text, calendar = message.message().get_payload()
    assert text.get_content_type() == "text/plain"
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_filename() == "convocatoria.ics"
    assert Calendar.from_ical(calendar.get_payload(decode=True))["method"] == "REQUEST"


def test_a_letter_without_calendar_is_text_alone(convened):
    letter = Letter.objects.first()
    letter.ics = ""

    message = message_of(letter).message()

    assert message.get_content_type() == "text/plain"
    assert message["Message-ID"] == f"<letter-{letter.event_id}-{letter.to_id}@localhost>"
    assert message["Auto-Submitted"] == "auto-generated"


def test_a_letter_that_did_not_leave_is_tried_again_with_growing_patience(convened, closed):
    letter = Letter.objects.order_by("pk").first()
    Letter.objects.exclude(pk=letter.pk).delete()
    pauses, at = [], NOON

    while True:
        deliver_pending(at=at)
        letter.refresh_from_db()
        if letter.next_attempt_at is None:
            break
        pauses.append(letter.next_attempt_at - at)
        at = letter.next_attempt_at

    assert pauses == [n * MINUTE for n in (2, 8, 32, 128, 512)]
    assert (letter.failures, letter.is_given_up) == (MOST_FAILURES, True)
    assert letter.trouble == "SMTPServerDisconnected: closed"
    assert Letter.objects.figures(at=at) == {
        "waiting": 0,
        "given_up": 1,
        "trouble": letter.trouble,
    }


def test_a_post_office_that_is_closed_is_not_asked_for_each_letter(convened, closed):
    deliver_pending(at=NOON)

    assert closed.brought == 3
    assert Letter.objects.waiting().count() == 4


def test_an_address_that_breaks_the_message_does_not_stop_the_others(convened):
    Letter.objects.filter(pk=Letter.objects.first().pk).update(subject="a\nBcc: x@ejemplo.test")

    assert deliver_pending(at=NOON) == 3
    assert len(mail.outbox) == 3


def test_two_workers_do_not_bring_the_same_letter(convened):
    seen_by_both = Letter.objects.first()

    first = Letter.objects.claim(seen_by_both, at=NOON)
    second = Letter.objects.claim(seen_by_both, at=NOON)

    assert (first, second) == (True, False)
    assert seen_by_both not in Letter.objects.due(at=NOON)
    assert seen_by_both in Letter.objects.due(at=NOON + LEASE)


def test_nothing_is_sent_of_what_was_rolled_back(meeting, cast):
    seats = list(meeting.seats_to_invite())
    with transaction.atomic():
        meeting.convene(seats=seats, by=cast.facilitadora, at=NOON)
        transaction.set_rollback(True)

    assert tell_pending(at=NOON) == 0
    assert deliver_pending(at=NOON) == 0
