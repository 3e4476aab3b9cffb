"""The whole programme comes in from a file, and goes out to one. Only who coordinates it may."""

import functools

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from destraba.exchange.fault import NotSound
from destraba.exchange.importing import import_programme, plan_import
from destraba.exchange.plan import outline
from destraba.exchange.writing import to_json, to_yaml
from destraba.web.downloads import download
from destraba.web.toasts import toast

from . import waiting
from .forms import UploadForm
from .words import SECTIONS

MOST_ROWS = 50


def for_coordinators(view):
    @functools.wraps(view)
    def guarded(request, *args, **kwargs):
        if not request.user.runs_everything:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def upload(request):
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            plan = plan_import(content, name=file.name, by=request.user, at=request.now)
        except NotSound as refused:
            return _show_faults(request, form, refused)
        told = {"name": file.name, "sections": outline(plan, most=MOST_ROWS), "idle": plan.is_idle}
        token = waiting.put(request.user, content=content, told=told)
        return redirect("import-review", token)
    status = 422 if form.is_bound else 200
    return render(request, "web/exchange/import.html", {"form": form}, status=status)


def _show_faults(request, form, refused):
    context = {"form": form, "refused": refused}
    return render(request, "web/exchange/import.html", context, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@for_coordinators
def review(request, token):
    held = waiting.get(request.user, token)
    if held is None:
        words = _("Ese archivo ya no espera: súbalo otra vez. Repetirlo no duplica nada.")
        toast(request, words, tone="warn")
        return redirect("import")
    if request.method != "POST":
        return _show_plan(request, held["told"], token)
    name = held["told"]["name"]
    import_programme(held["content"], name=name, by=request.user, at=request.now)
    waiting.drop(request.user, token)
    toast(request, _("Importado: «%s». Lo que cambió queda en la historia.") % name)
    return redirect("programme")


def _show_plan(request, told, token):
    sections = [{**each, "title": SECTIONS[each["section"]]} for each in told["sections"]]
    context = {**told, "sections": sections, "token": token}
    return render(request, "web/exchange/review.html", context)


@require_safe
@for_coordinators
def offer(request):
    return render(request, "web/exchange/export.html")


@require_safe
@for_coordinators
def as_yaml(request):
    return _download(request, to_yaml, "yaml")


@require_safe
@for_coordinators
def as_json(request):
    return _download(request, to_json, "json")


def _download(request, written, kind):
    text = "".join(written(with_files="archivos" in request.GET))
    name = f"programa-{request.today}.{kind}"
    return download(text, name, kind=f"application/{kind}; charset=utf-8")
