"""How much each criterion weighs, for everybody, and why it changed."""

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from destraba.mesas.models import Programme
from destraba.trail.models import Event
from destraba.web.forms import refusals_in
from destraba.web.moments import moments
from destraba.web.toasts import toast

from .asked import Weights
from .finding import either, only_for_who_runs
from .weights_form import WeightsForm

LATEST = 10


@either
def weigh(request):
    only_for_who_runs(request)
    programme = Programme.current()
    offered = Weights(request.GET, programme).values
    form = WeightsForm(request.POST or None, initial=offered)
    if form.is_valid():
        with refusals_in(form):
            weights, why = form.told()
            programme.weigh(weights, why=why, by=request.user, at=request.now)
            toast(request, _("Pesos guardados para todos; los de antes se conservan."))
            return redirect("candidates")
    told = Event.objects.filter(verb="programme.weighed").newest_first()[:LATEST]
    context = {"form": form, "moments": moments(told)}
    status = 422 if form.is_bound else 200
    return render(request, "web/candidates/weights.html", context, status=status)
