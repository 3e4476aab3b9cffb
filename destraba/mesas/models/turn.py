from django.db import models

from destraba.kit.vocabulary import ElevationTurn, Ruling
from destraba.people.models import Person
from destraba.trail.models import Sourced

from .commitment import Commitment
from .meeting import Meeting


class Turn(Sourced):
    """One step of an elevation on its way up and back: who, when, and in which words."""

    elevation = models.ForeignKey("mesas.Elevation", on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=10, choices=ElevationTurn)
    on = models.DateField(null=True)
    rung_name = models.CharField(max_length=80, blank=True)
    # Who received, decided or returned it, when somebody else writes it down.
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(blank=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ruling = models.CharField(max_length=12, choices=Ruling, blank=True)
    amount = models.CharField(max_length=80, blank=True)
    norm = models.CharField(max_length=200, blank=True)
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="decided_by")
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
