"""What a mesa works on now: a few places, and the list that waits for them (OIT §2c)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import ProblemState
from destraba.mesas.choosing import advice_on_focus, ways_into, with_facts
from destraba.mesas.models import Problem
from destraba.web.forms import refusals_in
from destraba.web.mesas.finding import seen_by
from destraba.web.paging import Page
from destraba.web.toasts import toast

from .board import cards, slots_of
from .entering import enter_focus
from .forms import BoardFilter, LeaveForm

either = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = ("deficits", "pillars", "metric")


@require_safe
def board(request, pk):
    mesa, slots = seen_by(request, pk), request.programme.focus_slots
    told = with_facts(mesa.problems.in_rows(*SHOWN))
    form = BoardFilter(request.GET)
    in_focus = list(told.filter(state=ProblemState.IN_FOCUS).order_by("pk"))
    page = Page(form.apply(told.filter(state=ProblemState.LISTED)), request.GET.get("pagina"))
    listed = list(page)
    ways = ways_into([*in_focus, *listed])
    context = {
        "mesa": mesa,
        "slots": slots_of(
            cards(in_focus, today=request.today, slots=slots, ways=ways), slots=slots
        ),
        "form": form,
        "page": page,
        "kept": form.kept(),
        "listed": cards(listed, today=request.today, ways=ways),
        "advice": advice_on_focus(mesa, in_focus, slots=slots),
    }
    return render(request, "web/focus/board.html", context)


@either
def enter(request, pk, problem):
    return enter_focus(request, _run(request, pk, problem), back=reverse("mesa-focus", args=[pk]))


@either
def leave(request, pk, problem):
    problem = _run(request, pk, problem)
    form = LeaveForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            problem.wait(by=request.user, at=request.now, **form.cleaned_data)
            undo = reverse("mesa-focus-undo", args=[pk, problem.pk])
            toast(request, _("Volvió a la lista; la razón queda en su historia."), undo=undo)
            return redirect("mesa-focus", pk)
    context = {"problem": problem, "mesa": problem.mesa, "form": form}
    return render(request, "web/focus/leave.html", context, status=422 if form.is_bound else 200)


@require_POST
def undo(request, pk, problem):
    problem = _run(request, pk, problem)
    try:
        problem.undo_focus(by=request.user, at=request.now)
    except Refused as refusal:
        toast(request, str(refusal), tone="warn")
    else:
        toast(request, _("Deshecho: el tablero está como antes."))
    return redirect("mesa-focus", pk)


def _run(request, mesa, problem):
    problems = Problem.objects.run_by(request.user).select_related("mesa")
    return get_object_or_404(problems, mesa=mesa, pk=problem)
