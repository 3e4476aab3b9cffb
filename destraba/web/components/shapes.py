"""What the drawings need to know, as plain values: pages translate their rows into these."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Tone = Literal["plain", "brand", "ok", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class SeatShape:
    """One chair at the round table. `attended` is oldest first; None = that session is unknown."""

    label: str
    constituency: str = ""
    holder: str = ""
    vacant: bool = False
    attended: tuple[bool | None, ...] = ()
    url: str = ""
    is_dedicated: bool = False

    @property
    def last_three(self) -> tuple[bool | None, ...]:
        return ((None,) * 3 + self.attended)[-3:]

    @property
    def is_away(self) -> bool:
        """Missed every one of the last sessions that are known."""
        known = [came for came in self.last_three if came is not None]
        return bool(known) and not any(known)


@dataclass(frozen=True, slots=True)
class Beat:
    """One fortnight of a mesa's pulse."""

    on: date
    state: Literal["held", "missed", "next", "upcoming"]
    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Moment:
    """One entry of a timeline: what happened, who did it, when and why."""

    text: str
    at: datetime | date | str | None = None
    who: str = ""
    why: str = ""
    url: str = ""
    tone: Tone = "brand"
    is_new: bool = False
    details: tuple[str, ...] = field(default=())
