"""Which of its parts a row has, told with the row itself: nobody asks for those that it has not.

Most rows have few of all that they may have, and each question costs more to put than to answer.
"""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Expression, F, IntegerField, Model, QuerySet

Row = TypeVar("Row", bound=Model)


def holding(rows: QuerySet[Row], *relations: str) -> QuerySet[Row]:
    """Annotate `held`: the names, among these, of the relations that are not empty."""
    told: QuerySet[Row] = rows.annotate(held=Held(rows.model, relations))
    return told


class Names(IntegerField):  # type: ignore[type-arg]
    """A number whose bits are names."""

    def from_db_value(self, value: int, expression: "Held", _connection: Any) -> frozenset[str]:
        return frozenset(name for nth, name in enumerate(expression.names) if value >> nth & 1)


class Held(Expression):
    """One bit for each relation. By hand: twelve `Exists` would cost as much as they save."""

    def __init__(self, model: type[Model], names: tuple[str, ...], *, row: str = "pk") -> None:
        """`row` leads to the id of that model's row: «pk», «seat__mesa»."""
        super().__init__(output_field=Names())
        self.names, self.row = names, F(row)
        self.ends = [_end(model._meta.get_field(name)) for name in names]

    def get_source_expressions(self) -> list[Any]:
        return [self.row]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        [self.row] = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        quote = connection.ops.quote_name
        row, _none = compiler.compile(self.row)
        # The names of our own tables and columns, and nothing that anybody wrote.
        any_of = "EXISTS(SELECT 1 FROM {} h WHERE h.{} = {})"
        bits = [
            f"CASE WHEN {any_of.format(*map(quote, end), row)} THEN {1 << nth} ELSE 0 END"
            for nth, end in enumerate(self.ends)
        ]
        return f"({' + '.join(bits)})", []


def _end(relation: Any) -> tuple[str, str]:
    """The table that names the row, and in which column."""
    if relation.many_to_many:
        return relation.through._meta.db_table, relation.field.m2m_reverse_name()
    field = relation.remote_field
    return field.model._meta.db_table, field.column
