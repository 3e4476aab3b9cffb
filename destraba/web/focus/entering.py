"""The one form by which a problem enters the focus, whichever door leads to it."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from destraba.kit.vocabulary import ProblemState
from destraba.mesas.models.reshaping import ReasonMissing
from destraba.mesas.models.slots import NoSlot
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.toasts import toast

from .forms import EnterForm


def enter_focus(request, problem, *, back):
    """`back` is where the person goes on from; dropped upon another, that one is proposed."""
    in_focus = list(problem.mesa.problems.in_focus().order_by("pk"))
    lacks_cause, slots = not problem.has_living_cause(), request.programme.focus_slots
    asked = whole(request.GET.get("en-lugar-de", ""))
    initial = {"leaves": asked} if asked in {each.pk for each in in_focus} else {}
    told = {"in_focus": in_focus, "slots": slots, "lacks_cause": lacks_cause}
    form = EnterForm(request.POST or None, initial=initial, is_asked=bool(initial), **told)
    if form.is_valid():
        with refusals_in(form, why=ReasonMissing, why_place=NoSlot):
            problem.focus(by=request.user, at=request.now, **form.told())
            undo = reverse("mesa-focus-undo", args=[problem.mesa_id, problem.pk])
            toast(request, _("En foco; la razón queda en su historia."), undo=undo)
            return redirect(back)
    context = {
        "problem": problem,
        "mesa": problem.mesa,
        "form": form,
        "in_focus": in_focus,
        "slots": slots,
        "is_full": len(in_focus) >= slots,
        "lacks_cause": lacks_cause,
        "is_listed": problem.state == ProblemState.LISTED,
        "back": back,
    }
    return render(request, "web/focus/enter.html", context, status=422 if form.is_bound else 200)
