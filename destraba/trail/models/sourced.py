from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models


class Sourced(models.Model):
    """A record whose data may carry their source, or be known to be unknown.

    `provenance` is {"source": [str], "fields": {field: {"source": [str]}}, "unknown": [field]}.
    """

    provenance = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def is_unknown(self, field: str) -> bool:
        """Somebody looked for this datum, the source is silent, and nobody has told it since."""
        return field in self.provenance.get("unknown", []) and not self._is_told(field)

    def sources(self, field: str = "") -> list[str]:
        """The sources of one datum, or else those of the whole record."""
        own: dict[str, Any] = self.provenance.get("fields", {}).get(field, {})
        found: list[str] = own.get("source") or self.provenance.get("source", [])
        return found

    def _is_told(self, name: str) -> bool:
        """Whether it holds something else than what stands in for a datum that nobody knows."""
        try:
            field = self._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        if not isinstance(field, models.Field) or field.many_to_many:
            return False
        value = getattr(self, field.attname)
        if value in (None, "", [], {}):
            return False
        if field.has_default():
            return bool(value != field.get_default())
        return field.null or field.blank
