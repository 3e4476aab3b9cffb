"""Dates as sources give them: a year, a month or a day. Text in ISO 8601 reduced precision."""

import datetime
import re

from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def validate(value: str) -> None:
    """Accept «2015», «2015-09» and «2015-09-30»; raise ValidationError for anything else."""
    if not _exists(value):
        raise ValidationError(
            _("«%(value)s» no es una fecha: escriba año, año-mes o año-mes-día (2015-09-30).")
            % {"value": value}
        )


def in_words(value: str) -> str:
    """«2015-09» → «septiembre de 2015»."""
    year, month, day = SHAPE.fullmatch(value).groups()  # type: ignore[union-attr]
    if not month:
        return year
    words = {"day": int(day or 0), "month": MONTHS[int(month)], "year": year}
    if not day:
        return _("%(month)s de %(year)s") % words
    return _("%(day)d de %(month)s de %(year)s") % words


def _exists(value: str) -> bool:
    match = SHAPE.fullmatch(value)
    if not match:
        return False
    year, month, day = (int(part or 1) for part in match.groups())
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
