"""What is stuck: the list, and the page of one, which tells its story to who has just come."""

from itertools import groupby, islice

from django.db.models import F
from django.shortcuts import render
from django.views.decorators.http import require_safe

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import CommitmentState, CoordinationFailure, NoteKind
from destraba.mesas.holding import holding
from destraba.mesas.models import (
    Commitment,
    Elevation,
    Note,
    Problem,
    ProblemEntity,
    ProblemName,
)
from destraba.mesas.models.places import Viewer, is_run_by
from destraba.mesas.voices import voices_of
from destraba.web.causes.brief import in_brief as causes_of
from destraba.web.field.bounds import beyond_of
from destraba.web.found import the_one
from destraba.web.guidelines.brief import advice_on, origin_of
from destraba.web.moments import moments
from destraba.web.paging import Page
from destraba.web.referrals.brief import of_problem as handed_up
from destraba.web.solutions.views import in_brief as solutions_of

from .family import family_of
from .filters import ProblemFilter
from .rows import rows_for
from .steps import steps_of
from .story import story_of
from .summary import summary_of
from .weight import weight_of

MOST_COMMITMENTS = 100
LATEST = 12
MOST_TALKS = 10
# How an entity that has a part in it is shown, and its people.
ENTITY_IN_BRIEF = [
    *("organization__name", "organization__acronym", "organization__constituency"),
    *("liaison__name", "authority__name"),
]
# What names a meeting, and says when it was.
WHEN = [f"item__meeting__{field}" for field in ("kind", "number", "starts_at")]
# What its page tells of a problem, asked for only where there is any.
PARTS = (
    *("absorbed", "causes", "change_spaces", "commitments", "elevations", "guidelines", "items"),
    *("levels", "names", "options", "parts", "readings", "referrals", "set_aside", "statements"),
    "waited_for",
)


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
    problem = the_one(_seen(Viewer.of(request.user), pk))
    may_run = is_run_by(problem.mesa_id, request.user)
    story = moments(story_of(problem))
    elevations, parts = _elevations(problem), _entities(problem)
    context = {
        "problem": problem,
        "may_run": may_run,
        "steps": steps_of(problem) if may_run else [],
        "days_still": problem.days_still(on=request.today),
        "failures": [CoordinationFailure(code).label for code in problem.failures],
        "origin": origin_of(problem),
        "entities": parts,
        "names": _names(problem),
        **weight_of(problem),
        "voices": _voices(problem),
        "may_hear": may_run or request.user.sees_everything,
        **causes_of(problem),
        **solutions_of(problem),
        **_commitments(problem),
        **family_of(problem),
        "talks": _talks(problem),
        "beyond": beyond_of(problem, may_run=may_run),
        "elevations": elevations,
        "advice": advice_on(problem, parts, elevations, today=request.today) if may_run else None,
        **handed_up(problem, today=request.today),
        "kept": request.GET.get("guardado", ""),
        "moments": story[:LATEST],
        "earlier": story[LATEST:],
    }
    context["summary"] = summary_of(problem, context)
    return render(request, "web/problems/detail.html", context)


@prepared
def _seen(viewer, pk):
    problems = Problem.objects.visible_to(viewer).filter(pk=pk)
    of_its_mesa = problems.annotate(mesa_name=F("mesa__name"), mesa_kind=F("mesa__kind"))
    return holding(of_its_mesa, *PARTS)


@prepared
def _entities(problem):
    """Those that have a part in it, and their people."""
    parts = ProblemEntity.objects.filter(problem=problem)
    whose = parts.select_related("organization", "liaison", "authority")
    return whose.only("problem_id", "provenance", "role", "authority_to_find", *ENTITY_IN_BRIEF)


@prepared
def _promised(problem):
    promised = Commitment.objects.filter(problem=problem).by_urgency().in_rows()
    return promised[:MOST_COMMITMENTS]


def _commitments(problem):
    rows = _promised(problem) if "commitments" in problem.held else []
    open_ones = [each for each in rows if each["state"] == CommitmentState.OPEN]
    return {
        "next": open_ones[0] if open_ones else None,
        "open_ones": open_ones,
        "ended_ones": [each for each in rows if each["state"] != CommitmentState.OPEN],
    }


def _elevations(problem):
    return _latest_elevations(problem) if "elevations" in problem.held else []


@prepared
def _latest_elevations(problem):
    return Elevation.objects.filter(problem=problem).order_by("-pk")


def _voices(problem):
    return voices_of([problem.pk]).get(problem.pk) if "statements" in problem.held else None


def _names(problem):
    return _called(problem) if "names" in problem.held else []


@prepared
def _called(problem):
    called = ProblemName.objects.filter(problem=problem).select_related("organization")
    return called.only("problem_id", "name", "organization__name", "organization__acronym")


def _talks(problem):
    """What was said and learned about it, meeting by meeting, the latest first (one query)."""
    told = _noted(problem) if "items" in problem.held else []
    by_item = groupby(told, key=lambda note: note.item)
    return [(item.meeting, list(notes)) for item, notes in islice(by_item, MOST_TALKS)]


@prepared
def _noted(problem):
    notes = Note.objects.filter(item__problem=problem).select_related("item__meeting")
    brief = notes.only("kind", "text", "item__meeting_id", *WHEN)
    latest = F("item__meeting__starts_at").desc(nulls_last=True)
    return brief.order_by(latest, "-item_id", "-kind")[: MOST_TALKS * len(NoteKind)]
