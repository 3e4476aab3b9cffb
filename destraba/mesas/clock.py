"""What the calendar does by itself: looked at every minute, each step recorded once."""

import datetime

from django.utils import timezone

from destraba.trail.models import ClockLook

from .models import Commitment, Meeting


def look(*, at: datetime.datetime) -> int:
    """Attend to everything whose day has come; answer how many things were."""
    today = timezone.localdate(at)
    attended = 0
    for noun in (Commitment, Meeting):
        for thing in noun.objects.awaiting_attention(on=today).select_related("mesa"):
            thing.attend(at=at)
            attended += 1
    ClockLook.note(at=at)
    return attended
