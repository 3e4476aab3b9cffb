"""The *ayuda memoria*: drafted from the history, edited in versions, read on a page or in Word."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from destraba.documents.report import to_docx, to_html
from destraba.mesas.briefing import draft
from destraba.mesas.models import Brief
from destraba.web.downloads import word
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.toasts import toast

from .finding import ask, run_by, seen_by
from .forms import BriefForm


@require_safe
def read(request, pk):
    elevation = seen_by(request, pk)
    brief = get_object_or_404(_versions(elevation), version=_asked(request, elevation))
    context = {
        "elevation": elevation,
        "brief": brief,
        "text": to_html(brief.text),
        "versions": _versions(elevation).order_by("-version"),
        "may_write": elevation.is_prepared and _runs(request, elevation),
    }
    return render(request, "web/elevations/brief.html", context)


@require_safe
def docx(request, pk):
    elevation = seen_by(request, pk)
    brief = get_object_or_404(elevation.briefs, version=_asked(request, elevation))
    title = _("Ayuda memoria: %s") % elevation
    written = to_docx(brief.text, title=title, letterhead=request.programme.letterhead)
    return word(written, f"ayuda-memoria-{elevation.pk}-v{brief.version}")


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, pk):
    """From the last version, or from a draft of the history; a newer one is never written over."""
    elevation = run_by(request, pk)
    if not elevation.is_prepared and request.method != "POST":
        toast(request, _("Ya subió: la ayuda memoria queda como está."), tone="warn")
        return redirect("elevation-brief", pk)
    last = elevation.briefs.order_by("-version").first()
    version = last.version if last else 0
    text = last.text if last else draft(elevation, on=request.today)
    form = BriefForm(request.POST or None, initial={"text": text, "base": version})
    if form.is_valid() and form.cleaned_data["base"] == version:
        with refusals_in(form):
            told = form.cleaned_data["text"]
            Brief.write(elevation, text=told, base=version, by=request.user, at=request.now)
            toast(request, _("Guardada; las versiones anteriores se conservan."))
            return redirect("elevation", pk)
    newer = last if form.is_bound and form.data.get("base") != str(version) else None
    return ask(
        request,
        form,
        _("Ayuda memoria"),
        elevation,
        template="web/elevations/brief_edit.html",
        newer=newer,
        version=version,
    )


def _versions(elevation):
    return elevation.briefs.select_related("by")


def _asked(request, elevation):
    asked = request.GET.get("version", "")
    return whole(asked) if asked else elevation.briefs.count()


def _runs(request, elevation):
    return type(elevation).objects.run_by(request.user).filter(pk=elevation.pk).exists()
