"""Who looks at the week: where she sits, what she runs, whether only her entity concerns her."""

import datetime
from typing import Any

from destraba.kit.vocabulary import AppointmentRole, Body
from destraba.mesas.above import tell_above
from destraba.mesas.models import Mesa
from destraba.people.models import Person


class Onlooker:
    """Read once, in one query; two for who sees every mesa."""

    def __init__(self, person: Person, *, today: datetime.date) -> None:
        self.person, self.today = person, today
        current = person.appointments.current()
        self.places = list(current.select_related("seat__mesa", "seat__organization"))
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
            found = list(Mesa.objects.visible_to(self.person))
        else:
            found = sorted((place.seat.mesa for place in self.places), key=str)
        return {mesa.pk: mesa for mesa in found}

    @property
    def sees_everything(self) -> bool:
        return self.person.sees_everything

    def asked_above(self) -> list[Any]:
        """The mesas that she runs where something late is up, or a guideline waits."""
        mine = [mesa for mesa in self.mesas.values() if self.runs_mesa(mesa.pk)]
        told = tell_above(sorted(mine, key=str), on=self.today)
        return [mesa for mesa in told if mesa.down or mesa.up_late]

    @property
    def is_liaison(self) -> bool:
        """She links an entity and holds no seat: only what concerns her entity is for her."""
        if self.sees_everything or self.runs or not self.places:
            return False
        return all(place.role == AppointmentRole.LIAISON for place in self.places)

    def runs_mesa(self, mesa: int) -> bool:
        return self.person.runs_everything or mesa in self.runs
