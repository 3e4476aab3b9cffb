"""A territorial mesa is bounded in territory and sector; a national one is not (OIT §2f; R30)."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import (
    WHO_ACT,
    CommitmentState,
    Constituency,
    InterventionLevel,
    OrganizationLevel,
)
from destraba.people.models import Organization, Person, Territory

from .models import Commitment, Mesa, Problem, ProblemEntity, SetAside

SIGNAL = "R30"
TOLD = ["pk", "name", "acronym", "constituency", "level", "territory_id"]


class NotBeyond(Refused):
    """Nothing of the problem is beyond its mesa: the reason would be of nothing."""


@dataclass(frozen=True)
class Beyond:
    """An organisation because of which the problem seems beyond the bounds of its mesa."""

    organization: Organization
    why: str


def beyond(problem: Problem, mesa: Mesa) -> list[Beyond]:
    """Who is of elsewhere, or national and has to act; without those already set aside.

    Nothing of what went up already: it is where it should be. Three queries at most.
    """
    if problem.level in (InterventionLevel.SECOND, InterventionLevel.THIRD):
        return []
    named = list(_named(problem))
    if not named:
        return []
    here = _around(mesa)
    found = []
    for organization in named:
        if why := _why(organization, here):
            found.append(Beyond(organization, why))
    return found


def _named(problem: Problem) -> Iterable[Organization]:
    """Those that must act or cooperate, and those that owe an open commitment about it; without
    those already set aside."""
    parts = ProblemEntity.objects.filter(problem=problem, role__in=WHO_ACT)
    owed = Commitment.objects.filter(problem=problem, state=CommitmentState.OPEN)
    aside = SetAside.objects.filter(problem=problem, signal=SIGNAL, organization__isnull=False)
    named = Q(pk__in=parts.values("organization")) | Q(pk__in=owed.values("responsible"))
    return (
        Organization.objects.filter(named).exclude(pk__in=aside.values("organization")).only(*TOLD)
    )


def _around(mesa: Mesa) -> set[int]:
    """Its territories, what contains them and what they contain; nothing when it tells none."""
    mine = set(mesa.territories.values_list("pk", flat=True))
    above = dict(Territory.objects.values_list("pk", "parent_id")) if mine else {}
    around = set()
    for place in mine:
        around |= set(_upwards(place, above))
    return around | {place for place in above if mine & set(_upwards(place, above))}


def _upwards(place: int, above: Mapping[int, int | None]) -> Iterable[int]:
    """The place and those that contain it; a circle of parents ends where it began."""
    met: set[int] = set()
    at: int | None = place
    while at is not None and at not in met:
        met.add(at)
        yield at
        at = above.get(at)


def _why(organization: Organization, here: set[int]) -> str:
    if here and organization.territory_id and organization.territory_id not in here:
        return _("es de otro territorio")
    is_public = organization.constituency == Constituency.GOVERNMENT
    if is_public and organization.level == OrganizationLevel.NATIONAL:
        return _("es una entidad nacional")
    return ""


@transaction.atomic
def keep_here(
    problem: Problem,
    *,
    organizations: Iterable[Organization],
    why: str,
    by: Person,
    at: datetime.datetime,
) -> None:
    """The advice is set aside because of these, and only these: another one brings it back."""
    named = list(organizations)
    kept = SetAside.objects.filter(problem=problem, signal=SIGNAL, why=why)
    if not named and not kept.exists():
        raise NotBeyond(_("Ya nada parece fuera de sus límites: no hay qué dejar de lado."))
    for organization in named:
        told: dict[str, Any] = {"problem": problem, "organization": organization, "why": why}
        SetAside.keep(problem.mesa, signal=SIGNAL, **told, by=by, at=at)


def lacks_of(mesa: Mesa) -> list[str]:
    """What its bounds do not say yet, in words (one query)."""
    told = {
        _("en qué territorio trabaja"): mesa.territories.exists(),
        _("en qué actividades"): bool(mesa.sections),
        _("a qué mesa nacional eleva"): mesa.parent_id is not None,
    }
    return [words for words, is_told in told.items() if not is_told]
