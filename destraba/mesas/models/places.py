"""Where a person sits today: what she sees and what she runs follow from it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from destraba.kit.later import rows_of
from destraba.kit.prepared import prepared
from destraba.kit.terms import is_within
from destraba.kit.vocabulary import AppointmentRole, Body
from destraba.people.models import Person

Day = datetime.date | None
# Since and until when she filled the seat, until when it was; it, its mesa, its body, her role.
Place = tuple[Day, Day, Day, int, int, str, str]
# Always true, and also beside an «or», where an empty Q() is nothing at all.
EVERYTHING = ~Q(pk__in=[])


@dataclass(frozen=True)
class Places:
    """Ids of the seats that she fills, of their mesas, and of the mesas whose day is hers.

    `above`: where she sits in the high-level body; `left_above`: where she no longer does.
    """

    seats: frozenset[int]
    mesas: frozenset[int]
    run: frozenset[int]
    above: frozenset[int]
    left_above: frozenset[int]


NOWHERE = Places(*[frozenset[int]()] * 5)


@dataclass(frozen=True)
class Viewer:
    """As much of a person as what she sees and runs depends on: a prepared question asks for her
    by these, and serves whoever looks."""

    pk: int
    sees_everything: bool
    runs_everything: bool
    only_reads: bool
    places: Places

    @classmethod
    def of(cls, person: Person) -> "Viewer":
        roles = (person.sees_everything, person.runs_everything, person.only_reads)
        # Of who sees and runs everything nobody asks where she sits.
        return cls(person.pk, *roles, NOWHERE if all(roles[:2]) else places_of(person))


# Whoever looks: herself, or what a prepared question knows of her.
Looking = Person | Viewer


def places_of(person: Looking) -> Places:
    """One query for as long as this `person` lives: a request asks who she is once."""
    if isinstance(person, Viewer):
        return person.places
    known: Places | None = person.__dict__.get("_places")
    if known is None:
        known = person.__dict__["_places"] = _look_up(person)
    return known


def seen_by(person: Looking, field: str = "mesa") -> Q:
    """Where she sits, stands in or is liaison; everywhere for who sees everything."""
    return EVERYTHING if person.sees_everything else Q(**{f"{field}__in": places_of(person).mesas})


def run_by(person: Looking, field: str = "mesa") -> Q:
    """In the dedicated team, as articulator (OIT §2a, §2f), or everywhere as coordinator."""
    return EVERYTHING if person.runs_everything else Q(**{f"{field}__in": places_of(person).run})


def run_above_by(person: Looking) -> Q:
    """Of the territorial mesas, those that serve a national one whose day is hers (OIT §2f)."""
    return run_by(person, "parent") | run_by(person, "also_under")


def is_seen_by(mesa: int, person: Looking) -> bool:
    """Of one mesa, by its id."""
    return person.sees_everything or mesa in places_of(person).mesas


def is_run_by(mesa: int, person: Looking) -> bool:
    """The same of one mesa, by its id."""
    return person.runs_everything or mesa in places_of(person).run


def runs_some(person: Looking) -> bool:
    """Whether the day-to-day of any mesa is hers."""
    return person.runs_everything or bool(places_of(person).run)


def keep_places(person: Person, told: Iterable[Place]) -> None:
    """Of who has read all that `person` ever filled: it is not asked again."""
    person.__dict__["_places"] = _sift(told)


def _look_up(person: Person) -> Places:
    """Of all that she ever filled, sifted here: a longer question costs more than a few rows."""
    return _sift(_ever_filled_by(person))


@prepared
def _ever_filled_by(person: Person) -> QuerySet[Any, Place]:
    places = rows_of(Person, "appointments").filter(person=person).order_by()
    return places.values_list(
        *("since_on", "until_on", "seat__until_on"),
        *("seat_id", "seat__mesa_id", "seat__body", "role"),
    )


def _sift(told: Iterable[Place]) -> Places:
    today, ever = timezone.localdate(), list(told)
    rows = [
        (seat, mesa, body, role)
        for since, until, seat_until, seat, mesa, body, role in ever
        if is_within(today, since, until) and is_within(today, None, seat_until)
    ]
    above = frozenset(mesa for _seat, mesa, body, _role in rows if body == Body.HIGH_LEVEL)
    once = frozenset(mesa for *_seat, mesa, body, _role in ever if body == Body.HIGH_LEVEL)
    return Places(
        seats=frozenset(seat for seat, *_rest in rows),
        mesas=frozenset(mesa for _seat, mesa, *_rest in rows),
        run=frozenset(
            mesa
            for _seat, mesa, body, role in rows
            if body == Body.DEDICATED_TEAM or role == AppointmentRole.ARTICULATOR
        ),
        above=above,
        left_above=once - above,
    )
