"""A mesa's pulse: did it meet when it said it would (OIT §2b: every two weeks at first)."""

import datetime
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal


@dataclass(frozen=True)
class Beat:
    """One fortnight: `meeting` is the id of the session held or to come, None when missed."""

    state: Literal["held", "missed", "next"]
    on: datetime.date
    meeting: int | None = None


def beats(
    held: list[tuple[datetime.date, int]],
    coming: tuple[datetime.date, int] | None,
    *,
    cadence_days: int,
    today: datetime.date,
    most: int = 12,
) -> list[Beat]:
    """The last `most` beats, oldest first. `held` and `coming` are (day, meeting id)."""
    told: list[Beat] = []
    for (day, meeting), following in pairwise([*held, None]):  # type: ignore[misc]
        told.append(Beat("held", day, meeting))
        if following:
            told += _missed(day, following[0], cadence_days)
    if held:
        told += _missed_since(held[-1][0], coming, cadence_days, today)
    if coming:
        told.append(Beat("next", *coming))
    return told[-most:]


def _missed(last: datetime.date, following: datetime.date, cadence_days: int) -> list[Beat]:
    """The sessions that a gap between two should have had: a few days' drift is none."""
    count = round((following - last).days / cadence_days) - 1
    step = datetime.timedelta(days=cadence_days)
    return [Beat("missed", last + step * (i + 1)) for i in range(max(0, count))]


def _missed_since(
    last: datetime.date,
    coming: tuple[datetime.date, int] | None,
    cadence_days: int,
    today: datetime.date,
) -> list[Beat]:
    """What was missed up to today, or up to the session that comes."""
    if coming and coming[0] >= today:
        return [beat for beat in _missed(last, coming[0], cadence_days) if beat.on < today]
    late = datetime.timedelta(days=cadence_days)
    days = [last + late * (i + 1) for i in range((today - last).days // cadence_days)]
    return [Beat("missed", day) for day in days if day < today]
