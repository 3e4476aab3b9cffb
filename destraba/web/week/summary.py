"""The week in one sentence: the worst first."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.web.components.dates import day_words

from .coming import Coming
from .duties import Duties
from .glance import Glance


def summary_of(
    coming: Sequence[Coming], duties: Duties, glance: Glance | None, *, names_mesa: bool
) -> str:
    told = [*_programme(glance), *_owed(duties), *_next(coming, names_mesa)]
    if not told:
        return _("Nada le espera esta semana.")
    return _("%(told)s.") % {"told": "; ".join(told)}


def _programme(glance: Glance | None) -> list[str]:
    if glance is None:
        return []
    failing = glance.known - glance.beating
    pulse = ngettext("%(n)s mesa sin pulso", "%(n)s mesas sin pulso", failing)
    late = ngettext(
        "%(n)s compromiso vencido en el programa",
        "%(n)s compromisos vencidos en el programa",
        glance.late,
    )
    return _counted([(failing, pulse), (glance.late, late)])


def _owed(duties: Duties) -> list[str]:
    late = ngettext("%(n)s compromiso tarde", "%(n)s compromisos tarde", duties.late)
    today = ngettext("%(n)s vence hoy", "%(n)s vencen hoy", duties.today)
    week = ngettext("%(n)s vence en siete días", "%(n)s vencen en siete días", duties.this_week)
    return _counted([(duties.late, late), (duties.today, today), (duties.this_week, week)])


def _counted(words: Sequence[tuple[int, str]]) -> list[str]:
    return [text % {"n": count} for count, text in words if count]


def _next(coming: Sequence[Coming], names_mesa: bool) -> list[str]:
    """The next meeting, and what it lacks."""
    first = coming[0] if coming else None
    day = first.meeting.day if first else None
    if not first or not day:
        return []
    told = {
        "meeting": first.meeting,
        "mesa": first.mesa.name,
        "day": day_words(day, weekday=True),
    }
    words = _("%(meeting)s de la %(mesa)s") if names_mesa else _("%(meeting)s")
    missing = [check.brief for check in first.checks if not check.is_done]
    return [", ".join([(words + _(", %(day)s")) % told, *missing])]
