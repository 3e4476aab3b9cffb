from django.db import models

from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .mesa import Mesa
from .places import run_by, seen_by


class DiagnosisQuerySet(models.QuerySet["Diagnosis"]):
    def visible_to(self, person: Person) -> "DiagnosisQuerySet":
        return self.filter(seen_by(person))

    def run_by(self, person: Person) -> "DiagnosisQuerySet":
        return self.filter(run_by(person))


class Diagnosis(Tracked, Sourced):
    """One version of the preliminary diagnosis and prioritisation strategy (OIT §3c)."""

    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="diagnoses")
    version = models.PositiveIntegerField()
    # Markdown.
    text = models.TextField()
    written_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(null=True)

    objects = DiagnosisQuerySet.as_manager()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["mesa", "version"], name="one_diagnosis_per_version")
        ]

    def __str__(self) -> str:
        return f"v{self.version}"

    def stream(self) -> str:
        return self.mesa.stream()
