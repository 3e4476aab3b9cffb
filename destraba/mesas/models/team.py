import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from destraba.kit.ref import new_ref
from destraba.kit.vocabulary import TeamRole
from destraba.people.models import Organization, Person
from destraba.trail.models import Sourced, Tracked


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def current(self, *, on: datetime.date | None = None) -> "TeamMemberQuerySet":
        day = on or timezone.localdate()
        begun = Q(since_on=None) | Q(since_on__lte=day)
        return self.filter(begun).exclude(until_on__lt=day)


class TeamMember(Tracked, Sourced):
    """Somebody of the dedicated team, from when until when, and with how much of her time."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="team_terms")
    role = models.CharField(max_length=10, choices=TeamRole)
    # Ideally exclusive; otherwise a share of her time, and the mesa is her priority (OIT §3a).
    share_percent = models.PositiveSmallIntegerField(default=100)
    since_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    # Whom the leader reaches without anybody in between.
    direct_line = models.CharField(max_length=160, blank=True)
    # What was talked about, {code of TeamCriterion: words}: an aid to talk, never a score.
    criteria = models.JSONField(default=dict, blank=True)

    objects = TeamMemberQuerySet.as_manager()

    class Meta:
        ordering = ["since_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until_on=None), name="one_open_term_in_the_team"
            ),
            models.CheckConstraint(
                condition=Q(share_percent__gte=1, share_percent__lte=100), name="share_of_a_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    def stream(self) -> str:
        return "team"

    @property
    def is_exclusive(self) -> bool:
        return self.share_percent == 100


class ConflictDeclaration(Sourced):
    """What a member of the team declares about her own interests, that day (R09, OIT §2a)."""

    member = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="declarations")
    declared_on = models.DateField(null=True)
    has_interest = models.BooleanField(default=False)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["declared_on", "pk"]

    def __str__(self) -> str:
        return self.words[:80]


def is_of_the_team(person: Person) -> bool:
    """Whether she is of the dedicated team today; asked once for as long as `person` lives."""
    known: bool | None = person.__dict__.get("_of_the_team")
    if known is None:
        known = person.__dict__["_of_the_team"] = person.team_terms.current().exists()
    return known
