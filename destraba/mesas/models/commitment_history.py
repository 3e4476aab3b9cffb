"""What happened to a promise, a row each time: nothing of it is overwritten."""

from django.db import models
from django.db.models import Q

from destraba.documents.models import Document
from destraba.people.models import Person
from destraba.trail.models import Sourced


class Extension(Sourced):
    """Another date: the old one, the new one, and why."""

    commitment = models.ForeignKey(
        "mesas.Commitment", on_delete=models.CASCADE, related_name="extensions"
    )
    old_due_on = models.DateField(null=True)
    new_due_on = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]


class Fulfilment(Sourced):
    """It was done, and how one knows. Undone when somebody reopened it."""

    commitment = models.ForeignKey(
        "mesas.Commitment", on_delete=models.CASCADE, related_name="fulfilments"
    )
    evidence = models.TextField(blank=True)
    link = models.URLField(max_length=400, blank=True)
    document = models.ForeignKey(
        Document, null=True, on_delete=models.PROTECT, related_name="fulfilments"
    )
    on = models.DateField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(undone_at=None),
                name="one_standing_fulfilment",
            )
        ]


class Withdrawal(Sourced):
    """It is no longer owed, and why. Undone when somebody reopened it."""

    commitment = models.ForeignKey(
        "mesas.Commitment", on_delete=models.CASCADE, related_name="withdrawals"
    )
    reason = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(undone_at=None), name="one_standing_withdrawal"
            )
        ]
