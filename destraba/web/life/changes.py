"""What may happen to a mesa in its life: each turn has its page, its reason and its row."""

from dataclasses import dataclass

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.kit.vocabulary import (
    AHEAD,
    CommitmentState,
    DecisionKind,
    MesaEventKind,
)
from destraba.mesas.bandwidth import bandwidth_of
from destraba.mesas.merging import merge
from destraba.mesas.models.living import TooEarly, Unexplained
from destraba.web.forms import refusals_in
from destraba.web.known import offered
from destraba.web.launching.doors import sees_launching
from destraba.web.mesas.finding import run_by
from destraba.web.mesas.table import table_of
from destraba.web.toasts import toast

from . import forms
from .members import members_of

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def launch(request, pk):
    mesa = ready(request, pk, MesaEventKind.LAUNCHED)
    verdict = mesa.verdict()
    is_decided = verdict is not None and verdict.kind == DecisionKind.GO
    initial = {"on": request.today, "host": mesa.host or ""}
    form = forms.LaunchForm(request.POST or None, initial=initial, is_decided=is_decided)
    if form.is_valid():
        with refusals_in(form, on=TooEarly, why=Unexplained):
            mesa.launch_officially(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Lanzada. Ahora, su primera hoja de ruta."))
            return redirect("mesa-life", pk)
    more = {"verdict": verdict, "is_decided": is_decided, "members": members_of(table_of(mesa, []))}
    if sees_launching(request.user):
        hours = request.programme.week_hours
        more["bandwidth"] = bandwidth_of(today=request.today, week_hours=hours)
    title = _("Lanzamiento oficial")
    return ask(request, form, title, mesa, done=_("Anotar el lanzamiento"), **more)


@either
def rescope(request, pk):
    mesa = ready(request, pk, MesaEventKind.NARROWED)
    initial = {"on": request.today, "scope": mesa.scope, "way": MesaEventKind.NARROWED}
    form = forms.ScopeForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form, on=TooEarly, scope=Unexplained):
            mesa.rescope(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Cambiado; el alcance anterior queda en su historia."))
            return redirect("mesa-life", pk)
    return ask(request, form, _("Hasta dónde llega"), mesa, done=_("Cambiar el alcance"))


@either
def suspend(request, pk):
    mesa = ready(request, pk, MesaEventKind.SUSPENDED)
    form = forms.SuspensionForm(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        with refusals_in(form, on=TooEarly, why=Unexplained):
            mesa.suspend(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Suspendida. Podrá relanzarse con toda su historia."))
            return redirect("mesa-life", pk)
    return ask(request, form, _("Suspender la mesa"), mesa, holds=_holds(mesa))


@either
def relaunch(request, pk):
    mesa = ready(request, pk, MesaEventKind.RELAUNCHED)
    initial = {"on": request.today, "host": mesa.host or ""}
    form = forms.RelaunchForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form, on=TooEarly, why=Unexplained):
            mesa.relaunch(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Relanzada: sus problemas, personas y promesas siguen aquí."))
            return redirect("mesa-life", pk)
    return ask(request, form, _("Relanzar la mesa"), mesa)


@either
def fuse(request, pk):
    mesa = ready(request, pk, MesaEventKind.MERGED)
    form = forms.MergerForm(
        request.POST or None, mesa=mesa, person=request.user, initial={"on": request.today}
    )
    if form.is_valid():
        with refusals_in(form, on=TooEarly):
            into = form.cleaned_data.pop("other")
            merge(mesa, into=into, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Fusionadas: lo que estaba vivo sigue aquí."))
            return redirect("mesa", into.pk)
    return ask(request, form, _("Fusionar con otra mesa"), mesa, holds=_holds(mesa), is_merger=True)


@either
def close(request, pk):
    mesa = ready(request, pk, MesaEventKind.CLOSED)
    form = forms.ClosureForm(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        with refusals_in(form, on=TooEarly, balance=Unexplained):
            mesa.close(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Cerrada, con su balance."))
            return redirect("mesa-life", pk)
    return ask(request, form, _("Cerrar la mesa"), mesa, holds=_holds(mesa))


def ready(request, pk, kind):
    """The mesa that she runs, if it is where this may happen to it; else words."""
    mesa = run_by(request, pk, "host")
    mesa.must_be_ready_for(kind)
    return mesa


@dataclass(frozen=True)
class Holds:
    """What a mesa holds when it stops: said before anybody confirms."""

    meetings: list
    problems: int
    commitments: int


def _holds(mesa):
    meetings = mesa.meetings.filter(state__in=AHEAD)
    return Holds(
        meetings=list(meetings.order_by("starts_at", "pk")),
        problems=mesa.problems.alive().count(),
        commitments=mesa.commitments.filter(state=CommitmentState.OPEN).count(),
    )


def ask(request, form, title, mesa, *, done="", **more):
    known = offered() if "host" in form.fields else None
    context = {"form": form, "title": title, "mesa": mesa, "done": done, "known": known, **more}
    status = 422 if form.is_bound else 200
    return render(request, "web/life/change.html", context, status=status)
