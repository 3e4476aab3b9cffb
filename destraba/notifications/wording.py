"""Filters of the letters' texts: days, hours and what is owed, in whole words."""

import datetime

from django.template import Library
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.mesas.models import Commitment, Meeting

register = Library()


@register.filter
def long_day(value: datetime.date) -> str:
    """«jueves 26 de noviembre»; a translation may put the parts in another order."""
    if isinstance(value, datetime.datetime):
        value = timezone.localtime(value)
    return date_format(value, _(r"l j \d\e F"))


@register.filter
def hours(meeting: Meeting) -> str:
    """«jueves 26 de noviembre, de 09:30 a 11:30»"""
    assert meeting.starts_at
    assert meeting.ends_at
    told = {
        "day": long_day(meeting.starts_at),
        "start": f"{timezone.localtime(meeting.starts_at):%H:%M}",
        "end": f"{timezone.localtime(meeting.ends_at):%H:%M}",
    }
    return _("%(day)s, de %(start)s a %(end)s") % told


@register.filter
def moment(text: str) -> str:
    """What an event says that an hour was."""
    at = datetime.datetime.fromisoformat(text)
    return f"{long_day(at)}, {timezone.localtime(at):%H:%M}"


@register.filter
def due(commitment: Commitment, today: datetime.date) -> str:
    """«vence el miércoles 2 de diciembre»; what is late says since how many days."""
    if commitment.due_on is None:
        return _("sin fecha")
    day = long_day(commitment.due_on)
    late = commitment.days_late(on=today)
    if not late:
        return _("vence el %s") % day
    words = ngettext(
        "venció el %(day)s, hace %(n)s día", "venció el %(day)s, hace %(n)s días", late
    )
    return words % {"day": day, "n": late}
