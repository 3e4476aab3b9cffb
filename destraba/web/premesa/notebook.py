"""The listening notebook: a conversation is noted, read, corrected, or taken back."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from destraba.kit.vocabulary import DecentWorkDeficit, ExcludedGroup
from destraba.mesas.models import ListeningNote
from destraba.mesas.voices import heard_at
from destraba.trail.models import Event
from destraba.web.moments import moments
from destraba.web.toasts import toast

from .finding import listened, run
from .forms import ReasonForm
from .sheet import Sheet

LONGEST_STORY = 30
either = require_http_methods(["GET", "HEAD", "POST"])


@either
def hear(request, pk):
    mesa = run(request, pk)
    sheet = Sheet(request, mesa)
    verb = partial(ListeningNote.hear, mesa)
    if not (sheet.is_sent and sheet.is_kept(verb, by=request.user, at=request.now)):
        return ask(request, mesa, sheet, _("Anotar una conversación"))

    said = sheet.note.statements.count()
    words = ngettext("Anotado: %(n)s cosa que dijo.", "Anotado: %(n)s cosas que dijo.", said)
    toast(request, words % {"n": said})
    return redirect("listening-note", pk, sheet.note.pk)


@either
def correct(request, pk, note):
    mesa, note = run(request, pk), _of(request, pk, note)
    note.said = list(note.statements.all())
    sheet = Sheet(request, mesa, note=note)
    if not (sheet.is_sent and sheet.is_kept(_correcting(note), by=request.user, at=request.now)):
        return ask(request, mesa, sheet, _("Corregir lo anotado"))

    toast(request, _("Corregido; lo que decía antes se conserva."))
    return redirect("listening-note", pk, note.pk)


def _correcting(note):
    """Its name never changes."""

    def verb(*, ref, **told):
        note.correct(**told)

    return verb


def ask(request, mesa, sheet, title):
    context = {"mesa": mesa, "sheet": sheet, "form": sheet.form, "title": title}
    context["heard"] = heard_at(mesa)
    status = 422 if sheet.is_sent else 200
    return render(request, "web/premesa/note_form.html", context, status=status)


@require_safe
def detail(request, pk, note):
    mesa, note = listened(request, pk), _of(request, pk, note)
    story = Event.objects.of_subject(note).newest_first()[:LONGEST_STORY]
    context = {
        "mesa": mesa,
        "note": note,
        "statements": note.statements.select_related("problem"),
        "groups": [ExcludedGroup(code).label for code in note.all_groups],
        "deficits": [DecentWorkDeficit(code).label for code in note.deficits],
        "moments": moments(story),
    }
    return render(request, "web/premesa/note.html", context)


@either
def take_back(request, pk, note):
    mesa, note = run(request, pk), _of(request, pk, note)
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        context = {"mesa": mesa, "note": note, "form": form}
        status = 422 if form.is_bound else 200
        return render(request, "web/premesa/withdrawal.html", context, status=status)

    note.take_back(by=request.user, at=request.now, **form.cleaned_data)
    toast(request, _("Retirada; la razón queda en la historia."))
    return redirect("premesa", pk)


def _of(request, pk, note):
    notes = ListeningNote.objects.visible_to(request.user).filter(mesa=pk)
    return get_object_or_404(notes.select_related("organization", "heard_by", "meeting"), pk=note)
