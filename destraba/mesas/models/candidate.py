import datetime
from collections.abc import Mapping
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit import partial_date
from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.text import plain
from destraba.kit.vocabulary import AppointmentRole, Body, CandidateState, Criterion, MesaKind
from destraba.people.models import Organization, Person, Territory
from destraba.trail.models import Sourced, Tracked

from .mesa import Mesa
from .programme import Programme
from .seat import Seat
from .team import is_of_the_team

LOWEST, HIGHEST = 1, 5


class AlreadyListed(Refused):
    """There is a candidate of that name."""


class Unreasoned(Refused):
    """A judgement whose reason nobody gave."""


class Unattributed(Refused):
    """A choice that nobody made."""


class OutOfScale(Refused):
    pass


class NotListed(Refused):
    """It is not in the state from which this can happen."""


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, person: Person) -> "CandidateQuerySet":
        """For the team, the convener, coordinators and advisers: it is not told around yet."""
        return self if person.sees_everything or is_of_the_team(person) else self.none()

    def run_by(self, person: Person) -> "CandidateQuerySet":
        return self if person.runs_everything or is_of_the_team(person) else self.none()

    def scorable_by(self, person: Person) -> "CandidateQuerySet":
        """Whoever sees them may say how she sees them; an adviser only reads."""
        return self.none() if person.only_reads else self.visible_to(person)

    def with_values(self) -> "CandidateQuerySet":
        """With what everybody gave, for a comparison: no words, no authors."""
        values = Score.objects.only("candidate", "criterion", "person", "value")
        return self.prefetch_related(Prefetch("scores", values))

    def with_scores(self) -> "CandidateQuerySet":
        """With what everybody gave, who and why."""
        return self.prefetch_related(Prefetch("scores", Score.objects.select_related("person")))


class Candidate(Tracked, Sourced):
    """A mesa that there could be: what it would cover and who asks for it (OIT §3b)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=MesaKind, blank=True)
    # As wide as possible, narrow enough to share details (OIT §3b).
    scope = models.TextField(blank=True)
    # ISIC Rev.4 sections, one letter each.
    sections = models.JSONField(default=list, blank=True)
    territories = models.ManyToManyField(Territory, blank=True, related_name="+")
    asked_by = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_in_words = models.TextField(blank=True)
    # Tables that already deal with the same matter (R47); or somebody looked and there are none.
    existing_tables = models.TextField(blank=True)
    no_existing_tables = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=CandidateState, default=CandidateState.LISTED)
    # What it became once chosen.
    mesa = models.OneToOneField(
        Mesa, null=True, blank=True, on_delete=models.SET_NULL, related_name="candidate"
    )
    put_on = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])
    # When, by whom in words, and why it was chosen or set aside; empty while it is in the list.
    settled_on = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])
    settled_by = models.CharField(max_length=160, blank=True)
    settled_why = models.TextField(blank=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    @classmethod
    @transaction.atomic
    def put_forward(
        cls,
        *,
        name: str,
        territories: list[Territory] | None = None,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
        **told: Any,
    ) -> "Candidate":
        """It enters the list; `told` are its kind, its scope, who asks for it…"""
        _must_be_new(name)
        candidate = cls.objects.create(
            ref=ref or new_ref(), name=name, put_on=timezone.localdate(at).isoformat(), **told
        )
        candidate.territories.set(territories or [])
        candidate.record("put_forward", by=by, at=at)
        return candidate

    def __str__(self) -> str:
        return self.name

    def stream(self) -> str:
        return "candidates"

    @property
    def is_listed(self) -> bool:
        return self.state == CandidateState.LISTED

    @property
    def is_chosen(self) -> bool:
        return self.state == CandidateState.CHOSEN

    @transaction.atomic
    def restate(
        self,
        *,
        why: str,
        territories: list[Territory] | None = None,
        by: Person,
        at: datetime.datetime,
        **told: Any,
    ) -> None:
        """Say it better. What it said is kept, with the reason (OIT §2c: all is preliminary)."""
        self.hold()
        if self.is_chosen:
            raise NotListed(_("Ya se eligió: lo que abarca se cambia en la mesa."))
        changes = {
            field: [_in_words(getattr(self, field)), _in_words(value)]
            for field, value in told.items()
            if getattr(self, field) != value
        }
        if territories is not None and set(territories) != set(self.territories.all()):
            changes["territories"] = [_names(self.territories.all()), _names(territories)]
            self.territories.set(territories)
        if not changes:
            return
        _need(why)
        if "name" in changes:
            _must_be_new(told["name"], besides=self)
        for field, value in told.items():
            setattr(self, field, value)
        self.save(update_fields=[*told] or None)
        self.record("restated", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def score(
        self, criterion: str, *, value: int, reason: str, by: Person, at: datetime.datetime
    ) -> None:
        """How she sees it, and why. Said anew, what she said before stays in the trail."""
        self.hold()
        if self.is_chosen:
            raise NotListed(_("Ya se eligió: sus puntajes quedan como estaban."))
        if not reason.strip():
            raise Unreasoned(_("Diga por qué da ese puntaje: la razón se muestra con él."))
        if criterion not in Criterion.values or not LOWEST <= value <= HIGHEST:
            raise OutOfScale(_("Un puntaje va de 1 a 5, en uno de los criterios de la lista."))
        given = self.scores.filter(criterion=criterion, person=by).first()
        if given and (given.value, given.reason) == (value, reason):
            return
        changes = {"score": [given.told() if given else "", f"{criterion}: {value}"]}
        if given:
            changes["reason"] = [given.reason, reason]
        told = {"value": value, "reason": reason, "scored_on": timezone.localdate(at)}
        self.scores.update_or_create(criterion=criterion, person=by, defaults=told)
        if given:
            self.record("rescored", by=by, at=at, why=reason, changes=changes)
        else:
            self.record("scored", by=by, at=at, why=reason, changes=changes)

    @transaction.atomic
    def score_all(
        self, given: Mapping[str, tuple[int, str]], *, by: Person, at: datetime.datetime
    ) -> None:
        """Several criteria at once: {criterion: (value, reason)}."""
        for criterion, (value, reason) in given.items():
            self.score(criterion, value=value, reason=reason, by=by, at=at)

    @transaction.atomic
    def choose(
        self,
        *,
        why: str,
        decider: str,
        name: str = "",
        ref: str = "",
        by: Person,
        at: datetime.datetime,
    ) -> Mesa:
        """A person's choice, not a formula's: the mesa that begins its premesa (OIT §3c)."""
        self._must_be_listed()
        if not decider.strip():
            raise Unattributed(_("Diga quién lo decidió: su nombre o su cargo."))
        mesa = Mesa.propose(
            name=name or self.name,
            kind=self.kind,
            scope=self.scope,
            sections=self.sections,
            territories=list(self.territories.all()),
            ref=ref,
            by=by,
            at=at,
        )
        self.mesa = mesa
        self._settle(CandidateState.CHOSEN, why, decider, at)
        told = {"decider": ["", decider], "mesa": ["", mesa.name]}
        self.record("chosen", by=by, at=at, why=why, changes=told)
        _seat_who_chose(mesa, by, at)
        return mesa

    @transaction.atomic
    def set_aside(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """Not now: it stays in sight, and can come back."""
        self._must_be_listed()
        self._settle(CandidateState.SET_ASIDE, why, by.name, at)
        self.record("set_aside", by=by, at=at, why=why)

    @transaction.atomic
    def take_up(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """Back in the list."""
        self.hold()
        if self.state != CandidateState.SET_ASIDE:
            raise NotListed(_("Solo vuelve a la lista lo que quedó para más adelante."))
        _need(why)
        told = {"settled_why": [self.settled_why, ""]}
        self.state, self.settled_on, self.settled_by = CandidateState.LISTED, "", ""
        self.settled_why = ""
        self.save(update_fields=["state", "settled_on", "settled_by", "settled_why"])
        self.record("taken_up", by=by, at=at, why=why, changes=told)

    def _must_be_listed(self) -> None:
        self.hold()
        if not self.is_listed:
            raise NotListed(
                _("La candidata está «%s»: esto ya no se puede hacer.") % self.get_state_display()
            )

    def _settle(self, state: str, why: str, decider: str, at: datetime.datetime) -> None:
        _need(why)
        self.state, self.settled_why, self.settled_by = state, why, decider.strip()
        self.settled_on = timezone.localdate(at).isoformat()
        columns = ["state", "mesa", "settled_on", "settled_by", "settled_why"]
        self.save(update_fields=columns)


class Score(Sourced):
    """How one person sees a candidate by one criterion, 1 to 5, and why."""

    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=20, choices=Criterion)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]
    )
    reason = models.TextField(blank=True)
    scored_on = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "criterion", "person"], name="one_score_each"
            ),
            models.CheckConstraint(
                condition=Q(value__gte=LOWEST, value__lte=HIGHEST), name="score_of_one_to_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_criterion_display()}: {self.value}"

    def told(self) -> str:
        """As the trail keeps it, «technical: 4»."""
        return f"{self.criterion}: {self.value}"


def _seat_who_chose(mesa: Mesa, by: Person, at: datetime.datetime) -> None:
    """Who is of the team and does not coordinate would not see the mesa that she made."""
    host = Programme.current().convener
    if host is None or by.runs_everything or not is_of_the_team(by):
        return
    seat = Seat.offer(mesa, host, body=Body.DEDICATED_TEAM, by=by, at=at)
    today = timezone.localdate(at)
    seat.appoint(by, role=AppointmentRole.HOLDER, since_on=today, by=by, at=at)


def _must_be_new(name: str, *, besides: Candidate | None = None) -> None:
    """However it is accented or capitalised. They are few."""
    for pk, other in Candidate.objects.values_list("pk", "name"):
        if plain(other) == plain(name) and not (besides and besides.pk == pk):
            raise AlreadyListed(_("Ya hay una candidata que se llama «%s».") % other)


def _need(why: str) -> None:
    if not why.strip():
        raise Unreasoned(_("Diga por qué: la razón queda en la historia de la candidata."))


def _in_words(value: Any) -> Any:
    """As the trail keeps it."""
    return str(value) if isinstance(value, models.Model) else "" if value is None else value


def _names(territories: Any) -> str:
    return ", ".join(sorted(territory.name for territory in territories))
