"""What came down: the list, the one wanted soonest first, and the way of each."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from destraba.mesas.models import Guideline, Mesa, may_propose
from destraba.mesas.models.places import is_run_by, places_of
from destraba.web.paging import Page

from .answering import steps_of
from .filters import GuidelineFilter


@require_safe
def listing(request):
    form = GuidelineFilter(request.GET, person=request.user)
    found = form.apply(Guideline.objects.visible_to(request.user).with_facts())
    page = Page(found, request.GET.get("pagina"))
    context = {
        "form": form,
        "page": page,
        "rows": [(each, each.is_late(on=request.today)) for each in page],
        "kept": form.kept(),
        "may_propose": Mesa.objects.filter(may_propose(request.user)).exists(),
    }
    template = "web/guidelines/list.html" + ("#rows" if request.htmx.target == "rows" else "")
    return render(request, template, context)


@require_safe
def detail(request, pk):
    guidelines = Guideline.objects.visible_to(request.user).with_facts()
    guideline = get_object_or_404(guidelines, pk=pk)
    may_run = is_run_by(guideline.mesa_id, request.user)
    context = {
        "guideline": guideline,
        "steps": guideline.steps.select_related("by"),
        "siblings": guideline.siblings().visible_to(request.user),
        "is_late": guideline.is_late(on=request.today),
        "ways": steps_of(guideline) if may_run else [],
        "may_run": may_run,
        "opens_session": _opens_session(request, guideline),
    }
    return render(request, "web/guidelines/detail.html", context)


def _opens_session(request, guideline):
    """It may have been said at another mesa, of which she sees nothing."""
    said_at = guideline.said_at
    if said_at is None or request.user.sees_everything:
        return said_at is not None
    return said_at.mesa_id in places_of(request.user).mesas
