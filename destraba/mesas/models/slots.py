"""The few places in focus: a problem takes one, leaves it, or gives way (OIT §2c; R03, R18)."""

import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import CauseState, ProblemState
from destraba.people.models import Person
from destraba.trail.models import Event

from .programme import Programme
from .reshaping import ALIVE, ReasonMissing, Reshaped, need_reason

if TYPE_CHECKING:
    from .problem import Problem

FOCUSED, WAITED = "problem.focused", "problem.waited"


class NoSlot(Refused):
    """Every place is taken, and nobody said which one is freed, or why there is one more."""


class TooLate(Refused):
    """Something else happened since."""


class Focusing(Reshaped):
    """The part of a problem that enters the focus and leaves it."""

    class Meta:
        abstract = True

    @transaction.atomic
    def focus(
        self,
        *,
        why: str,
        instead_of: "Problem | None" = None,
        why_leaves: str = "",
        why_more: str = "",
        by: Person,
        at: datetime.datetime,
    ) -> None:
        """It becomes one of the three or four that the mesa works on (OIT §2c).

        When every place is taken, say which one leaves and why, or why there is one more (R03).
        Sent twice, it enters once.
        """
        self.mesa.hold()
        self.hold()
        if self._has_just_entered(why, by=by):
            return
        self._must_be([ProblemState.LISTED])
        if not why.strip() and not self.has_living_cause():
            raise ReasonMissing(
                _("Nadie ha dicho por qué pasa: anote una causa, o diga por qué entra sin ella.")
            )
        need_reason(why)
        if instead_of is not None:
            self._take_the_place_of(instead_of, why_leaves, by=by, at=at)
            changes: dict[str, list[Any]] = {"instead_of": ["", str(instead_of)]}
        else:
            changes = self._take_a_place(why_more)
        self._turn(ProblemState.IN_FOCUS, "focused", why, by, at, changes)

    def wait(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """It leaves the focus and goes back to the list."""
        self._become(ProblemState.LISTED, "waited", why, by, at, since=[ProblemState.IN_FOCUS])

    @transaction.atomic
    def undo_focus(self, *, by: Person, at: datetime.datetime) -> None:
        """One's own last step into the focus, or out of it, was a slip: all is as it was."""
        self.mesa.hold()
        self.hold()
        step, why = self._last_step(), _("Se deshizo: fue un desliz.")
        is_own = step is not None and step.by_id == by.pk and self.state in ALIVE
        if step is None or not is_own or step.verb not in (FOCUSED, WAITED):
            raise TooLate(_("Ya no se puede deshacer: pasó otra cosa después."))
        if self.state == ProblemState.LISTED:
            self.focus(why=why, by=by, at=at)
            return
        other = self._gave_way(step)
        self.wait(why=why, by=by, at=at)
        if other is not None:
            other.focus(why=why, why_more=why, by=by, at=at)

    def has_living_cause(self) -> bool:
        """Whether somebody said why it happens, and nobody refuted it (R18)."""
        causes = self._rows("causes").filter(problem=self.pk)
        return bool(causes.exclude(state=CauseState.REFUTED).exists())

    def _take_the_place_of(
        self, other: "Problem", why: str, *, by: Person, at: datetime.datetime
    ) -> None:
        other.hold()
        if (other.mesa_id, other.state) != (self.mesa_id, ProblemState.IN_FOCUS):
            raise NoSlot(_("«%s» no está en foco en esta mesa: elija otro.") % other)
        if not why.strip():
            raise NoSlot(_("Diga por qué sale «%s»: la razón queda en su historia.") % other)
        changes = {"gives_way": ["", str(self)]}
        other._turn(ProblemState.LISTED, "waited", why, by, at, changes)

    def _take_a_place(self, why_more: str) -> dict[str, list[Any]]:
        slots = Programme.current().focus_slots
        taken = self.mesa.problems.in_focus().count()
        if taken < slots:
            return {}
        if not why_more.strip():
            words = ngettext(
                "El único lugar en foco está ocupado: elija el problema que sale, o diga por"
                " qué hace falta uno más.",
                "Los %(n)s lugares en foco están ocupados: elija el problema que sale, o diga"
                " por qué hace falta uno más.",
                slots,
            )
            raise NoSlot(words % {"n": slots})
        return {"why_more": ["", why_more.strip()]}

    def _last_step(self) -> Event | None:
        told = Event.objects.of_subject(self).filter(changes__has_key="state")
        return told.order_by("-at", "-pk").first()

    def _has_just_entered(self, why: str, *, by: Person) -> bool:
        if self.state != ProblemState.IN_FOCUS:
            return False
        last = self._last_step()
        return last is not None and (last.verb, last.why, last.by_id) == (FOCUSED, why, by.pk)

    def _gave_way(self, step: Event) -> "Problem | None":
        """The one that left so that this one could enter, if nothing happened to it since."""
        left = Event.objects.filter(
            verb=WAITED, stream=step.stream, at=step.at, by=step.by_id, changes__has_key="gives_way"
        )
        event = left.order_by("-pk").first()
        other = cast("Problem | None", event.subject if event else None)
        return other if other is not None and other._last_step() == event else None
