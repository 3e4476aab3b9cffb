import datetime
from collections.abc import Mapping
from typing import ClassVar

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Room
from destraba.people.models import Person
from destraba.trail.models import Sourced

from .cause import Cause
from .problem import Problem

SIDES = ("authority", "acceptance", "ability")
TOLD = tuple(name for side in SIDES for name in (side, f"{side}_why"))


class Unfounded(Refused):
    """A room for change that nobody explains, or nothing at all."""


class ChangeSpace(Sourced):
    """How much room there is to change a problem: authority, acceptance, ability (AAA).

    The room is where the three meet; each says why (Andrews, Pritchett and Woolcock,
    «Building State Capability», 2017). The one assessed last holds; those before it stay.
    """

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="change_spaces")
    # The cause that it is the way into; none when it is of the problem as a whole.
    cause = models.ForeignKey(
        Cause, null=True, blank=True, on_delete=models.RESTRICT, related_name="change_spaces"
    )
    authority = models.CharField(max_length=6, choices=Room, blank=True)
    authority_why = models.TextField(blank=True)
    acceptance = models.CharField(max_length=6, choices=Room, blank=True)
    acceptance_why = models.TextField(blank=True)
    ability = models.CharField(max_length=6, choices=Room, blank=True)
    ability_why = models.TextField(blank=True)
    assessed_on = models.DateField(null=True)
    assessed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    @classmethod
    @transaction.atomic
    def assess(
        cls,
        problem: Problem,
        *,
        cause: Cause | None = None,
        authority: str = "",
        authority_why: str = "",
        acceptance: str = "",
        acceptance_why: str = "",
        ability: str = "",
        ability_why: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "ChangeSpace":
        """Look at it again, each side with its reason; the looks before this one stay."""
        told = {
            "authority": authority,
            "authority_why": authority_why.strip(),
            "acceptance": acceptance,
            "acceptance_why": acceptance_why.strip(),
            "ability": ability,
            "ability_why": ability_why.strip(),
        }
        unexplained = unexplained_in(told)
        if unexplained:
            raise Unfounded(_("Diga por qué: %s.") % ", ".join(unexplained))
        if not any(told[side] for side in SIDES):
            raise Unfounded(_("Diga cuánto espacio hay en al menos una de las tres."))
        last = problem.change_spaces.filter(cause=cause).last()
        if last and last.told() == told:
            return last
        space = cls.objects.create(
            problem=problem,
            cause=cause,
            assessed_on=timezone.localdate(at),
            assessed_by=by,
            **told,
        )
        changes = {"change_space": [str(last or ""), str(space)]}
        if cause:
            changes["cause"] = ["", str(cause)]
        problem.record("assessed", by=by, at=at, changes=changes)
        return space

    def told(self) -> dict[str, str]:
        """The three sides and their reasons."""
        return {name: getattr(self, name) for name in TOLD}

    def __str__(self) -> str:
        return " · ".join(
            [
                self.get_authority_display(),
                self.get_acceptance_display(),
                self.get_ability_display(),
            ]
        )


class _OfProblem(models.Manager["SpaceOfProblem"]):
    def get_queryset(self) -> "models.QuerySet[SpaceOfProblem]":
        return super().get_queryset().filter(cause=None)


class _OfCause(models.Manager["SpaceOfCause"]):
    def get_queryset(self) -> "models.QuerySet[SpaceOfCause]":
        return super().get_queryset().exclude(cause=None)


class SpaceOfProblem(ChangeSpace):
    """Of a problem as a whole."""

    objects: ClassVar[_OfProblem] = _OfProblem()

    class Meta:
        proxy = True
        ordering = ["pk"]


class SpaceOfCause(ChangeSpace):
    """Of one of its causes: the way in."""

    objects: ClassVar[_OfCause] = _OfCause()

    class Meta:
        proxy = True
        ordering = ["pk"]


def unexplained_in(told: Mapping[str, str]) -> list[str]:
    """The sides whose room is told without its reason."""
    names = {"authority": _("autoridad"), "acceptance": _("aceptación"), "ability": _("capacidad")}
    return [
        names[side] for side in SIDES if told.get(side) and not told.get(f"{side}_why", "").strip()
    ]
