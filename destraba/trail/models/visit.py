import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import models

from destraba.kit.prepared import prepared


class Visit(models.Model):
    """Until when a person has seen a timeline: what «since my last visit» counts from."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits"
    )
    stream = models.CharField(max_length=60)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "stream"], name="one_visit_per_stream")
        ]

    @classmethod
    def note(cls, person: models.Model, stream: str, *, at: datetime.datetime) -> None:
        cls.objects.update_or_create(person=person, stream=stream, defaults={"seen_at": at})

    @classmethod
    def last(cls, person: models.Model, stream: str) -> datetime.datetime | None:
        visits = cls.objects.filter(person=person, stream=stream)
        return visits.values_list("seen_at", flat=True).first()

    @classmethod
    def last_of(cls, person: models.Model, streams: Sequence[str]) -> dict[str, datetime.datetime]:
        """Until when she has seen each of them, in one query."""
        return dict(_seen(person, streams))


@prepared
def _seen(person: Any, streams: Sequence[str]) -> models.QuerySet[Visit, Any]:
    visits = Visit.objects.filter(person=person, stream__in=streams)
    return visits.values_list("stream", "seen_at")
