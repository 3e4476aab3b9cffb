"""The page of one meeting: what it is, what comes next, and what it left."""

from django.http import Http404
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from destraba.mesas.high_level import high_level_at
from destraba.notifications.calendar import ics_of, sequence_of
from destraba.web.downloads import download
from destraba.web.since.told import opening_of

from .dossier import dossier_of
from .finding import seen_by


@require_safe
def detail(request, pk):
    meeting = seen_by(request, pk)
    context = {"meeting": meeting, **dossier_of(meeting, request.user)}
    if context["may_run"]:
        context["authorities"] = high_level_at(meeting, known=context["people"])
    if meeting.is_to_come:
        last = meeting.mesa.last_session()
        context["opening"] = opening_of(meeting, last, today=request.today)
    return render(request, "web/meetings/detail.html", context)


@require_safe
def calendar(request, pk):
    """For the calendar of whoever sees it; who is invited gets hers by mail, and its changes."""
    meeting = seen_by(request, pk)
    if meeting.starts_at is None:
        raise Http404
    ics = ics_of(meeting, sequence=sequence_of(meeting), at=request.now)
    name = slugify(f"{meeting.mesa.name} {meeting}")
    return download(ics, f"{name}.ics", kind="text/calendar; charset=utf-8")
