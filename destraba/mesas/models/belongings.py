"""What belongs to a problem, and goes where it goes when it is split, merged or undone.

A few ids for each kind: the trail keeps them, so that whatever was carried can be brought back.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import F, Model, Q, QuerySet

from destraba.kit.later import rows_of
from destraba.kit.vocabulary import (
    AHEAD,
    WAITING_ABOVE,
    WAITING_FOR_A_MESA,
    CommitmentState,
    ElevationState,
    ItemState,
)
from destraba.search.models import SearchDoc

Ids = dict[str, list[int]]
# These are of the mesa that heard, seated or convened: they do not go to another one.
OF_THE_MESA = ("statements", "seats", "items", "guidelines", "referrals", "waited_for")
# What the search finds by itself, on the timeline of its problem's mesa.
FOUND = ("causes", "options")
# How each kind says whose it is; the others say «problem».
POINTS = {"waited_for": "national_problem"}
WHICH = {
    "causes": Q(),
    "options": Q(),
    "names": Q(),
    "commitments": Q(state=CommitmentState.OPEN),
    "elevations": Q(state__in=[ElevationState.PREPARED, *WAITING_ABOVE]),
    "statements": Q(),
    "seats": Q(until_on=None),
    "items": Q(state=ItemState.PENDING, meeting__state__in=AHEAD),
    "guidelines": Q(),
    "referrals": Q(state__in=WAITING_FOR_A_MESA),
    "waited_for": Q(state__in=WAITING_FOR_A_MESA),
}


def ids_of(problem: Model, *, without: Collection[str] = ()) -> Ids:
    """What is still alive of it; promises kept, and answers given, stay where they were."""
    return {
        name: [each.pk for each in _rows(problem, name).filter(which, **{_field(name): problem.pk})]
        for name, which in WHICH.items()
        if name not in without
    }


def entities_to_carry(problem: Model, into: Model) -> list[int]:
    """The part of those that have none yet where it goes."""
    parts = _rows(problem, "entities")
    there = parts.filter(problem=into.pk).values("organization")
    mine = parts.filter(problem=problem.pk).exclude(organization__in=there)
    return list(mine.values_list("pk", flat=True))


def carry(ids: Mapping[str, Iterable[int]], *, into: Model, since: Collection[int]) -> None:
    """They are of that problem now; only those that still are of the problems `since`."""
    for name, pks in ids.items():
        field = _field(name)
        rows = _rows(into, name).filter(pk__in=pks, **{f"{field}__in": since})
        if name == "causes":
            _carry_causes(list(rows.values_list("pk", flat=True)), into)
        else:
            rows.update(**{field: into})
        if name in FOUND:
            _let_be_found(name, pks, into)


def _let_be_found(name: str, pks: Iterable[int], into: Model) -> None:
    """Where they are now: the search shows to nobody what is of a mesa that she does not see."""
    moved = _rows(into, name).filter(pk__in=pks, problem=into.pk).select_related("problem")
    SearchDoc.refresh_all(moved)
    if name == "options":
        trials = rows_of(moved.model, "trials").filter(option__in=moved)
        SearchDoc.refresh_all(trials.select_related("option__problem"))


def shared_out(
    problem: Model, claims: Iterable[Mapping[str, Collection[int]]], ids: Ids
) -> tuple[list[Ids], list[tuple[str, int]]]:
    """For each part, what it claims; the first has all the rest. And what two parts claim."""
    above = _parents(problem)
    owners: dict[tuple[str, int], int] = {}
    twice: list[tuple[str, int]] = []
    told = list(claims)
    for place, claim in enumerate(told):
        for name, pks in claim.items():
            twice += [(name, pk) for pk in pks if (name, pk) in owners]
            owners.update({(name, pk): place for pk in pks})
    shares: list[Ids] = [defaultdict(list) for _claim in told]
    for name, pks in ids.items():
        for pk in pks:
            at = _nearest_claimed(pk, owners, above) if name == "causes" else pk
            shares[owners.get((name, at), 0)][name].append(pk)
    return shares, twice


def _nearest_claimed(
    pk: int, owners: Mapping[tuple[str, int], int], above: Mapping[int, int | None]
) -> int:
    """A cause goes with the one that it explains, unless somebody says otherwise."""
    at: int | None = pk
    while at is not None and ("causes", at) not in owners:
        at = above.get(at)
    return pk if at is None else at


def _parents(problem: Model) -> dict[int, int | None]:
    return dict(_rows(problem, "causes").filter(problem=problem.pk).values_list("pk", "parent"))


def _carry_causes(pks: list[int], into: Model) -> None:
    """With what hangs from them; one that loses what it explained hangs from the problem."""
    causes = _rows(into, "causes")
    causes.filter(pk__in=pks).update(problem=into)
    _rows(into, "change_spaces").filter(cause__in=pks).update(problem=into)
    near = causes.filter(Q(pk__in=pks) | Q(parent__in=pks)).exclude(parent=None)
    apart = near.exclude(parent__problem=F("problem")).values_list("pk", flat=True)
    causes.filter(pk__in=list(apart)).update(parent=None)
    last = causes.filter(problem=into.pk, parent=None).exclude(pk__in=pks).order_by("-position")
    position = last.values_list("position", flat=True).first() or 0
    for place, cause in enumerate(
        causes.filter(pk__in=pks, parent=None).order_by("position", "pk"), 1
    ):
        cause.position = position + place
        cause.save(update_fields=["position"])


def _field(name: str) -> str:
    return POINTS.get(name, "problem")


def _rows(problem: Model, name: str) -> QuerySet[Any]:
    return rows_of(type(problem), name)
