"""One mesa's part of the file: all that is its own, and whatever that refers to.

It stands by itself: it can be brought into an empty database. What belongs to another mesa and is
only referred to is told in brief, so that nothing of that mesa is given away. What people are for
the whole programme is not told: bringing a mesa gives nobody power over a programme.
"""

import dataclasses
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from destraba.mesas.models import AgendaItem, Mesa, Programme

from .exporting import giving_of_all, records
from .instant import one_instant
from .kinds import Giving, Ref
from .noun import Noun, column
from .nouns import SECTIONS
from .progress import Tick, silent
from .whole import FORMAT

BY_NAME = {noun.name: noun for noun in SECTIONS}
# What is told of another mesa's rows, besides what no record goes without.
IN_BRIEF = {
    "mesas": {"kind", "parent", "state"},
    "seats": {"body", "kind"},
    "problems": {"kind", "state"},
    "meetings": {"kind", "number", "state", "starts_at"},
    "commitments": {"responsible", "due_on", "state"},
}
WITHOUT = {"people": {"roles"}}


class Noted(dict[Any, str]):
    """The references of a section, which remembers those that it was asked for."""

    def __init__(self, known: dict[Any, str]) -> None:
        super().__init__(known)
        self.met: set[Any] = set()

    def __getitem__(self, pk: Any) -> str:
        self.met.add(pk)
        return super().__getitem__(pk)


class Own(dict[Any, str]):
    """The agenda items of the mesa's own meetings: another's, told in brief, has no items."""

    def __missing__(self, pk: Any) -> None:
        return None


def sections_of(
    mesa: Mesa, *, with_files: bool = False, tick: Tick = silent
) -> Iterator[tuple[str, Any]]:
    """The sections of the file of this mesa, as they were at one instant."""
    with one_instant(), timezone.override(ZoneInfo(Programme.current().time_zone)):
        yield "format", FORMAT
        told = _told(mesa, giving_of_all(with_files=with_files), tick)
        for noun in SECTIONS:
            if told[noun.name]:
                yield noun.name, sorted(told[noun.name], key=_key)


def _told(mesa: Mesa, all_of_it: Giving, tick: Tick) -> dict[str, list[Any]]:
    """Its own rows first, and then, until there are no more, those that they refer to."""
    noted = {name: Noted(keys) for name, keys in all_of_it.keys.items() if name != "items"}
    own_items = AgendaItem.objects.filter(meeting__mesa=mesa).values_list("pk", flat=True)
    items = Own({pk: all_of_it.keys["items"][pk] for pk in own_items})
    giving = dataclasses.replace(all_of_it, keys={**noted, "items": items})
    told: dict[str, list[Any]] = {}
    taken: dict[str, set[Any]] = {}
    for done, noun in enumerate(SECTIONS):
        tick(noun.name, done, len(SECTIONS))
        rows = _own(noun, mesa)
        told[noun.name] = records(noun, rows, giving)
        taken[noun.name] = set(rows.values_list("pk", flat=True))
    while more := _referred_to(noted, taken):
        for name, pks in more.items():
            noun = BY_NAME[name]
            rows = noun.model._default_manager.filter(pk__in=pks)
            told[name] += records(_of_others(noun), rows, giving)
            taken[name] |= pks
    return told


def _referred_to(noted: dict[str, Noted], taken: dict[str, set[Any]]) -> dict[str, set[Any]]:
    """Rows that somebody mentioned and nobody has told."""
    asked = {name: noted[name].met - pks for name, pks in taken.items() if name in noted}
    return {name: pks for name, pks in asked.items() if pks}


def _own(noun: Noun, mesa: Mesa) -> QuerySet[Any]:
    """The rows of a section that are the mesa's: itself, or whatever belongs to it."""
    rows = noun.model._default_manager
    if noun.model is Mesa:
        return rows.filter(pk=mesa.pk)
    path = _path(noun)
    return rows.filter(**{path: mesa}) if path else rows.none()


def _path(noun: Noun) -> str:
    """How its rows belong to a mesa: by themselves, or through what they must refer to."""
    own = column(noun.model, "mesa")
    if own is not None:
        return "mesa" if own.many_to_one else ""
    for each in noun.fields:
        if each.must and isinstance(each.kind, Ref) and each.kind.section in BY_NAME:
            further = _path(BY_NAME[each.kind.section])
            if further:
                return f"{each.name}__{further}"
    return ""


def _of_others(noun: Noun) -> Noun:
    """The noun as it is told of rows that are not the mesa's own."""
    if noun.model is not Mesa and not _path(noun):
        left_out = WITHOUT.get(noun.name, set())
        return dataclasses.replace(
            noun, parts=tuple(part for part in noun.parts if part.name not in left_out)
        )
    brief = IN_BRIEF.get(noun.name, set())
    fields = tuple(each for each in noun.fields if each.must or each.name in brief)
    return dataclasses.replace(noun, fields=fields, parts=())


def _key(record: dict[str, Any]) -> str:
    """In the order of the whole file: by reference; territories, by their scheme and code."""
    return str(record["ref"]) if "ref" in record else f"{record['scheme']}:{record['code']}"
