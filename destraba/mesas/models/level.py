import datetime
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import InterventionLevel, MesaKind
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

if TYPE_CHECKING:
    from .mesa import Mesa


class NoLevel(Refused):
    """A level that nobody explains, or of a mesa that has none."""


class Levelled(Tracked):
    """The part of a problem that says who must solve it, in a territorial mesa (OIT §2f)."""

    level = models.CharField(max_length=6, choices=InterventionLevel, blank=True)

    if TYPE_CHECKING:
        pk: int
        mesa: Mesa
        levels: models.Manager["LevelSaid"]

        def get_level_display(self) -> str: ...
        def move(self, *, on: datetime.date) -> None: ...

    class Meta:
        abstract = True

    @transaction.atomic
    def place(
        self,
        level: str,
        *,
        why: str,
        solver: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "LevelSaid":
        """Say of which level it is, who solves it and why; what was said before stays.

        Said twice in the same words, it is said once.
        """
        self.hold()
        if self.mesa.kind != MesaKind.TERRITORIAL:
            raise NoLevel(_("Los niveles son de las mesas territoriales: esta no lo es."))
        if level not in InterventionLevel.values:
            raise NoLevel(_("Elija el nivel: primero, segundo o tercero."))
        if not why.strip():
            raise NoLevel(_("Diga por qué es de ese nivel: la razón queda en su historia."))
        last = self.levels.last()
        told: dict[str, Any] = {"level": level, "words": why.strip(), "solver": solver.strip()}
        if last and all(getattr(last, name) == value for name, value in told.items()):
            return last
        said = LevelSaid.objects.create(
            problem=cast(Any, self), said_on=timezone.localdate(at), said_by=by, **told
        )
        changes = {"level": [self.level, level]}
        self.level = level
        self.save(update_fields=["level"])
        self.move(on=timezone.localdate(at))
        self.record("placed", by=by, at=at, why=said.words, changes=changes)
        return said


class LevelSaid(Sourced):
    """One time that somebody said of which level a problem is; the last one holds."""

    problem = models.ForeignKey("mesas.Problem", on_delete=models.CASCADE, related_name="levels")
    level = models.CharField(max_length=6, choices=InterventionLevel)
    # Who solves it: the actors at the mesa, the one below who executes, or national bodies.
    solver = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    said_on = models.DateField(null=True)
    said_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.get_level_display()
