"""What the high level proposes downward, and what each mesa gives back (OIT §2a, footnote 14)."""

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import GuidelineState, GuidelineStep, ProgrammeRole
from destraba.people.models import Person
from destraba.trail.models import Sourced

from .agenda import AgendaItem
from .living import AT_WORK
from .meeting import Meeting
from .mesa import Mesa
from .moving import Moving
from .places import places_of, run_by, seen_by
from .power import must_have_power
from .problem import Problem
from .question import need_words

# How often the clock reminds of a guideline whose return was wanted by a day that passed.
REMIND_EVERY = datetime.timedelta(days=7)
OPEN = [GuidelineState.WAITING, GuidelineState.TAKEN]
SHORT = 100


class NotWhole(Refused):
    """Something that whoever reads it will need is missing."""


class AlreadyProposed(Refused):
    pass


class NotNow(Refused):
    """The guideline is not in a state from which this can happen."""


class GuidelineQuerySet(models.QuerySet["Guideline"]):
    def visible_to(self, person: Person) -> "GuidelineQuerySet":
        """Those of the mesas that she sees: both ends are among them."""
        return self.filter(seen_by(person))

    def run_by(self, person: Person) -> "GuidelineQuerySet":
        return self.filter(run_by(person))

    def open(self) -> "GuidelineQuerySet":
        """Without its return yet."""
        return self.filter(state__in=OPEN)

    def wanted_first(self) -> "GuidelineQuerySet":
        return self.order_by(F("wanted_by").asc(nulls_last=True), "pk")

    def awaiting_attention(self, *, on: datetime.date) -> "GuidelineQuerySet":
        return self.open().filter(attend_on__lte=on)

    def with_facts(self) -> "GuidelineQuerySet":
        return self.select_related("mesa", "proposer", "problem", "session", "said_at")


class Guideline(Moving, Sourced):
    """A mandate in one mesa; those proposed to several at once are `together` (R46)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="guidelines")
    text = models.TextField()
    why = models.TextField(blank=True)
    # By when the high level wants to read what came of it.
    wanted_by = models.DateField(null=True)
    proposer = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="guidelines"
    )
    proposed_on = models.DateField(null=True)
    # Where it comes from: a session, or words («en su despacho, con la viceministra»).
    said_at = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="guidelines_said"
    )
    said_in = models.CharField(max_length=300, blank=True)
    together = models.SlugField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=GuidelineState, default=GuidelineState.WAITING)
    problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.SET_NULL, related_name="guidelines"
    )
    # On the agenda of which session it is a theme.
    session = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="guidelines"
    )
    attend_on = models.DateField(null=True, db_index=True)

    objects = GuidelineQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "wanted_by"], name="guideline_state")]

    @classmethod
    @transaction.atomic
    def propose(
        cls,
        mesas: Sequence[Mesa],
        *,
        text: str,
        wanted_by: datetime.date | None,
        proposer: Person | None,
        proposed_on: datetime.date | None = None,
        refs: Sequence[str] = (),
        by: Person | None,
        at: datetime.datetime,
        **told: Any,
    ) -> list["Guideline"]:
        """One for each mesa; each answers for itself. `told`: why, said_at, said_in."""
        day = proposed_on or timezone.localdate(at)
        _must_be_whole(mesas, text, wanted_by, proposer, day)
        told |= {"text": text.strip(), "wanted_by": wanted_by, "proposer": proposer}
        told |= {"proposed_on": day, "together": new_ref() if len(mesas) > 1 else ""}
        given = dict(zip(mesas, refs, strict=False))
        return [
            cls._propose_to(mesa, ref=given.get(mesa, ""), told=told, by=by, at=at)
            for mesa in mesas
        ]

    @classmethod
    def _propose_to(
        cls, mesa: Mesa, *, ref: str, told: dict[str, Any], by: Person | None, at: datetime.datetime
    ) -> "Guideline":
        mesa.hold()
        mesa.must_work()
        must_have_power(told["proposer"], mesa, on=told["proposed_on"])
        _must_be_new(mesa, told["text"])
        late_on = told["wanted_by"] + datetime.timedelta(days=1)
        guideline = cls.objects.create(mesa=mesa, ref=ref or new_ref(), attend_on=late_on, **told)
        why = guideline.why
        guideline._step(GuidelineStep.PROPOSED, on=guideline.proposed_on, words=why, by=by, at=at)
        guideline.record("proposed", by=by, at=at, why=why)
        return guideline

    def __str__(self) -> str:
        return Truncator(self.text.partition("\n")[0]).chars(SHORT)

    def search_text(self) -> str:
        return "\n".join([self.text, self.why])

    def stream(self) -> str:
        return self.mesa.stream()

    @property
    def is_long(self) -> bool:
        """It says more than its title."""
        return str(self) != self.text

    @property
    def is_waiting(self) -> bool:
        """The mesa has not said how it takes it."""
        return self.state == GuidelineState.WAITING

    @property
    def is_taken(self) -> bool:
        return self.state == GuidelineState.TAKEN

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def may_become_problem(self) -> bool:
        """A theme may still turn out to be a problem."""
        return self.is_open and self.problem_id is None

    def is_late(self, *, on: datetime.date) -> bool:
        return self.is_open and self.wanted_by is not None and on > self.wanted_by

    def siblings(self) -> models.QuerySet["Guideline"]:
        """The same, as it was proposed to other mesas."""
        alike = Guideline.objects.filter(together=self.together).exclude(pk=self.pk)
        return alike.select_related("mesa") if self.together else alike.none()

    @transaction.atomic
    def take_as_problem(
        self, *, title: str, words: str = "", by: Person, at: datetime.datetime
    ) -> Problem:
        """It enters the list of the mesa as a problem of its own, born of this."""
        self._must_be_without_problem()
        need_words(title, _("Diga en una frase cuál es el problema."), NotWhole)
        problem = Problem.raise_at(
            self.mesa, title=title.strip(), statement=self.text, by=by, at=at
        )
        self._take(GuidelineStep.PROBLEM, words=words, by=by, at=at, problem=problem)
        self.record("taken_up", by=by, at=at, why=words, changes={"problem": ["", str(problem)]})
        return problem

    @transaction.atomic
    def link(self, problem: Problem, *, words: str = "", by: Person, at: datetime.datetime) -> None:
        """The mesa was already working on it."""
        self._must_be_without_problem()
        if problem.mesa_id != self.mesa_id:
            raise NotNow(_("Ese problema es de otra mesa."))
        self._take(GuidelineStep.LINKED, words=words, by=by, at=at, problem=problem)
        self.record("linked", by=by, at=at, why=words, changes={"problem": ["", str(problem)]})

    @transaction.atomic
    def put_on_agenda(
        self, meeting: Meeting, *, words: str = "", by: Person, at: datetime.datetime
    ) -> AgendaItem:
        """A theme of a session to come, where the mesa says what to do about it."""
        self._hold_while(GuidelineState.WAITING)
        if meeting.mesa_id != self.mesa_id:
            raise NotNow(_("Esa sesión es de otra mesa."))
        meeting.must_be_to_come()
        title = Truncator(_("Lineamiento: %s") % self).chars(200)
        item = AgendaItem.add(meeting, title=title, by=by, at=at)
        self._take(GuidelineStep.THEME, words=words, by=by, at=at, session=meeting)
        self.record("on_agenda", by=by, at=at, why=words, changes={"session": ["", str(meeting)]})
        return item

    @transaction.atomic
    def decline(self, *, words: str, by: Person, at: datetime.datetime) -> None:
        """The mesa explains why not: that too is a return."""
        self._hold_while(GuidelineState.WAITING)
        need_words(words, _("Explique por qué no: quien lo propuso lo leerá."), NotWhole)
        self._close(GuidelineState.DECLINED)
        self._step(GuidelineStep.DECLINED, words=words, by=by, at=at)
        self.record("declined", by=by, at=at, why=words)

    @transaction.atomic
    def report(self, *, words: str, by: Person, at: datetime.datetime) -> None:
        """How it goes, for who proposed it. The same words sent twice are told once."""
        self._hold_while(GuidelineState.TAKEN)
        need_words(words, _("Escriba cómo va: quien lo propuso lo leerá."), NotWhole)
        last = self.steps.order_by("pk").last()
        if last and last.kind == GuidelineStep.REPORTED and last.words == words:
            return
        self._step(GuidelineStep.REPORTED, words=words, by=by, at=at)
        self.record("reported", by=by, at=at, why=words)

    @transaction.atomic
    def give_back(self, *, words: str, by: Person, at: datetime.datetime) -> None:
        """Its return: what came of it. Nothing closes without words."""
        self._hold_while(GuidelineState.TAKEN)
        need_words(words, _("Escriba qué resultó: es lo que vuelve a quien lo propuso."), NotWhole)
        self._close(GuidelineState.RETURNED)
        self._step(GuidelineStep.RETURNED, words=words, by=by, at=at)
        self.record("returned", by=by, at=at, why=words)

    @transaction.atomic
    def attend(self, *, at: datetime.datetime) -> None:
        """The clock looks: the day of its return passed, and it says so every week."""
        self.hold()
        today = timezone.localdate(at)
        if not self.is_open or not self.attend_on or self.attend_on > today:
            return
        self.attend_on = today + REMIND_EVERY
        self.save(update_fields=["attend_on"])
        self.record("unreturned", by=None, at=at)

    def _take(
        self, kind: GuidelineStep, *, words: str, by: Person, at: datetime.datetime, **what: Any
    ) -> None:
        self.state = GuidelineState.TAKEN
        for name, value in what.items():
            setattr(self, name, value)
        self.save(update_fields=["state", *what])
        self._step(kind, words=words, by=by, at=at)

    def _close(self, state: GuidelineState) -> None:
        self.state, self.attend_on = state, None
        self.save(update_fields=["state", "attend_on"])

    def _step(
        self, kind: GuidelineStep, *, by: Person | None, at: datetime.datetime, **told: Any
    ) -> None:
        told.setdefault("on", timezone.localdate(at))
        GuidelineTurn.objects.create(guideline=self, kind=kind, by=by, at=at, **told)

    def _must_be_without_problem(self) -> None:
        self._hold_while(*OPEN)
        if self.problem:
            raise NotNow(_("Ya se tomó con el problema «%s».") % self.problem)

    def _hold_while(self, *states: str) -> None:
        self.hold()
        if self.state not in states:
            words = _("Esto ya no se puede hacer: el lineamiento dice «%s».")
            if self.state == GuidelineState.WAITING:
                words = _("El lineamiento dice «%s»: diga primero cómo lo toma la mesa.")
            raise NotNow(words % self.get_state_display())


class GuidelineTurn(Sourced):
    """One step of a guideline on its way down and back: who, when, and in which words."""

    guideline = models.ForeignKey(Guideline, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=GuidelineStep)
    on = models.DateField(null=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return self.get_kind_display()


def may_propose(person: Person) -> Q:
    """To which mesas, as a condition on them: all for the convener and for who coordinates on
    their behalf; hers for who sits at the high level of some (OIT §2a, footnote 14)."""
    at_work = Q(state__in=AT_WORK)
    if person.runs_everything or ProgrammeRole.CONVENER in person.programme_roles:
        return at_work
    return at_work & Q(pk__in=places_of(person).above)


def _must_be_whole(
    mesas: Sequence[Mesa],
    text: str,
    wanted_by: datetime.date | None,
    proposer: Person | None,
    day: datetime.date,
) -> None:
    told = {
        _("a qué mesa"): mesas,
        _("qué se propone"): text.strip(),
        _("para cuándo se quiere su retorno"): wanted_by,
        _("quién lo propone"): proposer,
    }
    missing = [words for words, value in told.items() if not value]
    if missing:
        raise NotWhole(_("Al lineamiento le falta: %s.") % ", ".join(missing))
    if wanted_by and wanted_by < day:
        raise NotWhole(_("El retorno se quiere para después del día en que se propuso."))


def _must_be_new(mesa: Mesa, text: str) -> None:
    if Guideline.objects.filter(mesa=mesa, text=text.strip()).open().exists():
        raise AlreadyProposed(
            _("Lo mismo ya se propuso a %s y espera su retorno: siga ese.") % mesa
        )
