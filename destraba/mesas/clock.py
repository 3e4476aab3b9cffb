"""What the calendar does by itself: looked at every minute, each step recorded once."""

import datetime
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from destraba.trail.models import ClockLook

from .models import (
    Appointment,
    Commitment,
    Elevation,
    Guideline,
    Meeting,
    Option,
    Problem,
    Referral,
    Seat,
)


def look(*, at: datetime.datetime) -> int:
    """Attend to everything whose day has come; answer how many things were."""
    today = timezone.localdate(at)
    attended = _pass_seats_on(today, at=at)
    due: list[QuerySet[Any]] = [
        Commitment.objects.awaiting_attention(on=today).select_related("mesa"),
        Meeting.objects.awaiting_attention(on=today).select_related("mesa"),
        Option.objects.awaiting_attention(on=today).select_related("problem"),
        Elevation.objects.awaiting_attention(on=today).select_related("mesa"),
        Problem.objects.awaiting_attention(on=today).select_related("mesa"),
        Guideline.objects.awaiting_attention(on=today).select_related("mesa"),
        Referral.objects.awaiting_attention(on=today).select_related("mesa", "to"),
    ]
    for thing in chain.from_iterable(due):
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
