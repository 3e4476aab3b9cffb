"""Of which level a problem of a territorial mesa is: the choice changes what is asked and done."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.mesas.models import Referral
from destraba.people.models import Organization
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from .finding import levelled_by
from .forms import LevelForm

SUGGESTED = 200


@require_http_methods(["GET", "HEAD", "POST"])
def place(request, pk):
    problem = levelled_by(request, pk)
    initial = LevelForm.begun(problem, request.user)
    form = LevelForm(request.POST or None, problem=problem, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            return _stay(request, problem, form) if form.stays else _go_up(request, problem, form)
    seated = Organization.objects.filter(seats__mesa=problem.mesa).distinct()
    context = {
        "form": form,
        "problem": problem,
        "mesa": problem.mesa,
        "levels": problem.levels.select_related("said_by").order_by("-pk"),
        "organizations": seated.values_list("name", flat=True)[:SUGGESTED],
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/referrals/level.html", context, status=status)


def _stay(request, problem, form):
    told = {name: form.cleaned_data[name] for name in ("why", "solver")}
    problem.place(form.cleaned_data["level"], by=request.user, at=request.now, **told)
    toast(request, _("Anotado: se resuelve aquí."))
    # The draft of this device may go: the page that comes says which one.
    return redirect(f"{reverse('problem', args=[problem.pk])}?guardado={form.cleaned_data['ref']}")


def _go_up(request, problem, form):
    referral = Referral.send_up(problem, by=request.user, at=request.now, **form.asking)
    words = _("Se elevó a «%s». Verá aquí cada paso hasta la respuesta.")
    toast(request, words % referral.to.name)
    return redirect("referral", referral.pk)
