"""Who looks at the week: where she sits, what she runs, whether only her entity concerns her."""

import datetime
from typing import Any

from destraba.kit.prepared import prepared
from destraba.kit.terms import is_within
from destraba.kit.vocabulary import AppointmentRole, Body, MesaKind
from destraba.mesas.above import tell_above
from destraba.mesas.holding import Held, holding
from destraba.mesas.models import Appointment, Mesa
from destraba.mesas.models.places import Place, keep_places
from destraba.people.models import Person

# What a week tells of the mesas that one runs, asked for only where there is any.
PARTS = ("elevations", "guidelines", "referrals", "tray", "territorial_mesas", "also_below")


class Onlooker:
    """Read once, in one query; two for who sees every mesa."""

    def __init__(self, person: Person, *, today: datetime.date) -> None:
        self.person, self.today = person, today
        ever: list[Any] = _ever_filled_by(person)
        keep_places(person, [_told(each) for each in ever])
        self.places = [each for each in ever if _is_current(each, today)]
        self.seats = [place.seat_id for place in self.places]
        self.organizations = {place.seat.organization_id for place in self.places}
        self.runs = {
            place.seat.mesa_id
            for place in self.places
            if place.seat.body == Body.DEDICATED_TEAM or place.role == AppointmentRole.ARTICULATOR
        }
        self.mesas = self._mesas()

    def _mesas(self) -> dict[int, Mesa]:
        """Those that she may see, by id."""
        if self.sees_everything:
            found: list[Any] = list(holding(Mesa.objects.visible_to(self.person), *PARTS))
            self.held = {mesa.pk: mesa.held for mesa in found}
        else:
            found = sorted((place.seat.mesa for place in self.places), key=str)
            self.held = {place.seat.mesa_id: place.mesa_held for place in self.places}
        return {mesa.pk: mesa for mesa in found}

    def run_with(self, *parts: str) -> list[Mesa]:
        """The mesas that she runs where there is any of these."""
        mine = [mesa for mesa in self.mesas.values() if self.runs_mesa(mesa.pk)]
        return [mesa for mesa in mine if not self.held[mesa.pk].isdisjoint(parts)]

    @property
    def sees_everything(self) -> bool:
        return self.person.sees_everything

    def asked_above(self) -> list[Any]:
        """The mesas that she runs where something late is up, or a guideline waits."""
        mine = sorted(self.run_with("elevations", "guidelines"), key=str)
        told = tell_above(mine, on=self.today)
        return [mesa for mesa in told if mesa.down or mesa.up_late]

    @property
    def afield(self) -> list[Mesa]:
        """The territorial mesas whose day-to-day is hers by her seat (R31)."""
        hers = [mesa for pk, mesa in self.mesas.items() if pk in self.runs]
        return [mesa for mesa in hers if mesa.kind == MesaKind.TERRITORIAL]

    @property
    def is_liaison(self) -> bool:
        """She links an entity and holds no seat: only what concerns her entity is for her."""
        if self.sees_everything or self.runs or not self.places:
            return False
        return all(place.role == AppointmentRole.LIAISON for place in self.places)

    def runs_mesa(self, mesa: int) -> bool:
        return self.person.runs_everything or mesa in self.runs


@prepared
def _ever_filled_by(person: Person):
    with_what_waits = Held(Mesa, PARTS, row="seat__mesa")
    places = Appointment.objects.filter(person=person).annotate(mesa_held=with_what_waits)
    return places.select_related("seat__mesa", "seat__organization")


def _told(place: Appointment) -> Place:
    seat = place.seat
    terms = (place.since_on, place.until_on, seat.until_on)
    return (*terms, seat.pk, seat.mesa_id, seat.body, place.role)


def _is_current(place: Appointment, today: datetime.date) -> bool:
    is_hers = is_within(today, place.since_on, place.until_on)
    return is_hers and is_within(today, None, place.seat.until_on)
