"""Doors: a meeting that the person may see, or may run while it goes on; anybody else gets 404."""

from django.shortcuts import get_object_or_404

from destraba.mesas.models import Meeting
from destraba.web.numbers import whole

from .table import Table


def seen_by(request, pk, *, item=None) -> Table:
    meetings = Meeting.objects.visible_to(request.user).select_related("mesa")
    meeting = get_object_or_404(meetings, pk=pk)
    is_run = Meeting.objects.filter(pk=pk).run_by(request.user).exists()
    return _laid(request, meeting, item, is_run=is_run)


def run_by(request, pk, *, item=None) -> Table:
    meetings = Meeting.objects.run_by(request.user).select_related("mesa")
    return _laid(request, get_object_or_404(meetings, pk=pk), item, is_run=True)


def at_work(request, pk, *, item=None) -> Table:
    """Of those who run it, and only while people are at the table."""
    table = run_by(request, pk, item=item)
    table.meeting.must_be_in_progress()
    return table


def _laid(request, meeting, item, *, is_run) -> Table:
    asked = request.GET.get("punto", "")
    shown = item or whole(asked)
    return Table(
        meeting,
        person=request.user,
        is_run=is_run,
        shown=shown,
        now=request.now,
        today=request.today,
    )
