"""What came with a seat to whoever has just taken it: what it owes, and why each promise exists."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, F, OuterRef, Q, Subquery, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from destraba.kit.vocabulary import AppointmentRole
from destraba.mesas.models import Appointment, Commitment, Extension, Seat
from destraba.mesas.models.commitments import CommitmentQuerySet
from destraba.trail.models import Event

from .onlooker import Onlooker

LATELY = datetime.timedelta(days=30)
MOST = 12
# Whoever stands in for the holder takes nothing over.
TAKES_OVER = {AppointmentRole.HOLDER, AppointmentRole.LIAISON, AppointmentRole.ARTICULATOR}


@dataclass(frozen=True)
class Inherited:
    # With `times_extended` and `last_reason`.
    commitment: Commitment
    # Who answered for it when it was made, if somebody else did.
    promised_by: str


@dataclass(frozen=True)
class Inheritance:
    """A seat, since when it is hers, and the first of what it owed already."""

    seat: Seat
    since_on: datetime.date
    promises: list[Inherited]
    hidden: int


def stream_of(seat: int) -> str:
    """Where it is kept that she has read what came with that seat."""
    return f"seat:{seat}"


def taken_lately(onlooker: Onlooker, *, today: datetime.date) -> list[Appointment]:
    """The places that she took over in these days: nothing is asked of the database."""
    return [place for place in onlooker.places if _is_recent(place, today)]


def inherited_by(
    taken: Sequence[Appointment], seen: dict[str, datetime.datetime]
) -> list[Inheritance]:
    """What came with them and she has not read; in one query, or none when all is read."""
    unread = {each.seat_id: each for each in taken if not _has_read(each, seen)}
    owed = list(_owed(unread.values())) if unread else []
    told = [_inheritance(place, owed) for place in unread.values()]
    return [each for each in told if each.promises]


def _is_recent(place: Appointment, today: datetime.date) -> bool:
    since = place.since_on
    return place.role in TAKES_OVER and since is not None and today - LATELY <= since <= today


def _has_read(place: Appointment, seen: dict[str, datetime.datetime]) -> bool:
    at = seen.get(stream_of(place.seat_id))
    return (
        at is not None and place.since_on is not None and timezone.localdate(at) >= place.since_on
    )


def _owed(places: Iterable[Appointment]) -> CommitmentQuerySet:
    """The first of what each of those seats owed before she came, and still owes."""
    before = Q()
    for place in places:
        earlier = Q(made_on=None) | Q(made_on__lt=place.since_on)
        before |= Q(seat=place.seat_id) & earlier
    owed = Commitment.objects.filter(before).open()
    urgency = [F("due_on").asc(nulls_last=True), F("pk").asc()]
    place_in_seat = Window(RowNumber(), partition_by="seat", order_by=urgency)
    first = owed.annotate(place=place_in_seat).filter(place__lte=MOST)
    of_its_seat = owed.order_by().filter(seat=OuterRef("seat")).values("seat")
    told = Commitment.objects.filter(pk__in=first.values("pk")).with_times_extended()
    return (
        told.select_related("problem", "meeting", "contact")
        .annotate(
            of_seat=Subquery(of_its_seat.annotate(count=Count("pk")).values("count")),
            last_reason=_last_reason(),
            first_turn=_first_turn(),
        )
        .by_urgency()
    )


def _last_reason() -> Subquery:
    """Why it was put off, the last time."""
    extensions = Extension.objects.filter(commitment=OuterRef("pk")).order_by("-at", "-pk")
    return Subquery(extensions.values("reason")[:1])


def _first_turn() -> Subquery:
    """What changed when somebody else came to answer for it, the first time."""
    kind = ContentType.objects.get_for_model(Commitment)
    turns = Event.objects.filter(
        subject_type=kind,
        subject_id=OuterRef("pk"),
        verb="commitment.reassigned",
        changes__has_key="contact",
    )
    return Subquery(turns.order_by("at", "pk").values("changes")[:1])


def _inheritance(place: Appointment, owed: Sequence[Any]) -> Inheritance:
    its = [each for each in owed if each.seat_id == place.seat_id]
    assert place.since_on is not None
    return Inheritance(
        seat=place.seat,
        since_on=place.since_on,
        promises=[Inherited(each, _promised_by(each, place)) for each in its],
        hidden=its[0].of_seat - len(its) if its else 0,
    )


def _promised_by(commitment: Any, place: Appointment) -> str:
    """Who answered for it when it was made; nobody when it was she."""
    before: str = (commitment.first_turn or {}).get("contact", [""])[0]
    if before:
        return before
    contact = commitment.contact
    return contact.name if contact and contact.pk != place.person_id else ""
