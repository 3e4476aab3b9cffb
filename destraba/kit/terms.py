"""From a day until a day, both included: a term never ends before it begins."""

import datetime

from django.db.models import CheckConstraint, F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .refusal import Refused


class EndsBeforeItBegins(Refused):
    pass


def ends_after_it_begins(name: str) -> CheckConstraint:
    """Of a model with `since_on` and `until_on`; an unknown day breaks nothing."""
    return CheckConstraint(condition=Q(until_on__gte=F("since_on")), name=name)


def is_in_order(since_on: datetime.date | None, until_on: datetime.date | None) -> bool:
    return since_on is None or until_on is None or until_on >= since_on


def is_within(
    day: datetime.date, since_on: datetime.date | None, until_on: datetime.date | None
) -> bool:
    return (since_on is None or since_on <= day) and (until_on is None or day <= until_on)


def must_be_in_order(since_on: datetime.date | None, until_on: datetime.date | None) -> None:
    """Raises EndsBeforeItBegins, with the day on which it began."""
    if since_on and not is_in_order(since_on, until_on):
        day = date_format(since_on, "DATE_FORMAT")
        raise EndsBeforeItBegins(_("Comenzó el %s: no puede terminar antes.") % day)
