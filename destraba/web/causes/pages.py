"""The page of a problem's causes, whole or only the part that changed."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import trigger_client_event

from destraba.kit.vocabulary import CauseState
from destraba.mesas.choosing import ways_into
from destraba.mesas.models import Problem
from destraba.mesas.models.grove import Grove
from destraba.mesas.models.places import is_run_by
from destraba.web.roadmap.told import sides_of
from destraba.web.toasts import toast

from .fishbone import fishbone
from .forms import WhyForm
from .node import Scene
from .outline import outline
from .paper import MANY
from .steps import steps_of
from .tree import tree

TREE, FISHBONE = "arbol", "espina"


def seen(request, pk):
    problems = Problem.objects.visible_to(request.user).select_related("mesa")
    return get_object_or_404(problems, pk=pk)


def run(request, pk):
    problems = Problem.objects.run_by(request.user).select_related("mesa")
    return get_object_or_404(problems, pk=pk)


def one_of(problem, pk):
    return get_object_or_404(problem.causes.with_facts(), pk=pk)


def one_among(request, problem, pk):
    """One, and all of them when the whole page is to be shown: in one query."""
    if request.htmx:
        return one_of(problem, pk), None
    grove = Grove(problem.causes.with_facts())
    if pk not in grove.by_pk:
        raise Http404
    return grove.by_pk[pk], grove


def kept(request):
    """What every link of the page keeps: which of the two drawings is looked at."""
    is_fishbone = request.GET.get("vista") == FISHBONE
    return f"?vista={FISHBONE if is_fishbone else TREE}"


def show(request, problem, part, *, chosen=None, grove=None, form=None, **more):
    """One part in the panel: alone when htmx asked for it, or in the whole page."""
    status = 422 if form is not None and form.is_bound else 200
    context = panel(request, problem, part, chosen=chosen, form=form, **more)
    if request.htmx:
        response = render(request, "web/causes/panel.html", context, status=status)
        if request.htmx.target != "panel":
            response["HX-Retarget"], response["HX-Reswap"] = "#panel", "innerHTML"
        return response
    context |= board(request, problem, chosen, grove)
    return render(request, "web/causes/page.html", context, status=status)


def done(request, problem, chosen, words):
    """After a verb: the board again, with the cause that it was about."""
    if not request.htmx:
        toast(request, words)
        name, more = ("cause", [chosen.pk]) if chosen else ("problem-causes", [])
        return redirect(f"{reverse(name, args=[problem.pk, *more])}{kept(request)}")
    part = "cause" if chosen else "why"
    form = ask_why(problem)
    more = {"steps": steps_of(chosen)} if chosen else {}
    context = panel(request, problem, part, chosen=chosen, form=form, **more)
    context |= board(request, problem, chosen)
    response = render(request, "web/causes/page.html#board", context)
    return trigger_client_event(response, "toast", {"text": words, "tone": "ok"})


def panel(request, problem, part, *, chosen, form, **more):
    return {
        "problem": problem,
        "part": part,
        "chosen": chosen,
        "form": form,
        "may_run": is_run_by(problem.mesa_id, request.user),
        "kept": kept(request),
        **(room_of(problem, chosen) if part == "cause" else {}),
        **more,
    }


def room_of(problem, cause):
    """The last look at how much room there is to change it."""
    look = problem.change_spaces.filter(cause=cause).last()
    return {"look": look, "sides": sides_of(look.told()) if look else []}


def board(request, problem, chosen, grove=None):
    """Both ways of looking at the causes, from one query."""
    grove = grove or Grove(problem.causes.as_drawn())
    branches = grove.branches()
    way = ways_into([problem]).get(problem.pk)
    way_in = way.cause.pk if way and way.cause else None
    scene = Scene(problem, chosen.pk if chosen else None, kept(request), way_in)
    is_fishbone = scene.kept.endswith(FISHBONE)
    may_run = is_run_by(problem.mesa_id, request.user)
    return {
        "count": len(grove),
        "refuted": sum(each.state == CauseState.REFUTED for each in grove.by_pk.values()),
        "is_fishbone": is_fishbone,
        "way_in": way_in,
        "is_large": len(grove) > MANY,
        "drawing": (fishbone if is_fishbone else tree)(scene, branches),
        "outline": outline(scene, branches, may_run=may_run),
    }


def ask_why(problem, data=None):
    """The question that is asked again and again, of the problem or of one of its causes."""
    return WhyForm(data, problem=problem, asked=_("¿Por qué?"))
