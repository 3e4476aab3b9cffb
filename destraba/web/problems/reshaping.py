"""A problem rests, is split, or goes on in another one: each with its reason."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from destraba.mesas.models import Problem
from destraba.mesas.models.reshaping import FEWEST, MOST
from destraba.mesas.twins import twins_of
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.toasts import toast

from .changes import ask, either, run
from .reshaping_forms import MergerForm, PauseForm, SplitForm

# A mesa with more than these is compared by its latest ones.
COMPARED = 400


@either
def park(request, pk):
    problem = run(request, pk)
    form = PauseForm(request.POST or None, initial={"until_on": problem.parked_until})
    if form.is_valid():
        with refusals_in(form):
            problem.park(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("En pausa; ese día se le volverá a preguntar."))
            return redirect("problem", pk)
    return ask(request, form, _("Poner en pausa"), problem)


@either
def merge(request, pk):
    problem = run(request, pk)
    others = Problem.objects.filter(mesa=problem.mesa_id).pending().exclude(pk=pk).order_by("-pk")
    asked = {"into": whole(request.GET.get("con", ""))}
    form = MergerForm(request.POST or None, initial=asked, problem=problem, person=request.user)
    if form.is_valid():
        told = form.cleaned_data
        with refusals_in(form):
            problem.merge_into(told["other"], why=told["why"], by=request.user, at=request.now)
            toast(request, _("Fusionado: lo que estaba vivo sigue aquí."))
            return redirect("problem", told["other"].pk)
    context = {
        "form": form,
        "problem": problem,
        "twins": twins_of(problem, list(others.only("title", "statement")[:COMPARED])),
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/problems/merger.html", context, status=status)


@either
def split(request, pk):
    problem = run(request, pk)
    count = whole(request.GET.get("partes", "")) or FEWEST
    if "otra" in request.POST:
        form = SplitForm(initial=_typed(request.POST), problem=problem, count=count)
    else:
        form = SplitForm(request.POST or None, problem=problem, count=count)
    if form.is_valid():
        with refusals_in(form):
            told = {"into": form.parts(), "why": form.cleaned_data["why"]}
            problem.split(by=request.user, at=request.now, **told)
            toast(request, _("Dividido; cada parte tiene su página."))
            return redirect("problem", pk)
    context = {"form": form, "problem": problem, "more": min(form.count + 1, MOST), "most": MOST}
    status = 422 if form.is_bound else 200
    return render(request, "web/problems/division.html", context, status=status)


def _typed(post):
    """What was typed so far, when another part is asked for."""
    lists = {name for name in post if name.startswith("entities-")}
    return {name: post.getlist(name) if name in lists else post[name] for name in post}
