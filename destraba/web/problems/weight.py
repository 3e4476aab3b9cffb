"""What a problem would move if it were solved, and how much room there is to change it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import DecentWorkDeficit, ExcludedGroup, ProductivityPillar
from destraba.mesas.models import ChangeSpace, MetricReading
from destraba.mesas.models.change_space import Unfounded
from destraba.mesas.models.metric_reading import movement_of
from destraba.mesas.weight_advice import hints_on
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.roadmap.forms import ChangeSpaceForm
from destraba.web.roadmap.told import sides_of
from destraba.web.toasts import toast

from .changes import ask, either, run
from .weight_forms import ReadingForm, RemovalForm, WeightForm


@either
def tag(request, pk):
    problem = run(request, pk)
    # All of them may be taken away: the form is bound even when nothing is ticked.
    form = WeightForm(request.POST if request.method == "POST" else None, initial=_told(problem))
    if form.is_valid():
        with refusals_in(form):
            problem.tag(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Guardado; lo que decía antes se conserva."))
            return redirect("problem-tags", pk)
    return _show(request, problem, form, ReadingForm())


@either
def gauge(request, pk):
    """A figure of what should move, beside what is told of it."""
    problem = run(request, pk)
    form = ReadingForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            problem.gauge(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Anotada la cifra."))
            return redirect("problem-tags", pk)
    return _show(request, problem, WeightForm(initial=_told(problem)), form)


@either
def ungauge(request, pk, reading):
    problem = run(request, pk)
    reading = get_object_or_404(problem.readings, pk=reading)
    form = RemovalForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            problem.ungauge(reading, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Quitada; lo que decía queda en la historia."))
            return redirect("problem-tags", pk)
    return ask(request, form, _("Quitar la cifra: %s") % reading, problem, done=_("Quitarla"))


@either
def assess(request, pk):
    problem = run(request, pk)
    asked = request.GET.get("causa", "")
    cause = get_object_or_404(problem.causes, pk=whole(asked)) if asked else None
    looks = list(problem.change_spaces.filter(cause=cause).select_related("assessed_by"))
    form = ChangeSpaceForm(request.POST or None, initial=looks[-1].told() if looks else {})
    if form.is_valid():
        with refusals_in(form, authority=Unfounded):
            told = {"cause": cause, "by": request.user, "at": request.now, **form.told()}
            ChangeSpace.assess(problem, **told)
            toast(request, _("Guardado; las valoraciones anteriores se conservan."))
            return redirect("cause", pk, cause.pk) if cause else redirect("problem", pk)
    context = {
        "problem": problem,
        "cause": cause,
        "mesa": problem.mesa,
        "form": form,
        "looks": [(look, sides_of(look.told())) for look in reversed(looks)],
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/problems/room.html", context, status=status)


def weight_of(problem):
    """For its page: what it moves and for whom, and the last look at the room."""
    looks = _last_look(problem) if "change_spaces" in problem.held else []
    look = next(iter(looks), None)
    readings = _measured(problem) if "readings" in problem.held else []
    return {
        "deficits": [DecentWorkDeficit(code).label for code in problem.deficits],
        "pillars": [ProductivityPillar(code).label for code in problem.pillars],
        "groups": [ExcludedGroup(code).label for code in problem.groups],
        "movement": movement_of(problem, readings),
        "look": look,
        "sides": sides_of(look.told()) if look else [],
    }


@prepared
def _last_look(problem):
    return ChangeSpace.objects.filter(problem=problem, cause=None).order_by("-pk")[:1]


@prepared
def _measured(problem):
    return MetricReading.objects.filter(problem=problem)


def _told(problem):
    return {name: getattr(problem, name) for name in WeightForm.base_fields}


def _show(request, problem, form, reading_form):
    movement = movement_of(problem, problem.readings.select_related("by"))
    context = {
        "problem": problem,
        "mesa": problem.mesa,
        "form": form,
        "reading_form": reading_form,
        "movement": movement,
        "hints": hints_on(problem, is_measured=bool(movement.first)),
    }
    status = 422 if form.is_bound or reading_form.is_bound else 200
    return render(request, "web/problems/weight.html", context, status=status)
