"""The high level proposes: the authority herself, or who coordinates on her behalf."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from destraba.mesas.models import Guideline, Mesa, may_propose
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.toasts import toast

from .forms import ProposalForm


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request):
    if not Mesa.objects.filter(may_propose(request.user)).exists():
        raise Http404
    form = proposal_form(request)
    if form.is_valid():
        with refusals_in(form):
            told = {"proposer": request.user, **form.cleaned_data}
            made = Guideline.propose(**told, by=request.user, at=request.now)
            words = ngettext(
                "Propuesto: la mesa le dirá cómo lo toma.",
                "Propuesto: cada mesa le dirá cómo lo toma.",
                len(made),
            )
            toast(request, words)
            return redirect("guideline", made[0].pk)
    status = 422 if form.is_bound else 200
    return render(request, "web/guidelines/new.html", {"form": form}, status=status)


def proposal_form(request):
    """To the mesas that she may propose to; `?mesa=7` is ticked."""
    initial = {"proposed_on": request.today}
    if (asked := whole(request.GET.get("mesa", ""))) is not None:
        initial["mesas"] = [asked]
    told = request.POST or None
    return ProposalForm(told, person=request.user, today=request.today, initial=initial)
