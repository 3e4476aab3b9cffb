from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from destraba.kit import partial_date
from destraba.kit.ref import new_ref
from destraba.kit.vocabulary import CandidateState, Criterion, MesaKind
from destraba.people.models import Organization, Person, Territory
from destraba.trail.models import Sourced, Tracked

from .mesa import Mesa
from .team import is_of_the_team

LOWEST, HIGHEST = 1, 5


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, person: Person) -> "CandidateQuerySet":
        """For the team, the convener, coordinators and advisers: it is not told around yet."""
        return self if person.sees_everything or is_of_the_team(person) else self.none()

    def run_by(self, person: Person) -> "CandidateQuerySet":
        return self if person.runs_everything or is_of_the_team(person) else self.none()

    def scorable_by(self, person: Person) -> "CandidateQuerySet":
        """Whoever sees them may say how she sees them; an adviser only reads."""
        return self.none() if person.only_reads else self.visible_to(person)


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

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def stream(self) -> str:
        return "candidates"


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
