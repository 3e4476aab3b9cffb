"""What is stuck: the list, and the page of one, which tells its story to who has just come."""

from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import CoordinationFailure
from destraba.mesas.models import AgendaItem, Commitment, Note, Problem
from destraba.web.moments import moments
from destraba.web.paging import Page

from .filters import ProblemFilter
from .steps import steps_of
from .story import story_of

MOST_COMMITMENTS = 100
LATEST = 12


@require_safe
def listing(request):
    form = ProblemFilter(request.GET, person=request.user)
    found = form.apply(Problem.objects.visible_to(request.user), on=request.today)
    page = Page(found.in_rows(), request.GET.get("pagina"))
    template = "web/problems/list.html" + ("#rows" if request.htmx.target == "rows" else "")
    return render(request, template, {"form": form, "page": page, "kept": form.kept()})


@require_safe
def detail(request, pk):
    problems = Problem.objects.visible_to(request.user).select_related("mesa")
    problem = get_object_or_404(problems.with_next_step().with_entities(), pk=pk)
    may_run = Problem.objects.filter(pk=pk).run_by(request.user).exists()
    story = moments(story_of(problem))
    context = {
        "problem": problem,
        "may_run": may_run,
        "steps": steps_of(problem) if may_run else [],
        "days_still": problem.days_still(on=request.today),
        "failures": [CoordinationFailure(code).label for code in problem.failures],
        "names": problem.names.select_related("organization"),
        **_commitments(problem),
        "talks": _talks(problem),
        "moments": story[:LATEST],
        "earlier": story[LATEST:],
    }
    return render(request, "web/problems/detail.html", context)


def _commitments(problem):
    promised = Commitment.objects.filter(problem=problem).with_facts().by_urgency()
    rows = list(promised[:MOST_COMMITMENTS])
    return {
        "open_ones": [each for each in rows if each.is_open],
        "ended_ones": [each for each in rows if not each.is_open],
    }


def _talks(problem):
    """What was said and learned about it, meeting by meeting, the latest first."""
    items = AgendaItem.objects.filter(problem=problem, notes__isnull=False).distinct()
    notes = Prefetch("notes", Note.objects.order_by("-kind"))
    latest = F("meeting__starts_at").desc(nulls_last=True)
    return items.select_related("meeting").prefetch_related(notes).order_by(latest, "-pk")[:10]
