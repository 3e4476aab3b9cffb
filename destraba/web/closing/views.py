"""The end of the day: what carries over and why, when the next one is, and the record."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.kit.vocabulary import ItemState
from destraba.mesas.high_level import high_level_at
from destraba.mesas.models import Elevation, Meeting, Turn
from destraba.mesas.models.meeting import NotAfter, NothingPromised
from destraba.web.forms import refusals_in
from destraba.web.roadmap.proposing import proposal_for
from destraba.web.toasts import toast

from .forms import ClosingForm


@require_http_methods(["GET", "HEAD", "POST"])
def close(request, pk):
    meetings = Meeting.objects.run_by(request.user).select_related("mesa")
    meeting = get_object_or_404(meetings, pk=pk)
    if not meeting.is_in_progress:
        return redirect("meeting", pk)
    commitments = meeting.commitments.with_facts()
    planned = meeting.planned_following()
    form = ClosingForm(
        request.POST or None,
        initial={"next_at": _proposed(meeting)},
        promised=bool(commitments),
        planned=planned,
    )
    if form.is_valid():
        with refusals_in(form, next_at=NotAfter, nothing_promised=NothingPromised):
            meeting.close(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Sesión cerrada. Este es su registro."))
            return redirect(reverse("meeting-record", args=[pk]))

    context = {
        "meeting": meeting,
        "form": form,
        "planned": planned,
        "commitments": commitments,
        "carried": [(item, _reason(item)) for item in _carried(meeting, planned)],
        "counts": _counts(meeting),
        "elevations": _elevations(meeting),
        "authorities": high_level_at(meeting),
        "proposal": proposal_for(meeting.mesa, at=request.now, meeting=meeting),
    }
    return render(request, "web/closing/close.html", context, status=422 if form.is_bound else 200)


def _elevations(meeting):
    """What was elevated of its agenda, and what was decided here; of a high-level session."""
    if not meeting.is_high_level:
        return []
    waiting = Q(pk__in=meeting.elevations().values("pk"))
    here = Q(pk__in=Turn.objects.filter(meeting=meeting).values("elevation"))
    return Elevation.objects.filter(waiting | here).with_facts().order_by("pk")


def _proposed(meeting):
    """The cadence is of the periodic sessions; the others are planned when needed."""
    return meeting.proposed_next_at() if meeting.is_periodic else None


def _carried(meeting, planned):
    return meeting.items.to_carry_over(planned).select_related("problem")


def _reason(item):
    if item.state == ItemState.PENDING:
        return _("no se discutió")
    if item.is_owed:
        return _("tiene compromisos abiertos")
    return _("vuelve en cada sesión")


def _counts(meeting):
    present = meeting.attendances.present()
    return {
        "present": present.exclude(seat=None).count(),
        "guests": present.filter(seat=None).count(),
        "unmarked": meeting.seats_at_table().exclude(attendances__meeting=meeting).count(),
    }
