import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from destraba.kit.ref import free_ref, new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Constituency
from destraba.people.models import Organization, Person
from destraba.trail.models import Event, Sourced, Tracked

from .meeting import Meeting
from .mesa import Mesa
from .places import run_by
from .problem import Problem


class NobodySpoke(Refused):
    """A conversation without anybody whose voice could be counted."""


class NothingSaid(Refused):
    pass


@dataclass(frozen=True)
class Said:
    """One thing that was said, as it is told; `pk` when it is a statement that is there already."""

    text: str
    cause: str = ""
    pk: int | None = None


class ListeningNoteQuerySet(models.QuerySet["ListeningNote"]):
    def visible_to(self, person: Person) -> "ListeningNoteQuerySet":
        """For who runs the mesa, and for who sees everything: it was said in confidence."""
        return self if person.sees_everything else self.run_by(person)

    def run_by(self, person: Person) -> "ListeningNoteQuerySet":
        return self.filter(run_by(person))

    def in_rows(self) -> "ListeningNoteQuerySet":
        """What a row of the notebook shows: who spoke, and how many things; the latest first."""
        grouped = Count("statements", filter=Q(statements__problem__isnull=False))
        told = self.select_related("organization").annotate(
            said=Count("statements"), grouped=grouped
        )
        return told.order_by("-heard_on", "-pk")


class ListeningNote(Tracked, Sourced):
    """What the team heard in one conversation of the premesa (OIT §3c)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="listening_notes")
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="listening_notes"
    )
    heard_on = models.DateField(null=True)
    heard_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField(max_length=160, blank=True)
    # Who spoke: an organisation of the directory, or somebody in words with her constituency.
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    speaker = models.CharField(max_length=160, blank=True)
    constituency = models.CharField(max_length=12, choices=Constituency, blank=True)
    # Codes of ExcludedGroup that spoke through it.
    groups = models.JSONField(default=list, blank=True)
    # Codes of DecentWorkDeficit that it touches.
    deficits = models.JSONField(default=list, blank=True)
    solutions = models.TextField(blank=True)
    could_sit = models.TextField(blank=True)
    liaison = models.CharField(max_length=200, blank=True)
    # Who holds the formal power; may be somebody else than the liaison (OIT §3c).
    authority = models.CharField(max_length=200, blank=True)

    objects = ListeningNoteQuerySet.as_manager()

    class Meta:
        ordering = ["heard_on", "pk"]

    @classmethod
    @transaction.atomic
    def hear(
        cls,
        mesa: Mesa,
        *,
        said: Sequence[Said],
        heard_on: datetime.date,
        organization: Organization | None = None,
        speaker: str = "",
        constituency: str = "",
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
        **told: Any,
    ) -> "ListeningNote":
        """Keep a conversation. Sent twice under one `ref` it is one: the second time corrects it.

        `told` is whatever else the note says: place, groups, deficits, solutions…
        """
        who = {
            "organization": organization,
            "speaker": speaker.strip(),
            "constituency": organization.constituency if organization else constituency,
        }
        mesa.hold()
        if ref and (there := mesa.listening_notes.filter(ref=ref).first()):
            there.correct(said=said, heard_on=heard_on, by=by, at=at, **who, **told)
            return there
        _must_be_told(who, said)
        new = cls.objects.create(
            mesa=mesa, ref=free_ref(cls, ref), heard_on=heard_on, heard_by=by, **who, **told
        )
        for each in said:
            Statement.objects.create(note=new, text=each.text, cause=each.cause)
        new.record("heard", by=by, at=at)
        return new

    def __str__(self) -> str:
        who = self.organization.short if self.organization else ""
        return f"{self.speaker}, {who}" if self.speaker and who else self.speaker or who

    def stream(self) -> str:
        """Not the mesa's, which every seat may read: it was said in confidence."""
        return f"premesa:{self.mesa_id}"

    @property
    def whose(self) -> str:
        """The constituency that speaks through it."""
        return self.organization.constituency if self.organization else self.constituency

    @property
    def all_groups(self) -> list[str]:
        """The excluded groups that spoke: by themselves, or through who represents them."""
        represented = self.organization.groups if self.organization else []
        return sorted({*self.groups, *represented})

    @transaction.atomic
    def correct(
        self,
        *,
        said: Sequence[Said],
        by: Person | None,
        at: datetime.datetime,
        **told: Any,
    ) -> None:
        """Say it better; what each datum and each statement said before is kept in the trail."""
        self.hold()
        _must_be_told({"organization": None, "speaker": "", **told}, said)
        changes = {
            field: [_in_words(getattr(self, field)), _in_words(value)]
            for field, value in told.items()
            if getattr(self, field) != value
        }
        for field, value in told.items():
            setattr(self, field, value)
        self.save()
        before = [each.told() for each in self.statements.all()]
        self._say_anew(said)
        after = [each.told() for each in self.statements.all()]
        if before != after:
            changes["statements"] = [before, after]
        if changes:
            self.record("corrected", by=by, at=at, changes=changes)

    def _say_anew(self, said: Sequence[Said]) -> None:
        """The statements become these: those told by their pk stay themselves, in their group."""
        there = {each.pk: each for each in self.statements.all()}
        named = {each.pk for each in said if each.pk in there}
        # Sent again on a bad line, none has its pk: the first is the first, and so on.
        unnamed = [each for pk, each in there.items() if pk not in named]
        for each in said:
            statement = there.get(each.pk or 0) or (unnamed.pop(0) if unnamed else None)
            statement = statement or Statement(note=self)
            statement.text, statement.cause = each.text, each.cause
            statement.save()
        for left in unnamed:
            left.delete()

    @transaction.atomic
    def set_apart(
        self,
        statement: "Statement",
        others: "Sequence[Statement]",
        *,
        by: Person,
        at: datetime.datetime,
    ) -> Event:
        """A statement of it looks like the others and says something else, for good."""
        new = []
        for other in others:
            one, two = sorted([statement.pk, other.pk])
            if one != two and SetApart.objects.get_or_create(one_id=one, other_id=two)[1]:
                new.append([one, two])
        return self.record("set_apart", by=by, at=at, changes={"pairs": [[], new]})

    @transaction.atomic
    def rejoin(self, pairs: list[list[int]], *, by: Person, at: datetime.datetime) -> None:
        """They may say the same, after all."""
        for one, two in pairs:
            SetApart.objects.filter(one_id=one, other_id=two).delete()
        self.record("rejoined", by=by, at=at, changes={"pairs": [pairs, []]})

    @transaction.atomic
    def take_back(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """It was noted by mistake, or twice; what it said stays in the trail, with the reason."""
        if not why.strip():
            raise NothingSaid(_("Diga por qué se retira: la razón queda en la historia."))
        self.hold()
        said = [each.told() for each in self.statements.all()]
        self.record("taken_back", by=by, at=at, why=why, changes={"statements": [said, []]})
        self.delete()


def _must_be_told(who: dict[str, Any], said: Sequence[Said]) -> None:
    if not (who["organization"] or who["speaker"]):
        raise NobodySpoke(_("Diga quién habló: una organización del directorio, o en palabras."))
    if not any(each.text.strip() for each in said):
        raise NothingSaid(_("Anote al menos una cosa que dijo, en sus palabras."))


def _in_words(value: Any) -> Any:
    return value if isinstance(value, list) else str(value or "")


class StatementQuerySet(models.QuerySet["Statement"]):
    def of_mesa(self, mesa: Mesa) -> "StatementQuerySet":
        return self.filter(note__mesa=mesa)

    def ungrouped(self) -> "StatementQuerySet":
        return self.filter(problem=None)

    def with_who(self) -> "StatementQuerySet":
        """With who said it, in the same question."""
        return self.select_related("note__organization").order_by("note__heard_on", "pk")


class Statement(Sourced):
    """One thing that was said, in their words; grouped with others it becomes a problem."""

    note = models.ForeignKey(ListeningNote, on_delete=models.CASCADE, related_name="statements")
    text = models.TextField()
    # The cause that they suspect.
    cause = models.TextField(blank=True)
    problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.SET_NULL, related_name="statements"
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:200]

    def join(self, problem: Problem | None) -> None:
        """Called by the verbs of the problem that it is grouped in, or leaves."""
        self.problem = problem
        self.save(update_fields=["problem"])

    def told(self) -> str:
        """What it says, and the cause, in words that the trail keeps."""
        return f"{self.text} ({self.cause})" if self.cause else self.text


class SetApart(models.Model):
    """Two statements that look alike and, somebody said, do not say the same."""

    one = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="set_apart_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="set_apart_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"
