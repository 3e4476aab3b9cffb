"""What is stuck: the list, and the page of one, which tells its story to who has just come."""

from itertools import groupby, islice

from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import CommitmentState, CoordinationFailure, NoteKind
from destraba.mesas.models import Commitment, Note, Problem
from destraba.mesas.models.places import is_run_by
from destraba.mesas.voices import voices_of
from destraba.web.causes.brief import in_brief as causes_of
from destraba.web.field.bounds import beyond_of
from destraba.web.guidelines.brief import advice_on, with_origin
from destraba.web.moments import moments
from destraba.web.paging import Page
from destraba.web.referrals.brief import of_problem as handed_up
from destraba.web.solutions.views import in_brief as solutions_of

from .family import family_of, with_family
from .filters import ProblemFilter
from .rows import rows_for
from .steps import steps_of
from .story import story_of
from .summary import summary_of
from .weight import weight_of

MOST_COMMITMENTS = 100
LATEST = 12
MOST_TALKS = 10
# What names a meeting, and says when it was.
WHEN = [f"item__meeting__{field}" for field in ("kind", "number", "starts_at")]


@require_safe
def listing(request):
    form = ProblemFilter(request.GET, person=request.user)
    found = form.apply(Problem.objects.visible_to(request.user), on=request.today)
    rows = found.in_rows().annotate(mesa_name=F("mesa__name"))
    page = Page(rows, request.GET.get("pagina"))
    template = "web/problems/list.html" + ("#rows" if request.htmx.target == "rows" else "")
    context = {"form": form, "page": page, "rows": rows_for(page), "kept": form.kept()}
    return render(request, template, context)


@require_safe
def detail(request, pk):
    problems = Problem.objects.visible_to(request.user).annotate(
        mesa_name=F("mesa__name"), mesa_kind=F("mesa__kind")
    )
    problem = get_object_or_404(with_family(with_origin(problems).with_entities()), pk=pk)
    may_run = is_run_by(problem.mesa_id, request.user)
    story = moments(story_of(problem))
    elevations = list(problem.elevations.order_by("-pk"))
    context = {
        "problem": problem,
        "may_run": may_run,
        "steps": steps_of(problem) if may_run else [],
        "days_still": problem.days_still(on=request.today),
        "failures": [CoordinationFailure(code).label for code in problem.failures],
        "names": _names(problem),
        **weight_of(problem),
        "voices": voices_of([problem.pk]).get(problem.pk),
        "may_hear": may_run or request.user.sees_everything,
        **causes_of(problem),
        **solutions_of(problem),
        **_commitments(problem),
        **family_of(problem),
        "talks": _talks(problem),
        "beyond": beyond_of(problem, may_run=may_run),
        "elevations": elevations,
        "advice": advice_on(problem, elevations, today=request.today) if may_run else None,
        **handed_up(problem, today=request.today),
        "kept": request.GET.get("guardado", ""),
        "moments": story[:LATEST],
        "earlier": story[LATEST:],
    }
    context["summary"] = summary_of(problem, context)
    return render(request, "web/problems/detail.html", context)


def _commitments(problem):
    promised = Commitment.objects.filter(problem=problem).by_urgency().in_rows()
    rows = list(promised[:MOST_COMMITMENTS])
    open_ones = [each for each in rows if each["state"] == CommitmentState.OPEN]
    return {
        "next": open_ones[0] if open_ones else None,
        "open_ones": open_ones,
        "ended_ones": [each for each in rows if each["state"] != CommitmentState.OPEN],
    }


def _names(problem):
    called = problem.names.select_related("organization")
    return called.only("problem_id", "name", "organization__name", "organization__acronym")


def _talks(problem):
    """What was said and learned about it, meeting by meeting, the latest first (one query)."""
    notes = Note.objects.filter(item__problem=problem).select_related("item__meeting")
    brief = notes.only("kind", "text", "item__meeting_id", *WHEN)
    latest = F("item__meeting__starts_at").desc(nulls_last=True)
    told = brief.order_by(latest, "-item_id", "-kind")[: MOST_TALKS * len(NoteKind)]
    by_item = groupby(told, key=lambda note: note.item)
    return [(item.meeting, list(notes)) for item, notes in islice(by_item, MOST_TALKS)]
