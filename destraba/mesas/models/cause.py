"""Why a problem happens: causes of causes, down to the root (OIT §2c, §3c)."""

import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.documents.models import Document
from destraba.kit.ref import free_ref, new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import CauseState
from destraba.people.models import Organization, Person
from destraba.trail.models import Event, Sourced, Tracked

from .grove import Grove
from .places import run_by, seen_by
from .problem import Problem

LONGEST = 300
# Far beyond what a mesa can discuss; a slip of an import, or of a script, stops here.
MOST, DEEPEST = 200, 12


class NoSuchPlace(Refused):
    """It cannot hang from there."""


class TooMany(Refused):
    pass


class NotSaid(Refused):
    """What would be left without its reason."""


class HasHistory(Refused):
    """It is refuted, not erased."""


class CauseQuerySet(models.QuerySet["Cause"]):
    def visible_to(self, person: Person) -> "CauseQuerySet":
        return self.filter(seen_by(person, "problem__mesa"))

    def run_by(self, person: Person) -> "CauseQuerySet":
        return self.filter(run_by(person, "problem__mesa"))

    def living(self) -> "CauseQuerySet":
        """What nobody has refuted."""
        return self.exclude(state=CauseState.REFUTED)

    def in_order(self) -> "CauseQuerySet":
        return self.order_by("position", "pk")

    def with_facts(self) -> "CauseQuerySet":
        """What the page of one shows, and with it the drawing of all."""
        return self.in_order().select_related("said_by", "document")

    def as_drawn(self) -> "CauseQuerySet":
        """What the drawing and the outline show of each, in one query."""
        return (
            self.in_order()
            .select_related("said_by")
            .only(
                *("problem", "parent", "position", "text", "state"),
                *("said_by__name", "said_by__acronym", "said_by__constituency"),
            )
        )


class Cause(Tracked, Sourced):
    """One answer to «why?»: who says so, what would show it wrong, and what shows it right."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="causes")
    # What it explains: another cause, or the problem itself.
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.RESTRICT, related_name="children"
    )
    # Its place among those that explain the same.
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=LONGEST)
    state = models.CharField(max_length=10, choices=CauseState, default=CauseState.SUPPOSED)
    said_by = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    would_refute = models.TextField(blank=True)
    # What confirmed or refuted it, and where that comes from.
    evidence = models.TextField(blank=True)
    evidence_source = models.CharField(max_length=400, blank=True)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="causes"
    )
    noted_on = models.DateField(null=True)

    objects = CauseQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["problem", "position"], name="cause_problem")]

    @classmethod
    @transaction.atomic
    def suppose(
        cls,
        problem: Problem,
        *,
        text: str,
        parent: "Cause | None" = None,
        said_by: Organization | None = None,
        would_refute: str = "",
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> "Cause":
        """Somebody answers «why?»; nobody has shown it. Sent twice under one `ref` it is one."""
        problem.hold()
        if ref and (there := problem.causes.filter(ref=ref).first()):
            return there
        if not text.strip():
            raise NotSaid(_("Diga la causa en una frase."))
        cause = cls(ref=free_ref(cls, ref), problem=problem, text=text.strip())
        cause.said_by, cause.would_refute = said_by, would_refute.strip()
        grove = Grove(problem.causes.in_order())
        if len(grove) >= MOST:
            raise TooMany(_("Un problema puede tener hasta %s causas.") % MOST)
        cause._must_fit(parent, grove, height=1)
        cause.parent, cause.noted_on = parent, timezone.localdate(at)
        cause.position = max((each.position for each in grove.below[_pk(parent)]), default=0) + 1
        cause.save()
        problem.move(on=timezone.localdate(at))
        cause.record("supposed", by=by, at=at)
        return cause

    def __str__(self) -> str:
        return self.text

    def search_text(self) -> str:
        told = [self.text, self.would_refute, self.evidence, self.evidence_source, self.ref]
        return "\n".join(told)

    def stream(self) -> str:
        return self.problem.stream()

    @property
    def is_living(self) -> bool:
        return self.state != CauseState.REFUTED

    @transaction.atomic
    def reword(
        self,
        *,
        text: str,
        said_by: Organization | None,
        would_refute: str,
        why: str = "",
        by: Person,
        at: datetime.datetime,
    ) -> None:
        """Say it better, or complete it. To replace what it said takes a reason, and is kept."""
        self.hold()
        if not text.strip():
            raise NotSaid(_("Diga la causa en una frase."))
        text, would_refute = text.strip(), would_refute.strip()
        before = [self.text, str(self.said_by or ""), self.would_refute]
        after = [text, str(said_by or ""), would_refute]
        told = zip(["text", "said_by", "would_refute"], before, after, strict=True)
        changes = {name: [old, new] for name, old, new in told if old != new}
        if not changes:
            return
        if any(old for old, _new in changes.values()) and not why.strip():
            raise NotSaid(_("Diga por qué cambia: lo que decía antes se conserva con esa razón."))
        self.text, self.said_by, self.would_refute = text, said_by, would_refute
        self.save(update_fields=list(changes))
        self.problem.move(on=timezone.localdate(at))
        self.record("reworded", by=by, at=at, why=why, changes=changes)

    def confirm(
        self,
        *,
        evidence: str,
        evidence_source: str = "",
        upload: UploadedFile | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> None:
        """Something shows that it is so."""
        self._become(CauseState.CONFIRMED, "confirmed", evidence, evidence_source, upload, by, at)

    def refute(
        self,
        *,
        evidence: str,
        evidence_source: str = "",
        upload: UploadedFile | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> None:
        """Something shows that it is not so. It stays, so that nobody looks there again."""
        self._become(CauseState.REFUTED, "refuted", evidence, evidence_source, upload, by, at)

    def suppose_again(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """What was taken as shown is in doubt."""
        self._become(CauseState.SUPPOSED, "doubted", why, "", None, by, at)

    @transaction.atomic
    def _become(
        self,
        state: str,
        verb: str,
        why: str,
        source: str,
        upload: UploadedFile | None,
        by: Person,
        at: datetime.datetime,
    ) -> None:
        """What showed the state that it had stays in the trail."""
        self.hold()
        if self.state == state:
            raise NoSuchPlace(_("La causa ya está %s.") % self.get_state_display())
        if not why.strip() and not (upload and state != CauseState.SUPPOSED):
            raise NotSaid(_("Diga cómo se sabe, o por qué: la razón queda en su historia."))
        in_doubt = state == CauseState.SUPPOSED
        told = {"state": state, "evidence": "" if in_doubt else why, "evidence_source": source}
        changes = {
            name: [getattr(self, name), new]
            for name, new in told.items()
            if getattr(self, name) != new
        }
        for name, new in told.items():
            setattr(self, name, new)
        self.document = Document.keep(upload, by=by, at=at) if upload else None
        self.save(update_fields=[*told, "document"])
        self.problem.move(on=timezone.localdate(at))
        self.record(verb, by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def move(
        self,
        *,
        parent: "Cause | None",
        place: int | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> None:
        """Hang it, and all below it, from another cause or from the problem; at the end, or
        at a place counted from one."""
        self.problem.hold()
        self.hold()
        grove = Grove(self.problem.causes.in_order())
        self._must_fit(parent, grove, height=grove.height(self.pk))
        siblings = [each for each in grove.below[_pk(parent)] if each.pk != self.pk]
        place = len(siblings) if place is None else max(0, min(place - 1, len(siblings)))
        before = (self.parent_id, self._place(grove))
        siblings.insert(place, self)
        if before == (_pk(parent), place + 1):
            return
        changes = {}
        if _pk(parent) != self.parent_id:
            changes["parent"] = [str(self.parent or self.problem), str(parent or self.problem)]
        self.parent = parent
        for position, each in enumerate(siblings, 1):
            each.position = position
        Cause.objects.bulk_update([each for each in siblings if each.pk != self.pk], ["position"])
        self.save(update_fields=["parent", "position"])
        self.record("moved", by=by, at=at, changes=changes)

    def _place(self, grove: Grove) -> int:
        siblings = [each.pk for each in grove.below[self.parent_id]]
        return siblings.index(self.pk) + 1

    def shift(self, steps: int, *, by: Person, at: datetime.datetime) -> None:
        """So many places further among those that explain the same."""
        place = self._place(Grove(self.problem.causes.in_order()))
        self.move(parent=self.parent, place=max(1, place + steps), by=by, at=at)

    def _must_fit(self, parent: "Cause | None", grove: Grove, *, height: int) -> None:
        if parent is None:
            return
        if parent.pk not in grove.by_pk:
            raise NoSuchPlace(_("Esa causa es de otro problema."))
        if self.pk is not None and grove.is_within(parent.pk, self.pk):
            raise NoSuchPlace(_("Una causa no puede colgar de sí misma ni de lo que ella explica."))
        if grove.depth(parent.pk) + height > DEEPEST:
            raise NoSuchPlace(_("Hay hasta %s niveles de causas.") % DEEPEST)

    @transaction.atomic
    def take_back(self, *, by: Person, at: datetime.datetime) -> None:
        """A slip of whoever writes: nothing hangs from it, and nothing has happened to it."""
        self.hold()
        events = Event.objects.of_subject(self)
        lived = events.exclude(verb__in=["cause.supposed", "cause.moved"]).exists()
        if lived or self.state != CauseState.SUPPOSED or self.change_spaces.exists():
            raise HasHistory(_("Ya tiene historia: refútela con su razón y quedará en gris."))
        if self.children.exists():
            raise HasHistory(_("Otras causas cuelgan de ella: muévalas o bórrelas primero."))
        self.record("taken_back", by=by, at=at)
        events.untold().settle(at=at)
        events.hand_over(self.problem)
        self.delete()


def _pk(cause: Cause | None) -> int | None:
    return cause.pk if cause else None
