"""Questions about many elevations: who sees them, who may answer them, which wait."""

import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, Q
from django.utils import timezone

from destraba.kit.vocabulary import ANSWERED_ABOVE, WAITING_ABOVE, ProgrammeRole
from destraba.people.models import Person, Role

from .places import places_of, run_by, seen_by

if TYPE_CHECKING:
    from .elevation import Elevation  # noqa: F401 - whose rows they are


class ElevationQuerySet(models.QuerySet["Elevation"]):
    def visible_to(self, person: Person) -> "ElevationQuerySet":
        """Those of the mesas that she sees, and those that ask something of her."""
        if person.sees_everything:
            return self
        return self.filter(seen_by(person) | _asked_of(person))

    def run_by(self, person: Person) -> "ElevationQuerySet":
        return self.filter(run_by(person))

    def answerable_by(self, person: Person) -> "ElevationQuerySet":
        """By who is asked, by the convener, and by who runs the mesa on their behalf."""
        up = Q(raised_on__isnull=False)
        if person.runs_everything or ProgrammeRole.CONVENER in person.programme_roles:
            return self.filter(up)
        if person.only_reads:
            return self.filter(up & run_by(person))
        return self.filter(up & run_by(person) | _asked_of(person))

    def waiting(self) -> "ElevationQuerySet":
        """Sent up, and nobody has decided or returned them yet."""
        return self.filter(state__in=WAITING_ABOVE)

    def unanswered(self) -> "ElevationQuerySet":
        """Waiting above, or prepared to go."""
        return self.exclude(state__in=ANSWERED_ABOVE)

    def oldest_first(self) -> "ElevationQuerySet":
        return self.order_by(F("raised_on").asc(nulls_last=True), "pk")

    def awaiting_attention(self, *, on: datetime.date) -> "ElevationQuerySet":
        return self.waiting().filter(attend_on__lte=on)

    def with_facts(self) -> "ElevationQuerySet":
        return self.select_related("mesa", "problem", "commitment", "asked_of")


def _asked_of(person: Person) -> Q:
    """What went up to her, for as long as she holds the office of which it was asked."""
    places, today = places_of(person), timezone.localdate()
    ended = Role.objects.filter(person=person, kind=ProgrammeRole.CONVENER, until_on__lt=today)
    stays = ~Q(mesa__in=places.left_above) & ~Q(Exists(ended))
    return Q(asked_of=person, raised_on__isnull=False) & (Q(mesa__in=places.above) | stays)
