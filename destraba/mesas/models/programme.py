import datetime
import zoneinfo
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from destraba.kit.norm_kinds import norm_kinds_of
from destraba.kit.prepared import prepared
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Criterion
from destraba.people.models import Organization, Person, Territory
from destraba.trail.models import Sourced, Tracked

FORTNIGHT = 14
WEEK_HOURS = 40
REFERRAL_DAYS = 10
FOCUS_SLOTS = 4
UNNAMED = "Programa de Mesas Ejecutivas"


# How much a criterion weighs when nobody has said, and at most.
USUAL_WEIGHT, HEAVIEST = 3, 5


class NoSuchZone(Refused):
    pass


class NotWeighed(Refused):
    """Weights by which nothing can be compared, or changed without a reason."""


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
    # How many problems a mesa works on at once (OIT §2c).
    focus_slots = models.PositiveSmallIntegerField(default=FOCUS_SLOTS)
    # Who may decide above the operating body, from below: [{"name", "days" to answer}].
    rungs = models.JSONField(default=list, blank=True)
    # Days that a national mesa has to say something to a territorial one that waits (OIT §2f).
    referral_days = models.PositiveSmallIntegerField(default=REFERRAL_DAYS)
    # How the country calls its norms; the country's usual ones when it is empty.
    norm_kinds = models.JSONField(default=list, blank=True)
    # How much each Criterion weighs, 0 to 5, when candidates are compared; 3 when it is not said.
    weights = models.JSONField(default=dict, blank=True)
    # What sources say of the programme as a whole: [{"ref", "on", "text", "source"}].
    facts = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def ladder(self) -> list[dict[str, Any]]:
        """The rungs above the operating body, from below (OIT §2a): {"name", "days" to answer}."""
        return self.rungs or [
            {"name": _("viceministerio"), "days": 10},
            {"name": _("ministerio"), "days": 10},
            {"name": _("jefatura de Estado"), "days": 15},
        ]

    @property
    def kinds_of_norm(self) -> list[str]:
        """What the country calls its norms; any other word may be written too."""
        return self.norm_kinds or norm_kinds_of(self.country)

    @classmethod
    def current(cls) -> "Programme":
        """The programme of this installation; a nameless one until somebody sets it up."""
        return next(iter(_set_up()), None) or cls()

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
        week_hours: int | None = None,
        focus_slots: int | None = None,
        referral_days: int | None = None,
        norm_kinds: list[str] | None = None,
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
            "week_hours": week_hours or programme.week_hours,
            "focus_slots": focus_slots or programme.focus_slots,
            "norm_kinds": programme.norm_kinds if norm_kinds is None else norm_kinds,
            "referral_days": referral_days or programme.referral_days,
        }
        changes = programme._take(told)
        programme.record("set_up", by=by, at=at, changes=changes)
        return programme

    def _take(self, told: dict[str, Any]) -> dict[str, list[Any]]:
        """What was told is its own now; what it replaced comes back."""
        changes: dict[str, list[Any]] = {
            field: [str(getattr(self, field) or ""), str(value or "")]
            for field, value in told.items()
            if getattr(self, field) != value
        }
        for field, value in told.items():
            setattr(self, field, value)
        self.save()
        return changes

    @transaction.atomic
    def relay(
        self, rungs: list[dict[str, Any]], *, why: str, by: Person, at: datetime.datetime
    ) -> None:
        """Other rungs above the operating body; those before them are kept, with the reason.

        What stands on a rung follows it: call `mesas.ladder.relay`.
        """
        changes: dict[str, list[Any]] = {"rungs": [ladder_in_words(self.ladder), ""]}
        self.rungs = rungs
        changes["rungs"][1] = ladder_in_words(rungs)
        self.save()
        self.record("laddered", by=by, at=at, why=why, changes=changes)

    def weight_of(self, criterion: str) -> int:
        """How much it weighs when candidates are compared (OIT §3b)."""
        return int(self.weights.get(criterion, USUAL_WEIGHT))

    @transaction.atomic
    def weigh(
        self, weights: dict[str, int], *, why: str, by: Person, at: datetime.datetime
    ) -> None:
        """Say how much each criterion weighs; what each weighed before is kept with the reason."""
        if self.pk:
            self.hold()
        told = {code: weights.get(code, self.weight_of(code)) for code in Criterion.values}
        if not weights.keys() <= told.keys() or any(
            type(weight) is not int or not 0 <= weight <= HEAVIEST for weight in told.values()
        ):
            raise NotWeighed(_("Un peso es un número entero de 0 a 5, de un criterio de la lista."))
        if not any(told.values()):
            raise NotWeighed(_("Todos los pesos son cero: dé peso al menos a un criterio."))
        if not why.strip():
            raise NotWeighed(_("Diga por qué pesan así: la razón queda en la historia."))
        moved = {code: self.weight_of(code) for code in told if self.weight_of(code) != told[code]}
        changes: dict[str, list[Any]] = {"weights": [moved, {code: told[code] for code in moved}]}
        self.weights = told
        self.save()
        self.record("weighed", by=by, at=at, why=why, changes=changes)

    def divide_into(
        self, new: list[Territory], *, by: Person | None, at: datetime.datetime
    ) -> None:
        """The country's official subdivisions entered: call `mesas.official_places`."""
        codes = ", ".join(place.code for place in new)
        self.record("divided", by=by, at=at, changes={"territories": ["", codes]})

    def stream(self) -> str:
        return "programme"


@prepared
def _set_up() -> models.QuerySet[Programme]:
    return Programme.objects.order_by("pk")[:1]


def ladder_in_words(rungs: list[dict[str, Any]]) -> str:
    """«viceministerio (10 días) → ministerio (10 días)»"""
    return " → ".join(
        _("%(name)s (%(days)s días)") % {"name": rung["name"], "days": rung["days"]}
        for rung in rungs
    )
