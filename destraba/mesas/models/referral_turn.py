from django.db import models

from destraba.kit.vocabulary import ReferralTurn as Kind
from destraba.people.models import Person
from destraba.trail.models import Sourced

from .commitment import Commitment


class ReferralTurn(Sourced):
    """One step of a referral, up or back: who, when, and in which words."""

    referral = models.ForeignKey("mesas.Referral", on_delete=models.CASCADE, related_name="turns")
    kind = models.CharField(max_length=8, choices=Kind)
    on = models.DateField(null=True)
    words = models.TextField(blank=True)
    # Of a solution: who does it, and the day when it is done or when who executes below begins.
    who = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField(null=True)
    commitments = models.ManyToManyField(Commitment, blank=True, related_name="solves_below")
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_from_below(self) -> bool:
        return self.kind in (Kind.SENT, Kind.TOLD)
