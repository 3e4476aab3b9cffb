import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from destraba.people.models import Person
from destraba.trail.models import Tracked

if TYPE_CHECKING:
    from .mesa import Mesa


class Moving(Tracked):
    """What is of one mesa, and goes where the work of that mesa went."""

    if TYPE_CHECKING:
        mesa: Mesa

    class Meta:
        abstract = True

    @transaction.atomic
    def move_to(self, mesa: "Mesa", *, why: str, by: Person, at: datetime.datetime) -> None:
        """Another mesa goes on with it; both timelines tell it."""
        self.hold()
        changes = {"mesa": [str(self.mesa), str(mesa)]}
        self.record("handed_over", by=by, at=at, why=why, changes=changes)
        self.mesa = mesa
        self.save(update_fields=["mesa"])
        self.record("taken_over", by=by, at=at, why=why, changes=changes)
