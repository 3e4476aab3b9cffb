"""What belongs to a problem: its other names, and the entities with their part in it."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from destraba.web.forms import refusals_in
from destraba.web.known import offered
from destraba.web.toasts import toast

from . import forms
from .changes import ask, either, run


@either
def also_call(request, pk):
    problem = run(request, pk)
    form = forms.NameForm(request.POST or None, mesa=problem.mesa)
    if form.is_valid():
        with refusals_in(form):
            problem.also_call(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Anotado: se le reconocerá también por ese nombre."))
            return redirect("problem", pk)
    return ask(request, form, _("Otro nombre que le dan"), problem, done=_("Anotar"))


@either
def involve(request, pk):
    problem = run(request, pk)
    form = forms.EntityForm(request.POST or None, mesa=problem.mesa)
    if form.is_valid():
        with refusals_in(form):
            problem.involve(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Anotada la parte de la entidad."))
            return redirect("problem", pk)
    title = _("Qué parte tiene una entidad")
    return ask(request, form, title, problem, done=_("Anotar"), organizations=offered())


@either
def release(request, pk, entity):
    problem = run(request, pk)
    part = get_object_or_404(problem.entities.select_related("organization"), pk=entity)
    form = forms.ReleaseForm(request.POST or None)
    title = _("%s ya no tiene parte") % part.organization.short
    if form.is_valid():
        with refusals_in(form):
            problem.release(part.organization, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Quitada; queda en la historia."))
            return redirect("problem", pk)
    return ask(request, form, title, problem, done=_("Quitar"))
