"""Mending the record of a closed meeting: its notes and agreements, and then another version."""

from django import forms
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from destraba.kit.vocabulary import NoteKind
from destraba.mesas.models import Meeting, Note
from destraba.mesas.models.meeting import OutOfTurn
from destraba.mesas.models.note import LONGEST
from destraba.web.toasts import toast


class CorrectionForm(forms.Form):
    """One text for each note and each agreement of the meeting, and what is being mended."""

    why = forms.CharField(
        label=gettext_lazy("Qué se corrige y por qué"),
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, items, **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            notes = {note.kind: note for note in item.notes.all()}
            for kind in NoteKind:
                note = notes.get(kind.value)
                label = str(kind.label).capitalize()
                self.fields[f"{kind}_{item.pk}"] = _text(label, note.text if note else "")
                self.fields[f"{kind}_{item.pk}_base"] = forms.IntegerField(
                    widget=forms.HiddenInput, initial=note.version if note else 0
                )
            for agreement in item.agreements.all():
                self.fields[f"agreement_{agreement.pk}"] = _text(
                    _("Acuerdo"), agreement.text, required=True
                )

    def points(self):
        """Each item with its fields, as the page shows them."""
        for item in self.items:
            names = [f"{kind}_{item.pk}" for kind in NoteKind]
            names += [f"agreement_{agreement.pk}" for agreement in item.agreements.all()]
            yield item, [self[name] for name in names]


def _text(label, initial, *, required=False):
    return forms.CharField(
        label=label,
        initial=initial,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, pk):
    meetings = Meeting.objects.run_by(request.user).select_related("mesa")
    meeting = get_object_or_404(meetings, pk=pk)
    if not meeting.is_closed:
        raise OutOfTurn(_("La sesión no está cerrada: su registro aún no se corrige."))
    items = meeting.items.with_facts().prefetch_related("agreements")
    form = CorrectionForm(request.POST or None, items=list(items))
    if form.is_valid():
        _mend(meeting, form, by=request.user, at=request.now)
        toast(request, _("Hay una nueva versión del registro; la anterior se conserva."))
        return redirect("meeting-record", pk)

    context = {"meeting": meeting, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "web/closing/correction.html", context, status=status)


@transaction.atomic
def _mend(meeting, form, *, by, at):
    """All of it or nothing: what changed is written, and the record again."""
    told = form.cleaned_data
    for item in form.items:
        for kind in NoteKind:
            text, base = told[f"{kind}_{item.pk}"], told[f"{kind}_{item.pk}_base"]
            if f"{kind}_{item.pk}" in form.changed_data:
                Note.write(item, kind, text=text, base=base, by=by, at=at)
        for agreement in item.agreements.all():
            agreement.reword(text=told[f"agreement_{agreement.pk}"], by=by, at=at)
    meeting.reissue_record(why=told["why"], by=by, at=at)
