"""What may happen to a mesa: it is created, it aims elsewhere, its next session is planned."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import MeetingKind, MesaKind
from destraba.mesas.beginning_below import begin
from destraba.mesas.models import Meeting
from destraba.web.components.dates import moment_words
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from . import forms
from .finding import run_by

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def launch(request):
    if not request.user.runs_everything:
        raise Http404
    form = forms.MesaForm(request.POST or None, initial=_under(request))
    if form.is_valid():
        with refusals_in(form, articulator=Refused):
            mesa = begin(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Creada. Siga sus primeros pasos."))
            return redirect("mesa", mesa.pk)
    return ask(request, form, _("Nueva mesa"), done=_("Crear la mesa"))


@either
def aim(request, pk):
    mesa = run_by(request, pk)
    form = forms.ObjectiveForm(request.POST or None, initial={"objective": mesa.objective})
    if not form.is_valid():
        return ask(request, form, _("El objetivo de la mesa"), mesa, done=_("Guardar"))

    mesa.aim(by=request.user, at=request.now, **form.cleaned_data)
    toast(request, _("Guardado; el objetivo anterior queda en la historia."))
    return redirect("mesa", pk)


@require_POST
def plan_next(request, pk):
    """At the day that the cadence proposes; the preparation lets it be changed."""
    mesa = run_by(request, pk)
    planned = mesa.next_session()
    if planned is None and mesa.is_proposed:
        # It asks why before the launch: that has a form of its own.
        return redirect(f"{reverse('meeting-new')}?mesa={mesa.pk}&tipo={MeetingKind.PERIODIC}")
    if planned is None:
        starts_at = mesa.propose_session_at(at=request.now)
        planned = Meeting.plan(mesa, starts_at=starts_at, by=request.user, at=request.now)
        when = moment_words(planned.starts_at)
        toast(request, _("Prevista para el %s. Puede cambiar la fecha.") % when)
    return redirect("meeting-preparation", planned.pk)


def _under(request):
    """A territorial mesa is begun from its national one (OIT §2f)."""
    parent = request.GET.get("parent", "")
    return {"parent": parent, "kind": MesaKind.TERRITORIAL} if parent.isdecimal() else {}


def ask(request, form, title, mesa=None, *, done="", lead="", **more):
    context = {"form": form, "title": title, "mesa": mesa, "done": done, "lead": lead, **more}
    status = 422 if form.is_bound else 200
    return render(request, "web/mesas/change.html", context, status=status)
