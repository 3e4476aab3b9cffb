"""A question that every page asks is put into SQL once, and afterwards only its values change.

To build a query and to write it costs more than to answer it: half a millisecond of ours against
a tenth of the database's. `@prepared` writes it for the first who asks; ADR 0017.
"""

import copy
import datetime
import functools
import re
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import (
    CharField,
    DateField,
    DateTimeField,
    IntegerField,
    Model,
    QuerySet,
)
from django.db.models.expressions import BaseExpression
from django.db.models.sql.compiler import SQLCompiler

Asked = ParamSpec("Asked")
Row = TypeVar("Row")
# In SQL as Django writes it: where a value goes, and a per cent sign that is one.
PLACE = re.compile("%s|%%")
# A moment is a day too, and comes first.
KINDS: dict[type, Any] = {
    str: CharField,
    int: IntegerField,
    datetime.datetime: DateTimeField,
    datetime.date: DateField,
    Model: IntegerField,
}
ONE = tuple(KINDS)
MOST_BITS = 63
# Also as JSON writes it.
DAY = re.compile(r'"?\d{4}-\d\d-\d\d')


class NotPreparable(TypeError):
    """A question that would not be the same for the next who asks."""


class Slot(BaseExpression):
    """Stands for a value, or for several, while the SQL is written. True, as what it stands for."""

    def __init__(self, name: str, value: Any) -> None:
        kind = next((field for told, field in KINDS.items() if isinstance(value, told)), None)
        super().__init__(output_field=kind and kind())
        self.name, self.is_many = name, kind is None

    @property
    def pk(self) -> "Slot":
        return self

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


def prepared(
    ask: Callable[Asked, QuerySet[Any, Row]],
) -> Callable[Asked, list[Row]]:
    """Answer with the rows of the query set that `ask` builds from its arguments.

    Whole numbers, texts, days, moments, rows (by their id) and collections of them may differ
    from one time to the next; a dataclass is taken apart into them. The question itself may depend
    on whether there is a value, and on what is true or false: each case is prepared apart; on
    nothing else, nor may a Prefetch of it hold a value. Raises NotPreparable for other arguments,
    and when `ask` writes a day into the question instead of taking it. Whatever else `ask` looks
    up by itself is written into it for ever.
    """
    statements: dict[Hashable, Statement] = {}

    @functools.wraps(ask)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> list[Row]:
        told = Telling()
        for nth, value in enumerate(args):
            told.take(str(nth), value)
        for name, value in kwargs.items():
            told.take(name, value)
        case = tuple(told.case)
        if case not in statements:
            stand_ins: Any = [told.stand_in(str(nth), value) for nth, value in enumerate(args)]
            named: Any = {name: told.stand_in(name, value) for name, value in kwargs.items()}
            statements[case] = Statement.of(ask(*stand_ins, **named))
        return statements[case].answer(told.values)

    return answer


class Telling:
    """What one question is asked with: its `values` by name, and the `case` that it is."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.case: list[Hashable] = []

    def take(self, name: str, value: Any) -> None:
        """Raises NotPreparable for what is neither a value nor made of values."""
        if is_dataclass(value):
            for part in fields(value):
                self.take(f"{name}.{part.name}", getattr(value, part.name))
        elif value is None or isinstance(value, bool):
            self.case.append((name, value))
        elif isinstance(value, ONE):
            self._take_one(name, value)
        elif isinstance(value, Collection):
            # Nothing equals what is unknown, and nothing is left out by it.
            known = [each for each in value if each is not None]
            self.case.append((name, "many" if known else "none of many"))
            if known:
                self.values[name] = known
        else:
            raise NotPreparable(f"«{name}»: {type(value).__name__}")

    def _take_one(self, name: str, value: Any) -> None:
        if isinstance(value, Model) and value.pk is None:
            raise NotPreparable(f"«{name}»: a row that is not kept yet")
        if not value or (isinstance(value, int) and value.bit_length() > MOST_BITS):
            # Django knows by itself that no column holds such a number.
            self.case.append((name, repr(value)[:1], bool(value)))
        else:
            self.case.append(name)
            self.values[name] = value

    def stand_in(self, name: str, value: Any) -> Any:
        """What stands for it in the question: a slot, or itself where it may depend on it."""
        if name in self.values:
            return Slot(name, value)
        if not is_dataclass(value):
            return () if isinstance(value, Collection) and not isinstance(value, str) else value
        parts = {
            part.name: self.stand_in(f"{name}.{part.name}", getattr(value, part.name))
            for part in fields(value)
        }
        return type(value)(**parts)  # type: ignore[misc]


@dataclass(frozen=True)
class Statement:
    """The SQL of a question: its text cut where each value goes, and those values or their slots.

    `texts` is one longer than `params`; None when the answer is known to be empty.
    """

    rows: QuerySet[Any, Any]
    compiler: SQLCompiler
    texts: list[str] | None
    params: list[Any]

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> "Statement":
        compiler = rows.query.get_compiler(using=rows.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:
            return cls(rows, compiler, None, [])
        # The next who asks may do it through another one.
        compiler.connection = None
        beside = _params_beside(rows)
        if any(isinstance(each, Slot) for each in beside):
            raise NotPreparable("A Prefetch asks by itself, later: no value reaches it.")
        for each in (*params, *beside):
            if _is_day(each):
                raise NotPreparable(f"{each} would be written into the question for ever.")
        return cls(rows, compiler, _texts(sql), list(params))

    def answer(self, values: dict[str, Any]) -> list[Any]:
        if self.texts is None:
            return []
        bound: Any = Bound(self, values)
        asked: QuerySet[Any, Any] = QuerySet(self.rows.model, query=bound, using=self.rows.db)
        for name in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(asked, name, getattr(self.rows, name))
        return list(asked)

    def sql_with(self, values: dict[str, Any]) -> tuple[str, list[Any]]:
        """The text and its parameters, as a cursor takes them."""
        ops = connections[self.rows.db].ops
        first, *rest = self.texts or [""]
        told, given = [first], []
        for param, text in zip(self.params, rest, strict=True):
            its = _given(param, values, ops)
            told += [", ".join(["%s"] * len(its)), text]
            given += its
        return "".join(told), given


class Bound:
    """A query that is already written: as much of one as Django needs to make rows of it."""

    def __init__(self, statement: Statement, values: dict[str, Any]) -> None:
        self._statement, self._values = statement, values

    def __getattr__(self, name: str) -> Any:
        return getattr(self._statement.rows.query, name)

    def get_compiler(self, using: str, **_told: Any) -> SQLCompiler:
        compiler: Any = copy.copy(self._statement.compiler)
        compiler.connection = connections[using]
        compiler.as_sql = lambda *_args, **_kwargs: self._statement.sql_with(self._values)
        return compiler  # type: ignore[no-any-return]


def _params_beside(rows: QuerySet[Any, Any]) -> list[Any]:
    """What is written into the questions that bring along what is asked beside these rows."""
    asked: Any = rows
    beside = (getattr(each, "queryset", None) for each in asked._prefetch_related_lookups)
    return [
        param
        for each in beside
        if each is not None
        for param in (*each.query.sql_with_params()[1], *_params_beside(each))
    ]


def _texts(sql: str) -> list[str]:
    """«a = %s OR b LIKE '%%'» → [«a = », « OR b LIKE '%%'»]"""
    texts, start = [], 0
    for found in PLACE.finditer(sql):
        if found.group() == "%s":
            texts.append(sql[start : found.start()])
            start = found.end()
    return [*texts, sql[start:]]


def _given(param: Any, values: dict[str, Any], ops: Any) -> list[Any]:
    """The values that go in one place: its own, or what its slot stands for."""
    if not isinstance(param, Slot):
        return [param]
    value = values[param.name]
    return [_as_stored(each, ops) for each in (value if param.is_many else [value])]


def _as_stored(value: Any, ops: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, datetime.datetime):
        return ops.adapt_datetimefield_value(value)
    if isinstance(value, datetime.date):
        return ops.adapt_datefield_value(value)
    return value


def _is_day(param: Any) -> bool:
    """Also inside the wrapping in which PostgreSQL's driver takes JSON."""
    return bool(DAY.match(str(getattr(param, "obj", param))))
