"""Doors and the page of a question: what may be changed, and by whom."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from destraba.mesas.models import Norm, Option, Problem, Trial
from destraba.web.known import offered
from destraba.web.toasts import toast

either = require_http_methods(["GET", "HEAD", "POST"])


def problem_of(request, problem):
    """One that this person runs; anybody else finds nothing."""
    problems = Problem.objects.run_by(request.user).select_related("mesa")
    return get_object_or_404(problems, pk=problem)


def option_of(request, problem, pk):
    options = Option.objects.run_by(request.user).select_related("problem__mesa")
    return get_object_or_404(options, pk=pk, problem=problem)


def trial_of(request, problem, pk):
    trials = Trial.objects.run_by(request.user).select_related("option__problem__mesa")
    return get_object_or_404(trials, pk=pk, option__problem=problem)


def ask(request, form, title, problem, *, lead="", done="", beside=None, suggest=False):
    """`beside` is a second group of questions; `suggest` offers names of the directory."""
    context = {
        "form": form,
        "beside": beside,
        "title": title,
        "problem": problem,
        "lead": lead or problem.title,
        "done": done,
        "organizations": offered() if suggest else (),
        "norm_kinds": norm_kinds(request) if beside else (),
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/solutions/change.html", context, status=status)


def norm_kinds(request):
    """Those of the programme's list; then the words that somebody used besides them."""
    known = request.programme.kinds_of_norm
    used = Norm.objects.visible_to(request.user).kinds()
    return [*known, *(kind for kind in used if kind not in known)]


def back_to(request, option, words, place=""):
    """To its place among the others, saying what was done."""
    toast(request, words)
    where = place or f"solucion-{option.pk}"
    return redirect(f"{reverse('problem-options', args=[option.problem_id])}#{where}")
