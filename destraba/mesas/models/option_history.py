"""What happened to a proposed solution, a row each time: nothing of it is overwritten."""

from django.db import models

from destraba.kit import partial_date
from destraba.kit.vocabulary import OptionState, Stage
from destraba.people.models import Person
from destraba.trail.models import Sourced


class OptionTurn(Sourced):
    """It was chosen, set aside, replaced or brought back, and why."""

    option = models.ForeignKey("mesas.Option", on_delete=models.CASCADE, related_name="turns")
    state = models.CharField(max_length=10, choices=OptionState)
    why = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_state_display()


class StageReached(Sourced):
    """A rung of the ladder: which, on what day, what happened, how one knows. Or a step back."""

    option = models.ForeignKey("mesas.Option", on_delete=models.CASCADE, related_name="stages")
    stage = models.CharField(max_length=12, choices=Stage)
    on = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])
    words = models.TextField(blank=True)
    # How one knows that it is in operation, or that its effect is there.
    evidence = models.TextField(blank=True)
    link = models.URLField(max_length=400, blank=True)
    norm = models.ForeignKey(
        "mesas.Norm", null=True, blank=True, on_delete=models.PROTECT, related_name="stages"
    )
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_stage_display()

    @property
    def is_shown(self) -> bool:
        """Whether somebody said how one knows."""
        return bool(self.evidence or self.link)


class Renewal(Sourced):
    """An exemption goes on: until when it was, until when it is, and why."""

    option = models.ForeignKey("mesas.Option", on_delete=models.CASCADE, related_name="renewals")
    old_ends_on = models.DateField(null=True)
    new_ends_on = models.DateField()
    why = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
