"""The whole story of a problem: its own events and those of what was promised for it."""

from destraba.mesas.models import Commitment
from destraba.mesas.words import SMALL
from destraba.trail.models import Event

LONGEST = 100


def story_of(problem):
    """What a person who has just come needs to know, newest first; the small steps left out."""
    own = Event.objects.of_subject(problem)
    promised = Event.objects.of_subjects(Commitment.objects.filter(problem=problem))
    told = (own | promised).exclude(verb__in=[*SMALL, "problem.involved"])
    return told.newest_first()[:LONGEST]
