"""What went up: the list, the oldest without an answer first, and the parcel of each."""

from django.db.models import Prefetch
from django.shortcuts import render
from django.views.decorators.http import require_safe

from destraba.mesas.models import Commitment, Elevation
from destraba.mesas.models.places import runs_some
from destraba.mesas.parties import parties_of
from destraba.web.paging import Page

from .answering import steps_of
from .filters import ElevationFilter
from .finding import seen_by
from .parcel import parcel_of


@require_safe
def listing(request):
    form = ElevationFilter(request.GET)
    found = form.apply(Elevation.objects.visible_to(request.user).with_facts())
    page = Page(found, request.GET.get("pagina"))
    rows = [(each, each.is_late(on=request.today)) for each in page]
    may_run = runs_some(request.user)
    context = {"form": form, "page": page, "rows": rows, "kept": form.kept(), "may_run": may_run}
    template = "web/elevations/list.html" + ("#rows" if request.htmx.target == "rows" else "")
    return render(request, template, context)


@require_safe
def detail(request, pk):
    elevation = seen_by(request, pk)
    mine = Elevation.objects.filter(pk=pk)
    promised = Prefetch("commitments", Commitment.objects.select_related("responsible"))
    turns = elevation.turns.select_related("by", "person", "meeting").prefetch_related(promised)
    turns = list(turns)
    may_run = mine.run_by(request.user).exists()
    may_answer = elevation.is_waiting and mine.answerable_by(request.user).exists()
    context = {
        "elevation": elevation,
        "turns": turns,
        "parcel": parcel_of(elevation, turns),
        "brief": elevation.briefs.select_related("by").order_by("-version").first(),
        "is_warned": any(turn.kind == "warned" for turn in turns),
        "parties": parties_of(elevation) if elevation.is_prepared else [],
        "days": elevation.days_on_rung(on=request.today),
        "is_late": elevation.is_late(on=request.today),
        "above": elevation.next_rung() if elevation.is_waiting else None,
        "may_run": may_run,
        "is_asked": elevation.asked_of_id == request.user.pk,
        "may_answer": may_answer,
        "steps": steps_of(elevation) if may_answer else [],
    }
    return render(request, "web/elevations/detail.html", context)
