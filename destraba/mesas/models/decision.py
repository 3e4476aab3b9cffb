import datetime

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit import partial_date
from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import DecisionKind, LaunchStep, ProgrammeRole
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .mesa import Mesa
from .places import places_of, run_by, seen_by
from .team import is_of_the_team


class Undecided(Refused):
    """A decision that nobody could attribute, date or understand."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, person: Person) -> "DecisionQuerySet":
        """Those of the mesas that she sees; for whoever sits at one, the programme's own too."""
        if person.sees_everything or is_of_the_team(person):
            return self
        whole = Q(mesa=None) if places_of(person).mesas else Q()
        return self.filter(seen_by(person) | whole)

    def run_by(self, person: Person) -> "DecisionQuerySet":
        return self.filter(run_by(person))

    def convening(self) -> "DecisionQuerySet":
        """The political decisions to have mesas at all (OIT §3)."""
        return self.filter(kind=DecisionKind.CONVENE)

    def latest_first(self) -> "DecisionQuerySet":
        return self.order_by("-decided_on", "-pk")


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
        """Keep it for good: another decision may follow it, none overwrites it (OIT §3).

        Sent twice, one right after the other, it is one.
        """
        decider = decider.strip() or (person.name if person else "")
        _must_be_taken(decider, why, decided_on, today=timezone.localdate(at))
        last = cls.objects.filter(mesa=mesa).order_by("pk").last()
        if last and last._says(kind=kind, step=step, on=decided_on, decider=decider, why=why):
            return last
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
        told = _("saltar el paso «%s»") % skipped if skipped else self.get_kind_display()
        return f"{told} ({self.decider})" if self.decider else told

    def _says(self, *, kind: str, step: str, on: datetime.date, decider: str, why: str) -> bool:
        mine = (self.kind, self.step, self.decided_on, self.decider, self.why)
        return mine == (kind, step, on.isoformat(), decider, why)

    def stream(self) -> str:
        return self.mesa.stream() if self.mesa else "programme"


def may_take_decisions(person: Person) -> bool:
    """The convener, whose they are; and who notes them down for her: coordination and team."""
    return (
        person.runs_everything
        or ProgrammeRole.CONVENER in person.programme_roles
        or is_of_the_team(person)
    )


def _must_be_taken(
    decider: str, why: str, decided_on: datetime.date, *, today: datetime.date
) -> None:
    if not decider:
        raise Undecided(_("Diga quién lo decidió: su nombre o su cargo."))
    if not why.strip():
        raise Undecided(_("Diga por qué: la razón queda con la decisión."))
    if decided_on > today:
        raise Undecided(_("Una decisión no puede llevar una fecha por venir."))
