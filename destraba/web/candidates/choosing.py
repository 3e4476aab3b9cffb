"""A person chooses: the candidate becomes a mesa in its premesa (OIT §3b, §3c)."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from destraba.mesas.bandwidth import bandwidth_of
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from .finding import either, run
from .forms import ChoiceForm


@either
def choose(request, pk):
    candidate = run(request, pk)
    form = ChoiceForm(request.POST or None, initial=offered(request, candidate))
    if form.is_valid():
        with refusals_in(form):
            mesa = candidate.choose(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Elegida. Comienza la premesa de «%s».") % mesa.name)
            return redirect("candidate", pk)
    weeks = request.programme.week_hours
    context = {
        "form": form,
        "candidate": candidate,
        "bandwidth": bandwidth_of(today=request.today, week_hours=weeks),
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/candidates/choice.html", context, status=status)


def offered(request, candidate):
    """What is known already; the person writes over it."""
    name = _("Mesa Ejecutiva de %s") % candidate.name
    return {"name": name, "decider": request.programme.convener_title}
