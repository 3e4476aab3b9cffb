"""The whole story of a problem: its own events, its solutions' and its promises'."""

from destraba.mesas.models import Cause, Commitment, Option, Problem, Referral, Trial
from destraba.mesas.words import SMALL
from destraba.trail.models import Event

LONGEST = 100
# What the other end of a referral is told in its own words, and too small a step of this one.
TOLD_ABOVE = (
    "problem.involved",
    "referral.arrived",
    "referral.completed",
    "referral.replied",
)
# Whose events are its own: by which of its relations there are any, and how each names it.
TELLERS = [
    (Cause, "causes", "problem"),
    (Commitment, "commitments", "problem"),
    (Option, "options", "problem"),
    (Referral, "referrals", "problem"),
    (Trial, "options", "option__problem"),
]


def story_of(problem):
    """What a person who has just come needs to know, newest first; the small steps left out."""
    subjects = {Problem: [problem.pk]}
    for noun, relation, whose in TELLERS:
        if relation in problem.held:
            subjects[noun] = noun.objects.filter(**{whose: problem}).values("pk")
    told = Event.objects.of_any(subjects).exclude(verb__in=[*SMALL, *TOLD_ABOVE])
    return told.newest_first()[:LONGEST]
