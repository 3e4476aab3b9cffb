"""The record of agreements, as frozen when the meeting closed: to read, to print, to correct."""

from importlib import import_module

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from destraba.mesas.models import Meeting, MeetingRecord
from destraba.web.toasts import toast

from .forms import CorrectionForm
from .told import told

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def read(request, pk):
    meeting = _meeting(request, pk)
    versions = list(meeting.records.select_related("by"))
    record = _chosen(request, versions)
    if record is None and not meeting.is_in_progress:
        raise Http404
    content = record.content if record else MeetingRecord.draft(meeting)
    context = {
        "meeting": meeting,
        "record": record,
        "versions": versions,
        "told": told(content),
        "may_run": Meeting.objects.filter(pk=pk).run_by(request.user).exists(),
    }
    return render(request, "web/closing/record.html", context)


@require_safe
def docx(request, pk):
    meeting = _meeting(request, pk)
    record = _chosen(request, list(meeting.records.all()))
    content = record.content if record else MeetingRecord.draft(meeting)
    # python-docx weighs more than all our pages: it comes in when somebody asks for a document.
    rendering = import_module("destraba.documents.docx")
    name = slugify(f"registro {content['mesa']} {content['meeting']}")
    answer = HttpResponse(rendering.render("registro.docx", told(content)), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def reissue(request, pk):
    meetings = Meeting.objects.run_by(request.user).select_related("mesa")
    meeting = get_object_or_404(meetings, pk=pk)
    form = CorrectionForm(request.POST or None)
    if not form.is_valid():
        context = {"meeting": meeting, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "web/closing/correction.html", context, status=status)

    meeting.reissue_record(by=request.user, at=request.now, **form.cleaned_data)
    toast(request, _("Hay una nueva versión del registro; la anterior se conserva."))
    return redirect("meeting-record", pk)


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
