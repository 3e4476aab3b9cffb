"""The convocatoria: whom it goes to, what each one will read, and what they answered."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from destraba.kit.refusal import Refused
from destraba.mesas.high_level import high_level_at
from destraba.mesas.models import Invitation
from destraba.notifications.concerning import INVITING
from destraba.notifications.gatherings import invited
from destraba.notifications.models import Letter
from destraba.notifications.writing import write
from destraba.trail.models import Event
from destraba.web.toasts import toast

from .finding import run_by
from .table import VERB, table_of


class NobodyChosen(Refused):
    pass


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, pk):
    """GET shows the letters of the seats that are ticked; POST sends them."""
    meeting = run_by(request, pk)
    meeting.must_be_to_come()
    table = table_of(meeting)
    if request.method == "POST":
        return _send(request, meeting, table)
    chosen = _chosen(request.GET, table)
    shown = _shown(request, chosen)
    seats = [chair.seat.pk for chair in chosen]
    context = {
        "meeting": meeting,
        "table": table,
        "chosen": seats,
        "kept": urlencode([("elegidos", 1), *(("asiento", seat) for seat in seats)]),
        "shown": shown,
        "draft": _draft(request, meeting, shown),
        "delivered": _delivered(meeting, table),
        "authorities": _authorities(meeting, chosen),
        "is_telling": Event.objects.of_subject(meeting).untold().exists(),
    }
    part = "#letter" if request.htmx.target == "letter" else ""
    return render(request, f"web/meetings/invitation.html{part}", context)


@require_POST
def remind(request, pk):
    meeting = run_by(request, pk)
    meeting.remind(by=request.user, at=request.now)
    toast(request, _("Se les recordará por correo."))
    return redirect("meeting-invitation", pk)


def _send(request, meeting, table):
    chosen = _chosen(request.POST, table)
    if not chosen:
        raise NobodyChosen(_("Elija al menos un asiento a quien convocar."))
    seats = [chair.seat for chair in chosen]
    meeting.convene(seats=seats, by=request.user, at=request.now)
    reached = sum(bool(chair.person and not chair.obstacle) for chair in chosen)
    words = ngettext("Convocada: sale %(n)s correo.", "Convocada: salen %(n)s correos.", reached)
    toast(request, words % {"n": reached})
    return redirect("meeting-invitation", meeting.pk)


def _chosen(told, table):
    """The seats still to invite that were ticked; all of them until somebody chooses."""
    if "elegidos" not in told:
        return table.new
    ticked = set(told.getlist("asiento"))
    return [chair for chair in table.new if str(chair.seat.pk) in ticked]


def _authorities(meeting, chosen):
    """Of the high level, called to an ordinary session: somebody says why (R05)."""
    if not meeting.is_periodic:
        return []
    return high_level_at(meeting, also=[each.person.pk for each in chosen if each.person])


def _shown(request, chosen):
    """Whose letter is shown: the one asked for, or the first that will be sent."""
    reached = [chair for chair in chosen if chair.person]
    asked = request.GET.get("ver", "")
    return next((each for each in reached if str(each.seat.pk) == asked), next(iter(reached), None))


def _draft(request, meeting, chair):
    """In the programme's language, as it will leave; not in that of who looks."""
    if chair is None or meeting.starts_at is None:
        return None
    unsent = Invitation(meeting=meeting, seat=chair.seat, person=chair.person, at=request.now)
    with translation.override(request.programme.language):
        [concern] = invited(meeting, [unsent], at=request.now)
        return write(VERB, concern)


def _delivered(meeting, table):
    """Each seat invited, with the last letter that its person got."""
    letters = {letter.to_id: letter for letter in Letter.objects.about(meeting, INVITING)}
    return [(chair, letters.get(chair.invitation.person_id)) for chair in table.invited]
