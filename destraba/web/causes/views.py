"""Why a problem happens: its causes drawn as a tree or as a fishbone, and told in words."""

from django.views.decorators.http import require_safe

from destraba.trail.models import Event
from destraba.web.moments import moments

from .pages import ask_why, one_among, seen, show
from .steps import steps_of

LONGEST = 50


@require_safe
def board(request, problem):
    problem = seen(request, problem)
    return show(request, problem, "why", form=ask_why(problem))


@require_safe
def one(request, problem, cause):
    problem = seen(request, problem)
    cause, grove = one_among(request, problem, cause)
    told = {"chosen": cause, "grove": grove, "steps": steps_of(cause)}
    return show(request, problem, "cause", form=ask_why(problem), **told)


@require_safe
def story(request, problem, cause):
    """What was said of it before, by whom, and why it changed."""
    problem = seen(request, problem)
    cause, grove = one_among(request, problem, cause)
    events = Event.objects.of_subject(cause).newest_first()[:LONGEST]
    told = {"chosen": cause, "grove": grove, "moments": moments(events)}
    return show(request, problem, "story", **told)
