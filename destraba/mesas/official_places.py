"""A country's official subdivisions enter the directory: those that are not in it yet."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from destraba.kit.iso3166 import SCHEME, Subdivision
from destraba.people.models import Person, Territory

from .models import Programme

SOURCE = "ISO 3166-2"


@dataclass(frozen=True)
class Compared:
    """An official subdivision, and the territory that has its code already, if any."""

    official: Subdivision
    here: Territory | None

    @property
    def differs(self) -> bool:
        """The programme calls it otherwise, and will go on doing so."""
        return self.here is not None and self.here.name != self.official.name


def compared(told: Iterable[Subdivision]) -> list[Compared]:
    """Each beside what the directory says of it; in one query."""
    told = list(told)
    codes = [each.code for each in told]
    here = {each.code: each for each in Territory.objects.filter(code__in=codes)}
    return [Compared(each, here.get(each.code)) for each in told]


@transaction.atomic
def bring_official(
    told: Iterable[Subdivision], *, by: Person | None, at: datetime.datetime
) -> list[Territory]:
    """Those whose code is not known yet enter, each inside what contains it; which they were.

    What the programme wrote stays: a place that it knows only gains what contains it, when
    nobody had said.
    """
    programme = Programme.current()
    programme.hold() if programme.pk else programme.save()
    told = sorted(told, key=lambda each: each.level)
    above = {each.parent for each in told if each.parent}
    known = {each.code: each for each in Territory.objects.filter(code__in=above)}
    new = []
    for each in compared(told):
        parent = known.get(each.official.parent)
        known[each.official.code] = place = each.here or _enter(each.official, parent)
        if each.here is None:
            new.append(place)
        elif parent and not place.parent_id:
            place.lie_in(parent)
    if new:
        programme.divide_into(new, by=by, at=at)
    return new


def _enter(official: Subdivision, parent: Territory | None) -> Territory:
    return Territory.enter(
        scheme=SCHEME, code=official.code, name=official.name, parent=parent, source=SOURCE
    )
