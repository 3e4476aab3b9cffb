import datetime

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.merging import Diverged, merge
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import NoteKind
from destraba.people.models import Person
from destraba.trail.models import Sourced

from .agenda import AgendaItem

LONGEST = 100_000


class TooLong(Refused):
    pass


class NoteConflict(Refused):
    """Two people changed the same words: `mine` was not kept, `theirs` is what stands."""

    def __init__(self, note: "Note", mine: str) -> None:
        super().__init__(
            _("%(who)s cambió las mismas palabras. Elija qué queda: no se ha perdido nada.")
            % {"who": note.by or _("Otra persona")}
        )
        self.note, self.mine, self.theirs = note, mine, note.text


class Note(Sourced):
    """What was said, or what was learned, at an item. Written by several at once, while typing."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=8, choices=NoteKind)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(null=True)

    class Meta:
        # What was said, and then what was learned.
        ordering = ["-kind"]
        constraints = [models.UniqueConstraint(fields=["item", "kind"], name="one_note_per_kind")]

    def __str__(self) -> str:
        return self.text[:80]

    @classmethod
    @transaction.atomic
    def write(
        cls,
        item: AgendaItem,
        kind: str,
        *,
        text: str,
        base: int,
        over: str | None = None,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Note":
        """Save `text`, written over version `base`; or over words that are merged in it, `over`.

        If somebody saved in between, both texts are merged by words; NoteConflict when both
        changed the same words. Every version is kept.
        """
        if len(text) > LONGEST:
            raise TooLong(_("El texto pasa de 100.000 letras: adjúntelo como documento."))
        item.hold()
        note, _is_new = cls.objects.get_or_create(item=item, kind=kind)
        text = _kept(text)
        if over is not None:
            text = note._merged(text, _kept(over))
        elif note.version != base:
            text = note._merged(text, note._said_at(base))
        if text != note.text:
            note._keep(text, by=by, at=at)
        return note

    def _said_at(self, version: int) -> str:
        return self.versions.filter(version=version).values_list("text", flat=True).first() or ""

    def _merged(self, mine: str, before: str) -> str:
        try:
            return merge(before, mine, self.text)
        except Diverged:
            raise NoteConflict(self, mine) from None

    def _keep(self, text: str, *, by: Person | None, at: datetime.datetime) -> None:
        self.text, self.by, self.at, self.version = text, by, at, self.version + 1
        self.save(update_fields=["text", "by", "at", "version"])
        NoteVersion.objects.create(note=self, version=self.version, text=text, by=by, at=at)
        if self.item.problem and self.kind == NoteKind.LEARNED:
            self.item.problem.move(on=timezone.localdate(at))


def _kept(text: str) -> str:
    """As it is kept: with one kind of line ends, and without what no database takes."""
    return text.replace("\r\n", "\n").replace("\x00", "")


class NoteVersion(models.Model):
    """What a note said at each save."""

    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["note", "version"], name="one_text_per_version")
        ]
