"""What the table agreed on, without counting hands; who does not share it is noted beside it."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from destraba.mesas.models import Agreement

from . import parts
from .finding import at_work
from .forms import AgreementForm, ObjectionForm

either = require_http_methods(["GET", "HEAD", "POST"])


@require_POST
def add(request, meeting, item):
    table = at_work(request, meeting, item=item)
    form = AgreementForm(request.POST)
    if not form.is_valid():
        return parts.answer(request, table, "accord", status=422, accord=form)

    Agreement.note(table.needed(), by=request.user, at=request.now, **form.cleaned_data)
    return parts.answer(request, table, "outcome", "accord", said=_("Acuerdo anotado."))


@either
def reword(request, meeting, agreement):
    table, agreement = _agreement(request, meeting, agreement)
    form = AgreementForm(request.POST or None, initial={"text": agreement.text})
    if not form.is_valid():
        return parts.sheet(request, table, form, title=_("Reformular"), done=_("Guardar"))

    agreement.reword(by=request.user, at=request.now, **form.cleaned_data)
    return parts.answer(request, table, "outcome", said=_("Acuerdo reformulado."))


@either
def object_to(request, meeting, agreement):
    table, agreement = _agreement(request, meeting, agreement)
    form = ObjectionForm(request.POST or None, seats=table.members)
    if not form.is_valid():
        title = _("Objeción anotada por…")
        return parts.sheet(
            request, table, form, title=title, done=_("Anotar"), about=agreement.text
        )

    told = form.cleaned_data
    agreement.object(told["organization"], words=told["words"], by=request.user, at=request.now)
    return parts.answer(request, table, "outcome", said=_("Objeción anotada."))


@require_POST
def take_back(request, meeting, agreement):
    table, agreement = _agreement(request, meeting, agreement)
    agreement.take_back(by=request.user, at=request.now)
    return parts.answer(request, table, "outcome", said=_("Acuerdo borrado."))


@require_POST
def forget(request, meeting, agreement, objection):
    table, agreement = _agreement(request, meeting, agreement)
    found = get_object_or_404(agreement.objections.select_related("organization"), pk=objection)
    agreement.forget(found, by=request.user, at=request.now)
    return parts.answer(request, table, "outcome", said=_("Objeción quitada."))


def _agreement(request, meeting, pk):
    """With its item at hand."""
    table = at_work(request, meeting)
    ours = Agreement.objects.filter(item__meeting=table.meeting)
    agreement = get_object_or_404(ours.select_related("item__meeting__mesa"), pk=pk)
    return at_work(request, meeting, item=agreement.item_id), agreement
