"""What helps to choose what a mesa works on next (OIT §2c; R03, R04, R18, R44)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.later import rows_of
from destraba.kit.vocabulary import CauseState, CommitmentState, Pace, Room

from .models import Cause, ChangeSpace, Mesa, Problem
from .models.change_space import SIDES
from .roadmap_advice import FEWEST, Advice

Problems = QuerySet[Problem]
# The way in is the cause whose narrowest side is the widest; then, the one with most room.
WIDTH = {Room.LITTLE: 1, Room.SOME: 2, Room.WIDE: 3}


@dataclass(frozen=True)
class WayIn:
    """A living cause, or the problem as a whole, and how much room there is to change it."""

    space: ChangeSpace
    cause: Cause | None

    @property
    def width(self) -> tuple[int, int]:
        told = [WIDTH.get(Room(room), 0) for room in self.rooms if room]
        return (min(told), sum(told)) if len(told) == len(SIDES) else (0, sum(told))

    @property
    def rooms(self) -> list[str]:
        return [getattr(self.space, side) for side in SIDES]


def with_facts(problems: Problems) -> Problems:
    """Annotate how many causes live, how many of them were shown, and what is owed."""
    causes = Cause.objects.living().filter(problem=OuterRef("pk"))
    owed = rows_of(Problem, "commitments").filter(
        problem=OuterRef("pk"), state=CommitmentState.OPEN
    )
    return problems.annotate(
        causes_living=_counted(causes),
        causes_shown=_counted(causes.filter(state=CauseState.CONFIRMED)),
        owed=_counted(owed),
    )


def _counted(rows: QuerySet[Cause]) -> Coalesce:
    each = rows.order_by().values("problem").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(each, output_field=IntegerField()), 0)


def ways_into(problems: Iterable[Problem]) -> dict[int, WayIn]:
    """For each problem that has one, the last look at its widest way in; one question."""
    looked = ChangeSpace.objects.filter(problem__in=[each.pk for each in problems])
    living = looked.filter(Q(cause=None) | ~Q(cause__state=CauseState.REFUTED))
    latest = {
        (space.problem_id, space.cause_id): WayIn(space, space.cause)
        for space in living.select_related("cause").order_by("pk")
    }
    found: dict[int, WayIn] = {}
    for (problem, _cause), way in latest.items():
        # A cause is a way in; the problem as a whole, only when no cause was looked at.
        rank = (way.cause is not None, way.width)
        if problem not in found or rank > (found[problem].cause is not None, found[problem].width):
            found[problem] = way
    return found


def advice_on_focus(mesa: Mesa, in_focus: Sequence[Problem], *, slots: int) -> list[Advice]:
    """Nothing when the focus is as the method would have it; it never stops anybody."""
    found = []
    if not mesa.objective.strip():
        found.append(Advice("R03", _("La mesa no dice hacia dónde va: falta su objetivo.")))
    if len(in_focus) > slots or len(in_focus) < min(FEWEST, slots):
        found.append(Advice("R03", _how_many(len(in_focus), slots)))
    if in_focus:
        found += [*_on_the_mix(in_focus), *_on_each(in_focus)]
    return found


def _how_many(count: int, slots: int) -> str:
    told = ngettext("Hay %(n)s en foco", "Hay %(n)s en foco", count) % {"n": count}
    if count > slots:
        words = _("%(told)s y %(slots)s lugares: con más, ninguno está de verdad en foco.")
        return words % {"told": told, "slots": slots}
    return _("%(told)s: con tres o cuatro, si uno se atasca la mesa sigue.") % {"told": told}


def _on_the_mix(in_focus: Sequence[Problem]) -> Iterable[Advice]:
    paces = {each.pace for each in in_focus}
    if Pace.EARLY_WIN not in paces:
        yield Advice(
            "R04", _("Ninguno es una victoria temprana: lo primero que sale da confianza.")
        )
    if Pace.STRUCTURAL not in paces:
        yield Advice("R04", _("Ninguno es estructural: con lo rápido solo, no cambia el sector."))


def _on_each(in_focus: Sequence[Problem]) -> Iterable[Advice]:
    """Causes are asked of those read `with_facts`."""
    without = [each for each in in_focus if not getattr(each, "causes_living", 1)]
    if without:
        words = ngettext(
            "%(n)s está en foco sin que nadie haya dicho por qué pasa.",
            "%(n)s están en foco sin que nadie haya dicho por qué pasan.",
            len(without),
        )
        yield Advice("R18", words % {"n": len(without)})
    if not any(each.deficits for each in in_focus) or not any(each.pillars for each in in_focus):
        words = _(
            "Entre todos deberían mover la productividad y el trabajo decente: dígalo de cada uno."
        )
        yield Advice("R44", words)
