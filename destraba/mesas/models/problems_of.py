"""Of which problem each subject of the trail is, whatever noun it is: in one question."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Coalesce

from .cause import Cause
from .commitment import Commitment
from .elevation import Elevation
from .option import Option
from .problem import Problem
from .referral import Referral
from .trial import Trial

# A noun of the trail and the number of its subject.
Subject = tuple[str, int]


class Named(NamedTuple):
    ref: str
    title: str


def problems_of(subjects: Iterable[Subject]) -> Mapping[Subject, Named]:
    """What belongs to no problem is left out."""
    wanted: dict[str, set[int]] = {}
    for noun, pk in subjects:
        wanted.setdefault(noun, set()).add(pk)
    asked = [
        _named(things.filter(pk__in=wanted[noun]), noun, path)
        for noun, (things, path) in _nouns().items()
        if noun in wanted
    ]
    if not asked:
        return {}
    found = asked[0].union(*asked[1:], all=True) if asked[1:] else asked[0]
    return {(noun, pk): Named(ref, title) for noun, pk, ref, title in found if ref}


def _nouns() -> dict[str, tuple[QuerySet[Any], str]]:
    return {
        "problem": (Problem.objects.all(), ""),
        "cause": (Cause.objects.all(), "problem__"),
        "option": (Option.objects.all(), "problem__"),
        "trial": (Trial.objects.all(), "option__problem__"),
        "commitment": (Commitment.objects.exclude(problem=None), "problem__"),
        "elevation": (Elevation.objects.all(), "?"),
        "referral": (Referral.objects.all(), "problem__"),
    }


def _named(things: QuerySet[Any], noun: str, path: str) -> QuerySet[Any, Any]:
    def told(field: str) -> Any:
        if path == "?":
            return Coalesce(f"problem__{field}", f"commitment__problem__{field}")
        return F(f"{path}{field}")

    named = things.order_by().annotate(
        noun=Value(noun, output_field=CharField()), of=told("ref"), called=told("title")
    )
    rows: QuerySet[Any, Any] = named.values_list("noun", "pk", "of", "called")
    return rows
