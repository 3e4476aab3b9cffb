import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from destraba.people.models import Person
from destraba.trail.models import Sourced

from .elevation import Elevation, need_words


class Brief(Sourced):
    """One version of the *ayuda memoria*: one or two pages, sent beforehand (R06)."""

    elevation = models.ForeignKey(Elevation, on_delete=models.CASCADE, related_name="briefs")
    version = models.PositiveIntegerField()
    # Markdown.
    text = models.TextField()
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["elevation", "version"], name="one_brief_per_version")
        ]

    @classmethod
    @transaction.atomic
    def write(
        cls, elevation: Elevation, *, text: str, by: Person | None, at: datetime.datetime
    ) -> "Brief":
        """A version more; those before it stay."""
        elevation.hold()
        need_words(text, _("La ayuda memoria está vacía."))
        last = elevation.briefs.order_by("-version").first()
        if last and last.text == text:
            return last
        version = last.version + 1 if last else 1
        brief = cls.objects.create(elevation=elevation, version=version, text=text, by=by, at=at)
        elevation.record("briefed", by=by, at=at, changes={"version": ["", version]})
        return brief

    def __str__(self) -> str:
        return f"v{self.version}"
