"""Before it goes up: what is asked, who is told first, and the moment it leaves."""

import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from destraba.kit.vocabulary import ElevationMotive, ElevationState
from destraba.mesas.models import Commitment, Elevation, NoPower, Problem
from destraba.mesas.parties import parties_of
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.toasts import toast

from .finding import ask, run_by
from .forms import ElevationForm, WarningForm, WordingForm

FORTNIGHT = datetime.timedelta(days=14)
either = require_http_methods(["GET", "HEAD", "POST"])


@either
def prepare(request):
    about = _about(request)
    subject = next(iter(about.values()))
    waiting = subject.elevations.unanswered().first()
    if waiting and request.method != "POST":
        toast(
            request, _("Ya hay una elevación sin respuesta sobre lo mismo: es esta."), tone="warn"
        )
        return redirect("elevation", waiting.pk)
    form = ElevationForm(
        request.POST or None,
        mesa=subject.mesa,
        today=request.today,
        initial=_said(request, subject),
    )
    if form.is_valid():
        with refusals_in(form, asked_of=NoPower):
            told = {**about, **form.cleaned_data}
            elevation = Elevation.prepare(by=request.user, at=request.now, **told)
            toast(request, _("Preparada. Escriba la ayuda memoria y avise a las partes."))
            return redirect("elevation", elevation.pk)
    lead = _("Lo que solo una autoridad puede decidir. Sube con su ayuda memoria y avisando antes.")
    return ask(request, form, _("Elevar"), subject=subject, done=_("Preparar"), lead=lead)


@either
def reword(request, pk):
    elevation = run_by(request, pk)
    initial = {name: getattr(elevation, name) for name in ElevationForm.base_fields}
    form = WordingForm(
        request.POST or None, mesa=elevation.mesa, today=request.today, initial=initial
    )
    if form.is_valid():
        with refusals_in(form, asked_of=NoPower):
            elevation.reword(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Guardado; lo que decía antes se conserva."))
            return redirect("elevation", pk)
    return ask(request, form, _("Precisar lo que se pide"), elevation, done=_("Guardar"))


@either
def warn(request, pk):
    elevation = run_by(request, pk)
    # There may be nothing to add: what is posted may be empty.
    form = WarningForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        with refusals_in(form):
            elevation.warn(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Anotado: se les escribe a quienes tienen correo."))
            return redirect("elevation", pk)
    title, parties = _("Avisar a las partes"), parties_of(elevation)
    return ask(request, form, title, elevation, done=_("Avisar"), parties=parties, is_warning=True)


@require_POST
def go_up(request, pk):
    elevation = run_by(request, pk)
    elevation.go_up(by=request.user, at=request.now)
    words = _("Subió al peldaño «%(rung)s». Verá aquí cada paso hasta la respuesta.")
    toast(request, words % {"rung": elevation.rung_name})
    return redirect("elevation", pk)


def _said(request, subject):
    """What it said when it came back undecided, to be said better; else, what is proposed."""
    last = subject.elevations.filter(state=ElevationState.RETURNED).last()
    names = [name for name in ElevationForm.base_fields if name != "wanted_by"]
    before = {name: getattr(last, name) for name in names} if last else {}
    return {**before, **_proposed(request)}


def _proposed(request):
    """What the advice already knows: why, and a fortnight to answer."""
    motive = request.GET.get("motivo", "")
    if motive not in ElevationMotive.values:
        return {}
    return {"motive": motive, "wanted_by": request.today + FORTNIGHT}


def _about(request):
    """What goes up: a problem, or a promise, of a mesa that she runs."""
    for name, noun in {"problema": Problem, "compromiso": Commitment}.items():
        asked = request.GET.get(name, "")
        if asked:
            found = noun.objects.run_by(request.user).select_related("mesa")
            return {noun._meta.model_name: get_object_or_404(found, pk=whole(asked))}
    raise Http404
