from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models

from destraba.kit import partial_date
from destraba.kit.quantity import DECIMALS, DIGITS, change_in_words, in_words
from destraba.people.models import Person
from destraba.trail.models import Sourced

from .problem import Problem


class MetricReading(Sourced):
    """A figure of what a problem should move: how much, of when, of how many, and from where."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="readings")
    # What was counted, as the problem called it that day: figures of other things do not mix.
    metric = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    on = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])
    value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS)
    n = models.PositiveIntegerField(null=True, blank=True)
    found_in = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return in_words(self.value, self.unit)


@dataclass(frozen=True)
class Movement:
    """What a problem measures now, from its first figure to its last; the rest is `other`."""

    readings: Sequence[MetricReading]
    other: Sequence[MetricReading] = ()

    @property
    def first(self) -> MetricReading | None:
        return self.readings[0] if self.readings else None

    @property
    def last(self) -> MetricReading | None:
        """Only when there is one after the first."""
        return self.readings[-1] if len(self.readings) > 1 else None

    def __str__(self) -> str:
        """«45 → 3 días»; «45 días» when there is only the first."""
        if not self.first:
            return ""
        if not self.last:
            return str(self.first)
        return change_in_words(self.first.value, self.last.value, self.last.unit)


def movement_of(problem: Problem, readings: Iterable[MetricReading]) -> Movement:
    """In the order of their days; as they were told, when a day is unknown."""
    told = sorted(readings, key=lambda each: each.pk)
    mine = [each for each in told if (each.metric, each.unit) == (problem.metric, problem.unit)]
    other = [each for each in told if each not in mine]
    if all(each.on for each in mine):
        mine.sort(key=lambda each: (each.on, each.pk))
    return Movement(mine, other)
