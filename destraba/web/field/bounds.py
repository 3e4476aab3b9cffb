"""The bounds of a territorial mesa, and a problem that seems beyond them (OIT §2f; R30)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.kit.vocabulary import MesaKind
from destraba.mesas.bounds import beyond, keep_here
from destraba.mesas.models import Problem
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from .finding import run
from .forms import BoundsForm, KeepForm

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def of_mesa(request, pk):
    mesa = run(request, pk)
    initial = {
        "parent": mesa.parent_id,
        "also_under": mesa.also_under.all(),
        "territories": mesa.territories.all(),
        "sections": mesa.sections,
    }
    form = BoundsForm(request.POST or None, initial=initial)
    if form.is_valid():
        mesa.bound(by=request.user, at=request.now, **form.cleaned_data)
        toast(request, _("Guardado; lo que decía antes queda en la historia."))
        return redirect("mesa", pk)
    context = {"form": form, "mesa": mesa}
    return render(request, "web/field/bounds.html", context, status=422 if form.is_bound else 200)


@either
def of_problem(request, pk):
    mine = Problem.objects.run_by(request.user).filter(mesa__kind=MesaKind.TERRITORIAL)
    problem = get_object_or_404(mine.select_related("mesa"), pk=pk)
    found = beyond(problem, problem.mesa)
    form = KeepForm(request.POST or None)
    if form.is_valid():
        told = {"organizations": [each.organization for each in found], **form.cleaned_data}
        with refusals_in(form):
            keep_here(problem, by=request.user, at=request.now, **told)
            toast(request, _("Se queda aquí; la razón se conserva."))
            return redirect("problem", pk)
    context = {"form": form, "problem": problem, "found": found}
    return render(request, "web/field/keep.html", context, status=422 if form.is_bound else 200)


def beyond_of(problem, *, may_run):
    """For the problem's page: because of whom it seems beyond its mesa."""
    if not may_run or not problem.is_alive or problem.mesa_kind != MesaKind.TERRITORIAL:
        return []
    return beyond(problem, problem.mesa)
