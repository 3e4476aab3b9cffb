import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.quantity import DECIMALS, DIGITS, change_in_words
from destraba.kit.ref import free_ref, new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import OptionState, Stage
from destraba.people.models import Organization, Person
from destraba.trail.models import Sourced

from .exemption import Guarded
from .norm import Norm
from .option_history import OptionTurn, Renewal, StageReached
from .places import run_by, seen_by
from .problem import Problem
from .review import Review

TOLD = (
    *("title", "text", "proposer", "instrument"),
    *("metric", "unit", "value_from", "value_to", "expected_on"),
    *("cost", "amount", "payer"),
    *("due_stage", "due_on", "reuses", "adapted"),
)
AT_WORK = [Stage.IN_OPERATION, Stage.VERIFIED]


class OptionUnclear(Refused):
    """It takes words that nobody gave."""


class NotThatState(Refused):
    """The solution is not in a state from which this can happen."""


class NotThatStage(Refused):
    """One goes up the ladder, or steps back with a reason."""


class OptionQuerySet(models.QuerySet["Option"]):
    def visible_to(self, person: Person) -> "OptionQuerySet":
        return self.filter(seen_by(person, "problem__mesa"))

    def run_by(self, person: Person) -> "OptionQuerySet":
        return self.filter(run_by(person, "problem__mesa"))

    def chosen(self) -> "OptionQuerySet":
        return self.filter(state=OptionState.CHOSEN)

    def awaiting_attention(self, *, on: datetime.date) -> "OptionQuerySet":
        return self.chosen().filter(attend_on__lte=on)

    def with_standing(self) -> "OptionQuerySet":
        """Annotate `is_shown`: whether the rung on which it stands says how one knows."""
        standing = StageReached.objects.filter(option=OuterRef("pk")).order_by("-at", "-pk")
        shown = ExpressionWrapper(~Q(evidence="") | ~Q(link=""), BooleanField())
        told = standing.annotate(shown=shown).values("shown")[:1]
        return self.annotate(is_shown=Subquery(told, output_field=BooleanField()))

    def with_story(self) -> "OptionQuerySet":
        """Who proposed it and pays, and all that happened to it, in a fixed number of queries."""
        stages = StageReached.objects.select_related("by", "norm", "norm__body")
        return self.select_related("proposer", "payer").prefetch_related(
            Prefetch("stages", stages),
            Prefetch("turns", OptionTurn.objects.select_related("by")),
            Prefetch("reviews_held", Review.objects.select_related("by")),
            Prefetch("renewals", Renewal.objects.select_related("by")),
        )


class Option(Guarded, Sourced):
    """A solution that somebody proposes for a problem; others may compete with it (OIT §2c)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    problem = models.ForeignKey(Problem, on_delete=models.CASCADE, related_name="options")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    proposer = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="options"
    )
    # What it is expected to move: «mediana de días», 90 → 30, until a day.
    metric = models.CharField(max_length=160, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    value_from = models.DecimalField(
        max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True
    )
    value_to = models.DecimalField(
        max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True
    )
    expected_on = models.DateField(null=True, blank=True)
    # What it costs, in words and in the country's money, and who pays.
    cost = models.TextField(blank=True)
    amount = models.PositiveBigIntegerField(null=True, blank=True)
    payer = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.PROPOSED)
    # The rung that it should reach next, and by when: «publicada, el 15 de marzo».
    due_stage = models.CharField(max_length=12, choices=Stage, blank=True)
    due_on = models.DateField(null=True, blank=True)
    # Taken from another problem, perhaps of another mesa; and what was adapted (OIT §2f; R32).
    reuses = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reused_by"
    )
    adapted = models.TextField(blank=True)

    objects = OptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["problem"],
                condition=Q(state=OptionState.CHOSEN),
                name="one_chosen_solution",
            )
        ]

    @classmethod
    @transaction.atomic
    def propose(
        cls,
        problem: Problem,
        *,
        title: str,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
        **told: Any,
    ) -> "Option":
        """One more way out, beside those there are; `told` is whatever else is known of it.

        Sent twice under one `ref` it is one.
        """
        if not title.strip():
            raise OptionUnclear(_("Diga en una frase qué se propone."))
        problem.hold()
        if ref and (there := cls.objects.filter(problem=problem, ref=ref).first()):
            return there
        option = cls.objects.create(
            ref=free_ref(cls, ref), problem=problem, title=title.strip(), **told
        )
        today = timezone.localdate(at)
        option.stages.create(stage=Stage.PROPOSED, on=today.isoformat(), by=by, at=at)
        problem.move(on=today)
        option.record("proposed", by=by, at=at)
        return option

    def __str__(self) -> str:
        return self.title

    def stream(self) -> str:
        return f"mesa:{self.problem.mesa_id}"

    def search_text(self) -> str:
        return "\n".join([self.title, self.text, self.metric, self.ref])

    @property
    def is_proposed(self) -> bool:
        return self.state == OptionState.PROPOSED

    @property
    def is_out(self) -> bool:
        """It was set aside, or replaced: it stays, with its reason."""
        return self.state in (OptionState.SET_ASIDE, OptionState.REPLACED)

    @property
    def step(self) -> int:
        return Stage(self.stage).step

    @property
    def is_due(self) -> bool:
        """A rung is expected by some day, and it has not got there."""
        return bool(
            self.due_on
            and self.due_stage
            and not self.is_out
            and Stage(self.stage).rank < Stage(self.due_stage).rank
        )

    @property
    def expected(self) -> str:
        """«90 → 30 días»"""
        return change_in_words(self.value_from, self.value_to, self.unit)

    @transaction.atomic
    def reword(self, *, why: str, by: Person, at: datetime.datetime, **told: Any) -> None:
        """Say it better, or say more of it; what it said is kept, with the reason (OIT §2c)."""
        self.hold()
        changes = self._replace({name: told[name] for name in TOLD if name in told})
        if not changes:
            return
        if not self.title.strip():
            raise OptionUnclear(_("Diga en una frase qué se propone."))
        _need_reason(why)
        if self.is_chosen:
            self.must_be_guarded(on=timezone.localdate(at))
            self.attend_on = self.next_look(on=timezone.localdate(at))
        self.save(update_fields=[*changes, "attend_on"])
        self.record("reworded", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def choose(
        self,
        *,
        why: str,
        guardrails: dict[str, Any] | None = None,
        by: Person | None,
        at: datetime.datetime,
    ) -> None:
        """It is the one to be tried; the one before is replaced, the others stay as they are."""
        self.problem.hold()
        self._must_be(OptionState.PROPOSED)
        _need_reason(why)
        if guardrails:
            self.guard(**guardrails, by=by, at=at)
        self.must_be_guarded(on=timezone.localdate(at))
        if former := Option.objects.filter(problem=self.problem).chosen().first():
            former._turn(OptionState.REPLACED, "replaced", why, by=by, at=at)
        self._turn(OptionState.CHOSEN, "chosen", why, by=by, at=at)

    @transaction.atomic
    def set_aside(self, *, why: str, by: Person | None, at: datetime.datetime) -> None:
        """It will not be tried, or no longer; it stays where it can be read."""
        self._must_be(OptionState.PROPOSED, OptionState.CHOSEN)
        _need_reason(why)
        self._turn(OptionState.SET_ASIDE, "set_aside", why, by=by, at=at)

    @transaction.atomic
    def bring_back(self, *, why: str, by: Person | None, at: datetime.datetime) -> None:
        """It competes again with the others."""
        self._must_be(OptionState.SET_ASIDE, OptionState.REPLACED)
        _need_reason(why)
        self._turn(OptionState.PROPOSED, "brought_back", why, by=by, at=at)

    @transaction.atomic
    def advance(
        self,
        *,
        stage: str,
        words: str,
        on: str = "",
        evidence: str = "",
        link: str = "",
        norm: Norm | None = None,
        new_norm: dict[str, Any] | None = None,
        by: Person | None,
        at: datetime.datetime,
    ) -> "StageReached":
        """It got further: which rung, on what day (a month, a year), what happened.

        With the norm that made it so: one that is known, or a new one to be kept.
        """
        self._must_be(OptionState.CHOSEN)
        is_shown_now = stage == self.stage and bool(evidence.strip() or link)
        if Stage(stage).rank <= Stage(self.stage).rank and not (is_shown_now and self.lacks_proof):
            raise NotThatStage(_("Ya está %s: para retroceder, dé un paso atrás.") % self._standing)
        if stage == Stage.VERIFIED and not (evidence.strip() or link):
            raise OptionUnclear(_("Diga cómo se verificó el efecto: en palabras o con un enlace."))
        if new_norm:
            norm = Norm.keep(self.problem.mesa, **new_norm, by=by, at=at)
        told = {"words": words, "evidence": evidence, "link": link, "norm": norm}
        return self._step("advanced", stage, on, why=words, told=told, by=by, at=at)

    @transaction.atomic
    def step_back(
        self, *, stage: str, why: str, on: str = "", by: Person | None, at: datetime.datetime
    ) -> "StageReached":
        """It is less far than it was: a bill withdrawn, a rule annulled. What it reached stays."""
        self._must_be(OptionState.CHOSEN)
        if Stage(stage).rank >= Stage(self.stage).rank:
            raise NotThatStage(
                _("Está %s: un paso atrás va a una etapa anterior.") % self._standing
            )
        _need_reason(why)
        return self._step("stepped_back", stage, on, why=why, told={"words": why}, by=by, at=at)

    @property
    def lacks_proof(self) -> bool:
        """It is in operation, and nobody has said yet how one knows."""
        if self.stage != Stage.IN_OPERATION:
            return False
        return not any(each.is_shown for each in list(self.stages.all())[-1:])

    @property
    def _standing(self) -> str:
        return str(Stage(self.stage).label)

    def _step(
        self,
        verb: str,
        stage: str,
        on: str,
        *,
        why: str,
        told: dict[str, Any],
        by: Person | None,
        at: datetime.datetime,
    ) -> "StageReached":
        today = timezone.localdate(at)
        day = on or today.isoformat()
        if day > today.isoformat()[: len(day)]:
            raise NotThatStage(_("Ese día todavía no llega."))
        reached = self.stages.create(stage=stage, on=day, by=by, at=at, **told)
        changes = {"stage": [self.stage, str(stage)]}
        self.stage = stage
        self.save(update_fields=["stage"])
        self.problem.move(on=today)
        self.record(verb, by=by, at=at, why=why, changes=changes)
        return reached

    def _turn(
        self, state: str, verb: str, why: str, *, by: Person | None, at: datetime.datetime
    ) -> None:
        today = timezone.localdate(at)
        changes = {"state": [str(self.state), str(state)]}
        self.state = state
        self.turns.create(state=state, why=why, by=by, at=at)
        self.attend_on = self.next_look(on=today)
        self.save(update_fields=["state", "attend_on"])
        self.problem.move(on=today)
        self.record(verb, by=by, at=at, why=why, changes=changes)

    def _must_be(self, *states: str) -> None:
        self.hold()
        if self.state not in states:
            words = _("La solución está %s: esto ya no se puede hacer.")
            raise NotThatState(words % self.get_state_display())


def _need_reason(why: str) -> None:
    if not why.strip():
        raise OptionUnclear(_("Diga por qué: la razón queda con la solución."))
