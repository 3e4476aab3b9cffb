import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .commitment import Commitment
from .mesa import Mesa
from .places import Looking, run_by
from .question import need_words


class NotEntrusted(Refused):
    """To a mesa that cannot follow it up, or of what is no longer owed."""


class EntrustingQuerySet(models.QuerySet["Entrusting"]):
    def visible_to(self, person: Looking) -> "EntrustingQuerySet":
        """For both ends: who runs the mesa that hands it down, and who follows it up below."""
        return self if person.sees_everything else self.run_by(person)

    def run_by(self, person: Looking) -> "EntrustingQuerySet":
        return self.filter(run_by(person, "commitment__mesa") | run_by(person))

    def takeable_by(self, person: Person) -> "EntrustingQuerySet":
        """Who handed it down takes it back."""
        return self.filter(run_by(person, "commitment__mesa"))

    def standing(self) -> "EntrustingQuerySet":
        return self.filter(until_on=None)


class Entrusting(Tracked, Sourced):
    """A national mesa hands the follow-up of a commitment down to a territorial one (OIT §2f)."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="entrustings")
    # The territorial mesa that follows it up.
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="entrustings")
    why = models.TextField(blank=True)
    since_on = models.DateField(null=True)
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(null=True)
    # Its last day below, when it was taken back.
    until_on = models.DateField(null=True, blank=True)
    until_why = models.TextField(blank=True)

    objects = EntrustingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "mesa"],
                condition=Q(until_on=None),
                name="entrusted_once_to_each",
            )
        ]

    @classmethod
    @transaction.atomic
    def entrust(
        cls,
        commitment: Commitment,
        *,
        to: Mesa,
        why: str,
        by: Person | None,
        at: datetime.datetime,
    ) -> "Entrusting":
        """Its territorial mesa follows it up and reports; asked twice, it is entrusted once."""
        commitment.hold()
        there = cls.objects.standing().filter(commitment=commitment, mesa=to).first()
        if there:
            return there
        if not commitment.is_open:
            words = _("Este compromiso ya está %s: no hay nada que seguir.")
            raise NotEntrusted(words % commitment.get_state_display())
        if not to.serves(commitment.mesa_id):
            words = _("«%s» no es una mesa territorial de esta mesa: no puede seguirlo.")
            raise NotEntrusted(words % to)
        to.must_work()
        need_words(why, _("Diga qué se espera que sigan allí: es lo que el articulador leerá."))
        today = timezone.localdate(at)
        told = cls.objects.create(
            commitment=commitment, mesa=to, why=why.strip(), since_on=today, by=by, at=at
        )
        told.record("made", by=by, at=at, why=why)
        return told

    def __str__(self) -> str:
        return str(self.commitment)

    def stream(self) -> str:
        """Not a mesa's timeline, which every seat reads: both ends have it on their pages."""
        return f"field:{self.mesa_id}"

    @property
    def is_standing(self) -> bool:
        return self.until_on is None

    @transaction.atomic
    def take_back(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """The mesa above follows it up itself again; what was reported stays."""
        self.hold()
        if not self.is_standing:
            return
        need_words(why, _("Diga por qué ya no se sigue allí: el articulador lo leerá."))
        self.until_on, self.until_why = timezone.localdate(at), why.strip()
        self.save(update_fields=["until_on", "until_why"])
        self.record("taken_back", by=by, at=at, why=why)
