"""The solutions of a problem side by side, and where each of them is found."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from destraba.kit.lessons import BudgetAdvice
from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import Stage
from destraba.mesas.models import Option, Problem, Trial
from destraba.mesas.solved import is_solved_by

from .cards import STEPS, cards_of, steps_done


@require_safe
def listing(request, problem):
    problems = Problem.objects.visible_to(request.user).select_related("mesa")
    found = get_object_or_404(problems, pk=problem)
    cards = cards_of(found, to=request.user, on=request.today)
    chosen = next((each for each in cards if each.option.is_chosen), None)
    context = {
        "problem": found,
        "may_run": Problem.objects.filter(pk=problem).run_by(request.user).exists(),
        "chosen": chosen,
        "competing": [each for each in cards if each.option.is_proposed],
        "left": [each for each in cards if each.option.is_out],
        "count": len(cards),
        "steps": STEPS,
    }
    return render(request, "web/solutions/list.html", context)


@require_safe
def option(request, pk):
    """Where the trail and the search lead: its place among the others."""
    found = get_object_or_404(Option.objects.visible_to(request.user), pk=pk)
    return redirect(f"{reverse('problem-options', args=[found.problem_id])}#solucion-{pk}")


@require_safe
def trial(request, pk):
    trials = Trial.objects.visible_to(request.user).select_related("option")
    found = get_object_or_404(trials, pk=pk)
    address = reverse("problem-options", args=[found.option.problem_id])
    return redirect(f"{address}#prueba-{pk}")


def in_brief(problem):
    """For the problem's own page: the chosen solution, and how many there are (two queries)."""
    rows = _with_standing(problem) if "options" in problem.held else []
    _tell_trials(rows)
    chosen = next((each for each in rows if each.is_chosen), None)
    return {
        "solution": chosen,
        "solution_stage": Stage(chosen.stage).label if chosen else "",
        "solution_done": steps_done(chosen) if chosen else 0,
        "solution_steps": STEPS,
        "is_solved_by_it": is_solved_by(chosen),
        "budget_advice": BudgetAdvice(chosen.advice).label if chosen and chosen.advice else "",
        "tried": [each for each in rows if each.verdict],
        "competing": sum(each.is_proposed for each in rows),
        "left": sum(each.is_out for each in rows),
    }


@prepared
def _with_standing(problem):
    return Option.objects.filter(problem=problem).select_related("proposer").with_standing()


@prepared
def _concluded(options):
    told = Trial.objects.filter(option__in=options).exclude(verdict="").order_by("pk")
    return told.values_list("option", "verdict", "why", "budget")


def _tell_trials(options):
    """Of each: `verdict` and `lesson` of its last trial, and its last `advice` on the budget."""
    rows = _concluded([each.pk for each in options])
    for option in options:
        its = [told for pk, *told in rows if pk == option.pk]
        option.verdict, option.lesson, _budget = its[-1] if its else ("", "", "")
        option.advice = next((budget for *_rest, budget in reversed(its) if budget), "")
