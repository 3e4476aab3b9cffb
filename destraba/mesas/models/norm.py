import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import OuterRef, Prefetch, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from destraba.kit import partial_date
from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.people.models import Organization, Person
from destraba.trail.models import Sourced

from .mesa import Mesa
from .moving import Moving
from .option_history import StageReached
from .places import run_by, seen_by

TOLD = ("kind", "number", "title", "dated", "body", "body_name", "link")


class Unnamed(Refused):
    """A norm that nobody could find."""


class NormQuerySet(models.QuerySet["Norm"]):
    def visible_to(self, person: Person) -> "NormQuerySet":
        return self.filter(seen_by(person))

    def run_by(self, person: Person) -> "NormQuerySet":
        return self.filter(run_by(person))

    def kinds(self) -> list[str]:
        """The types used before."""
        return list(
            self.exclude(kind="").order_by("kind").values_list("kind", flat=True).distinct()
        )

    def issuers(self) -> list[str]:
        """Who issued them, by the name of the directory or in words."""
        named = self.annotate(issued_by=Coalesce("body__name", "body_name"))
        found = named.exclude(issued_by="").order_by("issued_by")
        return list(found.values_list("issued_by", flat=True).distinct())

    def with_reached(self) -> "NormQuerySet":
        """Annotate `reached`: the last rung that a solution came to with it; none, ""."""
        rungs = StageReached.objects.filter(norm=OuterRef("pk")).order_by("-at", "-pk")
        return self.annotate(reached=Coalesce(Subquery(rungs.values("stage")[:1]), Value("")))

    def in_rows(self, person: Person) -> "NormQuerySet":
        """As a list shows them: with its mesa, and the solutions that it serves, of those that
        this person sees: a problem may have gone on at another mesa."""
        seen = StageReached.objects.filter(seen_by(person, "option__problem__mesa"))
        stages = seen.select_related("option__problem")
        told = self.select_related("mesa", "body")
        return told.prefetch_related(Prefetch("stages", stages))


class Norm(Moving, Sourced):
    """A law, decree, resolution or standard that a solution needed, as it can be looked up."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="norms")
    # As the country calls it: «decreto supremo», «resolución exenta»…
    kind = models.CharField(max_length=80, blank=True)
    number = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=300, blank=True)
    dated = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])
    # Who issued it: of the directory, or else in words.
    body = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="norms"
    )
    body_name = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=400, blank=True)

    objects = NormQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    @classmethod
    @transaction.atomic
    def keep(
        cls,
        mesa: Mesa,
        *,
        kind: str,
        number: str = "",
        title: str = "",
        dated: str = "",
        body: Organization | None = None,
        body_name: str = "",
        link: str = "",
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Norm":
        """Write it down so that anybody can find it: its type, and its number or its title."""
        told = {
            "kind": kind.strip(),
            "number": number.strip(),
            "title": title.strip(),
            "dated": dated,
            "body": body,
            "body_name": body_name.strip(),
            "link": link,
        }
        _must_be_found(told)
        norm = cls.objects.create(ref=ref or new_ref(), mesa=mesa, **told)
        norm.record("kept", by=by, at=at)
        return norm

    def __str__(self) -> str:
        named = " ".join(filter(None, [self.kind, self.number]))
        return ", ".join(filter(None, [named, self.title])) or self.ref

    def stream(self) -> str:
        return f"mesa:{self.mesa_id}"

    def search_text(self) -> str:
        return f"{self}\n{self.issuer}"

    @property
    def issuer(self) -> str:
        return self.body.name if self.body else self.body_name

    @property
    def served(self) -> list[Any]:
        """The solutions that needed it, each once."""
        return list({each.option_id: each.option for each in self.stages.all()}.values())

    @transaction.atomic
    def correct(self, *, why: str, by: Person, at: datetime.datetime, **told: Any) -> None:
        """It was written wrong, or now more of it is known; what it said before is kept."""
        self.hold()
        data = {name: told.get(name, getattr(self, name)) for name in TOLD}
        _must_be_found(data)
        if not why.strip():
            raise Unnamed(_("Diga por qué se corrige: lo que decía antes se conserva."))
        if changes := self.rewrite(**data):
            self.record("corrected", by=by, at=at, why=why, changes=changes)


def _must_be_found(told: dict[str, Any]) -> None:
    if not told["kind"] or not (told["number"] or told["title"]):
        raise Unnamed(_("Diga el tipo de la norma, y su número o su título."))
