"""What the calendar does by itself: looked at every minute, each step recorded once."""

import datetime

from django.utils import timezone

from destraba.trail.models import ClockLook

from .models import Appointment, Commitment, Meeting, Seat


def look(*, at: datetime.datetime) -> int:
    """Attend to everything whose day has come; answer how many things were."""
    today = timezone.localdate(at)
    attended = _pass_seats_on(today, at=at)
    for noun in (Commitment, Meeting):
        for thing in noun.objects.awaiting_attention(on=today).select_related("mesa"):
            thing.attend(at=at)
            attended += 1
    ClockLook.note(at=at)
    return attended


def _pass_seats_on(today: datetime.date, *, at: datetime.datetime) -> int:
    """Whoever was appointed for a day that has come takes over what her seat owes."""
    last = ClockLook.last()
    since = timezone.localdate(last) if last else today
    begun = Appointment.objects.filter(since_on__gt=since, since_on__lte=today)
    seats = Seat.objects.filter(appointments__in=begun).select_related("mesa").distinct()
    for seat in seats:
        seat.pass_on(by=None, at=at)
    return len(seats)
