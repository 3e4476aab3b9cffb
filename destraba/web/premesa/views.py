"""The premesa: who was heard and who was not yet, what they said, and the way to a decision."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import MeetingKind
from destraba.mesas.models import Diagnosis
from destraba.mesas.premesa import decisions_of, is_to_be_decided, systematise
from destraba.web.paging import Page

from .finding import listened

MOST_MEETINGS = 10


@require_safe
def premesa(request, pk):
    mesa = listened(request, pk)
    told = systematise(mesa)
    held = mesa.meetings.filter(kind=MeetingKind.PREMESA)
    context = {
        "mesa": mesa,
        "told": told,
        "heard": told.heard,
        "page": Page(mesa.listening_notes.in_rows(), request.GET.get("pagina")),
        "meetings": held.order_by("-starts_at", "-pk")[:MOST_MEETINGS],
        "diagnosis": Diagnosis.objects.filter(mesa=mesa).last(),
        "verdict": decisions_of(mesa).last(),
        "to_be_decided": is_to_be_decided(mesa),
    }
    return render(request, "web/premesa/premesa.html", context)
