"""A snapshot is taken; it is said that it is public, or that it no longer is."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from destraba.mesas import public_figures
from destraba.mesas.models import FigureSnapshot
from destraba.web.components.dates import day_words
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from . import forms

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def take(request):
    if not request.user.runs_everything:
        raise Http404
    title = _("Cifras al %s") % day_words(request.today, year=1)
    form = forms.SnapshotForm(request.POST or None, initial={"title": title})
    if form.is_valid():
        with refusals_in(form):
            snapshot = public_figures.take(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Corte tomado: estas cifras ya no cambian."))
            return redirect("figures-snapshot", snapshot.pk)
    context = {"form": form, "title": _("Tomar un corte de cifras"), "done": _("Tomar el corte")}
    return _ask(request, context)


@require_POST
def publish(request, pk):
    snapshot = _find(request, pk)
    snapshot.publish(by=request.user, at=request.now)
    undo = reverse("figures-withdrawal", args=[pk])
    toast(request, _("Publicado: ya puede citarse."), undo=undo)
    return redirect("figures-snapshot", pk)


@either
def unpublish(request, pk):
    snapshot = _find(request, pk)
    told = {"why": _("Se publicó por error.")} if _is_undone(request) else request.POST or None
    form = forms.WithdrawalForm(told)
    if form.is_valid():
        with refusals_in(form):
            snapshot.unpublish(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Ya no está publicado; la razón queda a su lado."))
            return redirect("figures-snapshot", pk)
    context = {"form": form, "snapshot": snapshot, "title": _("Dejar de publicar")}
    return _ask(request, context | {"done": _("Dejar de publicar")})


def _is_undone(request):
    """«Deshacer», at once: it needs no words of one's own."""
    return request.method == "POST" and "why" not in request.POST


def _find(request, pk):
    return get_object_or_404(FigureSnapshot.objects.run_by(request.user), pk=pk)


def _ask(request, context):
    status = 422 if context["form"].is_bound else 200
    return render(request, "web/figures/change.html", context, status=status)
