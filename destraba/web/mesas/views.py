"""The mesas: the list, and the page of one, where its work is seen whole."""

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from destraba.kit.prepared import prepared
from destraba.mesas.above import tell_above
from destraba.mesas.holding import holding
from destraba.mesas.models import Mesa, Problem, is_of_the_team
from destraba.mesas.models.places import Viewer, is_seen_by
from destraba.mesas.roadmap_drift import has_moved_plan
from destraba.mesas.solved import tally
from destraba.trail.models import Visit
from destraba.web.found import the_one
from destraba.web.life.turns import pages_of
from destraba.web.paging import Page
from destraba.web.referrals.brief import advice_of, how_many_wait, with_what_waits
from destraba.web.toasts import toast
from destraba.web.visits import note_visit

from .filters import MesaFilter, ProblemsOfMesa
from .finding import WHOLE, seen_by
from .listed import listed
from .promises import promises_for
from .rows import rows_of
from .story import Story
from .workspace import workspace_of

# What its page tells of a mesa, asked for only where there is any.
ABOVE = {"elevations", "guidelines"}
PARTS = (*ABOVE, "roadmap_revisions")


# Of the mesa above and of who receives it, only what they are called.
AROUND = ("parent__name", "host__name", "host__acronym")


@require_safe
def listing(request):
    form = MesaFilter(request.GET)
    found = form.apply(Mesa.objects.visible_to(request.user))
    page = Page(found, request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "rows": rows_of(page.rows, today=request.today),
        "kept": form.kept(),
        "may_launch": request.user.runs_everything,
        "is_of_the_team": not request.user.sees_everything and is_of_the_team(request.user),
    }
    template = "web/mesas/list.html" + ("#rows" if request.htmx.target == "rows" else "")
    return render(request, template, context)


@require_safe
def workspace(request, pk):
    mesa = the_one(_with_its_day(Viewer.of(request.user), pk))
    if mesa.held & ABOVE:
        tell_above([mesa], on=request.today)
    context = {
        "mesa": mesa,
        "kind": mesa.get_kind_display().capitalize() or _("Tipo desconocido"),
        "sees_parent": mesa.parent_id and is_seen_by(mesa.parent_id, request.user),
        **workspace_of(mesa, is_run=mesa.is_run, today=request.today),
        "waits": how_many_wait(mesa),
        "plan_moved": _has_moved_plan(mesa),
        **advice_of(mesa, today=request.today, days=request.programme.referral_days),
        "story": Story(request, mesa, seen_at=mesa.seen_at, is_excerpt=True),
        "turns": pages_of(mesa) if mesa.is_run else [],
    }
    return render(request, "web/mesas/workspace.html", context)


@prepared
def _with_its_day(viewer, pk):
    """All that its page shows of it besides itself, in the same question."""
    mesas = Mesa.objects.visible_to(viewer).with_is_run(by=viewer).filter(pk=pk)
    mesas = mesas.select_related("parent", "host").only(*WHOLE, *AROUND)
    stream = Concat(Value("mesa:"), Cast(OuterRef("pk"), CharField()))
    seen = Visit.objects.filter(person=viewer.pk, stream=stream).values("seen_at")
    return with_what_waits(holding(mesas, *PARTS)).annotate(seen_at=Subquery(seen[:1]))


def _has_moved_plan(mesa):
    """For who would revise its roadmap."""
    may_revise = mesa.is_run and mesa.is_at_work and "roadmap_revisions" in mesa.held
    return may_revise and has_moved_plan(mesa)


@require_safe
def problems(request, pk):
    mesa = seen_by(request, pk)
    form = ProblemsOfMesa(request.GET)
    page = Page(form.apply(mesa.problems), request.GET.get("pagina"))
    rows = listed(page, promises_for(page))
    context = {"mesa": mesa, "form": form, "page": page, "rows": rows, "kept": form.kept()}
    context["tally"] = tally(Problem.objects.filter(mesa=mesa))
    template = "web/mesas/problems.html" + ("#rows" if request.htmx.target == "problems" else "")
    return render(request, template, context)


@require_safe
def timeline(request, pk):
    mesa = seen_by(request, pk)
    part = {"moments": "#moments", "earlier": "#earlier"}.get(request.htmx.target, "")
    # A part asked for from the mesa's own page is as short as there.
    is_excerpt = request.htmx.current_url_abs_path == reverse("mesa", args=[pk])
    seen_at = Visit.last(request.user, mesa.stream())
    story = Story(request, mesa, seen_at=seen_at, is_excerpt=is_excerpt)
    context = {"mesa": mesa, "story": story}
    return render(request, f"web/mesas/timeline.html{part}", context)


@require_POST
def seen(request, pk):
    mesa = seen_by(request, pk)
    note_visit(request, mesa.stream())
    if request.headers.get("X-Beacon"):
        return HttpResponse(status=204)
    toast(request, _("Visto: en su próxima visita verá solo lo que venga después."))
    return redirect(f"{reverse('mesa', args=[pk])}#cronologia")
