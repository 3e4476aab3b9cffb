"""Norms: all of them, what falls due soon, and each with the solutions that it serves."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from destraba.kit.sheet import to_csv
from destraba.kit.vocabulary import Stage
from destraba.mesas.ahead import ahead_of
from destraba.mesas.models import Norm, Option, StageReached
from destraba.web.downloads import download
from destraba.web.forms import refusals_in
from destraba.web.known import offered
from destraba.web.paging import Page
from destraba.web.toasts import toast

from . import forms
from .asking import either, norm_kinds
from .filters import NormFilter

MOST = 10_000


@require_safe
def listing(request):
    norms, form = _asked_for(request)
    page = Page(form.apply(norms).in_rows(request.user), request.GET.get("pagina"))
    options = form.of_its_mesa(Option.objects.visible_to(request.user))
    context = {
        "form": form,
        "page": page,
        "rows": [(norm, _label(norm)) for norm in page],
        "kept": form.kept(),
        "ahead": ahead_of(options, on=request.today),
        "kinds": request.programme.kinds_of_norm,
        "may_set_kinds": request.user.runs_everything,
    }
    template = "web/solutions/norms.html" + ("#rows" if request.htmx.target == "rows" else "")
    return render(request, template, context)


@require_safe
def as_csv(request):
    """The same that the filter shows, whole."""
    norms, form = _asked_for(request)
    head = [
        *(_("tipo"), _("número"), _("título"), _("fecha"), _("quién la dicta"), _("dónde se lee")),
        *(_("mesa"), _("etapa"), _("soluciones"), _("problemas")),
    ]
    rows = [_cells(norm) for norm in form.apply(norms).in_rows(request.user)[:MOST]]
    kind = "text/csv; charset=utf-8"
    return download(to_csv(head, rows), f"normas-{request.today}.csv", kind=kind)


def _asked_for(request):
    norms = Norm.objects.visible_to(request.user)
    return norms.with_reached(), NormFilter(request.GET, person=request.user, norms=norms)


def _label(norm):
    return Stage(norm.reached).label if norm.reached else ""


def _cells(norm):
    problems = {each.problem_id: each.problem.title for each in norm.served}
    return [
        *(norm.kind, norm.number, norm.title, norm.dated, norm.issuer, norm.link),
        *(norm.mesa.name, _label(norm)),
        "; ".join(each.title for each in norm.served),
        "; ".join(problems.values()),
    ]


@require_safe
def detail(request, pk):
    norms = Norm.objects.visible_to(request.user).select_related("mesa", "body")
    norm = get_object_or_404(norms, pk=pk)
    seen = Option.objects.visible_to(request.user)
    stages = StageReached.objects.filter(norm=norm, option__in=seen)
    context = {
        "norm": norm,
        "stages": stages.select_related("option__problem"),
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
        "norm_kinds": norm_kinds(request),
        "organizations": offered(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/solutions/norm_change.html", context, status=status)
