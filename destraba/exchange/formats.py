"""Whether a text is what it should be: a day that exists, an e-mail, a moment, a time zone."""

import datetime
import re
import zoneinfo
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.dateparse import parse_duration
from django.utils.translation import gettext_lazy as _
from jsonschema import FormatChecker

from destraba.kit import partial_date

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[-+]\d{2}:\d{2})?)?")
SPAN = re.compile(r"P[0-9DTHMS.]+")
FIRST_YEAR, LAST_YEAR = 1500, 2500

# What each format is, in the words of whom it refuses.
WORDS = {
    "date": _("no es una fecha que exista: escriba año-mes-día (2026-11-26)"),
    "partial-date": _("no es una fecha: escriba año, año-mes o año-mes-día (2026-11)"),
    "moment": _("no es un momento: escriba día y hora (2026-11-26 10:00), o solo el día"),
    "span": _("no es una duración: escriba como «PT12M30S»"),
    "email": _("no es un correo electrónico"),
    "uri": _("no es una dirección web (https://…)"),
    "time-zone": _("no es una zona horaria (America/Lima)"),
}
checker = FormatChecker(formats=())
is_web_address = URLValidator(schemes=["http", "https"])


def _format(name: str) -> Callable[[Callable[[str], object]], Callable[[str], object]]:
    """Only texts have a format; what raises is not of it."""

    def decorate(check: Callable[[str], object]) -> Callable[[str], object]:
        def is_sound(value: Any) -> bool:
            return not isinstance(value, str) or check(value) is not False

        checker.checks(name, raises=(ValueError, ValidationError, OverflowError))(is_sound)
        return check

    return decorate


@_format("date")
def day(text: str) -> object:
    return DAY.fullmatch(text) is not None and _is_near(datetime.date.fromisoformat(text))


@_format("partial-date")
def part_of_a_date(text: str) -> None:
    partial_date.validate(text)


@_format("moment")
def moment(text: str) -> object:
    if not MOMENT.fullmatch(text):
        return False
    return _is_near(datetime.datetime.fromisoformat(text))


def _is_near(found: datetime.date) -> bool:
    """Farther than this, a year is a slip of the hand, and the calendar ends."""
    return FIRST_YEAR <= found.year <= LAST_YEAR


@_format("span")
def span(text: str) -> object:
    return SPAN.fullmatch(text) is not None and parse_duration(text) is not None


@_format("email")
def email(text: str) -> None:
    validate_email(text.strip())


@_format("uri")
def address(text: str) -> None:
    is_web_address(text)


@_format("time-zone")
def time_zone(text: str) -> object:
    if text not in zoneinfo.available_timezones():
        return False
    return zoneinfo.ZoneInfo(text)
