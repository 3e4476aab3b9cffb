"""What was promised: the list, and the page of one."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from destraba.mesas.models import Commitment
from destraba.mesas.models.places import is_run_by
from destraba.trail.models import Event
from destraba.web.field.entrusting import below_of, from_below
from destraba.web.moments import moments
from destraba.web.paging import Page

from .filters import CommitmentFilter


@require_safe
def listing(request):
    form = CommitmentFilter(request.GET, person=request.user)
    found = form.apply(Commitment.objects.visible_to(request.user), on=request.today)
    rows = found.in_rows("mesa__name", "meeting__kind", "meeting__number")
    page = Page(rows, request.GET.get("pagina"))
    template = "web/commitments/list.html" + ("#rows" if request.htmx.target == "rows" else "")
    return render(request, template, {"form": form, "page": page, "kept": form.kept()})


@require_safe
def detail(request, pk):
    commitment = get_object_or_404(Commitment.objects.visible_to(request.user).with_facts(), pk=pk)
    if not commitment.is_seen_whole_by(request.user):
        return from_below(request, commitment)
    mine = Commitment.objects.filter(pk=pk)
    context = {
        "commitment": commitment,
        "may_answer": mine.answerable_by(request.user).exists(),
        "may_run": is_run_by(commitment.mesa_id, request.user),
        "may_reopen": not commitment.is_open and mine.reopenable_by(request.user).exists(),
        "extensions": commitment.extensions.select_related("by"),
        "fulfilments": commitment.fulfilments.select_related("by", "document"),
        "withdrawals": commitment.withdrawals.select_related("by"),
        "moments": moments(Event.latest_of(commitment)),
        "elevations": commitment.elevations.order_by("-pk"),
        "days_late": commitment.days_late(on=request.today),
        **below_of(request, commitment),
    }
    return render(request, "web/commitments/detail.html", context)
