"""Go or no go: what the premesa leaves and lacks, and by whom, when and why it was decided."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.kit.vocabulary import DecisionKind
from destraba.mesas import premesa
from destraba.mesas.models import Diagnosis
from destraba.mesas.models.decision import may_take_decisions
from destraba.people.models import Person
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from .finding import listened
from .forms import VerdictForm


@require_http_methods(["GET", "HEAD", "POST"])
def page(request, pk):
    mesa = listened(request, pk)
    may_decide = mesa.is_run or may_take_decisions(request.user)
    if request.method == "POST" and not may_decide:
        raise Http404
    form = VerdictForm(request.POST or None, initial={"decided_on": request.today})
    if form.is_valid() and (decision := _decided(request, mesa, form)):
        toast(request, WORDS[decision.kind]())
        return redirect("premesa", pk)
    told = premesa.systematise(mesa)
    context = {
        "mesa": mesa,
        "form": form,
        "may_decide": may_decide and premesa.is_to_be_decided(mesa),
        "points": premesa.checklist(told, Diagnosis.objects.filter(mesa=mesa).last()),
        "heard": told.heard,
        "decisions": premesa.decisions_of(mesa).order_by("-decided_on", "-pk"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/premesa/decision.html", context, status=status)


def _decided(request, mesa, form):
    named = Person.objects.named(form.cleaned_data["decider"])[:2]
    with refusals_in(form):
        return premesa.decide(
            mesa,
            **form.cleaned_data,
            person=named[0] if len(named) == 1 else None,
            by=request.user,
            at=request.now,
        )
    return None


WORDS = {
    DecisionKind.GO: lambda: _("Anotado: la mesa se lanza. Sigue su lanzamiento oficial."),
    DecisionKind.NO_GO: lambda: _("Anotado: la mesa no se lanza; podrá volver a considerarse."),
}
