"""What solving a problem would move, and for whom: tags with meaning, and figures before and after.

The figures of one thing are compared: the first one is the before, the last one is how it goes.
"""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit import partial_date
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Transition
from destraba.people.models import Person
from destraba.trail.models import Tracked

if TYPE_CHECKING:
    from .metric_reading import MetricReading


class Unweighed(Refused):
    """A tag, or a figure, from which nobody could learn."""


class Weighed(Tracked):
    """A problem as far as it says what should move, and whom it touches (OIT §1, §2)."""

    # Codes of DecentWorkDeficit and ProductivityPillar: what solving it would move (OIT §1).
    deficits = models.JSONField(default=list, blank=True)
    pillars = models.JSONField(default=list, blank=True)
    # The one figure that should move, in words, and what it is counted in.
    metric = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    # Whether the just transition or the environment have to do with it; empty: nobody has said.
    transition = models.CharField(max_length=12, choices=Transition, blank=True)
    transition_why = models.TextField(blank=True)
    # Codes of ExcludedGroup that it touches (OIT §2).
    groups = models.JSONField(default=list, blank=True)

    if TYPE_CHECKING:
        pk: int
        readings: models.Manager["MetricReading"]

        def move(self, *, on: datetime.date) -> None: ...

    class Meta:
        abstract = True

    @transaction.atomic
    def tag(
        self,
        *,
        deficits: Sequence[str],
        pillars: Sequence[str],
        metric: str | None = None,
        unit: str | None = None,
        transition: str | None = None,
        transition_why: str | None = None,
        groups: Sequence[str] | None = None,
        why: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> None:
        """Say what solving it would move, and for whom; what is not told stays as it was."""
        self.hold()
        told = {
            "deficits": list(deficits),
            "pillars": list(pillars),
            "metric": metric,
            "unit": unit,
            "transition": transition,
            "transition_why": transition_why,
            "groups": None if groups is None else list(groups),
        }
        if transition and not (transition_why or "").strip():
            raise Unweighed(_("Diga en una palabra por qué, también si no viene al caso."))
        changes = {
            name: [getattr(self, name), value]
            for name, value in told.items()
            if value is not None and _differ(getattr(self, name), value)
        }
        if not changes:
            return
        for name, (_before, after) in changes.items():
            setattr(self, name, after)
        self.save(update_fields=list(changes))
        self.record("tagged", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def gauge(
        self,
        *,
        value: Decimal,
        on: str = "",
        n: int | None = None,
        found_in: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "MetricReading":
        """How much it was on a day, or in a month or a year, and where that comes from."""
        self.hold()
        today = timezone.localdate(at)
        if not self.metric:
            raise Unweighed(_("Diga primero qué debería moverse: qué se mide, y en qué."))
        if on:
            partial_date.validate(on)
        if on > today.isoformat()[: len(on)]:
            raise Unweighed(_("Ese día todavía no llega."))
        told = {"on": on, "value": value, "n": n, "found_in": found_in.strip()}
        of = {"metric": self.metric, "unit": self.unit}
        if same := self.readings.filter(**told, **of, by=by).first():
            return same
        reading = self.readings.create(**told, **of, by=by, at=at)
        self.move(on=today)
        self.record("gauged", by=by, at=at, changes={"value": ["", str(reading)]})
        return reading

    @transaction.atomic
    def ungauge(
        self, reading: "MetricReading", *, why: str, by: Person, at: datetime.datetime
    ) -> None:
        """A figure that was written wrong: it goes, and the trail keeps it with its reason."""
        self.hold()
        if not why.strip():
            raise Unweighed(_("Diga por qué se quita: lo que decía se conserva en la historia."))
        if not self.readings.filter(pk=reading.pk).exists():
            return
        words = str(reading)
        reading.delete()
        self.record("ungauged", by=by, at=at, why=why, changes={"figure": [words, ""]})


def _differ(before: Any, after: Any) -> bool:
    """Codes have no order."""
    if isinstance(after, list):
        return set(before) != set(after)
    return bool(before != after)
