"""Questions about many commitments: who sees them, who may change them, which are due."""

import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from destraba.kit.later import rows_of
from destraba.kit.vocabulary import CommitmentState

from .commitment_history import Extension
from .places import Looking, places_of, run_by, seen_by
from .seat import ORGANIZATION_IN_BRIEF

if TYPE_CHECKING:
    from .commitment import Commitment


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, person: Looking) -> "CommitmentQuerySet":
        """Those of the mesas that the person sees, and those where she answers or follows up.

        What a seat owes is seen by who fills it today, and no longer by who left it. What was
        entrusted to a mesa that she runs is seen too: what it promises, who and when.
        """
        if person.sees_everything:
            return self
        below = places_of(person).run
        entrusted = rows_of(self.model, "entrustings").filter(mesa__in=below, until_on=None)
        down = Q(pk__in=entrusted.values("commitment")) if below else Q()
        return self.filter(_seen_whole_by(person) | down)

    def seen_whole_by(self, person: Looking) -> "CommitmentQuerySet":
        """With all that surrounds it: its meeting, its evidence, its history."""
        return self if person.sees_everything else self.filter(_seen_whole_by(person))

    def run_by(self, person: Looking) -> "CommitmentQuerySet":
        return self.filter(run_by(person))

    def answerable_by(self, person: Looking) -> "CommitmentQuerySet":
        """Those that the person may fulfil or extend: her seat's, her own, or her mesa's.

        An adviser reads: what she is the contact of is answered by others.
        """
        if person.runs_everything:
            return self
        run = run_by(person)
        if person.only_reads:
            return self.filter(run)
        filled = Q(seat__in=places_of(person).seats)
        return self.filter(run | filled | Q(contact=person.pk, seat=None))

    def reopenable_by(self, person: Looking) -> "CommitmentQuerySet":
        """Who fulfilled may undo it; what the team withdrew, only the team brings back."""
        if person.runs_everything:
            return self
        return self.answerable_by(person).filter(
            run_by(person) | Q(state=CommitmentState.FULFILLED)
        )

    def open(self) -> "CommitmentQuerySet":
        return self.filter(state=CommitmentState.OPEN)

    def overdue(self, *, on: datetime.date) -> "CommitmentQuerySet":
        return self.open().filter(due_on__lt=on)

    def by_urgency(self) -> "CommitmentQuerySet":
        return self.order_by(models.F("due_on").asc(nulls_last=True), "pk")

    def awaiting_attention(self, *, on: datetime.date) -> "CommitmentQuerySet":
        return self.open().filter(attend_on__lte=on)

    def with_facts(self) -> "CommitmentQuerySet":
        """What a row of a list shows, in one query."""
        return self.select_related(
            "mesa", "responsible", "contact", "follower", "problem", "meeting", "seat"
        ).with_times_extended()

    def in_rows(self, *also: str) -> models.QuerySet["Commitment", dict[str, Any]]:
        """What, who and until when, as plain values: four models for each row cost as much."""
        organization = [f"responsible__{field}" for field in ORGANIZATION_IN_BRIEF]
        mine = ["pk", "promise", "due_on", "certainty", "state"]
        told = [*mine, *organization, *also]
        rows: models.QuerySet[Commitment, dict[str, Any]]
        rows = self.values(*told, times_extended=times_extended())
        return rows

    def with_times_extended(self) -> "CommitmentQuerySet":
        return self.annotate(times_extended=times_extended())


def _seen_whole_by(person: Looking) -> Q:
    return seen_by(person) | Q(contact=person.pk, seat=None) | Q(follower=person.pk)


@cache
def times_extended() -> Coalesce:
    """Counted apart for each row shown: a join would count for all before the first page."""
    mine = Extension.objects.filter(commitment=OuterRef("pk")).order_by().values("commitment")
    return Coalesce(Subquery(mine.annotate(times=Count("pk")).values("times")), 0)
