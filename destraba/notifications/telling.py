"""From events to letters: each event is told once, by whoever claims it."""

import datetime
import logging

from django.db import transaction
from django.utils import translation

from destraba.mesas.models import Programme
from destraba.trail.models import Event

from .concern import Concern
from .concerning import SILENT, concerns
from .models import Letter
from .reaching import is_address, obstacles
from .writing import write

# What happened before is history that somebody wrote down later.
FRESH = datetime.timedelta(days=2)
AT_ONCE = 200
log = logging.getLogger(__name__)


def tell_pending(*, at: datetime.datetime) -> int:
    """Write the letters of what happened since the last time; answer how many."""
    untold = Event.objects.untold().order_by()
    untold.filter(verb__in=SILENT).settle(at=at)
    untold.filter(at__lt=at - FRESH).settle(at=at)
    with translation.override(Programme.current().language):
        return sum(_told(event, at=at) for event in Event.objects.untold()[:AT_ONCE])


def _told(event: Event, *, at: datetime.datetime) -> int:
    """One event that cannot be told does not silence the others; it is tried again while fresh."""
    try:
        return _tell(event, at=at)
    except Exception:
        log.exception("Event %s could not be told.", event.pk)
        return 0


@transaction.atomic
def _tell(event: Event, *, at: datetime.datetime) -> int:
    if not Event.objects.claim(event, at=at):
        return 0
    told = concerns(event)
    barred = obstacles([concern.person for concern in told], event.verb)
    letters = [_letter(event, each, at=at) for each in told if not barred[each.person.pk]]
    return len(Letter.objects.bulk_create(letters, ignore_conflicts=True))


def _letter(event: Event, concern: Concern, *, at: datetime.datetime) -> Letter:
    draft = write(concern.text or event.verb, concern)
    author = event.by.email if event.by else None
    return Letter(
        event=event,
        to=concern.person,
        address=concern.person.email or "",
        reply_to=author if author and is_address(author) else "",
        subject=draft.subject,
        body=draft.body,
        ics=concern.ics,
        next_attempt_at=at,
    )
