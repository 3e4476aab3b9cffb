"""What was promised: the list, and the page of one."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from destraba.kit.prepared import prepared
from destraba.mesas.holding import holding
from destraba.mesas.models import Commitment, Extension, Fulfilment, Withdrawal
from destraba.mesas.models.places import Viewer, is_run_by
from destraba.trail.models import Event
from destraba.web.field.entrusting import below_of, from_below
from destraba.web.found import the_one
from destraba.web.moments import moments
from destraba.web.paging import Page

from .filters import CommitmentFilter

# What its page tells of a commitment, asked for only where there is any.
PARTS = ("elevations", "entrustings", "extensions", "fulfilments", "withdrawals")


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
    viewer = Viewer.of(request.user)
    commitment = the_one(_seen(viewer, pk))
    if not commitment.is_seen_whole_by(request.user):
        return from_below(request, commitment)
    held = commitment.held
    context = {
        "commitment": commitment,
        "may_answer": bool(_answerable(viewer, pk)),
        "may_run": is_run_by(commitment.mesa_id, request.user),
        "may_reopen": not commitment.is_open and bool(_reopenable(viewer, pk)),
        "extensions": _extensions(commitment) if "extensions" in held else [],
        "fulfilments": _fulfilments(commitment) if "fulfilments" in held else [],
        "withdrawals": _withdrawals(commitment) if "withdrawals" in held else [],
        "moments": moments(Event.latest_of(commitment)),
        "elevations": commitment.elevations.order_by("-pk") if "elevations" in held else [],
        "days_late": commitment.days_late(on=request.today),
        **(below_of(request, commitment) if "entrustings" in held else {}),
    }
    return render(request, "web/commitments/detail.html", context)


@prepared
def _seen(viewer, pk):
    visible = Commitment.objects.visible_to(viewer).filter(pk=pk)
    return holding(visible.with_facts(), *PARTS)


@prepared
def _answerable(viewer, pk):
    return Commitment.objects.filter(pk=pk).answerable_by(viewer).values("pk")


@prepared
def _reopenable(viewer, pk):
    return Commitment.objects.filter(pk=pk).reopenable_by(viewer).values("pk")


@prepared
def _extensions(commitment):
    return Extension.objects.filter(commitment=commitment).select_related("by")


@prepared
def _fulfilments(commitment):
    return Fulfilment.objects.filter(commitment=commitment).select_related("by", "document")


@prepared
def _withdrawals(commitment):
    return Withdrawal.objects.filter(commitment=commitment).select_related("by")
