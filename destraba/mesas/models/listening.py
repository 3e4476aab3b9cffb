from django.db import models

from destraba.kit.ref import new_ref
from destraba.kit.vocabulary import Constituency
from destraba.people.models import Organization, Person
from destraba.trail.models import Sourced, Tracked

from .meeting import Meeting
from .mesa import Mesa
from .places import run_by
from .problem import Problem


class ListeningNoteQuerySet(models.QuerySet["ListeningNote"]):
    def visible_to(self, person: Person) -> "ListeningNoteQuerySet":
        """For who runs the mesa, and for who sees everything: it was said in confidence."""
        return self if person.sees_everything else self.run_by(person)

    def run_by(self, person: Person) -> "ListeningNoteQuerySet":
        return self.filter(run_by(person))


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

    def __str__(self) -> str:
        who = self.organization.short if self.organization else ""
        return f"{self.speaker}, {who}" if self.speaker and who else self.speaker or who

    def stream(self) -> str:
        return self.mesa.stream()


class Statement(Sourced):
    """One thing that was said, in their words; grouped with others it becomes a problem."""

    note = models.ForeignKey(ListeningNote, on_delete=models.CASCADE, related_name="statements")
    text = models.TextField()
    # The cause that they suspect.
    cause = models.TextField(blank=True)
    problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.SET_NULL, related_name="statements"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.text[:200]


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
