"""How a noun of the work is declared for the file: its data, its rows within rows, its rules."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from destraba.trail.models import Sourced

from .kinds import Kind, Taking

if TYPE_CHECKING:
    from .chronicle import Chronicle
    from .fault import Faults
    from .telling import Told


def nothing(*_args: Any) -> None:
    """For the nouns that have no rule of their own."""


def by_entry(row: Any) -> Any:
    """The order in which rows were entered."""
    return row.pk


@dataclass(frozen=True, eq=False)
class Field:
    """One datum. `must`: a record without it is no record, and it cannot be unknown.

    `absent` is what the model holds when the file says nothing, and so what is not written.
    `late` is a reference to the same noun: it is kept once all of them are.
    `lives_in_trail`: no column holds it; it is the day of an event.
    """

    name: str
    kind: Kind
    help: Any
    must: bool = False
    absent: Any = None
    late: bool = False
    lives_in_trail: bool = False
    stand_in: Callable[[Any, Taking], Any] | None = None

    def is_empty(self, value: Any) -> bool:
        if self.absent is not None:
            return bool(value == self.absent)
        return value is None or value is False or value in ("", [], {})


@dataclass(frozen=True, eq=False)
class Noun:
    """`name` is its key in the file. A noun `within` another lists rows of its parent."""

    name: str
    model: type[models.Model]
    help: Any
    fields: tuple[Field, ...]
    parts: tuple["Noun", ...] = ()
    # The model's name for its parent, and what makes two rows of a parent the same one:
    # the surest first. A None is no identity.
    within: str = ""
    same: tuple[Callable[[Any], Hashable], ...] = ()
    # What no two rows of a parent may have in common; a None is in common with nobody.
    once: tuple[str, ...] = ()
    order: Callable[[Any], Any] = by_entry
    # A row is referred to by its parent's ref and its place: «sesion-2#3».
    by_place: bool = False
    # Set what follows from the data, in every row of the file.
    complete: Callable[[list["Told"], Taking], None] = nothing
    # Whatever must hold among the rows of the file and those of the database.
    check: Callable[[list["Told"], Taking, "Faults"], None] = nothing
    # Tell the trail what the data say that happened.
    happened: Callable[["Told", "Chronicle"], None] = nothing
    # Keep what the rows point at before they are kept, and what hangs from them afterwards.
    before: Callable[[list["Told"], Taking], None] = nothing
    after: Callable[[list["Told"], Taking], None] = nothing
    # What else of it is found by the search, besides its own columns.
    found_by: tuple[str, ...] = ()
    # Give rows that are to be written what no column holds.
    gather: Callable[[list[Any]], None] = nothing

    @cached_property
    def data(self) -> dict[str, Field]:
        """Its data by name, in the order in which they are written."""
        return {each.name: each for each in self.fields}

    @cached_property
    def lists(self) -> dict[str, "Noun"]:
        """The nouns within it, by name."""
        return {each.name: each for each in self.parts}

    @property
    def is_sourced(self) -> bool:
        """Whether its rows keep where their data come from."""
        return issubclass(self.model, Sourced)

    def walk(self) -> Iterable["Noun"]:
        """Itself and the nouns within it."""
        yield self
        for part in self.parts:
            yield from part.walk()


def column(model: type[models.Model], name: str) -> "models.Field[Any, Any] | None":
    """The model's own column for a datum, if it has one."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) and not field.many_to_many else None
