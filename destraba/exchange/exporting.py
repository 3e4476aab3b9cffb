"""The database as a programme file: everything in a fixed order, and what is empty left out."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils import timezone

from destraba.documents.models import Document
from destraba.mesas.models import AgendaItem, Programme
from destraba.trail.models import Sourced

from .instant import one_instant
from .kinds import NOON, Giving, Moment, Ref
from .known import FEW, MANY, key_of
from .noun import Field, Noun, column
from .nouns import NOUNS, PROGRAMME
from .nouns.evidence import Evidence
from .progress import Tick, silent
from .provenance import SOURCE, UNKNOWN, one_or_many, wrapped
from .whole import FORMAT

Held = dict[str, dict[Any, list[Any]]]


def sections(*, with_files: bool = False, tick: Tick = silent) -> Iterator[tuple[str, Any]]:
    """The sections of the file, one by one, as they were at one instant."""
    with one_instant(), timezone.override(ZoneInfo(Programme.current().time_zone)):
        giving = giving_of_all(with_files=with_files)
        yield "format", FORMAT
        for done, noun in enumerate(NOUNS):
            tick(noun.name, done, len(NOUNS))
            told = records(noun, None, giving)
            if told:
                yield noun.name, told[0] if noun is PROGRAMME else told


def giving_of_all(*, with_files: bool) -> Giving:
    """The names by which rows refer to each other."""
    keys = {
        section: dict(model._default_manager.values_list("pk", "ref"))
        for section, model in (FEW | MANY).items()
        if section != "territories"
    }
    territories = FEW["territories"]._default_manager.all()
    keys["territories"] = {row.pk: key_of(row) for row in territories}
    keys["items"] = _items(keys["meetings"])
    documents = {row.pk: row for row in Document.objects.all()}
    return Giving(keys, documents, with_files)


def _items(meetings: dict[Any, str]) -> dict[Any, str]:
    """Agenda items go by their place."""
    places: dict[Any, int] = defaultdict(int)
    found = {}
    rows = AgendaItem.objects.order_by("position", "pk").values_list("pk", "meeting")
    for item, meeting in rows:
        places[meeting] += 1
        found[item] = f"{meetings[meeting]}#{places[meeting]}"
    return found


def records(noun: Noun, chosen: QuerySet[Any] | None, giving: Giving) -> list[dict[str, Any]]:
    """The rows of a section as the file tells them: all, or those chosen."""
    many = [each.name for each in noun.model._meta.many_to_many]
    among = noun.model._default_manager.all() if chosen is None else chosen
    rows = list(among.prefetch_related(*many))
    if noun is not PROGRAMME:
        rows.sort(key=key_of)
    noun.gather(rows)
    held: Held = {}
    for part in noun.parts if rows else ():
        _hold(part, chosen, held)
    return [_record(noun, row, held, giving) for row in rows]


def _hold(part: Noun, parents: QuerySet[Any] | None, held: Held) -> None:
    """The rows within others, by their parent, in their own order; and those within them."""
    many = [each.name for each in part.model._meta.many_to_many]
    rows = part.model._default_manager.prefetch_related(*many)
    if parents is not None:
        rows = rows.filter(**{f"{part.within}__in": parents.order_by().values("pk")})
    found: dict[Any, list[Any]] = defaultdict(list)
    within = f"{part.within}_id"
    for row in sorted(rows, key=part.order):
        found[getattr(row, within)].append(row)
    held[part.name] = found
    for inner in part.parts:
        _hold(inner, None if parents is None else rows, held)


def _record(noun: Noun, row: Any, held: Held, giving: Giving) -> dict[str, Any]:
    """One row as the file tells it."""
    told = {each.name: _datum(each, row, giving) for each in noun.fields}
    provenance = getattr(row, "provenance", {})
    for part in noun.parts:
        rows = held[part.name][row.pk]
        silent_about = part.name in provenance.get(UNKNOWN, [])
        told[part.name] = [_record(part, each, held, giving) for each in rows] or (
            UNKNOWN if silent_about else None
        )
    if sources := provenance.get(SOURCE):
        told[SOURCE] = one_or_many(sources)
    return {name: value for name, value in told.items() if value is not None}


def _datum(field: Field, row: Any, giving: Giving) -> Any:
    """A datum as the file tells it; None when there is nothing to tell."""
    held = _held_in(row, field)
    is_empty = field.is_empty(held) and not field.must
    value = None if is_empty else field.kind.give(held, giving)
    if isinstance(field.kind, Moment) and value and _lacks_hour(row, field):
        value = timezone.localdate(held)
    unknown = _is_unknown(row, field, value)
    if not (unknown or field.must) and value in (None, [], {}):
        return None
    return wrapped(row, field.name, value, unknown=unknown)


def _held_in(row: Any, field: Field) -> Any:
    """What the row holds: of another row, only its id, so that none is loaded."""
    if isinstance(field.kind, Ref | Evidence):
        held = column(type(row), field.name)
        assert held is not None
        return getattr(row, held.attname)
    return getattr(row, field.name, None)


def _is_unknown(row: Any, field: Field, value: Any) -> bool:
    if not isinstance(row, Sourced) or (field.lives_in_trail and value is not None):
        return False
    return row.is_unknown(field.name)


def _lacks_hour(row: Any, field: Field) -> bool:
    """Its source told the day alone, and nobody has changed it since."""
    if not isinstance(row, Sourced) or not row.is_unknown(f"{field.name}.hour"):
        return False
    return timezone.localtime(getattr(row, field.name)).time() == NOON
