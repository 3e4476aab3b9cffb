"""What stands behind the item at hand: who has a part in its problem, and what was promised."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from destraba.mesas.models import Commitment, ProblemEntity

from .table import MOST_OWED, Table

FEW = 4
FORTNIGHT = datetime.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Behind:
    """`owed`: open promises, the most urgent first. `mark` is what tells a change; the rest is
    shown."""

    mark: tuple[object, ...]
    entities: tuple[ProblemEntity, ...] = field(repr=False)
    owed: tuple[Commitment, ...] = field(repr=False)
    more: bool
    today: datetime.date = field(repr=False)

    @property
    def pressing(self) -> tuple[Commitment, ...]:
        """Late, or due before two weeks: what a session asks about first."""
        return self.owed[: max(self._pressing, FEW)]

    @property
    def later(self) -> tuple[Commitment, ...]:
        return self.owed[max(self._pressing, FEW) :]

    @property
    def overdue(self) -> int:
        return sum(each.is_overdue(on=self.today) for each in self.owed)

    @property
    def _pressing(self) -> int:
        until = self.today + FORTNIGHT
        return sum(each.due_on is not None and each.due_on <= until for each in self.owed)


def behind(table: Table) -> Behind:
    problem = table.item.problem if table.item else None
    entities = (
        tuple(problem.entities.select_related("organization", "liaison", "authority"))
        if problem
        else ()
    )
    shown = tuple(table.owed[:MOST_OWED])
    mark = (tuple(map(_part, entities)), marks(shown))
    return Behind(mark, entities, shown, len(table.owed) > MOST_OWED, table.today)


def marks(commitments: Iterable[Commitment]) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (
            each.pk,
            each.promise,
            each.responsible_id,
            each.contact_id,
            each.follower_id,
            each.problem_id,
            each.due_on,
            each.certainty,
            each.state,
        )
        for each in commitments
    )


def _part(entity: ProblemEntity) -> tuple[object, ...]:
    return (
        entity.organization_id,
        entity.role,
        entity.liaison_id,
        entity.authority_id,
        entity.authority_to_find,
    )
