import datetime
from collections.abc import Mapping

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.ref import free_ref, new_ref
from destraba.kit.refusal import Refused
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked


class NotTaken(Refused):
    """Without a name, or with figures that nobody counted."""


class AlreadySo(Refused):
    """It is published already, or it is not."""


class FigureSnapshotQuerySet(models.QuerySet["FigureSnapshot"]):
    def visible_to(self, person: Person) -> "FigureSnapshotQuerySet":
        """The programme's figures are of who sees all of it."""
        return self if person.sees_everything else self.none()

    def run_by(self, person: Person) -> "FigureSnapshotQuerySet":
        return self if person.runs_everything else self.none()

    def newest_first(self) -> "FigureSnapshotQuerySet":
        return self.order_by("-taken_on", "-pk")

    def in_brief(self) -> "FigureSnapshotQuerySet":
        """Without the rows behind each number, which are many."""
        return self.defer("content", "rule").select_related("taken_by")


class FigureSnapshot(Tracked, Sourced):
    """The programme's figures as they were one day, with what was behind each (R41).

    It never changes: `content` is {code: [row, …]}, each row as it read that day, {"ref",
    "title", "mesa"}; `counts` is {code: how many}. What is said to the public is taken from here,
    so that whoever asks in two years finds the same numbers, and which they were.
    """

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    title = models.CharField(max_length=120)
    taken_on = models.DateField()
    taken_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True)
    # The rule by which a problem counted as solved, in its words of that day.
    rule = models.TextField(blank=True)
    counts = models.JSONField(default=dict)
    content = models.JSONField(default=dict)
    published_on = models.DateField(null=True, blank=True)

    objects = FigureSnapshotQuerySet.as_manager()

    class Meta:
        ordering = ["taken_on", "pk"]

    @classmethod
    @transaction.atomic
    def take(
        cls,
        *,
        title: str,
        content: Mapping[str, list[dict[str, str]]],
        rule: str,
        note: str = "",
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "FigureSnapshot":
        """Keep the figures of today for good. Sent twice under one `ref`, it is one."""
        if ref and (there := cls.objects.filter(ref=ref).first()):
            return there
        if not title.strip() or not content:
            raise NotTaken(_("Dé un nombre al corte: «Cifras al 30 de noviembre»."))
        taken = cls.objects.create(
            ref=free_ref(cls, ref),
            title=title.strip(),
            taken_on=timezone.localdate(at),
            taken_by=by,
            note=note.strip(),
            rule=rule,
            counts={code: len(rows) for code, rows in content.items()},
            content=dict(content),
        )
        taken.record("taken", by=by, at=at, why=taken.note)
        return taken

    def __str__(self) -> str:
        return self.title

    def stream(self) -> str:
        return "programme"

    @property
    def is_published(self) -> bool:
        return self.published_on is not None

    @transaction.atomic
    def publish(self, *, by: Person, at: datetime.datetime) -> None:
        """From today these may be said to anybody; what they count does not change."""
        self.hold()
        if self.published_on:
            raise AlreadySo(_("Este corte ya está publicado."))
        self.published_on = timezone.localdate(at)
        self.save(update_fields=["published_on"])
        changes = {"published_on": ["", self.published_on.isoformat()]}
        self.record("published", by=by, at=at, changes=changes)

    @transaction.atomic
    def unpublish(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """They are not said any more; the reason stays beside them."""
        self.hold()
        if not self.published_on:
            raise AlreadySo(_("Este corte no está publicado."))
        if not why.strip():
            raise NotTaken(_("Diga por qué se retira: la razón queda en su historia."))
        changes = {"published_on": [self.published_on.isoformat(), ""]}
        self.published_on = None
        self.save(update_fields=["published_on"])
        self.record("unpublished", by=by, at=at, why=why, changes=changes)
