"""A norm: what it is, where it is read, and which solutions it serves."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from destraba.mesas.models import Norm, StageReached
from destraba.people.models import Organization
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from . import forms
from .asking import SUGGESTED, either


@require_safe
def detail(request, pk):
    norms = Norm.objects.visible_to(request.user).select_related("mesa", "body")
    norm = get_object_or_404(norms, pk=pk)
    stages = StageReached.objects.filter(norm=norm).select_related("option__problem")
    context = {
        "norm": norm,
        "stages": stages,
        "may_run": Norm.objects.filter(pk=pk).run_by(request.user).exists(),
    }
    return render(request, "web/solutions/norm.html", context)


@either
def correct(request, pk):
    norms = Norm.objects.run_by(request.user).select_related("mesa", "body")
    norm = get_object_or_404(norms, pk=pk)
    names = [name for name in forms.NormForm.base_fields if name != "issuer"]
    initial = {**{name: getattr(norm, name) for name in names}, "issuer": norm.issuer}
    form = forms.NormCorrectionForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            why = form.cleaned_data["why"]
            norm.correct(**form.told(), why=why, by=request.user, at=request.now)
            toast(request, _("Corregida; lo que decía antes se conserva."))
            return redirect("norm", pk)
    context = {
        "form": form,
        "norm": norm,
        "norm_kinds": Norm.objects.kinds(),
        "organizations": Organization.objects.values_list("name", flat=True)[:SUGGESTED],
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/solutions/norm_change.html", context, status=status)
