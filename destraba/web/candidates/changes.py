"""What may happen to a candidate, each time with its reason."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from destraba.mesas.models import Candidate
from destraba.mesas.models.candidate import AlreadyListed
from destraba.web.forms import refusals_in
from destraba.web.known import offered
from destraba.web.toasts import toast

from . import forms
from .finding import either, only_for_who_runs, run


@either
def put_forward(request):
    only_for_who_runs(request)
    form = forms.CandidateForm(request.POST or None)
    if form.is_valid():
        told = {"by": request.user, "at": request.now, **form.cleaned_data}
        with refusals_in(form, name=AlreadyListed):
            candidate = Candidate.put_forward(**told)
            toast(request, _("Está en la lista. Ahora, cada quien dice cómo la ve."))
            return redirect("candidate", candidate.pk)
    return ask(request, form, _("Nueva candidata"), done=_("Ponerla en la lista"))


@either
def restate(request, pk):
    candidate = run(request, pk)
    initial = {field: getattr(candidate, field) for field in forms.CandidateForm.base_fields}
    initial["territories"] = candidate.territories.all()
    initial["asked_by"] = candidate.asked_by.name if candidate.asked_by else ""
    form = forms.RestateForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form, name=AlreadyListed):
            candidate.restate(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Guardado; lo que decía antes se conserva."))
            return redirect("candidate", pk)
    return ask(request, form, _("Precisar"), candidate, done=_("Guardar"))


@either
def set_aside(request, pk):
    candidate = run(request, pk)
    form = forms.ReasonForm(request.POST or None, ask=_("Por qué queda para más adelante"))
    if form.is_valid():
        with refusals_in(form):
            candidate.set_aside(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Queda para más adelante, con su razón; puede volver a la lista."))
            return redirect("candidate", pk)
    return ask(request, form, _("Dejar para más adelante"), candidate)


@either
def take_up(request, pk):
    candidate = run(request, pk)
    form = forms.ReasonForm(request.POST or None, ask=_("Por qué vuelve a la lista"))
    if form.is_valid():
        with refusals_in(form):
            candidate.take_up(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Está otra vez en la lista."))
            return redirect("candidate", pk)
    return ask(request, form, _("Devolver a la lista"), candidate)


def ask(request, form, title, candidate=None, *, done=""):
    context = {
        "form": form,
        "title": title,
        "candidate": candidate,
        "done": done,
        "organizations": offered() if "asked_by" in form.fields else (),
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/candidates/change.html", context, status=status)
