"""The whole story of a problem: its own events, its solutions' and its promises'."""

from destraba.mesas.models import Cause, Commitment, Option, Trial
from destraba.mesas.words import SMALL
from destraba.trail.models import Event

LONGEST = 100


def story_of(problem):
    """What a person who has just come needs to know, newest first; the small steps left out."""
    own = Event.objects.of_subject(problem)
    promised = Event.objects.of_subjects(Commitment.objects.filter(problem=problem))
    options = Event.objects.of_subjects(Option.objects.filter(problem=problem))
    trials = Event.objects.of_subjects(Trial.objects.filter(option__problem=problem))
    causes = Event.objects.of_subjects(Cause.objects.filter(problem=problem))
    told = (own | causes | promised | options | trials).exclude(
        verb__in=[*SMALL, "problem.involved"]
    )
    return told.newest_first()[:LONGEST]
