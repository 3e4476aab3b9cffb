import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from destraba.kit.merging import Diverged, merge
from destraba.kit.refusal import Refused
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .mesa import Mesa
from .places import run_by, seen_by

LONGEST = 100_000


class Unwritten(Refused):
    """A diagnosis of no words, or of too many."""


class DiagnosisConflict(Refused):
    """Two people changed the same words: `mine` was not kept, `standing` is what stands."""

    def __init__(self, standing: "Diagnosis", mine: str) -> None:
        super().__init__(
            _("%(who)s cambió las mismas palabras. Elija qué queda: no se ha perdido nada.")
            % {"who": standing.written_by or _("Otra persona")}
        )
        self.standing, self.mine = standing, mine


class DiagnosisQuerySet(models.QuerySet["Diagnosis"]):
    def visible_to(self, person: Person) -> "DiagnosisQuerySet":
        return self.filter(seen_by(person))

    def run_by(self, person: Person) -> "DiagnosisQuerySet":
        return self.filter(run_by(person))


class Diagnosis(Tracked, Sourced):
    """One version of the preliminary diagnosis and prioritisation strategy (OIT §3c)."""

    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="diagnoses")
    version = models.PositiveIntegerField()
    # Markdown.
    text = models.TextField()
    written_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(null=True)

    objects = DiagnosisQuerySet.as_manager()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["mesa", "version"], name="one_diagnosis_per_version")
        ]

    @classmethod
    @transaction.atomic
    def write(
        cls, mesa: Mesa, *, text: str, base: int, by: Person, at: datetime.datetime
    ) -> "Diagnosis":
        """Another version, written over version `base`; the same words again make none.

        If somebody wrote in between, both texts are merged by words; DiagnosisConflict when both
        changed the same ones.
        """
        mesa.hold()
        text = text.replace("\r\n", "\n").strip()
        if not text or len(text) > LONGEST:
            raise Unwritten(_("Escriba el diagnóstico, en menos de 100.000 letras."))
        last = mesa.diagnoses.select_related("written_by").last()
        if last and last.version != base:
            text = last._merged(text, base)
        if last and text == last.text:
            return last
        version = last.version + 1 if last else 1
        diagnosis = cls.objects.create(
            mesa=mesa, version=version, text=text, written_by=by, written_at=at
        )
        diagnosis.record("written", by=by, at=at)
        return diagnosis

    def _merged(self, mine: str, base: int) -> str:
        before = self.mesa.diagnoses.filter(version=base).values_list("text", flat=True).first()
        try:
            return merge(before or "", mine, self.text)
        except Diverged:
            raise DiagnosisConflict(self, mine) from None

    def __str__(self) -> str:
        return f"v{self.version}"

    def stream(self) -> str:
        return self.mesa.stream()
