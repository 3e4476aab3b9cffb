"""The preliminary diagnosis and prioritisation strategy: drafted, edited, taken away."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from destraba.documents.report import to_docx, to_html
from destraba.mesas.diagnosing import draft
from destraba.mesas.models import Diagnosis
from destraba.mesas.models.diagnosis import DiagnosisConflict
from destraba.mesas.premesa import systematise
from destraba.mesas.voices import heard_at
from destraba.web.downloads import word
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from .finding import listened, run
from .forms import DiagnosisForm


@require_safe
def page(request, pk):
    mesa = listened(request, pk)
    versions = list(_versions(mesa))
    shown = _asked(request, mesa, versions)
    context = {
        "mesa": mesa,
        "shown": shown,
        "heard": heard_at(mesa),
        "versions": versions,
        "is_last": not versions or shown == versions[0],
        "html": to_html(shown.text if shown else draft(systematise(mesa))),
    }
    return render(request, "web/premesa/diagnosis.html", context)


@require_safe
def document(request, pk):
    mesa = listened(request, pk)
    shown = _asked(request, mesa, list(_versions(mesa)))
    title = _("Diagnóstico preliminar y estrategia de priorización: %s") % mesa.name
    text = shown.text if shown else draft(systematise(mesa))
    content = to_docx(text, title=title, letterhead=request.programme.letterhead)
    version = f"-v{shown.version}" if shown else f"-{_('borrador')}"
    return word(content, f"{slugify(_('diagnostico'))}-{slugify(mesa.name)}{version}")


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    mesa = run(request, pk)
    form = DiagnosisForm(request.POST or None, initial=_standing(request, mesa))
    if not form.is_valid():
        return _ask(request, mesa, form)

    told = None
    with refusals_in(form):
        told = Diagnosis.write(mesa, by=request.user, at=request.now, **form.cleaned_data)
    if told is None:
        return _ask(request, mesa, form)
    toast(request, _("Guardado: versión %s. Las anteriores se conservan.") % told.version)
    return redirect("diagnosis", pk)


def _ask(request, mesa, form):
    refusal = getattr(form, "refusal", None)
    conflict = refusal if isinstance(refusal, DiagnosisConflict) else None
    context = {"mesa": mesa, "form": form, "conflict": conflict}
    status = 409 if conflict else 422 if form.is_bound else 200
    return render(request, "web/premesa/diagnosis_edit.html", context, status=status)


def _standing(request, mesa):
    """The last version; drafted anew when there is none, or when that is asked for."""
    last = mesa.diagnoses.last()
    anew = last is None or request.GET.get("desde") == "escuchas"
    text = draft(systematise(mesa)) if anew and request.method != "POST" else last and last.text
    return {"base": last.version if last else 0, "text": text}


def _versions(mesa):
    rows = mesa.diagnoses.select_related("written_by").order_by("-version")
    return rows.only("mesa", "version", "written_at", "written_by__name")


def _asked(request, mesa, versions):
    """With its text; the last one unless another is asked for."""
    if not versions:
        return None
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else versions[0].version
    return get_object_or_404(mesa.diagnoses.select_related("written_by"), version=number)
