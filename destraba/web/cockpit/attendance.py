"""Who came: a tap on a seat, the same said in full, and guests."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from destraba.mesas.models import Attendance

from . import parts
from .finding import at_work
from .forms import GuestForm, PresenceForm, TapForm

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def mark(request, meeting, seat):
    """A tap says only the presence; the small form, also who came and for whom."""
    table = at_work(request, meeting)
    seat = get_object_or_404(table.meeting.seats_at_table(), pk=seat)
    if request.method == "POST" and "who" not in request.POST:
        form = TapForm(request.POST)
    else:
        known = table.meeting.attendances.with_people().filter(seat=seat).first()
        form = PresenceForm(request.POST or None, seat=seat, mark=known)
    if not form.is_valid():
        return parts.sheet(request, table, form, title=str(seat), done=_("Guardar"))

    _mark(table, seat, form.told(), request)
    return parts.answer(request, table, "attendance")


def _mark(table, seat, told, request):
    if told["presence"]:
        Attendance.mark(table.meeting, seat, by=request.user, at=request.now, **told)
    else:
        Attendance.unmark(table.meeting, seat)


@either
def receive(request, meeting):
    table = at_work(request, meeting)
    form = GuestForm(request.POST or None, seats=table.members)
    if not form.is_valid():
        return parts.sheet(request, table, form, title=_("Invitar a la sesión"), done=_("Sentar"))

    Attendance.receive(table.meeting, by=request.user, at=request.now, **form.cleaned_data)
    return parts.answer(request, table, "attendance")


@require_POST
def dismiss(request, meeting, guest):
    table = at_work(request, meeting)
    guests = table.meeting.attendances.filter(seat=None)
    get_object_or_404(guests, pk=guest).dismiss()
    return parts.answer(request, table, "attendance")
