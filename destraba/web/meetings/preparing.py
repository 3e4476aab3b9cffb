"""Prepare a meeting: when, what about, and who is called."""

import datetime

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from destraba.kit.vocabulary import MeetingKind
from destraba.mesas.proposing import adopt, proposals_for
from destraba.web.since.told import opening_of
from destraba.web.since.views import put_first
from destraba.web.toasts import toast

from .finding import run_by
from .forms import MinutesForm, NewItemForm
from .origins import origin_of
from .readiness import checks_of
from .table import table_of


@require_safe
def preparation(request, pk):
    meeting = run_by(request, pk)
    if not meeting.is_ahead:
        return redirect("meeting", pk)
    return show(request, meeting)


@require_POST
def adopt_proposals(request, pk):
    """One of them, or all when none is named."""
    meeting = run_by(request, pk)
    keys = request.POST.getlist("propuesta") or None
    first = put_first(request, meeting) if keys is None and meeting.is_periodic else None
    items = adopt(meeting, keys, by=request.user, at=request.now)
    if first:
        first.move(to=1)
    n = meeting.items.count()
    words = ngettext("La agenda tiene ya %(n)s punto.", "La agenda tiene ya %(n)s puntos.", n)
    toast(request, words % {"n": n} if items else _("No había nada que agregar."))
    return redirect(f"{reverse('meeting-preparation', args=[pk])}#agenda")


def show(request, meeting, *, minutes_form=None):
    items = list(meeting.items.in_brief())
    table = table_of(meeting)
    minutes_form = minutes_form or MinutesForm(items=items)
    total = sum(item.minutes for item in items)
    last = meeting.mesa.last_session()
    context = {
        "meeting": meeting,
        "points": [
            (item, minutes_form[MinutesForm.name_of(item)], origin_of(item)) for item in items
        ],
        "minutes_form": minutes_form,
        "total": total,
        "proposals": proposals_for(meeting, on=request.today),
        "new_form": NewItemForm(mesa=meeting.mesa_id),
        "opening": _opening(request, meeting, last),
        "may_open": True,
        "cadence_on": _cadence_day(meeting, last, today=request.today),
        "table": table,
        "checks": checks_of(meeting, items, table, at=request.now),
    }
    status = 422 if minutes_form.is_bound else 200
    return render(request, "web/meetings/preparation.html", context, status=status)


def _opening(request, meeting, last):
    """Not for the high level: it decides what was elevated, and nothing else (R06)."""
    return None if meeting.is_high_level else opening_of(meeting, last, today=request.today)


def _cadence_day(meeting, last, *, today: datetime.date) -> datetime.date | None:
    """The day of the cadence, when it is still to come and the meeting is on another."""
    if meeting.kind != MeetingKind.PERIODIC:
        return None
    day = meeting.mesa.next_session_day(after=last.day) if last and last.day else None
    return day if day and day > today and day != meeting.day else None
