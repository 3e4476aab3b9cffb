"""What would be good to elevate, the oldest first; set aside with a reason that stays."""

from django import forms
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from destraba.mesas.advice import R07, R35, worth_elevating
from destraba.mesas.models import Mesa, SetAside
from destraba.web.forms import Words, refusals_in
from destraba.web.toasts import toast

LATEST = 20


class AsideForm(forms.Form):
    about = forms.CharField(max_length=60, widget=forms.HiddenInput)
    why = Words(gettext_lazy("Por qué no se eleva"), rows=2)


def name_of(advice):
    """Which advice it is, for a form that may come twice."""
    subject = advice.problem or advice.organization
    return f"{advice.signal}-{advice.mesa.pk}-{subject.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def page(request):
    mesas = Mesa.objects.run_by(request.user)
    if not request.user.runs_everything and not mesas.exists():
        raise Http404
    told = {name_of(each): each for each in worth_elevating(request.user, on=request.today)}
    form = AsideForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid():
        advice = told.get(form.cleaned_data["about"])
        if advice is None:
            return redirect("elevation-advice")
        with refusals_in(form):
            _keep(request, advice, form.cleaned_data["why"])
            toast(request, _("Dejado de lado; la razón queda anotada."))
            return redirect("elevation-advice")
    asides = SetAside.objects.filter(mesa__in=mesas, signal__in=[R07, R35])
    asides = asides.select_related("mesa", "problem", "organization", "by").order_by("-pk")
    context = {
        "rows": [(each, _form_of(name, form)) for name, each in told.items()],
        "asides": asides[:LATEST],
    }
    status = 422 if form else 200
    return render(request, "web/elevations/advice.html", context, status=status)


def _form_of(name, form):
    """What was typed about this one, or a blank form."""
    if form and form.data.get("about") == name:
        return form
    return AsideForm(initial={"about": name}, auto_id=f"{name}_%s")


def _keep(request, advice, why):
    told = {"problem": advice.problem} if advice.problem else {"organization": advice.organization}
    keep = SetAside.keep
    keep(advice.mesa, signal=advice.signal, why=why, **told, by=request.user, at=request.now)
