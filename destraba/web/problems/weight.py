"""What a problem would move if it were solved, and how much room there is to change it."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from destraba.kit.vocabulary import DecentWorkDeficit, ProductivityPillar
from destraba.mesas.models import ChangeSpace
from destraba.mesas.models.change_space import Unfounded
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.roadmap.forms import ChangeSpaceForm, TagsForm
from destraba.web.roadmap.told import sides_of
from destraba.web.toasts import toast

from .changes import ask, either, run


@either
def tag(request, pk):
    problem = run(request, pk)
    initial = {"deficits": problem.deficits, "pillars": problem.pillars}
    # All of them may be taken away: the form is bound even when nothing is ticked.
    form = TagsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        problem.tag(by=request.user, at=request.now, **form.cleaned_data)
        toast(request, _("Guardado; lo que decía antes se conserva."))
        return redirect("problem", pk)
    return ask(request, form, _("Qué mueve"), problem, done=_("Guardar"))


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
    """For its page: what it moves, in words, and the last look at the room (one query)."""
    look = problem.change_spaces.filter(cause=None).last()
    return {
        "deficits": [DecentWorkDeficit(code).label for code in problem.deficits],
        "pillars": [ProductivityPillar(code).label for code in problem.pillars],
        "look": look,
        "sides": sides_of(look.told()) if look else [],
    }
