"""A meeting enters the calendar, moves in it, or leaves it."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.kit.vocabulary import MeetingKind
from destraba.mesas.models import Meeting, Mesa
from destraba.mesas.models.meeting import BeforeLaunch
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.toasts import toast

from .finding import ask, run_by
from .forms import CancellationForm, DateForm, PlanForm

WHEN = "web/meetings/when.html"
either = require_http_methods(["GET", "HEAD", "POST"])


@either
def plan(request):
    asked = request.GET.get("mesa", "")
    mesas = Mesa.objects.run_by(request.user)
    mesa = get_object_or_404(mesas, pk=whole(asked))
    if request.method != "POST":
        mesa.must_work()
    initial = _proposed(request, mesa)
    form = PlanForm(request.POST or None, mesa=mesa, now=request.now, initial=initial)
    if form.is_valid():
        with refusals_in(form, why=BeforeLaunch):
            meeting = Meeting.plan(mesa, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Prevista. Prepare su agenda y convóquela."))
            return redirect("meeting-preparation", meeting.pk)
    title, done = _("Prever una sesión"), _("Ponerla en el calendario")
    return ask(request, form, title, mesa=mesa, done=done, template=WHEN)


@either
def reschedule(request, pk):
    meeting = _to_come(request, pk)
    form = DateForm(
        request.POST or None, meeting=meeting, now=request.now, initial=_standing(request, meeting)
    )
    back, is_told = reverse("meeting-preparation", args=[pk]), meeting.is_convened
    if form.is_valid():
        with refusals_in(form):
            told = {"why": "", **form.cleaned_data}
            meeting.reschedule(by=request.user, at=request.now, **told)
            toast(
                request,
                _("Cambiado; se avisa a quien fue invitado.") if is_told else _("Cambiado."),
            )
            return redirect(back)
    title, done = _("Fecha y lugar"), _("Cambiar y avisar") if is_told else _("Guardar")
    return ask(request, form, title, template=WHEN, meeting=meeting, done=done, back=back)


@either
def cancel(request, pk):
    meeting = _to_come(request, pk)
    form = CancellationForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            meeting.cancel(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Cancelada; la razón queda en su historia."))
            return redirect("meeting", pk)
    title = _("Cancelar la sesión")
    lead = _("Su agenda se conserva. Para otro día, cambie la fecha en lugar de cancelarla.")
    back = reverse("meeting", args=[pk])
    return ask(request, form, title, meeting=meeting, done=title, lead=lead, back=back)


def _to_come(request, pk):
    meeting = run_by(request, pk)
    meeting.must_be_to_come()
    return meeting


def _proposed(request, mesa):
    """The day that the cadence proposes, at the usual hour and place."""
    last = mesa.last_session()
    asked = request.GET.get("tipo", "")
    return {
        **_local(mesa.propose_session_at(at=request.now)),
        "kind": asked if asked in MeetingKind.values else _usual(mesa),
        "place": last.place if last else "",
        "minutes": last.minutes if last else 90,
    }


def _usual(mesa):
    """Before its launch a mesa listens."""
    return MeetingKind.PREMESA if mesa.is_proposed else MeetingKind.PERIODIC


def _standing(request, meeting):
    """What it says now; `dia` is the day that the page proposed."""
    initial = {"minutes": meeting.minutes, "place": meeting.place, "link": meeting.link}
    if meeting.starts_at:
        initial |= _local(meeting.starts_at)
    if day := request.GET.get("dia"):
        initial["day"] = day
    return initial


def _local(at):
    local = timezone.localtime(at)
    return {"day": local.date(), "hour": local.time()}
