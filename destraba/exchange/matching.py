"""Which row each record of the file is: one that is there, or a new one. Nothing is kept here."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from .fault import Faults
from .filling import write, write_late
from .kinds import Refs, Taking
from .known import among
from .noun import Noun
from .rows import mark
from .telling import Told


def meet(noun: Noun, told: Sequence[Told], taking: Taking, faults: Faults) -> None:
    """Give each record of a section its row, so that others can refer to it."""
    table = taking.known.section(noun.name)
    met: dict[str, Told] = {}
    for each in told:
        key = _key(each)
        if key in met:
            words = _("«%(key)s» está dos veces: también en la línea %(line)d.")
            each.fault(faults, words % {"key": key, "line": met[key].line()}, noun.fields[0].name)
        each.is_new = key not in table or key in met
        each.row = noun.model() if each.is_new else table[key]
        if key:
            met.setdefault(key, each)
            table.setdefault(key, each.row)


def _key(told: Told) -> str:
    """A territory goes by its scheme and its code; the others, by their ref."""
    values = told.values
    if "ref" in told.noun.data:
        return str(values.get("ref") or "")
    return f"{values['scheme']}:{values['code']}" if {"scheme", "code"} <= values.keys() else ""


def fill(noun: Noun, told: Sequence[Told], taking: Taking, faults: Faults) -> None:
    """Put the data of the file in the rows, and in the rows within them."""
    for each in told:
        write(each, taking, faults)
    for each in told:
        write_late(each, taking, faults)
    for part in noun.parts:
        parents = [each for each in told if part.name in each.parts]
        _find_rows(part, parents, taking)
        fill(part, [child for each in parents for child in each.parts[part.name]], taking, faults)


def _find_rows(part: Noun, parents: Sequence[Told], taking: Taking) -> None:
    """Which rows within others are there already, by what makes two of them the same one."""
    standing = _standing(part, parents, taking)
    for parent in parents:
        children = parent.parts[part.name]
        for each in children:
            each.row = part.model(**{part.within: parent.row})
            if part.by_place:
                each.row.position = each.place
            # What is wrong in it will be said when it is filled.
            write(each, taking, Faults())
        _pair(part, children, standing.get(parent.row.pk, []))
        if part.by_place:
            named = {f"{parent.row.ref}#{each.place}": each.row for each in children}
            taking.known.items.update(named)


def _standing(part: Noun, parents: Sequence[Told], taking: Taking) -> dict[Any, list[Any]]:
    """The rows in the database, by their parent."""
    there = {each.row.pk: each.row for each in parents if not each.is_new}
    found: dict[Any, list[Any]] = defaultdict(list)
    if not there:
        return found
    within = f"{part.within}_id"
    asked = among(part.model._default_manager.all(), part.within, there)
    rows = [row for row in asked if getattr(row, within) in there]
    taking.known.attach(part.model, rows)
    for row in sorted(rows, key=part.order):
        setattr(row, part.within, there[getattr(row, within)])
        found[getattr(row, within)].append(row)
    return found


def _pair(part: Noun, told: Sequence[Told], standing: list[Any]) -> None:
    """The surest identity first; each row is one record's at most."""
    left = list(standing)
    for is_same in [_says_the_same, *map(_by, part.same)]:
        for each in (each for each in told if each.is_new and left):
            if (row := next((row for row in left if is_same(each, row)), None)) is not None:
                left.remove(row)
                each.row, each.is_new = row, False


def _says_the_same(told: Told, row: Any) -> bool:
    """Nothing that the file says differs from what is there; lists of others tell nobody apart."""
    data = told.noun.data
    spoken = [
        name
        for name in told.values
        if not data[name].late and not isinstance(data[name].kind, Refs)
    ]
    return all(mark(told.row, name) == mark(row, name) for name in spoken) and all(
        row.is_unknown(name) for name in told.unknown & data.keys()
    )


def _by(identity: Callable[[Any], Hashable]) -> Callable[[Told, Any], bool]:
    def is_same(told: Told, row: Any) -> bool:
        mine = identity(told.row)
        return mine is not None and mine == identity(row)

    return is_same
