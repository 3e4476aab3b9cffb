"""How ready a meeting is: each thing that it needs, in words, with the place where it is done."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.mesas.models import AgendaItem, Meeting
from destraba.web.components.dates import moment_words

from .table import Table


@dataclass(frozen=True)
class Check:
    is_done: bool
    name: str
    words: str
    url: str


def checks_of(
    meeting: Meeting, items: Sequence[AgendaItem], table: Table, *, at: datetime.datetime
) -> list[Check]:
    return [
        _date(meeting, at),
        _place(meeting),
        agenda_check(meeting, items),
        _convened(meeting, table),
        _answers(meeting, table),
    ]


def _date(meeting: Meeting, at: datetime.datetime) -> Check:
    url = reverse("meeting-date", args=[meeting.pk])
    if meeting.starts_at is None:
        return Check(False, _("Fecha"), _("por decir"), url)
    is_done = meeting.starts_at > at or meeting.is_in_progress
    words = moment_words(meeting.starts_at)
    return Check(is_done, _("Fecha"), words if is_done else _("%s: ya pasó") % words, url)


def _place(meeting: Meeting) -> Check:
    where = meeting.place or (_("a distancia") if meeting.link else "")
    url = reverse("meeting-date", args=[meeting.pk])
    return Check(bool(where), _("Lugar o enlace"), where or _("falta"), url)


def agenda_check(meeting: Meeting, items: Sequence[AgendaItem]) -> Check:
    total = sum(item.minutes for item in items)
    if not items:
        return Check(False, _("Agenda"), _("sin puntos"), "#agenda")
    words = ngettext(
        "%(n)s punto, %(total)s de %(all)s min",
        "%(n)s puntos, %(total)s de %(all)s min",
        len(items),
    )
    told = {"n": len(items), "total": total, "all": meeting.minutes}
    return Check(total <= meeting.minutes, _("Agenda"), words % told, "#agenda")


def _convened(meeting: Meeting, table: Table) -> Check:
    url = reverse("meeting-invitation", args=[meeting.pk])
    if meeting.is_planned:
        return Check(False, _("Convocatoria"), _("sin enviar"), url)
    words = ngettext("%(n)s asiento invitado", "%(n)s asientos invitados", len(table.invited))
    return Check(True, _("Convocatoria"), words % {"n": len(table.invited)}, url)


def _answers(meeting: Meeting, table: Table) -> Check:
    url = reverse("meeting-invitation", args=[meeting.pk])
    asked = [each for each in (chair.invitation for chair in table.invited) if each and each.person]
    if not asked:
        return Check(False, _("Respuestas"), _("aún no se piden"), url)
    count = sum(not invitation.is_waiting for invitation in asked)
    words = _("%(n)s de %(all)s") % {"n": count, "all": len(asked)}
    return Check(count == len(asked), _("Respuestas"), words, url)
