import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from destraba.kit import partial_date
from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import DecisionKind, LaunchStep
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .mesa import Mesa
from .places import run_by, seen_by


class Undecided(Refused):
    """A decision that nobody could attribute, date or understand."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, person: Person) -> "DecisionQuerySet":
        """Those of the mesas that she sees, and those about the whole programme."""
        return self.filter(Q(mesa=None) | seen_by(person))

    def run_by(self, person: Person) -> "DecisionQuerySet":
        return self.filter(run_by(person))


class Decision(Tracked, Sourced):
    """What somebody with power decided, when and why: to convene, to launch or not (OIT §3)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    # None: about the whole programme.
    mesa = models.ForeignKey(
        Mesa, null=True, blank=True, on_delete=models.CASCADE, related_name="decisions"
    )
    kind = models.CharField(max_length=10, choices=DecisionKind)
    # The step that is skipped, when that is what was decided.
    step = models.CharField(max_length=10, choices=LaunchStep, blank=True)
    decided_on = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])
    # Who decided: her name or post in words, and who she is when the directory knows her.
    decider = models.CharField(max_length=160, blank=True)
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    norm = models.CharField(max_length=200, blank=True)
    norm_url = models.URLField(max_length=400, blank=True)
    # Codes of ConvenerPower.
    powers = models.JSONField(default=list, blank=True)
    words = models.TextField(blank=True)
    why = models.TextField(blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["decided_on", "pk"]

    @classmethod
    @transaction.atomic
    def take(
        cls,
        *,
        kind: str,
        decided_on: datetime.date,
        decider: str,
        why: str,
        mesa: Mesa | None = None,
        step: str = "",
        person: Person | None = None,
        norm: str = "",
        norm_url: str = "",
        powers: list[str] | None = None,
        words: str = "",
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Decision":
        """Keep it for good: another decision may follow it, none overwrites it (OIT §3)."""
        decider = decider.strip() or (person.name if person else "")
        if not decider:
            raise Undecided(_("Diga quién lo decidió: su nombre o su cargo."))
        if not why.strip():
            raise Undecided(_("Diga por qué: la razón queda con la decisión."))
        decision = cls.objects.create(
            ref=ref or new_ref(),
            mesa=mesa,
            kind=kind,
            step=step,
            decided_on=decided_on.isoformat(),
            decider=decider,
            person=person,
            norm=norm,
            norm_url=norm_url,
            powers=powers or [],
            words=words,
            why=why,
        )
        decision.record("taken", by=by, at=at, why=why)
        return decision

    def __str__(self) -> str:
        skipped = LaunchStep(self.step).label if self.step else ""
        told = f"{self.get_kind_display()} «{skipped}»" if skipped else self.get_kind_display()
        return f"{told} ({self.decider})" if self.decider else told

    def stream(self) -> str:
        return self.mesa.stream() if self.mesa else "programme"
