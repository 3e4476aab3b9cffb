from django.db import models

from destraba.kit.ref import new_ref
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .meeting import Meeting
from .mesa import Mesa
from .places import run_by, seen_by


class RoadmapRevisionQuerySet(models.QuerySet["RoadmapRevision"]):
    def visible_to(self, person: Person) -> "RoadmapRevisionQuerySet":
        return self.filter(seen_by(person))

    def run_by(self, person: Person) -> "RoadmapRevisionQuerySet":
        return self.filter(run_by(person))


class RoadmapRevision(Tracked, Sourced):
    """The roadmap as it was agreed one day. It never changes: another comes after (OIT §2c, §3e).

    `content` is {"focus": [problem], "waiting": [problem]}, each problem as it read that day:
    {"ref", "title", "kind", "pace", "deficits", "pillars", "next_step", "why",
    "change_space": {"authority", "authority_why", "acceptance", …} or null}.
    """

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="roadmap_revisions")
    number = models.PositiveIntegerField()
    agreed_on = models.DateField(null=True)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    objective = models.TextField(blank=True)
    content = models.JSONField(default=dict)
    why = models.TextField(blank=True)
    written_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RoadmapRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["mesa", "number"], name="one_roadmap_per_number")
        ]

    def __str__(self) -> str:
        return str(self.number)

    def stream(self) -> str:
        return self.mesa.stream()
