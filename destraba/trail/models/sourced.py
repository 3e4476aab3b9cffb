from typing import Any

from django.db import models


class Sourced(models.Model):
    """A record whose data may carry their source, or be known to be unknown.

    `provenance` is {"source": [str], "fields": {field: {"source": [str]}}, "unknown": [field]}.
    """

    provenance = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def is_unknown(self, field: str) -> bool:
        """Somebody looked for this datum and the source is silent."""
        return field in self.provenance.get("unknown", [])

    def sources(self, field: str = "") -> list[str]:
        """The sources of one datum, or else those of the whole record."""
        own: dict[str, Any] = self.provenance.get("fields", {}).get(field, {})
        found: list[str] = own.get("source") or self.provenance.get("source", [])
        return found
