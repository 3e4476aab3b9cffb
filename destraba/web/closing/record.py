"""The record of agreements, as frozen when the meeting closed: to read, to print, to correct."""

from importlib import import_module

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from destraba.mesas.models import Meeting, MeetingRecord
from destraba.web.downloads import word
from destraba.web.roadmap.proposing import proposal_for

from .told import told


@require_safe
def read(request, pk):
    meeting = _meeting(request, pk)
    versions = list(meeting.records.select_related("by"))
    record = _chosen(request, versions)
    content = _content(meeting, record)
    may_run = Meeting.objects.filter(pk=pk).run_by(request.user).exists()
    context = {
        "meeting": meeting,
        "record": record,
        "versions": versions,
        "told": told(content),
        "may_run": may_run,
        "proposal": _proposal(request, meeting) if record and may_run else None,
    }
    return render(request, "web/closing/record.html", context)


@require_safe
def docx(request, pk):
    meeting = _meeting(request, pk)
    record = _chosen(request, list(meeting.records.all()))
    content = _content(meeting, record)
    # python-docx weighs more than all our pages: it comes in when somebody asks for a document.
    rendering = import_module("destraba.documents.docx")
    name = slugify(f"registro {content['mesa']} {content['meeting']}")
    return word(rendering.render("registro.docx", told(content)), name)


def _proposal(request, meeting):
    """The revision of the roadmap that it asks for, as long as no other came after it."""
    proposal = proposal_for(meeting.mesa, at=request.now) if meeting.is_periodic else None
    return proposal if proposal and proposal.meeting == meeting else None


def _meeting(request, pk):
    meetings = Meeting.objects.visible_to(request.user).select_related("mesa")
    return get_object_or_404(meetings, pk=pk)


def _chosen(request, versions):
    """The version asked for, or the last one; none while nobody closed the meeting."""
    asked = request.GET.get("version")
    if asked is None:
        return versions[-1] if versions else None
    for record in versions:
        if str(record.version) == asked:
            return record
    raise Http404


def _content(meeting, record):
    """What that version froze, or a draft while the meeting goes on."""
    if record:
        return record.content
    if not meeting.is_in_progress:
        raise Http404
    return MeetingRecord.draft(meeting)
