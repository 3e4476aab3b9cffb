"""The guided path: where the programme and each mesa stand, and what comes next."""

from django.db.models import Case, IntegerField, Value, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from destraba.kit.vocabulary import LaunchStep, MesaState
from destraba.mesas import path
from destraba.mesas.milestones import of_the_programme
from destraba.mesas.models import Mesa, may_take_decisions
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from . import told
from .doors import sees_launching
from .forms import SkipForm
from .places import STATES, place_of, places_of, url_of_now

ORDER = [MesaState.PROPOSED, MesaState.ACTIVE, MesaState.SUSPENDED]


@require_safe
def hub(request):
    person = request.user
    if not sees_launching(person):
        raise Http404
    facts = of_the_programme(today=request.today)
    team, chosen = path.programme_stages(facts)
    tracks = path.tracks_of(_on_their_way(person), facts)
    context = {
        "programme_places": [
            place_of(team, list(told.of_the_team(facts))),
            place_of(chosen, list(told.of_the_list(facts))),
        ],
        "decision": facts.convened,
        "may_take": may_take_decisions(person),
        "rows": [(each, places_of(each, person), url_of_now(each, person)) for each in tracks],
        "legend": STATES.items(),
    }
    return render(request, "web/launching/hub.html", context)


@require_safe
def path_of(request, pk):
    mesa = _seen(request, pk)
    programme = of_the_programme(today=request.today)
    [track] = path.tracks_of([mesa], programme)
    context = {
        "mesa": mesa,
        "track": track,
        "places": places_of(track, request.user, programme),
        "may_skip": _may_skip(request.user, mesa),
        "sees_launching": sees_launching(request.user),
    }
    return render(request, "web/launching/path.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def skip(request, pk, step):
    mesa = _seen(request, pk)
    if step not in path.SKIPPABLE or not _may_skip(request.user, mesa):
        raise Http404
    form = SkipForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            path.skip(mesa, LaunchStep(step), by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Saltado: la razón queda junto al paso."))
            return redirect("mesa-path", pk)
    context = {"form": form, "mesa": mesa, "step": LaunchStep(step)}
    status = 422 if form.is_bound else 200
    return render(request, "web/launching/skip.html", context, status=status)


def _on_their_way(person):
    """Those in their premesa first; what was closed or merged is on no way."""
    places = Case(
        *(When(state=state, then=Value(place)) for place, state in enumerate(ORDER)),
        output_field=IntegerField(),
    )
    mesas = Mesa.objects.visible_to(person).filter(state__in=ORDER)
    return mesas.annotate(place=places).order_by("place", "name")


def _seen(request, pk):
    mesas = Mesa.objects.visible_to(request.user).with_is_run(by=request.user)
    return get_object_or_404(mesas, pk=pk)


def _may_skip(person, mesa):
    """Who runs it, and whoever may note down a decision."""
    return mesa.is_run or may_take_decisions(person)
