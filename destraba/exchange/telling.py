"""What a file tells of each record: its data, what their sources are, and what nobody knows."""

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .fault import Faults
from .noun import Field, Noun
from .provenance import SOURCE, UNKNOWN
from .reading import line_of
from .rows import mark, mark_of, said

SOURCED = {"value", SOURCE, "known"}


@dataclass
class Told:
    """One record of the file, and the row that it becomes.

    `values` has only what the file says: what it does not mention is left as it is.
    """

    noun: Noun
    raw: Any
    path: str
    parent: "Told | None" = None
    place: int = 1
    values: dict[str, Any] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    sources: dict[str, list[str]] = field(default_factory=dict)
    parts: dict[str, list["Told"]] = field(default_factory=dict)
    row: Any = None
    is_new: bool = True
    # What an existing row held, and what the file says: {datum: [before, after]}.
    changes: dict[str, list[Any]] = field(default_factory=dict)
    # The columns of an existing row that are to be kept again.
    touched: set[str] = field(default_factory=set)
    # References that can be kept only after their rows, and lists of them.
    late: dict[str, Any] = field(default_factory=dict)
    many: dict[str, list[Any]] = field(default_factory=dict)

    @property
    def mentioned(self) -> set[str]:
        """The data that the file speaks of, if only to say that nobody knows."""
        return {*self.values, *self.unknown, *self.parts}

    @property
    def is_changed(self) -> bool:
        return not self.is_new and bool(self.changes)

    def put(self, name: str, value: Any) -> None:
        """Set a datum; in a row that was there, only when it differs, and then it is told."""
        if self.is_new:
            setattr(self.row, name, value)
        elif mark(self.row, name) != mark_of(value):
            self.changes[name] = [said(getattr(self.row, name)), said(value)]
            self.derive(name, value)

    def derive(self, name: str, value: Any) -> None:
        """Set what follows from the data: it is no change of its own."""
        if self.is_new or mark(self.row, name) != mark_of(value):
            setattr(self.row, name, value)
            self.touched.add(name)

    def line(self, key: str = "") -> int:
        """Where the file says it, or else where the record begins."""
        return line_of(self.raw, key) or min(getattr(self.raw, "lines", {}).values(), default=0)

    def fault(self, faults: Faults, words: str, key: str = "") -> None:
        path = f"{self.path}.{key}" if key else self.path
        faults.add(words, path=path, line=self.line(key))

    def every(self, name: str) -> list["Told"]:
        return self.parts.get(name, [])


def tell(noun: Noun, raw: Any, path: str, faults: Faults) -> Told | None:
    """Read a record key by key. What is odd goes to the faults."""
    if not isinstance(raw, dict):
        faults.add(_("debe ser un grupo de datos («clave: dato»)."), path=path)
        return None
    told = Told(noun, raw, path)
    for key, value in raw.items():
        if key == SOURCE and noun.is_sourced:
            _tell_source(told, "", value, SOURCE, faults)
        elif part := noun.lists.get(key):
            _tell_part(told, part, value, faults)
        elif datum := noun.data.get(key):
            _tell_datum(told, datum, value, faults)
        else:
            told.fault(faults, _no_such(key, [*noun.data, *noun.lists, SOURCE]), key)
    return told


def _tell_datum(told: Told, datum: Field, raw: Any, faults: Faults) -> None:
    value, known = raw, not told.noun.is_sourced
    if not known and isinstance(raw, dict) and "value" in raw and raw.keys() <= SOURCED:
        value, known = raw["value"], raw.get("known") is True
        if SOURCE in raw:
            _tell_source(told, datum.name, raw[SOURCE], datum.name, faults)
    if value == UNKNOWN and not known:
        if datum.must:
            told.fault(faults, _("no puede ser desconocido."), datum.name)
        told.unknown.add(datum.name)
        return
    told.values[datum.name] = datum.kind.read(value)
    if told.noun.is_sourced:
        told.unknown.update(f"{datum.name}.{part}" for part in datum.kind.lacks(value))


def _tell_source(told: Told, name: str, raw: Any, key: str, faults: Faults) -> None:
    sources = [raw] if isinstance(raw, str) else raw
    if isinstance(sources, list) and all(isinstance(each, str) and each for each in sources):
        told.sources[name] = list(sources)
    else:
        told.fault(faults, _("la fuente debe ser un texto o una lista de textos."), key)


def _tell_part(told: Told, part: Noun, raw: Any, faults: Faults) -> None:
    if raw == UNKNOWN:
        told.unknown.add(part.name)
        return
    if not isinstance(raw, list | None):
        told.fault(faults, _("debe ser una lista («- …» en cada línea)."), part.name)
        return
    told.parts[part.name] = records(part, raw, f"{told.path}.{part.name}", faults, told)


def records(
    noun: Noun, raw: Any, path: str, faults: Faults, parent: Told | None = None
) -> list[Told]:
    """The records of a list."""
    found = []
    for index, each in enumerate(raw or []):
        here = Faults()
        told = tell(noun, each, f"{path}[{index}]", here)
        here.hand_to(faults, line=line_of(raw, index))
        if told:
            told.parent, told.place = parent, index + 1
            found.append(told)
    return found


def _no_such(key: str, keys: Iterable[str]) -> str:
    close = difflib.get_close_matches(key, list(keys), 1)
    hint = _(" ¿Quiso decir «%s»?") % close[0] if close else ""
    return _("no se conoce este dato.") + hint


def every(told: Iterable[Told]) -> Iterable[Told]:
    """The records and those within them, from the outside in."""
    for each in told:
        yield each
        for parts in each.parts.values():
            yield from every(parts)


def mentions(told: Iterable[Told]) -> dict[str, set[str]]:
    """The rows that the file names, by section: those it tells of, and those it refers to."""
    found: dict[str, set[str]] = defaultdict(set)
    for each in told:
        if "ref" in each.values:
            found[each.noun.name].add(str(each.values["ref"]))
        for datum in each.noun.fields:
            for section, key in datum.kind.mentions(each.values.get(datum.name)):
                found[section].add(key)
    return found
