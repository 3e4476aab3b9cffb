"""The guided path: where each mesa stands from a to f, what it lacks and why that matters.

It advises and forbids nothing: whoever skips a step says why (OIT §3, Fig. 7).
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import DecisionKind, LaunchStep, MesaState
from destraba.people.models import Person

from . import lacks
from .lacks import Lack
from .milestones import OfAMesa, OfTheProgramme, of_mesas
from .models import Decision, Mesa

# The first is of the whole programme; the last never has to be taken.
SKIPPABLE = [LaunchStep.LIST, LaunchStep.PREMESA, LaunchStep.LAUNCH, LaunchStep.ROADMAP]
Standing = Literal["done", "under_way", "skipped", "missing", "to_come"]


class NothingToSkip(Refused):
    """It is done, it was skipped already, or it is no step that a mesa can do without."""


@dataclass
class Stage:
    """A step as it stands: what it has, in figures of its own; what it lacks."""

    step: LaunchStep
    state: Standing
    lacks: list[Lack] = field(default_factory=list)
    skipped: Decision | None = None

    @property
    def musts(self) -> list[Lack]:
        return [lack for lack in self.lacks if lack.is_must]

    @property
    def advice(self) -> list[Lack]:
        return [lack for lack in self.lacks if not lack.is_must]

    @property
    def is_open(self) -> bool:
        return self.state not in ("done", "skipped")

    @property
    def is_begun(self) -> bool:
        return self.state in ("done", "under_way", "skipped")

    @property
    def may_be_skipped(self) -> bool:
        return self.is_open and self.step in SKIPPABLE


@dataclass(frozen=True)
class Track:
    """The six steps of one mesa, and what is known of it."""

    facts: OfAMesa
    stages: list[Stage]

    @property
    def mesa(self) -> Mesa:
        return self.facts.mesa

    @property
    def now(self) -> Stage | None:
        """What comes next: nobody goes back to what a mesa at work did without."""
        if self.facts.is_no_go:
            return None
        steps = self.stages[:-1]
        begun = [i for i, each in enumerate(steps) if each.is_begun]
        return next((each for each in steps[max(begun, default=0) :] if each.is_open), None)

    @property
    def has_grown(self) -> bool:
        return self.stages[-1].state == "done"

    @property
    def gaps(self) -> list[Stage]:
        """What it did without, and nobody has said why."""
        now = self.now
        return [each for each in self.stages if each.state == "missing" and each is not now]


def programme_stages(facts: OfTheProgramme) -> list[Stage]:
    """Steps a and b, which all mesas share."""
    team = _stage(LaunchStep.TEAM, lacks.of_the_team(facts), begun=bool(facts.members))
    chosen = _stage(LaunchStep.LIST, lacks.of_the_list(facts), begun=bool(facts.candidates))
    return _in_order([team, chosen])


def tracks_of(mesas: Iterable[Mesa], programme: OfTheProgramme) -> list[Track]:
    """One for each mesa, in a fixed number of queries."""
    told = of_mesas(mesas)
    return [Track(facts, _stages(facts, programme)) for facts in told.values()]


def skip(mesa: Mesa, step: LaunchStep, *, why: str, by: Person, at: datetime.datetime) -> Decision:
    """Go on without a step; the reason stays beside it."""
    mesa.hold()
    facts = of_mesas([mesa])[mesa.pk]
    if step not in SKIPPABLE:
        raise NothingToSkip(_("Este paso no se salta: es de todo el programa, o viene solo."))
    if step in facts.skipped:
        raise NothingToSkip(_("Ya se saltó, con su razón."))
    if not lacks.musts(lacks.of_a_mesa(step, facts)):
        raise NothingToSkip(_("Este paso ya está dado."))
    return Decision.take(
        kind=DecisionKind.SKIP,
        mesa=mesa,
        step=step,
        decided_on=timezone.localdate(at),
        decider=by.name,
        person=by,
        why=why,
        by=by,
        at=at,
    )


def _stages(facts: OfAMesa, programme: OfTheProgramme) -> list[Stage]:
    begun = {
        LaunchStep.PREMESA: bool(facts.heard or facts.premesas)
        or facts.mesa.state == MesaState.PROPOSED,
        LaunchStep.LAUNCH: facts.is_go,
        LaunchStep.ROADMAP: bool(facts.mesa.objective or facts.in_focus),
    }
    team = programme_stages(programme)[0]
    steps = [
        _stage(
            step,
            lacks.of_a_mesa(step, facts),
            begun=begun.get(step, False),
            skipped=facts.skipped.get(step),
        )
        for step in SKIPPABLE
    ]
    grown: Standing = "done" if facts.changes or facts.parts else "to_come"
    stages = _in_order([team, *steps, Stage(LaunchStep.EXTEND, grown)])
    return _stopped(stages) if facts.is_no_go else stages


def _stage(
    step: LaunchStep, found: list[Lack], *, begun: bool, skipped: Decision | None = None
) -> Stage:
    state: Standing = "under_way" if begun else "to_come"
    if not lacks.musts(found):
        state = "done"
    elif skipped:
        state = "skipped"
    return Stage(step, state, found, skipped if state == "skipped" else None)


def _stopped(stages: list[Stage]) -> list[Stage]:
    """It was decided not to launch it: nothing more is missing."""
    for each in stages[list(LaunchStep).index(LaunchStep.LAUNCH) :]:
        each.state = "to_come" if each.is_open else each.state
    return stages


def _in_order(stages: list[Stage]) -> list[Stage]:
    """Whatever is open before a step that began is missing; so is the first that nobody began."""
    steps = [each for each in stages if each.step != LaunchStep.EXTEND]
    last = max((i for i, each in enumerate(steps) if each.is_begun), default=-1)
    for i, each in enumerate(steps):
        is_first = each.state == "to_come" and not any(prior.is_open for prior in steps[:i])
        if each.is_open and (i < last or is_first):
            each.state = "missing"
    return stages
