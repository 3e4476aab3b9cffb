"""The whole story of a problem: its own events and those of what was promised for it."""

from destraba.mesas.models import Commitment
from destraba.trail.models import Event

LONGEST = 60


def story_of(problem):
    """Its latest events, newest first."""
    own = Event.objects.of_subject(problem)
    promised = Event.objects.of_subjects(Commitment.objects.filter(problem=problem))
    return (own | promised).newest_first()[:LONGEST]
