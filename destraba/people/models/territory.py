from typing import Any

from django.db import models

from destraba.trail.models import Sourced


class Territory(Sourced):
    """A place by scheme and code: («iso3166-2», «PE-LOR») or («ubigeo», «160101»)."""

    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="one_territory_per_code")
        ]

    @classmethod
    def enter(
        cls,
        *,
        scheme: str,
        code: str,
        name: str,
        parent: "Territory | None" = None,
        source: str = "",
    ) -> "Territory":
        """A place enters the directory, or is told better."""
        told: dict[str, Any] = {"name": name, "parent": parent}
        if source:
            told["provenance"] = {"source": [source]}
        return cls.objects.update_or_create(scheme=scheme, code=code, defaults=told)[0]

    def __str__(self) -> str:
        return self.name

    def lie_in(self, parent: "Territory") -> None:
        """What contains it is told."""
        self.parent = parent
        self.save(update_fields=["parent"])

    @property
    def key(self) -> str:
        """How the programme file names it, «iso3166-2:PE-LOR»."""
        return f"{self.scheme}:{self.code}"
