import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit import partial_date
from destraba.kit.later import rows_of
from destraba.kit.ref import free_ref, new_ref
from destraba.kit.text import plain
from destraba.kit.vocabulary import (
    CommitmentState,
    EntityRole,
    Pace,
    ProblemKind,
    ProblemState,
)
from destraba.people.models import Organization, Person
from destraba.trail.models import Event, Sourced

from .level import Levelled
from .mesa import Mesa
from .places import Looking, run_by, seen_by
from .reshaping import ALIVE, PENDING, need_reason
from .slots import Focusing
from .weighed import Weighed

if TYPE_CHECKING:
    from .listening import Statement

# What an organisation is called in a row: its acronym, or else its name.
SHORT = Coalesce(NullIf("responsible__acronym", Value("")), "responsible__name")
# What a row of a long list says of a problem, and what its source says or does not.
IN_A_ROW = ["title", "state", "pace", "moved_on", "reported_state", "provenance"]


class ProblemQuerySet(models.QuerySet["Problem"]):
    def visible_to(self, person: Looking) -> "ProblemQuerySet":
        return self.filter(seen_by(person))

    def run_by(self, person: Looking) -> "ProblemQuerySet":
        return self.filter(run_by(person))

    def in_focus(self) -> "ProblemQuerySet":
        return self.filter(state=ProblemState.IN_FOCUS)

    def alive(self) -> "ProblemQuerySet":
        return self.filter(state__in=ALIVE)

    def pending(self) -> "ProblemQuerySet":
        """Alive, or resting until a day."""
        return self.filter(state__in=PENDING)

    def awaiting_attention(self, *, on: datetime.date) -> "ProblemQuerySet":
        return self.filter(state=ProblemState.PARKED, attend_on__lte=on)

    def acted_on_by(self, organization: Organization) -> "ProblemQuerySet":
        """In which it has to act or to cooperate."""
        parts = ProblemEntity.objects.filter(organization=organization)
        return self.filter(pk__in=parts.exclude(role=EntityRole.AFFECTED).values("problem"))

    def with_a_word_like(self, words: list[str]) -> "ProblemQuerySet":
        """Those of that number, or with a word of their title that begins like one of these."""
        alike = Q(pk__in=[int(word) for word in words if word.isdecimal() and len(word) < 10])
        for word in words:
            alike |= Q(title_key__startswith=word) | Q(title_key__contains=f" {word}")
        return self.filter(alike)

    def with_next_step(self) -> "ProblemQuerySet":
        """Annotate the open commitment that falls due first: promise, day, who."""
        owed = rows_of(self.model, "commitments").filter(
            problem=OuterRef("pk"), state=CommitmentState.OPEN
        )
        first = owed.order_by(models.F("due_on").asc(nulls_last=True), "pk")
        return self.annotate(
            next_promise=Subquery(first.values("promise")[:1]),
            next_due_on=Subquery(first.values("due_on")[:1]),
            next_responsible=Subquery(first.annotate(short=SHORT).values("short")[:1]),
            next_commitment=Subquery(first.values("pk")[:1]),
        )

    def in_rows(self, *also: str) -> "ProblemQuerySet":
        """What a row of a long list shows, and no column more."""
        return self.only("mesa_id", *IN_A_ROW, *also)


class Problem(Levelled, Focusing, Weighed, Sourced):
    """What holds back productivity or decent work, or what could advance them (OIT §2)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="problems")
    title = models.CharField(max_length=200)
    title_key = models.CharField(max_length=200, editable=False)
    statement = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=ProblemKind, default=ProblemKind.BOTTLENECK)
    pace = models.CharField(max_length=12, choices=Pace, blank=True)
    # Codes of CoordinationFailure; there may be several (OIT §2e).
    failures = models.JSONField(default=list, blank=True)
    # What a source tells was done about it, in its words.
    measure = models.TextField(blank=True)
    # What a source calls its state, and the day it speaks of.
    reported_state = models.CharField(max_length=60, blank=True)
    reported_on = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["mesa", "state"], name="problem_mesa_state"),
            models.Index(fields=["mesa", "moved_on"], name="problem_mesa_moved"),
            models.Index(fields=["state", "-moved_on"], name="problem_state_moved"),
            models.Index(fields=["title_key"], name="problem_title"),
            models.Index(fields=["moved_on"], name="problem_moved"),
        ]

    @classmethod
    @transaction.atomic
    def raise_at(
        cls,
        mesa: Mesa,
        *,
        title: str,
        statement: str = "",
        kind: str = ProblemKind.BOTTLENECK,
        pace: str = "",
        failures: list[str] | None = None,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Problem":
        """Somebody brings it to the mesa; it enters the list. Sent twice under one `ref` it is
        one."""
        mesa.hold()
        if ref and (there := cls.objects.filter(mesa=mesa, ref=ref).first()):
            return there
        problem = cls.objects.create(
            ref=free_ref(cls, ref),
            mesa=mesa,
            title=title,
            statement=statement,
            kind=kind,
            pace=pace,
            failures=failures or [],
            moved_on=timezone.localdate(at),
        )
        problem.record("raised", by=by, at=at)
        return problem

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.title_key = plain(self.title)[:200]
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        return self.title

    def search_text(self) -> str:
        also = [other.name for other in self.names.all()]
        return "\n".join([self.title, *also, self.statement, self.measure, self.ref])

    def stream(self) -> str:
        return self.mesa.stream()

    @property
    def is_only_told(self) -> bool:
        """All that is known of it is what a source tells: nothing has moved here."""
        return self.moved_on is None and bool(self.provenance.get("source"))

    def days_still(self, *, on: datetime.date) -> int | None:
        """Days without movement; None when nobody knows when it last moved."""
        return (on - self.moved_on).days if self.moved_on else None

    def move(self, *, on: datetime.date) -> None:
        """Something advanced; called by the verbs that make it so."""
        if self.moved_on is None or self.moved_on < on:
            self.moved_on = on
            self.save(update_fields=["moved_on"])

    def solve(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        self._become(ProblemState.SOLVED, "solved", why, by, at, since=ALIVE)

    def drop(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        self._become(ProblemState.DROPPED, "dropped", why, by, at, since=PENDING)

    @transaction.atomic
    def reword(
        self,
        *,
        title: str,
        statement: str,
        why: str,
        pace: str | None = None,
        failures: list[str] | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> None:
        """Say it better. What it said is kept, with the reason (OIT §2c: all is preliminary)."""
        self.hold()
        told = {"title": title, "statement": statement, "pace": pace, "failures": failures}
        changes = {
            field: [getattr(self, field), value]
            for field, value in told.items()
            if value is not None and value != getattr(self, field)
        }
        if not changes:
            return
        need_reason(why)
        for field, (_before, after) in changes.items():
            setattr(self, field, after)
        self.moved_on = timezone.localdate(at)
        self.save(update_fields=[*changes, "title_key", "moved_on"])
        self.record("reworded", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def also_call(
        self,
        name: str,
        *,
        organization: Organization | None,
        by: Person | None,
        at: datetime.datetime,
    ) -> "ProblemName":
        """Keep the name that a member gives it; the same twice is one."""
        self.hold()
        if there := self.names.filter(name=name, organization=organization).first():
            return there
        other = ProblemName.objects.create(problem=self, name=name, organization=organization)
        self.record("named", by=by, at=at, changes={"name": ["", name]})
        return other

    @transaction.atomic
    def involve(
        self,
        organization: Organization,
        *,
        role: str,
        liaison: Person | None = None,
        authority: Person | None = None,
        authority_to_find: bool = False,
        by: Person | None,
        at: datetime.datetime,
    ) -> "ProblemEntity":
        """Say what part an entity has in it, who links, and who holds the formal power."""
        self.hold()
        entity = self._part_of(organization) or ProblemEntity(
            problem=self, organization=organization
        )
        before, was = entity.told(), entity.part()
        entity.role, entity.liaison, entity.authority = role, liaison, authority
        entity.authority_to_find = authority_to_find and authority is None
        if entity.pk and entity.part() == was:
            return entity
        changes = _replaced(organization, before, entity.told())
        entity.save()
        self.record("involved", by=by, at=at, changes=changes)
        return entity

    @transaction.atomic
    def release(
        self, organization: Organization, *, why: str, by: Person, at: datetime.datetime
    ) -> None:
        """The entity no longer has a part in it."""
        need_reason(why)
        self.hold()
        if entity := self._part_of(organization):
            changes = _replaced(organization, entity.told(), {})
            entity.delete()
            self.record("released", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def gather(
        self,
        statements: "Sequence[Statement]",
        *,
        is_born: bool = False,
        by: Person,
        at: datetime.datetime,
    ) -> Event:
        """Those statements say this; the deficits that they touch become its own (OIT §3c)."""
        self.hold()
        told = {code for each in statements for code in each.note.deficits}
        gained = sorted(told - set(self.deficits))
        self.deficits = [*self.deficits, *gained]
        self.save(update_fields=["deficits"])
        for each in statements:
            each.join(self)
        changes: dict[str, list[Any]] = {
            "statements": [[], [each.pk for each in statements]],
            "deficits": [[], gained],
            "born": [False, is_born],
        }
        return self.record("grouped", by=by, at=at, changes=changes)

    @transaction.atomic
    def let_go(
        self, statements: "Sequence[Statement]", *, by: Person, at: datetime.datetime
    ) -> None:
        """Those say something else; what only they brought goes, and the problem if it is all."""
        self.hold()
        for each in statements:
            each.join(None)
        left = self.statements.select_related("note")
        kept = {code for each in left for code in each.note.deficits}
        brought, is_born = self._brought()
        self.deficits = [code for code in self.deficits if code in kept or code not in brought]
        self.save(update_fields=["deficits"])
        changes = {"statements": [[each.pk for each in statements], []]}
        self.record("ungrouped", by=by, at=at, changes=changes)
        is_bare = not left and not self.commitments.exists()
        if is_born and is_bare and self.state == ProblemState.LISTED:
            why = _("Nació de agrupar lo escuchado, y ya nada de lo que se dijo está en él.")
            self.drop(why=why, by=by, at=at)

    def _brought(self) -> tuple[set[str], bool]:
        """The deficits that came with what was said, and whether the problem itself did."""
        told = Event.objects.of_subject(self).filter(verb="problem.grouped")
        changes = list(told.values_list("changes", flat=True))
        deficits = {code for each in changes for code in each["deficits"][1]}
        return deficits, any(each["born"][1] for each in changes)

    def _part_of(self, organization: Organization) -> "ProblemEntity | None":
        parts = self.entities.select_related("liaison", "authority")
        return parts.filter(organization=organization).first()


class ProblemName(Sourced):
    """Another name that a member gave the same problem."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=200)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ProblemEntity(Sourced):
    """The part of an entity. Who links and who has the power may differ (OIT §3c)."""

    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="entities")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="problem_roles"
    )
    role = models.CharField(max_length=16, choices=EntityRole, blank=True)
    liaison = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    authority = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    # The competent authority is still to be found.
    authority_to_find = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["problem", "organization"], name="one_part_per_entity")
        ]

    def part(self) -> tuple[str, int | None, int | None, bool]:
        return self.role, self.liaison_id, self.authority_id, self.authority_to_find

    def told(self) -> dict[str, str]:
        """Its part in words that the trail keeps; nothing before it has one."""
        if self._state.adding and not self.role:
            return {}
        to_find = _("por encontrar") if self.authority_to_find else ""
        return {
            "role": self.role,
            "liaison": str(self.liaison or ""),
            "authority": str(self.authority or to_find),
        }

    def __str__(self) -> str:
        return f"{self.organization.short} {self.get_role_display()}"


def _replaced(
    organization: Organization, before: dict[str, str], after: dict[str, str]
) -> dict[str, list[str]]:
    """The entity and its part before and after; what did not change is left out."""
    names = [f"{organization.short}: {part['role']}" if part else "" for part in (before, after)]
    told = {
        field: [before.get(field, ""), after.get(field, "")]
        for field in {**before, **after}
        if before.get(field, "") != after.get(field, "")
    }
    return {"entity": names, **told}
