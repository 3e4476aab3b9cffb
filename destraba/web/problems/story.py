"""The whole story of a problem: its own events, its solutions' and its promises'."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from destraba.kit.prepared import prepared
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
# Whose events are its own: what each is, and how it names the problem.
TELLERS = {
    "causes": (Cause, "problem"),
    "commitments": (Commitment, "problem"),
    "options": (Option, "problem"),
    "referrals": (Referral, "problem"),
    "trials": (Trial, "option__problem"),
}


@dataclass(frozen=True)
class Kinds:
    """What each teller is for the trail; None where there is none of it."""

    problem: ContentType
    causes: ContentType | None
    commitments: ContentType | None
    options: ContentType | None
    referrals: ContentType | None
    trials: ContentType | None


def story_of(problem):
    """What a person who has just come needs to know, newest first; the small steps left out."""
    return _told(problem, _kinds(problem.held))


def _kinds(held):
    # A solution that was tried has its trials.
    held = held | {"trials"} if "options" in held else held
    nouns = {name: noun for name, (noun, _whose) in TELLERS.items()}
    known = ContentType.objects.get_for_models(Problem, *nouns.values())
    tellers = {name: known[noun] if name in held else None for name, noun in nouns.items()}
    return Kinds(known[Problem], **tellers)


@prepared
def _told(problem, kinds):
    found = Q(subject_type=kinds.problem, subject_id=problem.pk)
    for name, (noun, whose) in TELLERS.items():
        if kind := getattr(kinds, name):
            its = noun.objects.filter(**{whose: problem}).values("pk")
            found |= Q(subject_type=kind, subject_id__in=its)
    told = Event.objects.filter(found).exclude(verb__in=[*SMALL, *TOLD_ABOVE])
    return told.newest_first()[:LONGEST]
