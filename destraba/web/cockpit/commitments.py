"""Promises of before, followed up at the table: kept, or another date."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.documents.models.document import NotWelcome
from destraba.mesas.models import Commitment
from destraba.mesas.models.commitment import NotLater
from destraba.web.commitments.forms import ExtensionForm, FulfilmentForm
from destraba.web.forms import refusals_in

from . import parts
from .finding import at_work

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def fulfil(request, meeting, commitment):
    table, commitment = _owed(request, meeting, commitment)
    form = FulfilmentForm(
        request.POST or None, request.FILES or None, initial={"on": request.today}
    )
    if form.is_valid():
        with refusals_in(form, upload=NotWelcome):
            commitment.fulfil(by=request.user, at=request.now, **form.cleaned_data)
    if not form.is_valid():
        title, about = _("Dar por cumplido"), commitment.promise
        return parts.sheet(request, table, form, title=title, done=title, about=about)
    return parts.answer(request, table, "hand", "behind", "outcome", said=_("Cumplido. Gracias."))


@either
def extend(request, meeting, commitment):
    table, commitment = _owed(request, meeting, commitment)
    form = ExtensionForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form, due_on=NotLater):
            commitment.extend(by=request.user, at=request.now, **form.cleaned_data)
    if not form.is_valid():
        title, about = _("Pedir otra fecha"), commitment.promise
        done = _("Cambiar la fecha")
        return parts.sheet(request, table, form, title=title, done=done, about=about)
    said = _("Nueva fecha anotada; la anterior se conserva.")
    return parts.answer(request, table, "hand", "behind", "outcome", said=said)


def _owed(request, meeting, pk):
    table = at_work(request, meeting)
    owed = Commitment.objects.run_by(request.user).filter(mesa=table.meeting.mesa_id)
    return table, get_object_or_404(owed.select_related("mesa", "problem"), pk=pk)
