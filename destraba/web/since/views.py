"""What happened since the last session opens the agenda of the next one."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from destraba.mesas.opening import open_agenda
from destraba.web.meetings.finding import run_by
from destraba.web.toasts import toast

from .told import opening_of

MINUTES = 10


@require_POST
def open_with(request, pk):
    """It becomes the first item; asked twice, the item is there once, and says what is so now."""
    meeting = run_by(request, pk)
    if put_first(request, meeting):
        toast(request, _("La agenda empieza con lo que pasó desde la última sesión."))
    return redirect(f"{reverse('meeting-preparation', args=[pk])}#agenda")


def put_first(request, meeting):
    """None before the first session, and once this one began."""
    opening = opening_of(meeting, meeting.mesa.last_session(), today=request.today)
    if opening is None:
        return None
    told = {"title": opening.title, "text": opening.note, "minutes": MINUTES}
    return open_agenda(meeting, **told, by=request.user, at=request.now)
