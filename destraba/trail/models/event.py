"""Every change of the work leaves one Event: the history, and the outbox of what is to be told."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models

from destraba.kit.prepared import prepared
from destraba.search.models import SearchDoc

if TYPE_CHECKING:
    from destraba.people.models import Person

ABOUT_LENGTH = 300
# As many as the page of one thing tells.
LATEST = 100
IN_A_TIMELINE = [
    *("verb", "subject_type_id", "subject_id", "stream", "about", "why", "changes", "at"),
    "by__name",
]


class EventQuerySet(models.QuerySet["Event"]):
    def of_streams(self, streams: Sequence[str]) -> "EventQuerySet":
        return self.filter(stream__in=streams)

    def of_subject(self, subject: models.Model) -> "EventQuerySet":
        kind = ContentType.objects.get_for_model(subject)
        return self.filter(subject_type=kind, subject_id=subject.pk)

    def of_subjects(self, subjects: models.QuerySet[Any]) -> "EventQuerySet":
        kind = ContentType.objects.get_for_model(subjects.model)
        return self.filter(subject_type=kind, subject_id__in=subjects.values("pk"))

    def since(self, moment: datetime.datetime) -> "EventQuerySet":
        return self.filter(at__gt=moment)

    def newest_first(self) -> "EventQuerySet":
        """As a timeline tells them, with whose they were by name."""
        return self.select_related("by").only(*IN_A_TIMELINE).order_by("-at", "-pk")

    def untold(self) -> "EventQuerySet":
        return self.filter(told_at=None).order_by("pk")

    def claim(self, event: "Event", *, at: datetime.datetime) -> bool:
        """Mark the event as told; False when another worker got there first."""
        return self.filter(pk=event.pk, told_at=None).update(told_at=at) == 1

    def hand_over(self, to: models.Model) -> int:
        """Their subject goes; what happened to it stays in the trail, as part of another."""
        kind = ContentType.objects.get_for_model(to)
        return self.update(subject_type=kind, subject_id=to.pk)

    def settle(self, *, at: datetime.datetime) -> int:
        """History that was written after the fact is told to nobody; how many events it was."""
        return self.update(told_at=at)


class Event(models.Model):
    """`stream` is the timeline that shows it («mesa:7»); `about`, its subject's words that day."""

    verb = models.CharField(max_length=60)
    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    stream = models.CharField(max_length=60)
    about = models.CharField(max_length=ABOUT_LENGTH)
    why = models.TextField(blank=True)
    # What was replaced: {field: [before, after]}. Nothing is overwritten silently.
    changes = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="events"
    )
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["stream", "-at"], name="event_stream"),
            models.Index(fields=["subject_type", "subject_id", "-at"], name="event_subject"),
            models.Index(fields=["id"], condition=models.Q(told_at=None), name="event_untold"),
        ]

    def __str__(self) -> str:
        return f"{self.verb}: {self.about}"

    @classmethod
    def latest_of(cls, subject: models.Model) -> list["Event"]:
        """The last that happened to it, newest first."""
        return _latest_of(ContentType.objects.get_for_model(subject), subject.pk)

    @property
    def noun(self) -> str:
        """What its subject is, «commitment»: each process knows the few kinds by heart."""
        return ContentType.objects.get_for_id(self.subject_type_id).model


@prepared
def _latest_of(kind: ContentType, subject: int) -> models.QuerySet[Event]:
    told = Event.objects.filter(subject_type=kind, subject_id=subject)
    return told.newest_first()[:LATEST]


class Tracked(models.Model):
    """A model whose changes are told: its verbs call `record`."""

    class Meta:
        abstract = True

    def stream(self) -> str:
        """The timeline on which its changes appear, «mesa:7»."""
        raise NotImplementedError

    def search_text(self) -> str:
        """How it is found: its title, a line each for the rest. Empty: it is not."""
        return ""

    def hold(self) -> None:
        """Keep its row for the verb that decides from it, and look again at all that it says."""
        rows = type(self)._base_manager.select_for_update(no_key=True)
        self.refresh_from_db(from_queryset=rows)

    def rewrite(self, **told: Any) -> dict[str, list[Any]]:
        """Save what differs of it, and answer what each datum said before and says now."""
        changes = {
            name: [str(getattr(self, name) or ""), str(value or "")]
            for name, value in told.items()
            if getattr(self, name) != value
        }
        for name in changes:
            setattr(self, name, told[name])
        self.save(update_fields=list(changes))
        return changes

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        SearchDoc.forget(self)
        return super().delete(*args, **kwargs)

    def event(
        self,
        name: str,
        *,
        by: "Person | None",
        at: datetime.datetime,
        why: str = "",
        changes: dict[str, list[Any]] | None = None,
    ) -> Event:
        """The event `<model>.<name>`, not yet kept: an import keeps many at once."""
        return Event(
            verb=f"{self._meta.model_name}.{name}",
            subject=self,
            stream=self.stream(),
            about=str(self)[:ABOUT_LENGTH],
            why=why,
            changes=changes or {},
            by=by,
            at=at,
        )

    def record(
        self,
        verb: str,
        *,
        by: "Person | None",
        at: datetime.datetime,
        why: str = "",
        changes: dict[str, list[Any]] | None = None,
    ) -> Event:
        """Leave the event `<model>.<verb>`, and let it be found; in the verb's own transaction."""
        if self.search_text():
            SearchDoc.refresh(self)
        event = self.event(verb, by=by, at=at, why=why, changes=changes)
        event.save()
        return event
