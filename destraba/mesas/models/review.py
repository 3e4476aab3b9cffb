"""Somebody looks whether an exemption is still worth what it costs, and says so (OIT §2d)."""

import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.lessons import ReviewOutcome
from destraba.people.models import Person
from destraba.trail.models import Sourced

from .exemption import Unguarded

if TYPE_CHECKING:
    from .option import Option


class NotShown(Unguarded):
    """A review without what the numbers showed, or without an outcome."""


class Review(Sourced):
    """What the numbers showed on the day it was looked at, and what was decided from them."""

    option = models.ForeignKey(
        "mesas.Option", on_delete=models.CASCADE, related_name="reviews_held"
    )
    # Which of its days this one answers for; none when nobody had planned it.
    due_on = models.DateField(null=True, blank=True)
    held_on = models.DateField(null=True)
    cost = models.TextField(blank=True)
    benefit = models.TextField(blank=True)
    found_in = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=8, choices=ReviewOutcome)
    why = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "pk"]

    @classmethod
    @transaction.atomic
    def write(
        cls,
        option: "Option",
        *,
        outcome: str,
        cost: str,
        benefit: str,
        found_in: str,
        why: str,
        due_on: datetime.date | None = None,
        held_on: datetime.date | None = None,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Review":
        """Hold it. One day of its calendar has one review: sent twice, it is one."""
        option.hold()
        today = timezone.localdate(at)
        told = {"cost": cost.strip(), "benefit": benefit.strip(), "found_in": found_in.strip()}
        if there := _the_same(option, due_on, {**told, "outcome": outcome, "why": why.strip()}):
            return there
        _must_be_shown(option, told, why, due_on=due_on, held_on=held_on or today, today=today)
        more = {**told, "outcome": outcome, "why": why.strip(), "by": by, "at": at}
        review = cls.objects.create(option=option, due_on=due_on, held_on=held_on or today, **more)
        option.attend_on = option.next_look(on=today)
        option.save(update_fields=["attend_on"])
        changes = {"outcome": ["", str(outcome)], "due_on": ["", str(due_on or "")]}
        option.record("reviewed", by=by, at=at, why=why, changes=changes)
        if outcome == ReviewOutcome.END:
            option.set_aside(why=why, by=by, at=at)
        return review

    def __str__(self) -> str:
        return self.get_outcome_display()


def _the_same(
    option: "Option", due_on: datetime.date | None, told: dict[str, str]
) -> Review | None:
    """The last one, if it says just this."""
    last = Review.objects.filter(option=option, due_on=due_on).last()
    return last if last and all(getattr(last, key) == told[key] for key in told) else None


def _must_be_shown(
    option: "Option",
    told: dict[str, str],
    why: str,
    *,
    due_on: datetime.date | None,
    held_on: datetime.date,
    today: datetime.date,
) -> None:
    if not (option.is_exemption and option.is_chosen):
        raise Unguarded(_("Solo se revisa una intervención vertical que fue elegida."))
    if due_on and due_on not in option.unheld():
        raise Unguarded(_("Esa revisión ya se hizo, o no está entre las previstas."))
    if held_on > today:
        raise Unguarded(_("Ese día todavía no llega."))
    asked = {
        _("cuánto ha costado"): told["cost"],
        _("qué beneficio ha dado"): told["benefit"],
        _("de dónde salen los datos"): told["found_in"],
        _("por qué se decide así"): why.strip(),
    }
    if missing := [words for words, value in asked.items() if not value]:
        raise NotShown(_("A la revisión le falta: %s.") % "; ".join(missing))
