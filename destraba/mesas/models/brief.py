import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.people.models import Person
from destraba.trail.models import Sourced

from .elevation import Elevation
from .question import need_words


class WrittenMeanwhile(Refused):
    """There is a newer version than the one that it was written over."""


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
        cls,
        elevation: Elevation,
        *,
        text: str,
        base: int | None = None,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Brief":
        """A version more, written over version `base`; those before it stay.

        Once it went up it stands as it is: it is what somebody decides from.
        """
        elevation.must_be_prepared()
        need_words(text, _("La ayuda memoria está vacía."))
        last = elevation.briefs.order_by("-version").first()
        if base is not None and base != (last.version if last else 0):
            raise WrittenMeanwhile(_("Alguien guardó otra versión mientras usted escribía."))
        if last and last.text == text:
            return last
        version = last.version + 1 if last else 1
        brief = cls.objects.create(elevation=elevation, version=version, text=text, by=by, at=at)
        elevation.record("briefed", by=by, at=at, changes={"version": ["", version]})
        return brief

    def __str__(self) -> str:
        return f"v{self.version}"
