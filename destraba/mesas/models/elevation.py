"""What goes up to who can decide it, and its way back."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from destraba.kit.ref import new_ref
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import (
    ANSWERED_ABOVE,
    WAITING_ABOVE,
    ElevationMotive,
    ElevationState,
    ElevationTurn,
    MesaState,
    Ruling,
)
from destraba.people.models import Organization, Person
from destraba.trail.models import Sourced

from .agreement import Agreement
from .commitment import Commitment
from .elevations import ElevationQuerySet
from .meeting import Meeting
from .mesa import Mesa
from .moving import Moving
from .power import must_have_power
from .problem import Problem
from .programme import Programme
from .question import NotReady, Question, need_words
from .turn import Turn

# How often the clock reminds of an elevation that its rung has not answered in time.
REMIND_EVERY = datetime.timedelta(days=7)
AT_ONCE = datetime.timedelta(minutes=1)


class NotAtThatStep(Refused):
    pass


@dataclass(frozen=True)
class Promise:
    """What a decision makes somebody below commit to."""

    promise: str
    responsible: Organization | None
    due_on: datetime.date | None
    follower: Person | None


class Elevation(Moving, Sourced):
    """What only a higher authority can decide, and its way back (OIT §2a, §2c; R07, R08)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="elevations")
    problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.PROTECT, related_name="elevations"
    )
    commitment = models.ForeignKey(
        Commitment, null=True, blank=True, on_delete=models.PROTECT, related_name="elevations"
    )
    motive = models.CharField(max_length=12, choices=ElevationMotive, blank=True)
    # The exact decision, so that a yes or a no answers it.
    asked = models.TextField()
    asked_of = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_elevations"
    )
    wanted_by = models.DateField(null=True)
    options = models.TextField(blank=True)
    consulted_workers = models.TextField(blank=True)
    consulted_employers = models.TextField(blank=True)
    consulted_others = models.TextField(blank=True)
    cost = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ElevationState, default=ElevationState.PREPARED)
    raised_on = models.DateField(null=True)
    # The place of its rung in the programme's ladder, and how that rung was called.
    rung = models.PositiveSmallIntegerField(default=0)
    rung_name = models.CharField(max_length=80, blank=True)
    on_rung_since = models.DateField(null=True)
    # By when its rung should answer.
    answer_by = models.DateField(null=True)
    attend_on = models.DateField(null=True, db_index=True)

    objects = ElevationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "raised_on"], name="elevation_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(problem=None, commitment__isnull=False)
                | Q(problem__isnull=False, commitment=None),
                name="elevation_of_one_thing",
            )
        ]

    @classmethod
    @transaction.atomic
    def prepare(
        cls,
        *,
        problem: Problem | None = None,
        commitment: Commitment | None = None,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
        **told: Any,
    ) -> "Elevation":
        """Say what is asked, as a `Question`; it goes up once it has a brief (R06)."""
        question, subject = Question(**told), problem or commitment
        if subject is None:
            raise NotReady(_("Diga qué problema o qué compromiso se eleva."))
        subject.hold()
        _must_be_at_work(subject)
        question.must_be_whole(subject.mesa, on=timezone.localdate(at))
        if cls.objects.unanswered().filter(problem=problem, commitment=commitment).exists():
            raise NotReady(_("Ya hay una elevación sin respuesta sobre lo mismo: siga esa."))
        elevation = cls.objects.create(
            ref=ref or new_ref(),
            mesa=subject.mesa,
            problem=problem,
            commitment=commitment,
            **vars(question),
        )
        elevation.record("prepared", by=by, at=at)
        return elevation

    def __str__(self) -> str:
        return str(self.problem or self.commitment or "")

    def search_text(self) -> str:
        """With its last brief: what was written for whoever decides is found too."""
        briefs = list(self.briefs.all()) if self.pk else []
        brief = max(briefs, key=lambda each: each.version).text if briefs else ""
        return "\n".join([str(self), self.asked, self.options, brief])

    def stream(self) -> str:
        return self.mesa.stream()

    @property
    def is_prepared(self) -> bool:
        return self.state == ElevationState.PREPARED

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING_ABOVE

    @property
    def is_answered(self) -> bool:
        return self.state in ANSWERED_ABOVE

    @property
    def may_go_up_again(self) -> bool:
        """It came back undecided, and what it was about is still there: it may be said better."""
        alive = (
            self.problem.is_alive
            if self.problem
            else bool(self.commitment and self.commitment.is_open)
        )
        return self.state == ElevationState.RETURNED and alive

    def days_on_rung(self, *, on: datetime.date) -> int:
        return (on - self.on_rung_since).days if self.on_rung_since else 0

    def is_late(self, *, on: datetime.date) -> bool:
        """Its rung should have answered by now: to climb is proposed, and a person decides."""
        return self.is_waiting and self.answer_by is not None and on > self.answer_by

    def next_rung(self) -> dict[str, Any] | None:
        """The rung above it in the programme's ladder; None at the top."""
        above = Programme.current().ladder[self.rung + 1 :]
        return above[0] if above else None

    @transaction.atomic
    def reword(self, *, why: str, by: Person, at: datetime.datetime, **told: Any) -> None:
        """Say the question better before it goes up; what it said is kept."""
        self._hold_while(ElevationState.PREPARED)
        said = {each.name: getattr(self, each.name) for each in fields(Question)}
        question = Question(**{**said, **told})
        question.must_be_whole(self.mesa, on=timezone.localdate(at))
        if changes := self.rewrite(**vars(question)):
            self.record("reworded", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def warn(self, *, words: str = "", by: Person, at: datetime.datetime) -> Turn:
        """Tell the parties before it goes up: no surprises (NEEDS 4.3, 4.7)."""
        self._hold_while(ElevationState.PREPARED)
        last = self.turns.order_by("-pk").first()
        told = (ElevationTurn.WARNED, words, by)
        # The same words at once: a double click.
        is_again = last and (last.kind, last.words, last.by) == told
        if last and last.at and is_again and at - last.at < AT_ONCE:
            return last
        turn = self._turn(ElevationTurn.WARNED, words=words, by=by, at=at)
        self.record("warned", by=by, at=at, why=words)
        return turn

    @transaction.atomic
    def go_up(self, *, by: Person, at: datetime.datetime) -> None:
        """It leaves for its rung, with its brief, after the parties were told."""
        self._hold_while(ElevationState.PREPARED)
        if not self.briefs.exists():
            raise NotReady(_("Escriba primero la ayuda memoria: sin ella nadie puede decidir."))
        if not self.turns.filter(kind=ElevationTurn.WARNED).exists():
            raise NotReady(_("Avise primero a las partes: nadie debe enterarse por otros."))
        self.raised_on = timezone.localdate(at)
        self._stand_on(self.rung, on=self.raised_on)
        self._become(ElevationState.RAISED)
        self._turn(ElevationTurn.RAISED, by=by, at=at)
        self.record("raised", by=by, at=at, changes={"rung": ["", self.rung_name]})

    def receive(self, *, words: str = "", by: Person, at: datetime.datetime) -> Turn:
        return self._advance(
            ElevationState.RECEIVED, since=[ElevationState.RAISED], words=words, by=by, at=at
        )

    def study(self, *, words: str, by: Person, at: datetime.datetime) -> Turn:
        since = [ElevationState.RAISED, ElevationState.RECEIVED]
        return self._advance(ElevationState.STUDIED, since=since, words=words, by=by, at=at)

    def schedule(
        self, *, words: str, meeting: Meeting | None = None, by: Person, at: datetime.datetime
    ) -> Turn:
        return self._advance(
            ElevationState.SCHEDULED,
            since=WAITING_ABOVE,
            words=words,
            meeting=meeting,
            by=by,
            at=at,
        )

    @transaction.atomic
    def send_brief(self, meeting: Meeting, *, by: Person | None, at: datetime.datetime) -> None:
        """Its brief goes with the convocatoria of a high-level session, once (R06)."""
        self._hold_while(*WAITING_ABOVE)
        if self.turns.filter(kind=ElevationTurn.SENT, meeting=meeting).exists():
            return
        brief = self.briefs.order_by("-version").first()
        words = _("Versión %s, con la convocatoria.") % brief.version if brief else ""
        self._turn(ElevationTurn.SENT, words=words, meeting=meeting, by=by, at=at)
        changes = {"meeting": ["", str(meeting)]}
        self.record("brief_sent", by=by, at=at, why=words, changes=changes)

    @transaction.atomic
    def climb(
        self,
        *,
        why: str,
        since: int | None = None,
        asked_of: Person | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> Turn:
        """To the next rung of the ladder. Each is climbed once, and a person decides it.

        `since` is the rung that she looks at when she decides it: sent twice, it climbs one.
        `asked_of` is who decides up there, when it is somebody else.
        """
        self._hold_while(*WAITING_ABOVE)
        if since is not None and since != self.rung:
            raise NotAtThatStep(_("Ya subió al peldaño «%s».") % self.rung_name)
        above = self.next_rung()
        if above is None:
            raise NotAtThatStep(_("Ya está en el peldaño más alto: solo queda la respuesta."))
        need_words(why, _("Diga por qué sube: quien no respondió lo leerá."))
        must_have_power(asked_of, self.mesa, on=timezone.localdate(at))
        self.asked_of = asked_of or self.asked_of
        below = self.rung_name
        self._stand_on(self.rung + 1, on=timezone.localdate(at))
        self._become(ElevationState.RAISED)
        turn = self._turn(ElevationTurn.CLIMBED, words=why, by=by, at=at)
        self.record("climbed", by=by, at=at, why=why, changes={"rung": [below, self.rung_name]})
        return turn

    @transaction.atomic
    def decide(
        self,
        *,
        ruling: str,
        words: str,
        decider: Person | None,
        decided_on: datetime.date,
        amount: str = "",
        norm: str = "",
        promises: Sequence[Promise] = (),
        made: Sequence[Commitment] = (),
        meeting: Meeting | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> Turn:
        """It comes back with a decision: what, who and when (R08); and with promises below.

        `made` are those that were already noted, in the session where it was decided.
        """
        self._hold_while(*WAITING_ABOVE)
        need_words(words, _("Escriba qué se decidió: quienes la elevaron lo leerán."))
        self._must_be_decided(decider, on=decided_on)
        if ruling == Ruling.BUDGET:
            need_words(amount, _("Diga cuánto presupuesto se asigna."))
        self._become(ElevationState.DECIDED)
        turn = self._turn(
            ElevationTurn.DECIDED,
            words=words,
            person=decider,
            on=decided_on,
            ruling=ruling,
            amount=amount,
            norm=norm,
            meeting=meeting,
            by=by,
            at=at,
        )
        fresh = [self._promise(each, meeting, by=by, at=at) for each in promises]
        turn.commitments.set([*made, *fresh])
        self._note_in(meeting, words, by=by, at=at)
        self._move(at)
        self.record("decided", by=by, at=at, why=words)
        return turn

    @transaction.atomic
    def send_back(self, *, words: str, by: Person, at: datetime.datetime) -> Turn:
        """It comes back without a decision, with the reason; it may be prepared anew."""
        self._hold_while(*WAITING_ABOVE)
        need_words(words, _("Diga por qué se devuelve: quienes la elevaron lo leerán."))
        self._become(ElevationState.RETURNED)
        turn = self._turn(ElevationTurn.RETURNED, words=words, by=by, at=at)
        self._move(at)
        self.record("returned", by=by, at=at, why=words)
        return turn

    @transaction.atomic
    def attend(self, *, at: datetime.datetime) -> None:
        """The clock looks: its rung has not answered in time, and it says so every week."""
        self.hold()
        today = timezone.localdate(at)
        if not self.is_waiting or not self.attend_on or self.attend_on > today:
            return
        self.attend_on = today + REMIND_EVERY
        self.save(update_fields=["attend_on"])
        self.record("unanswered", by=None, at=at)

    @transaction.atomic
    def _advance(
        self,
        state: ElevationState,
        *,
        since: Sequence[str],
        words: str,
        meeting: Meeting | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> Turn:
        self._hold_while(*since)
        self._become(state)
        turn = self._turn(ElevationTurn(state), words=words, meeting=meeting, by=by, at=at)
        self.record("answered", by=by, at=at, why=words, changes={"state": ["", str(state.label)]})
        return turn

    def must_be_prepared(self) -> None:
        """Refuse what is only done before it goes up."""
        self._hold_while(ElevationState.PREPARED)

    def _hold_while(self, *states: str) -> None:
        self.hold()
        if self.state not in states:
            raise NotAtThatStep(
                _("Esto ya no se puede hacer: la elevación dice «%s».") % self.get_state_display()
            )

    def _stand_on(self, rung: int, *, on: datetime.date) -> None:
        """The clock of a rung begins the day it gets there. The ladder may have been shortened."""
        ladder = Programme.current().ladder
        if rung >= len(ladder):
            raise NotReady(_("La escalera del programa ya no tiene ese peldaño: elija otro."))
        step = ladder[rung]
        self.rung, self.rung_name, self.on_rung_since = rung, step["name"], on
        self.answer_by = on + datetime.timedelta(days=step["days"])

    def _become(self, state: str) -> None:
        self.state = state
        late_on = self.answer_by + datetime.timedelta(days=1) if self.answer_by else None
        self.attend_on = late_on if self.is_waiting else None
        self.save()

    def _turn(self, kind: str, *, by: Person | None, at: datetime.datetime, **told: Any) -> Turn:
        told.setdefault("on", timezone.localdate(at))
        return Turn.objects.create(
            elevation=self, kind=kind, rung_name=self.rung_name, by=by, at=at, **told
        )

    def _must_be_decided(self, decider: Person | None, *, on: datetime.date) -> None:
        if decider is None:
            raise NotReady(_("Diga quién decidió."))
        if self.raised_on and on < self.raised_on:
            day = date_format(self.raised_on, "DATE_FORMAT")
            raise NotReady(_("No pudo decidirse antes de que subiera, el %s.") % day)

    def _promise(
        self, told: Promise, meeting: Meeting | None, *, by: Person, at: datetime.datetime
    ) -> Commitment:
        """In the session where it was decided, while it goes on."""
        return Commitment.make(
            self.mesa,
            promise=told.promise,
            responsible=told.responsible,
            due_on=told.due_on,
            follower=told.follower,
            problem=self.about,
            meeting=meeting if meeting and meeting.is_in_progress else None,
            by=by,
            at=at,
        )

    def _note_in(
        self, meeting: Meeting | None, words: str, *, by: Person, at: datetime.datetime
    ) -> None:
        """While the session where it was decided goes on, its record says what was decided."""
        if meeting and meeting.is_in_progress and self.about:
            item = meeting.items.filter(problem=self.about).first()
            if item:
                Agreement.note(item, text=words, by=by, at=at)
                item.finish(at=at)

    @property
    def about(self) -> Problem | None:
        """The problem behind it, also when a promise is what was elevated."""
        return self.problem or (self.commitment.problem if self.commitment else None)

    def _move(self, at: datetime.datetime) -> None:
        if self.about:
            self.about.move(on=timezone.localdate(at))


def _must_be_at_work(subject: Problem | Commitment) -> None:
    """Only what the operating body has in its hands goes up (OIT §2a)."""
    if subject.mesa.state != MesaState.ACTIVE:
        raise NotReady(_("La mesa no está en marcha: nada se eleva desde ella."))
    if isinstance(subject, Problem) and not subject.is_alive:
        raise NotReady(_("El problema está %s: no se eleva.") % subject.get_state_display())
    if isinstance(subject, Commitment) and not subject.is_open:
        raise NotReady(_("El compromiso está %s: no se eleva.") % subject.get_state_display())
