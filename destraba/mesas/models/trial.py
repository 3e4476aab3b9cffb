import datetime
from decimal import Decimal
from typing import Any

from django.db import models, transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.lessons import BudgetAdvice
from destraba.kit.quantity import DECIMALS, DIGITS, in_words
from destraba.kit.ref import free_ref, new_ref
from destraba.kit.refusal import Refused
from destraba.kit.terms import ends_after_it_begins, must_be_in_order
from destraba.kit.vocabulary import Verdict
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .option import Option
from .places import run_by, seen_by

OPTION = "option__problem__mesa"


class TrialUnclear(Refused):
    """A trial from which nobody could learn."""


class TrialQuerySet(models.QuerySet["Trial"]):
    def visible_to(self, person: Person) -> "TrialQuerySet":
        return self.filter(seen_by(person, OPTION))

    def run_by(self, person: Person) -> "TrialQuerySet":
        return self.filter(run_by(person, OPTION))

    def with_measurements(self) -> "TrialQuerySet":
        return self.prefetch_related(
            Prefetch("measurements", Measurement.objects.select_related("by"))
        )


class Trial(Tracked, Sourced):
    """A round: what was tried, where, since when, what was seen, and what it taught (OIT §2c)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="trials")
    text = models.TextField()
    place = models.CharField(max_length=200, blank=True)
    since_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    # Empty while it goes on.
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    why = models.TextField(blank=True)
    # What it recommends for the budget, if anything (OIT §2f; R33).
    budget = models.CharField(max_length=8, choices=BudgetAdvice, blank=True)
    budget_why = models.TextField(blank=True)

    objects = TrialQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [ends_after_it_begins("trial_ends_after_it_begins")]

    @classmethod
    @transaction.atomic
    def begin(
        cls,
        option: Option,
        *,
        text: str,
        place: str = "",
        since_on: datetime.date,
        until_on: datetime.date | None = None,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Trial":
        """A short round; the solution need not be chosen yet, but not thrown out either.

        Sent twice under one `ref` it is one.
        """
        option.hold()
        if ref and (there := cls.objects.filter(option=option, ref=ref).first()):
            return there
        if option.is_out:
            words = _("La solución está %s: para probarla, tráigala de vuelta.")
            raise TrialUnclear(words % option.get_state_display())
        if not text.strip():
            raise TrialUnclear(_("Diga qué se prueba."))
        if since_on > timezone.localdate(at):
            raise TrialUnclear(_("Ese día todavía no llega."))
        must_be_in_order(since_on, until_on)
        told = {"text": text.strip(), "place": place, "since_on": since_on, "until_on": until_on}
        trial = cls.objects.create(ref=free_ref(cls, ref), option=option, **told)
        option.problem.move(on=timezone.localdate(at))
        trial.record("begun", by=by, at=at)
        return trial

    def __str__(self) -> str:
        return self.text.partition("\n")[0]

    def search_text(self) -> str:
        return "\n".join([" ".join(self.text.split()), self.place, self.why, self.ref])

    def stream(self) -> str:
        return self.option.stream()

    @transaction.atomic
    def measure(
        self,
        *,
        on: datetime.date,
        value: Decimal,
        metric: str = "",
        unit: str = "",
        n: int | None = None,
        found_in: str = "",
        words: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Measurement":
        """What was seen on a day, of how many, where that comes from; also after the verdict.

        Told twice by the same person it is one.
        """
        self.hold()
        if on > timezone.localdate(at):
            raise TrialUnclear(_("Ese día todavía no llega."))
        of = {"metric": metric or self.option.metric, "unit": unit or self.option.unit}
        told = {"on": on, "value": value, "n": n, "found_in": found_in, "words": words}
        if same := self.measurements.filter(**of, **told, by=by).first():
            return same
        measurement = self.measurements.create(**of, **told, by=by, at=at)
        self.option.problem.move(on=timezone.localdate(at))
        self.record("measured", by=by, at=at, why=words, changes={"value": ["", str(measurement)]})
        return measurement

    @transaction.atomic
    def conclude(
        self,
        *,
        verdict: str,
        why: str,
        until_on: datetime.date | None = None,
        budget: str = "",
        budget_why: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> None:
        """What it taught, the day it ended: today, unless another is told.

        A verdict may be looked at again: the one before stays in the trail.
        """
        self.hold()
        today = timezone.localdate(at)
        told = {
            "verdict": str(verdict),
            "why": why.strip(),
            "until_on": until_on or today,
            "budget": str(budget),
            "budget_why": budget_why.strip(),
        }
        self._must_teach(told, today=today)
        changes = {
            name: [str(getattr(self, name) or ""), str(value)]
            for name, value in told.items()
            if value != getattr(self, name)
        }
        if not changes:
            return
        for name in changes:
            setattr(self, name, told[name])
        self.save(update_fields=list(changes))
        self.option.problem.move(on=today)
        self.record("concluded", by=by, at=at, why=why, changes=changes)

    def _must_teach(self, told: dict[str, Any], *, today: datetime.date) -> None:
        if not told["why"]:
            raise TrialUnclear(_("Diga por qué: es lo que la prueba enseñó."))
        if told["until_on"] > today:
            raise TrialUnclear(_("Ese día todavía no llega."))
        must_be_in_order(self.since_on, told["until_on"])
        if told["budget"] and not told["budget_why"]:
            raise TrialUnclear(_("Diga por qué recomienda eso para el presupuesto."))


class Measurement(Sourced):
    """A figure with its date, of how many cases, and where it comes from."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="measurements")
    on = models.DateField(null=True)
    metric = models.CharField(max_length=160, blank=True)
    value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS)
    unit = models.CharField(max_length=40, blank=True)
    n = models.PositiveIntegerField(null=True, blank=True)
    found_in = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return in_words(self.value, self.unit)
