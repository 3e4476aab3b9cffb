"""How a promise stands against its date, in plain words."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.vocabulary import Certainty, CommitmentState

from .atoms import tag
from .dates import day_words, unknown_day
from .kept import kept

SOON = 7
TOO_OFTEN = 3


def due(
    on: date | None = None,
    certainty: str = Certainty.DETERMINED,
    state: str = CommitmentState.OPEN,
    extensions: int = 0,
    today: date | None = None,
) -> SafeString:
    """`{% due on=… certainty=… state=… extensions=… today=… %}`"""
    return _due(on, certainty, state, extensions, today or timezone.localdate())


@kept
def _due(on: date | None, certainty: str, state: str, extensions: int, today: date) -> SafeString:
    if state == CommitmentState.FULFILLED:
        return tag(_("cumplido"), "ok", "check")
    if state == CommitmentState.WITHDRAWN:
        return tag(_("retirado"), "plain", "minus")
    if certainty == Certainty.PENDING:
        return _pending(on, extensions, today)
    if on is None:
        return unknown_day()
    days = (on - today).days
    words, tone = _distance(days)
    if extensions >= TOO_OFTEN and tone == "ok":
        tone = "warn"
    if certainty == Certainty.ESTIMATED:
        words = _("%(words)s · fecha estimada") % {"words": words}
    return tag(words + _times(extensions), tone)


def due_of(commitment: Any, today: date | None = None) -> SafeString:
    """The same, read from a commitment's own fields."""
    return due(
        on=commitment.due_on,
        certainty=commitment.certainty,
        state=commitment.state,
        extensions=getattr(commitment, "times_extended", 0),
        today=today,
    )


def _pending(on: date | None, extensions: int, today: date) -> SafeString:
    if on is None:
        return tag(_("sin fecha: pendiente") + _times(extensions), "warn")
    words = _("fecha por fijar el %(day)s") % {"day": day_words(on, year=today.year)}
    return tag(words + _times(extensions), "warn")


def _distance(days: int) -> tuple[str, str]:
    if days < 0:
        return ngettext("%(n)s día tarde", "%(n)s días tarde", -days) % {"n": -days}, "bad"
    if days == 0:
        return _("vence hoy"), "warn"
    if days == 1:
        return _("vence mañana"), "warn"
    if days <= SOON:
        return _("vence en %(n)s días") % {"n": days}, "warn"
    return _("en plazo"), "ok"


def _times(extensions: int) -> str:
    return " · " + _("%(n)sª prórroga") % {"n": extensions} if extensions else ""
