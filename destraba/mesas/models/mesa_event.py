from django.db import models

from destraba.kit import partial_date
from destraba.kit.vocabulary import MesaEventKind
from destraba.people.models import Organization
from destraba.trail.models import Sourced

from .mesa import Mesa


class MesaEvent(Sourced):
    """A turn in the life of a mesa: launched, narrowed, suspended, relaunched… (OIT §3d, §3f)."""

    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="life")
    kind = models.CharField(max_length=12, choices=MesaEventKind)
    happened_on = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])
    place = models.CharField(max_length=200, blank=True)
    # The authorities who were there: the higher, the more it empowers the team (OIT §3d).
    authorities = models.TextField(blank=True)
    norm = models.CharField(max_length=200, blank=True)
    norm_url = models.URLField(max_length=400, blank=True)
    # Under whom it goes on.
    host = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    convener = models.CharField(max_length=160, blank=True)
    scope_before = models.TextField(blank=True)
    scope_after = models.TextField(blank=True)
    # The mesa that it was merged into.
    other = models.ForeignKey(
        Mesa, null=True, blank=True, on_delete=models.PROTECT, related_name="merged_here"
    )
    # The reason; of a closure, its balance.
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["happened_on", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()
