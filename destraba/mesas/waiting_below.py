"""What each territory waits for, and how long: for a map, and for a list that says the same."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from destraba.kit.geojson import ISO
from destraba.kit.vocabulary import MesaKind, MesaState
from destraba.people.models import Person, Territory

from .models import Commitment, Elevation, Mesa, Referral
from .models.places import run_above_by, seen_by

# The whole country is no place of the map.
COUNTRY = re.compile("[A-Z]{2}")
AT_WORK = [MesaState.PROPOSED, MesaState.ACTIVE, MesaState.SUSPENDED]


@dataclass(frozen=True)
class Wait:
    """One thing that a mesa waits for: of whom, and since when. `page` and `pk` say where it is."""

    mesa: Mesa
    kind: "str | Promise"
    text: str
    whom: str
    since: datetime.date | None
    page: str
    pk: int

    def days(self, *, on: datetime.date) -> int:
        return max((on - self.since).days, 0) if self.since else 0


@dataclass
class Place:
    """A territory of the map: the mesas that work there, and what they wait for."""

    code: str
    name: str
    mesas: list[Mesa] = field(default_factory=list)
    waits: list[Wait] = field(default_factory=list)

    def oldest(self, *, on: datetime.date) -> int:
        """Days of what has waited longest."""
        return max((each.days(on=on) for each in self.waits), default=0)


@dataclass(frozen=True)
class Standing:
    """`places` in the order of their codes; `nowhere`, the mesas that do not say where they are."""

    places: list[Place]
    nowhere: list[Mesa]
    # Of each mesa, the codes of its places.
    codes: dict[int, list[str]]
    waits: list[Wait]


def standing(
    person: Person, *, country: str, on: datetime.date, drawn: Iterable[str] = ()
) -> Standing:
    """As far as this person may see it; in seven queries. `drawn`: codes that the map has."""
    seen = Mesa.objects.filter(seen_by(person, "pk") | run_above_by(person))
    told = seen.filter(state__in=AT_WORK).filter(
        Q(kind=MesaKind.TERRITORIAL) | Q(territories__isnull=False)
    )
    mesas = list(told.distinct().prefetch_related("territories").order_by("name"))
    tiles = Tiles(country, drawn)
    codes = {mesa.pk: tiles.codes_of(mesa.territories.all()) for mesa in mesas}
    waits = _waits(person, mesas, on=on)
    for mesa in mesas:
        for code in codes[mesa.pk]:
            tiles.places[code].mesas.append(mesa)
    for wait in waits:
        for code in codes[wait.mesa.pk]:
            tiles.places[code].waits.append(wait)
    nowhere = [mesa for mesa in mesas if mesa.kind == MesaKind.TERRITORIAL and not codes[mesa.pk]]
    ordered = [tiles.places[code] for code in sorted(tiles.places)]
    return Standing(ordered, nowhere, codes, waits)


class Tiles:
    """The places of the map: the country's first level, and whatever else a mesa works in.

    A country may have two levels of ISO codes: the map is of the upper one, except where the
    lower one is what was drawn.
    """

    def __init__(self, country: str, drawn: Iterable[str] = ()) -> None:
        rows = Territory.objects.values_list("pk", "code", "name", "parent_id")
        self.rows = {pk: (code, name, parent) for pk, code, name, parent in rows}
        self.first = self._shown(country, set(drawn))
        names = {code: name for code, name, _parent in self.rows.values()}
        self.places = {code: Place(code, names[code]) for code in self.first}

    def _shown(self, country: str, drawn: set[str]) -> set[str]:
        """Of the country's official codes, those that no other one contains, or that are drawn."""
        start = f"{country}-" if country else ""
        official = {
            pk: row[0]
            for pk, row in self.rows.items()
            if ISO.fullmatch(row[0]) and row[0].startswith(start)
        }
        above = {pk: official.keys() & self._above(pk) for pk in official}
        split = {each for pk, code in official.items() if code in drawn for each in above[pk]}
        return {
            code
            for pk, code in official.items()
            if code in drawn or (pk not in split and above[pk] <= split)
        }

    def _above(self, pk: int) -> list[int]:
        """What contains it, from the nearest; a place that contains itself stops nothing."""
        found: list[int] = []
        above = self.rows[pk][2]
        while above is not None and above != pk and above not in found:
            found.append(above)
            above = self.rows[above][2]
        return found

    def codes_of(self, territories: Iterable[Territory]) -> list[str]:
        """Of the first level where each lies: by what contains it, or by how its code begins."""
        return sorted(
            {
                self._first_level_of(each.pk)
                for each in territories
                if not COUNTRY.fullmatch(each.code)
            }
        )

    def _first_level_of(self, pk: int) -> str:
        codes = [self.rows[each][0] for each in (pk, *self._above(pk))]
        if known := next((each for each in codes if each in self.first), None):
            return known
        code, name, _parent = self.rows[pk]
        begun = [each for each in self.first if code.startswith(f"{each}-")]
        if begun:
            return begun[0]
        self.places.setdefault(code, Place(code, name))
        return code


def _waits(person: Person, mesas: Iterable[Mesa], *, on: datetime.date) -> list[Wait]:
    """What was handed up, what was elevated, and what was promised and is late."""
    known = {mesa.pk: mesa for mesa in mesas}
    return [
        *_referred(person, known),
        *_elevated(person, known),
        *_late(person, known, on=on),
    ]


def _referred(person: Person, known: dict[int, Mesa]) -> Iterable[Wait]:
    up = Referral.objects.visible_to(person).waiting().filter(mesa__in=known)
    for each in up.select_related("to").oldest_first():
        kind = _("la nacional pide saber más") if each.is_turn_below else _("elevado a la nacional")
        whom = known[each.mesa_id].name if each.is_turn_below else each.to.name
        yield Wait(known[each.mesa_id], kind, each.title, whom, each.sent_on, "referral", each.pk)


def _elevated(person: Person, known: dict[int, Mesa]) -> Iterable[Wait]:
    up = Elevation.objects.visible_to(person).waiting().filter(mesa__in=known)
    for each in up.select_related("problem", "commitment", "asked_of").oldest_first():
        whom = each.asked_of.name if each.asked_of else each.rung_name
        kind = _("elevado al alto nivel")
        yield Wait(
            known[each.mesa_id], kind, each.asked, whom, each.raised_on, "elevation", each.pk
        )


def _late(person: Person, known: dict[int, Mesa], *, on: datetime.date) -> Iterable[Wait]:
    late = Commitment.objects.visible_to(person).overdue(on=on).filter(mesa__in=known)
    for each in late.select_related("responsible").by_urgency():
        whom = each.responsible.short if each.responsible else ""
        kind = _("compromiso vencido")
        yield Wait(
            known[each.mesa_id], kind, each.promise, whom, each.due_on, "commitment", each.pk
        )
