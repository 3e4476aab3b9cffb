import datetime
import zoneinfo
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.people.models import Organization, Person
from destraba.trail.models import Sourced, Tracked

FORTNIGHT = 14
WEEK_HOURS = 40
UNNAMED = "Programa de Mesas Ejecutivas"


class NoSuchZone(Refused):
    pass


class Programme(Tracked, Sourced):
    """The one programme of an installation: who convenes, how often mesas meet, in what time."""

    name = models.CharField(max_length=160, default=UNNAMED)
    # ISO 3166-1 alpha-2; empty when it spans countries or is unknown.
    country = models.CharField(max_length=2, blank=True)
    convener = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    convener_title = models.CharField(max_length=160, blank=True)
    cadence_days = models.PositiveSmallIntegerField(default=FORTNIGHT)
    time_zone = models.CharField(max_length=60, default="America/Lima")
    language = models.CharField(max_length=10, default="es")
    letterhead = models.TextField(blank=True)
    is_fictional = models.BooleanField(default=False)
    # The working week of somebody who is exclusively of the dedicated team.
    week_hours = models.PositiveSmallIntegerField(default=WEEK_HOURS)
    # How much each Criterion weighs, 0 to 5, when candidates are compared; 3 when it is not said.
    weights = models.JSONField(default=dict, blank=True)
    # What sources say of the programme as a whole: [{"ref", "on", "text", "source"}].
    facts = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Programme":
        """The programme of this installation; a nameless one until somebody sets it up."""
        return cls.objects.select_related("convener").first() or cls()

    @classmethod
    @transaction.atomic
    def set_up(
        cls,
        *,
        name: str,
        country: str = "",
        convener: Organization | None = None,
        convener_title: str = "",
        cadence_days: int = FORTNIGHT,
        time_zone: str = "America/Lima",
        letterhead: str = "",
        is_fictional: bool = False,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Programme":
        """Say what the programme of this installation is; what it said before is kept."""
        if time_zone not in zoneinfo.available_timezones():
            raise NoSuchZone(_("«%s» no es una zona horaria.") % time_zone)
        programme = cls.current()
        told: dict[str, Any] = {
            "name": name,
            "country": country,
            "convener": convener,
            "convener_title": convener_title,
            "cadence_days": cadence_days,
            "time_zone": time_zone,
            "letterhead": letterhead,
            "is_fictional": is_fictional,
        }
        changes = {
            field: [str(getattr(programme, field) or ""), str(value or "")]
            for field, value in told.items()
            if getattr(programme, field) != value
        }
        for field, value in told.items():
            setattr(programme, field, value)
        programme.save()
        programme.record("set_up", by=by, at=at, changes=changes)
        return programme

    def stream(self) -> str:
        return "programme"
