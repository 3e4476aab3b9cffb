"""What the data of a file say that happened, told to the trail at its true date.

The trail itself does not travel. Nobody is notified of what a file tells.
"""

import datetime
from typing import Any

from destraba.trail.models import Event, Tracked

from .kinds import DAY, Taking
from .telling import Told


class Chronicle:
    """Gathers events, and keeps them at the end, all at once."""

    def __init__(self, taking: Taking) -> None:
        self.taking = taking
        self.events: list[Event] = []

    def tell(
        self,
        row: Any,
        name: str,
        *,
        at: datetime.datetime | None = None,
        on: datetime.date | str | None = None,
        by: Any = None,
        why: str = "",
        changes: dict[str, list[Any]] | None = None,
    ) -> bool:
        """Leave an event; False when nobody knows its day, or it has not come yet."""
        at = at or self._noon(on)
        if at is None or at > self.taking.at:
            return False
        event = row.event(name, by=by, at=at, why=why, changes=changes)
        event.told_at = self.taking.at
        self.events.append(event)
        return True

    def arrive(self, told: Told, name: str = "", *, on: datetime.date | str | None = None) -> None:
        """A new row: the event of its birth on its day, or else that a file brought it today."""
        if told.is_new and not (name and self.tell(told.row, name, on=on)):
            self.tell(told.row, "imported", at=self.taking.at, by=self.taking.by)

    def term(self, told: Told, began: str, ended: str) -> None:
        """Something that began on a day and, perhaps, ended on another."""
        if told.is_new:
            self.tell(told.row, began, on=told.row.since_on)
        if told.is_new or "until_on" in told.changes:
            self.tell(told.row, ended, on=told.row.until_on)

    def change(self, told: Told) -> None:
        """A row that was there: what it said before stays in the trail."""
        if told.is_changed and isinstance(told.row, Tracked):
            at, by = self.taking.at, self.taking.by
            self.tell(told.row, "imported", at=at, by=by, changes=told.changes)

    def _noon(self, on: datetime.date | str | None) -> datetime.datetime | None:
        if isinstance(on, str):
            on = datetime.date.fromisoformat(on) if DAY.fullmatch(on) else None
        return self.taking.noon(on) if on else None

    def keep(self) -> None:
        Event.objects.bulk_create(self.events, batch_size=500)


def hand_up(told: list[Told]) -> None:
    """What changes in a row without a trail of its own is told by the one that holds it."""
    for each in told:
        for name, parts in each.parts.items():
            hand_up(parts)
            for part in parts:
                if part.is_changed and not isinstance(part.row, Tracked):
                    for datum, change in part.changes.items():
                        each.changes[f"{name}[{part.place - 1}].{datum}"] = change
