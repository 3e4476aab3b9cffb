import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import (
    AppointmentRole,
    Body,
    ProgrammeRole,
    TeamCriterion,
    TeamRole,
)
from destraba.people.models import Organization, Person, Role
from destraba.trail.models import Sourced, Tracked

# What was declared longer ago than this is asked again.
GOOD_FOR = datetime.timedelta(days=365)


class AlreadyOfTheTeam(Refused):
    pass


class NotOfTheTeam(Refused):
    """She has left, or her time would end before it began."""


class NotNeutral(Refused):
    """Who runs mesas holds no seat of a member organisation in any (R09, OIT §2a)."""


class OneLeader(Refused):
    pass


class NobodyLeft(Refused):
    """Nobody would be left who runs the programme."""


class NothingDeclared(Refused):
    pass


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def visible_to(self, person: Person) -> "TeamMemberQuerySet":
        return self if person.sees_everything or is_of_the_team(person) else self.none()

    def run_by(self, person: Person) -> "TeamMemberQuerySet":
        """Who runs everything changes the team, and so does whoever leads it."""
        return self if may_change_the_team(person) else self.none()

    def answerable_by(self, person: Person) -> "TeamMemberQuerySet":
        """A declaration is each one's own; who changes the team notes it down too."""
        if may_change_the_team(person):
            return self
        return self.filter(person=person) if is_of_the_team(person) else self.none()

    def current(self, *, on: datetime.date | None = None) -> "TeamMemberQuerySet":
        day = on or timezone.localdate()
        begun = Q(since_on=None) | Q(since_on__lte=day)
        return self.filter(begun).exclude(until_on__lt=day)

    def with_declarations(self) -> "TeamMemberQuerySet":
        """The person, and what each declared, in a fixed number of queries."""
        declared = ConflictDeclaration.objects.select_related("organization")
        return self.select_related("person").prefetch_related(
            models.Prefetch("declarations", queryset=declared)
        )


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

    @classmethod
    @transaction.atomic
    def join(
        cls,
        person: Person,
        *,
        role: str,
        since_on: datetime.date,
        share_percent: int = 100,
        direct_line: str = "",
        coordinates: bool = False,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "TeamMember":
        """She comes to the team; who `coordinates` may work at every mesa until she leaves."""
        person.hold()
        _must_be_free(person, on=since_on)
        _must_not_sit(person, on=since_on)
        if role == TeamRole.LEADER:
            _must_be_no_leader(on=since_on)
        member = cls.objects.create(
            ref=ref or new_ref(),
            person=person,
            role=role,
            share_percent=share_percent,
            since_on=since_on,
            direct_line=direct_line,
        )
        member.record("joined", by=by, at=at)
        if coordinates:
            _let_coordinate(person, since_on=since_on, by=by, at=at)
        return member

    def __str__(self) -> str:
        return f"{self.person}, {self.get_role_display()}"

    def stream(self) -> str:
        return "team"

    @property
    def is_exclusive(self) -> bool:
        return self.share_percent == 100

    @property
    def is_leader(self) -> bool:
        return self.role == TeamRole.LEADER

    def is_current(self, *, on: datetime.date) -> bool:
        begun = self.since_on is None or self.since_on <= on
        return begun and (self.until_on is None or self.until_on >= on)

    def current_declaration(self, *, on: datetime.date) -> "ConflictDeclaration | None":
        """What she declared last, if it still holds; at no cost after `with_declarations`."""
        dated = [each for each in self.declarations.all() if each.declared_on]
        last = max(dated, key=lambda each: (each.declared_on, each.pk), default=None)
        return last if last and last.holds(on=on) else None

    @transaction.atomic
    def rededicate(
        self,
        *,
        role: str,
        share_percent: int,
        direct_line: str,
        why: str,
        by: Person | None,
        at: datetime.datetime,
    ) -> None:
        """What she is in the team and with how much of her time; what it was is kept."""
        self._must_be_here(at=at)
        if role == TeamRole.LEADER and not self.is_leader:
            _must_be_no_leader(on=timezone.localdate(at))
        told = {"role": role, "share_percent": share_percent, "direct_line": direct_line}
        changes = self._take(told)
        if changes:
            self.record("rededicated", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def converse(
        self, *, criteria: dict[str, str], by: Person | None, at: datetime.datetime
    ) -> None:
        """What was talked about with her, criterion by criterion: words, no marks (OIT §3a)."""
        self._must_be_here(at=at)
        said = {code: (criteria.get(code) or "").strip() for code in TeamCriterion.values}
        words = {code: text for code, text in said.items() if text}
        if changes := self._take({"criteria": words}):
            self.record("conversed", by=by, at=at, changes=changes)

    @transaction.atomic
    def declare(
        self,
        *,
        has_interest: bool,
        on: datetime.date,
        organization: Organization | None = None,
        words: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "ConflictDeclaration":
        """What she declares of her own interests that day; those of before stay (R09)."""
        self._must_be_here(at=at)
        if has_interest and not (organization or words.strip()):
            raise NothingDeclared(_("Diga qué interés es, o en qué organización."))
        if on > timezone.localdate(at):
            raise NothingDeclared(_("Una declaración no puede llevar una fecha por venir."))
        declaration = self.declarations.create(
            declared_on=on, has_interest=has_interest, organization=organization, words=words
        )
        self.record("declared", by=by, at=at, why=words)
        return declaration

    @transaction.atomic
    def leave(
        self, *, on: datetime.date, why: str, by: Person | None, at: datetime.datetime
    ) -> None:
        """Her last day in the team; with it ends what she was for the whole programme."""
        self._must_be_here(at=at)
        if self.since_on and on < self.since_on:
            raise NotOfTheTeam(_("No puede salir antes de haber entrado: elija otro día."))
        coordinating = self._coordinating(on)
        _somebody_must_stay(coordinating, on=on)
        self.until_on = on
        self.save(update_fields=["until_on"])
        self.record("left", by=by, at=at, why=why)
        for role in coordinating:
            role.end(on=on, by=by, at=at)

    def _coordinating(self, on: datetime.date) -> list[Role]:
        """What she was given since she came, and not what she was before.

        Also what ends with the last day that had been told: another day is told now.
        """
        roles = self.person.roles.filter(kind=ProgrammeRole.COORDINATOR)
        still = Q(until_on=None)
        roles = roles.filter(still | Q(until_on=self.until_on) if self.until_on else still)
        if self.since_on:
            roles = roles.filter(since_on__gte=self.since_on)
        return list(roles.filter(since_on__lte=on))

    def _take(self, told: dict[str, Any]) -> dict[str, list[Any]]:
        """Keep what differs, and say what it was."""
        changes = {
            field: [getattr(self, field), value]
            for field, value in told.items()
            if getattr(self, field) != value
        }
        for field, (_before, after) in changes.items():
            setattr(self, field, after)
        if changes:
            self.save(update_fields=list(changes))
        return changes

    def _must_be_here(self, *, at: datetime.datetime) -> None:
        self.hold()
        if self.until_on and self.until_on < timezone.localdate(at):
            raise NotOfTheTeam(_("%s ya no es del equipo dedicado.") % self.person.name)


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

    def holds(self, *, on: datetime.date) -> bool:
        """After a year it is asked again."""
        return self.declared_on is not None and on - self.declared_on < GOOD_FOR


def is_of_the_team(person: Person) -> bool:
    """Whether she is of the dedicated team today; asked once for as long as `person` lives."""
    return bool(_roles_in_the_team(person))


def may_change_the_team(person: Person) -> bool:
    return person.runs_everything or TeamRole.LEADER in _roles_in_the_team(person)


def may_read_conversations(person: Person) -> bool:
    """The team itself, who coordinates and who convenes; not every one who reads the rest."""
    trusted = {ProgrammeRole.COORDINATOR.value, ProgrammeRole.CONVENER.value}
    return bool(trusted & person.programme_roles) or is_of_the_team(person)


def _roles_in_the_team(person: Person) -> frozenset[str]:
    known: frozenset[str] | None = person.__dict__.get("_team_roles")
    if known is None:
        found = person.team_terms.current().values_list("role", flat=True)
        known = person.__dict__["_team_roles"] = frozenset(found)
    return known


def _must_be_free(person: Person, *, on: datetime.date) -> None:
    if person.team_terms.exclude(until_on__lt=on).exists():
        raise AlreadyOfTheTeam(_("%s ya es del equipo dedicado ese día.") % person.name)


def _must_not_sit(person: Person, *, on: datetime.date) -> None:
    """At a member's seat; an articulator's is of the team's own work (OIT §2f)."""
    standing = person.appointments.exclude(until_on__lt=on).exclude(seat__until_on__lt=on)
    members = standing.exclude(seat__body=Body.DEDICATED_TEAM).exclude(
        role=AppointmentRole.ARTICULATOR
    )
    held = members.select_related("seat__organization", "seat__mesa").first()
    if held:
        told = {
            "who": person.name,
            "seat": held.seat.organization.short,
            "mesa": held.seat.mesa.name,
        }
        raise NotNeutral(
            _(
                "%(who)s ocupa un asiento de %(seat)s en «%(mesa)s»: quien es del equipo dedicado"
                " no puede sentarse por una organización miembro. Deje antes el asiento."
            )
            % told
        )


def _must_be_no_leader(*, on: datetime.date) -> None:
    leaders = TeamMember.objects.filter(role=TeamRole.LEADER).exclude(until_on__lt=on)
    if leader := leaders.select_related("person").first():
        raise OneLeader(
            _("%s lidera el equipo: cambie antes su parte, o anote su salida.") % leader.person.name
        )


def _let_coordinate(
    person: Person, *, since_on: datetime.date, by: Person | None, at: datetime.datetime
) -> None:
    roles = person.roles.filter(kind=ProgrammeRole.COORDINATOR)
    if roles.filter(until_on=None).exists():
        return
    if roles.filter(since_on=since_on).exists():
        raise AlreadyOfTheTeam(_("Ya coordinó desde ese mismo día: elija otro."))
    Role.give(person, ProgrammeRole.COORDINATOR, since_on=since_on, by=by, at=at)


def _somebody_must_stay(coordinating: list[Role], *, on: datetime.date) -> None:
    """When they end, somebody else must be able to work at every mesa."""
    if not coordinating:
        return
    others = Role.objects.filter(kind=ProgrammeRole.COORDINATOR, since_on__lte=on)
    staying = others.exclude(until_on__lte=on).exclude(pk__in=[each.pk for each in coordinating])
    if not staying.exists():
        raise NobodyLeft(
            _("Es la única persona que coordina el programa: dé antes esa función a otra.")
        )
