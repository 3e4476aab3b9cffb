"""What may happen to a problem, each time with its reason."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.mesas.models import Mesa, Problem
from destraba.web.focus.entering import enter_focus
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.toasts import toast

from . import forms
from .steps import STEPS, VERBS

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def raise_one(request):
    asked = request.GET.get("mesa", "")
    mesas = Mesa.objects.run_by(request.user)
    mesa = get_object_or_404(mesas, pk=whole(asked))
    form = forms.ProblemForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            problem = Problem.raise_at(mesa, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Está en la lista de la mesa."))
            return redirect("problem", problem.pk)
    return ask(request, form, _("Nuevo problema"), mesa=mesa, done=_("Ponerlo en la lista"))


@either
def reword(request, pk):
    problem = run(request, pk)
    initial = {field: getattr(problem, field) for field in forms.Telling.base_fields}
    form = forms.WordingForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            problem.reword(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Reformulado; lo que decía antes se conserva."))
            return redirect("problem", pk)
    return ask(request, form, _("Reformular"), problem, done=_("Guardar"))


@either
def take_step(request, pk, step):
    if step not in STEPS:
        raise Http404
    problem = run(request, pk)
    if step == "foco":
        return enter_focus(request, problem, back=reverse("problem", args=[pk]))
    form = forms.StepForm(request.POST or None, ask=STEPS[step].ask)
    if form.is_valid():
        with refusals_in(form):
            VERBS[step](problem, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Hecho; la razón queda en su historia."))
            return redirect("problem", pk)
    return ask(request, form, STEPS[step].label, problem)


def run(request, pk):
    problems = Problem.objects.run_by(request.user).select_related("mesa")
    return get_object_or_404(problems, pk=pk)


def ask(request, form, title, problem=None, *, mesa=None, done="", organizations=(), **more):
    context = {
        "form": form,
        "title": title,
        "problem": problem,
        "mesa": mesa or problem.mesa,
        "done": done,
        "organizations": organizations,
        **more,
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/problems/change.html", context, status=status)
