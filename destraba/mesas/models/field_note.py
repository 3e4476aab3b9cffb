import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from destraba.kit.ref import free_ref, new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import FieldCourse, MesaKind
from destraba.people.models import Organization, Person
from destraba.trail.models import Sourced, Tracked

from .commitment import Commitment
from .mesa import Mesa
from .places import run_by
from .problem import Problem


class NotFollowedHere(Refused):
    """Of a mesa without a field, or about what it does not follow."""


class NothingSeen(Refused):
    pass


class FieldNoteQuerySet(models.QuerySet["FieldNote"]):
    def visible_to(self, person: Person) -> "FieldNoteQuerySet":
        """For the teams of the mesa and of the one above it, and of what was handed down."""
        if person.sees_everything:
            return self
        above = run_by(person, "mesa__parent") | run_by(person, "commitment__mesa")
        return self.filter(run_by(person) | above)

    def run_by(self, person: Person) -> "FieldNoteQuerySet":
        return self.filter(run_by(person))

    def newest_first(self) -> "FieldNoteQuerySet":
        return self.order_by(models.F("noted_on").desc(nulls_last=True), "-pk")


class FieldNote(Tracked, Sourced):
    """What the articulator saw or heard that day, following things up (OIT §2f; R31)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="field_notes")
    noted_on = models.DateField(null=True, db_index=True)
    course = models.CharField(max_length=8, choices=FieldCourse, blank=True)
    text = models.TextField(blank=True)
    problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.SET_NULL, related_name="field_notes"
    )
    # Of its own mesa, or one that was handed down to it.
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.SET_NULL, related_name="field_notes"
    )
    # Who was talked to.
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = FieldNoteQuerySet.as_manager()

    class Meta:
        ordering = ["noted_on", "pk"]

    @classmethod
    @transaction.atomic
    def note(
        cls,
        mesa: Mesa,
        *,
        noted_on: datetime.date,
        course: str = "",
        text: str = "",
        problem: Problem | None = None,
        commitment: Commitment | None = None,
        organization: Organization | None = None,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "FieldNote":
        """Keep it. Sent twice under one `ref` it is one: the second time corrects it."""
        mesa.hold()
        told: dict[str, Any] = {
            "noted_on": noted_on,
            "course": course,
            "text": text.strip(),
            "problem": problem,
            "commitment": commitment,
            "organization": organization,
        }
        _must_be_followed(mesa, problem, commitment)
        if not (told["text"] or course):
            raise NothingSeen(_("Diga cómo va, o escriba qué vio o qué le dijeron."))
        there = mesa.field_notes.filter(ref=ref, by=by).first() if ref else None
        if there:
            there._correct(told, by=by, at=at)
            return there
        new = cls.objects.create(mesa=mesa, ref=free_ref(cls, ref), by=by, **told)
        new.record("noted", by=by, at=at)
        about = problem or (commitment.problem if commitment else None)
        if about and course == FieldCourse.MOVED:
            about.move(on=noted_on)
        return new

    def __str__(self) -> str:
        return str(self.about or self.text[:120])

    def stream(self) -> str:
        """Not the mesa's timeline, which every seat reads: it is between the two teams."""
        return f"field:{self.mesa_id}"

    @property
    def about(self) -> Commitment | Problem | None:
        return self.commitment or self.problem

    def _correct(self, told: dict[str, Any], *, by: Person | None, at: datetime.datetime) -> None:
        """What it said before is kept in the trail."""
        if changes := self.rewrite(**told):
            self.record("corrected", by=by, at=at, changes=changes)


def _must_be_followed(mesa: Mesa, problem: Problem | None, commitment: Commitment | None) -> None:
    if mesa.kind != MesaKind.TERRITORIAL:
        raise NotFollowedHere(_("Las notas de campo son de las mesas territoriales."))
    if problem and problem.mesa_id != mesa.pk:
        raise NotFollowedHere(_("Ese problema es de otra mesa."))
    followed = Q(mesa=mesa) | Q(entrustings__mesa=mesa, entrustings__until_on=None)
    if commitment and not Commitment.objects.filter(followed, pk=commitment.pk).exists():
        raise NotFollowedHere(_("Esta mesa no sigue ese compromiso."))
