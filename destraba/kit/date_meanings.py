"""What each form of date means: one small function each, from the matched words to the day.

A ValueError or OverflowError says that the calendar has no such day.
"""

import re
from calendar import monthrange
from collections.abc import Container
from dataclasses import dataclass
from datetime import date, timedelta

from destraba.kit import date_words

Match = re.Match[str]

LAST = 31
FRIDAY, SATURDAY = 4, 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """What a phrase is read against."""

    today: date
    next_session_on: date | None = None
    days_off: Container[date] = ()

    @property
    def this_month(self) -> date:
        return self.today.replace(day=1)

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())

    def working_days_on(self, count: int) -> date:
        day = self.today
        while count:
            day += timedelta(days=1)
            count -= day.weekday() < SATURDAY and day not in self.days_off
        return day


def months_on(day: date, count: int) -> date:
    """The same day some months later, or the last one where the month is shorter."""
    years, month = divmod(day.month - 1 + count, 12)
    return clipped(day.year + years, month + 1, day.day)


def clipped(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, monthrange(year, month)[1]))


def in_digits(match: Match, _calendar: Calendar) -> date:
    """2026-12-02, 2/12/2026, 2/12/26."""
    year = int(match["year"])
    return date(year if year > 99 else 2000 + year, int(match["month"]), int(match["day"]))


def day_and_month(match: Match, calendar: Calendar) -> date:
    """2/12, 2 de diciembre: without a year the next such day, which is not past."""
    month = date_words.MONTHS.get(match["month"]) or int(match["month"])
    day = _number(match["day"])
    year = match.groupdict().get("year")
    has_passed = (month, day) < (calendar.today.month, calendar.today.day)
    return date(int(year) if year else calendar.today.year + has_passed, month, day)


def weekday_and_day(match: Match, calendar: Calendar) -> date:
    """El jueves 3: this month, or the next one when the third has passed."""
    day = _number(match["day"])
    return months_on(calendar.this_month, day < calendar.today.day).replace(day=day)


def weekday(match: Match, calendar: Calendar) -> date:
    """El jueves: the first one after today, or that of next week where it says so."""
    wanted = date_words.WEEKDAYS[match["weekday"]]
    is_next_week = wanted <= calendar.today.weekday() or match["next_week"] is not None
    return calendar.monday + timedelta(days=wanted + 7 * is_next_week)


def ahead(match: Match, calendar: Calendar) -> date:
    """+10d, +2 sem, en un mes, en 10 días hábiles."""
    count, unit = _number(match["count"]), " ".join(match["unit"].split())
    if unit in date_words.WORKING_DAYS:
        return calendar.working_days_on(count)
    if unit in date_words.MONTH_UNITS:
        return months_on(calendar.today, count)
    return calendar.today + timedelta(days=count * date_words.DAYS_IN[unit])


def from_today(match: Match, calendar: Calendar) -> date:
    """Hoy, mañana, pasado mañana."""
    return calendar.today + timedelta(days=date_words.DAYS_FROM_TODAY[" ".join(match[0].split())])


def end_of_period(match: Match, calendar: Calendar) -> date:
    """Fin de mes, fin de año."""
    month = 12 if match["year"] else calendar.today.month
    return clipped(calendar.today.year, month, LAST)


def part_of_month(match: Match, calendar: Calendar) -> date:
    """Mediados de enero, fines de mes."""
    day = date_words.PARTS_OF_MONTH[match["part"]]
    if match["month"]:
        return _in_month(match, calendar, day)
    soon = clipped(calendar.today.year, calendar.today.month, day)
    return soon if soon >= calendar.today else months_on(soon, 1)


def half_of_month(match: Match, calendar: Calendar) -> date:
    """Primera quincena de enero."""
    return _in_month(match, calendar, 15 if match["first"] else LAST)


def some_day_of_month(match: Match, calendar: Calendar) -> date:
    """~enero."""
    return _in_month(match, calendar, LAST)


def fortnight(match: Match, calendar: Calendar) -> date:
    """Quincena: fortnights end on the 15th and on the last day; «próxima» skips the present one."""
    year, month = calendar.today.year, calendar.today.month
    middle, end = clipped(year, month, 15), clipped(year, month, LAST)
    coming = [day for day in (middle, end, months_on(middle, 1)) if day >= calendar.today]
    return coming[match["following"] is not None]


def end_of_week(match: Match, calendar: Calendar) -> date:
    """Esta semana, la próxima semana: its Friday."""
    friday = calendar.monday + timedelta(days=FRIDAY)
    return max(friday, calendar.today) if match["this"] else friday + timedelta(days=7)


def end_of_month(match: Match, calendar: Calendar) -> date:
    """Este mes, el próximo mes: its last day."""
    first = months_on(calendar.this_month, 0 if match["this"] else 1)
    return clipped(first.year, first.month, LAST)


def session(_match: Match, calendar: Calendar) -> date | None:
    """Próxima sesión, where its date is known."""
    return calendar.next_session_on


def undecided(_match: Match, _calendar: Calendar) -> None:
    """Sin fecha, por definir."""


def _number(word: str) -> int:
    return date_words.NUMBERS.get(word) or int(word)


def _in_month(match: Match, calendar: Calendar, day: int) -> date:
    month, year = date_words.MONTHS[match["month"]], calendar.today.year
    if match["year"]:
        return clipped(int(match["year"]), month, day)
    soon = clipped(year, month, day)
    return soon if soon >= calendar.today else clipped(year + 1, month, day)
