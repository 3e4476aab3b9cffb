"""Letters on their way: attempted until they leave, each by one worker at a time."""

import datetime
import logging
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from .calendar import method_in
from .models import Letter

AT_ONCE = 100
# A post office that is closed for three is closed for all: the rest waits its turn.
ENOUGH = 3
log = logging.getLogger(__name__)


def deliver_pending(*, at: datetime.datetime) -> int:
    """Attempt what is due; answer how many letters left."""
    connection = get_connection()
    sent = failed_in_a_row = 0
    for letter in Letter.objects.due(at=at)[:AT_ONCE]:
        if failed_in_a_row == ENOUGH:
            break
        if not Letter.objects.claim(letter, at=at):
            continue
        left = _attempt(letter, connection, at=at)
        sent += left
        failed_in_a_row = 0 if left else failed_in_a_row + 1
    return sent


def _attempt(letter: Letter, connection: BaseEmailBackend, *, at: datetime.datetime) -> bool:
    try:
        connection.send_messages([message_of(letter)])
    except (OSError, ValueError) as trouble:
        letter.fail(f"{type(trouble).__name__}: {trouble}", at=at)
        log.warning("Letter %s did not leave (%s).", letter.pk, type(trouble).__name__)
        return False
    letter.arrive(at=at)
    return True


def message_of(letter: Letter) -> EmailMessage:
    """Its id is always the same: a letter that left twice is shown once."""
    message = EmailMessage(
        subject=letter.subject,
        body=letter.body,
        to=[letter.address],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Message-ID": _message_id(letter), "Auto-Submitted": "auto-generated"},
    )
    if letter.ics:
        kind = f"text/calendar; method={method_in(letter.ics)}"
        message.attach("convocatoria.ics", letter.ics, kind)
    return message


def _message_id(letter: Letter) -> str:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<letter-{letter.event_id}-{letter.to_id}@{domain}>"
