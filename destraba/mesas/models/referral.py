import datetime
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from destraba.kit.ref import free_ref, new_ref
from destraba.kit.vocabulary import (
    WAITING_FOR_A_MESA,
    Inducement,
    InterventionLevel,
    ReferralState,
)
from destraba.kit.vocabulary import ReferralTurn as Kind
from destraba.people.models import Person
from destraba.trail.models import Sourced, Tracked

from .commitment import Commitment
from .elevation import REMIND_EVERY, NotAtThatStep
from .mesa import Mesa
from .places import Looking, is_run_by, run_by, seen_by
from .problem import Problem
from .programme import Programme
from .question import NotReady, need_words
from .referral_asking import Asking, must_go_up
from .referral_turn import ReferralTurn

# What the words of a step are asked with, when it says none.
NEEDS_WORDS = {
    Kind.ACCEPTED: gettext_lazy("Diga qué hará la mesa nacional: quienes esperan lo leerán."),
    Kind.ASKED: gettext_lazy("Diga qué falta saber."),
    Kind.TOLD: gettext_lazy("Escriba lo que quiere contar."),
    Kind.PARTLY: gettext_lazy("Escriba la respuesta, aunque sea en parte."),
    Kind.ANSWERED: gettext_lazy("Escriba la respuesta: quienes esperan la leerán."),
    Kind.SOLVED: gettext_lazy("Diga qué se resolvió: quienes esperan lo leerán."),
    Kind.RETURNED: gettext_lazy("Diga por qué se devuelve: quienes esperan lo leerán."),
}


class ReferralQuerySet(models.QuerySet["Referral"]):
    def visible_to(self, person: Looking) -> "ReferralQuerySet":
        """Below, whoever sits at the mesa that waits; above, whoever runs the other (OIT §2f)."""
        return self.filter(seen_by(person) | run_by(person, "to"))

    def run_by(self, person: Looking) -> "ReferralQuerySet":
        """Of the mesas that she runs below: they ask, and tell more."""
        return self.filter(run_by(person))

    def answerable_by(self, person: Looking) -> "ReferralQuerySet":
        """Sent to the mesas that she runs above."""
        return self.filter(run_by(person, "to"))

    def waiting(self) -> "ReferralQuerySet":
        """Nobody has answered, solved or returned them yet."""
        return self.filter(state__in=WAITING_FOR_A_MESA)

    def oldest_first(self) -> "ReferralQuerySet":
        return self.order_by(F("sent_on").asc(nulls_last=True), "pk")

    def awaiting_attention(self, *, on: datetime.date) -> "ReferralQuerySet":
        return self.waiting().filter(attend_on__lte=on)

    def with_facts(self) -> "ReferralQuerySet":
        return self.select_related("mesa", "to", "problem", "national_problem")


class Referral(Tracked, Sourced):
    """What a territorial mesa hands up to a national one, and its way back (OIT §2f; R29)."""

    ref = models.SlugField(max_length=60, unique=True, default=new_ref)
    # The territorial mesa that waits, and the national one that must say something.
    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, related_name="referrals")
    to = models.ForeignKey(Mesa, on_delete=models.PROTECT, related_name="tray")
    problem = models.ForeignKey(Problem, on_delete=models.PROTECT, related_name="referrals")
    # What the problem was called when it went up: above, nobody opens it.
    title = models.CharField(max_length=200)
    level = models.CharField(max_length=6, choices=InterventionLevel)
    asked = models.TextField()
    executor = models.CharField(max_length=300, blank=True)
    inducement = models.CharField(max_length=12, choices=Inducement, blank=True)
    why = models.TextField(blank=True)
    wanted_by = models.DateField(null=True)
    consulted = models.TextField(blank=True)
    contact = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=8, choices=ReferralState, default=ReferralState.SENT)
    sent_on = models.DateField(null=True)
    # Since when it is the turn of whoever has it, and by when something must be said above.
    turn_since = models.DateField(null=True)
    answer_by = models.DateField(null=True)
    attend_on = models.DateField(null=True, db_index=True)
    # Several may hang from one: each goes on being waited for by itself.
    national_problem = models.ForeignKey(
        Problem, null=True, blank=True, on_delete=models.PROTECT, related_name="waited_for"
    )

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["to", "state", "sent_on"], name="referral_tray"),
            models.Index(fields=["mesa", "state"], name="referral_mesa_state"),
        ]

    @classmethod
    @transaction.atomic
    def send_up(
        cls,
        problem: Problem,
        *,
        to: Mesa | None,
        ref: str = "",
        by: Person | None,
        at: datetime.datetime,
        **told: Any,
    ) -> "Referral":
        """Say its level and what is asked, an `Asking`. Sent twice under one `ref`, it is one."""
        problem.hold()
        if ref and (there := cls.objects.filter(ref=ref, problem=problem).first()):
            return there
        asking = Asking(**told)
        asking.must_be_whole()
        must_go_up(problem, to)
        assert to
        if cls.objects.waiting().filter(problem=problem, to=to).exists():
            raise NotReady(_("Ya espera respuesta de «%s»: siga esa elevación.") % to.name)
        problem.place(asking.level, why=asking.why, solver=asking.executor, by=by, at=at)
        referral = cls(
            ref=free_ref(cls, ref),
            mesa=problem.mesa,
            to=to,
            problem=problem,
            title=problem.title,
            sent_on=timezone.localdate(at),
            **vars(asking),
        )
        referral._pass_to(ReferralState.SENT, at=at)
        referral._note(Kind.SENT, words=asking.asked, by=by, at=at)
        referral.record("sent", by=by, at=at, why=asking.asked)
        referral._tell_above("arrived", by=by, at=at, why=asking.asked)
        return referral

    def __str__(self) -> str:
        return self.title

    def stream(self) -> str:
        return self.mesa.stream()

    @property
    def is_waiting(self) -> bool:
        return self.state in WAITING_FOR_A_MESA

    @property
    def is_second(self) -> bool:
        return self.level == InterventionLevel.SECOND

    @property
    def is_turn_below(self) -> bool:
        """More was asked: the territorial mesa has to tell it."""
        return self.state == ReferralState.ASKED

    @property
    def must_be_answered(self) -> bool:
        """The national problem ended, and who waits for it has not been answered."""
        above = self.national_problem
        return self.is_waiting and above is not None and not above.is_pending

    def days_waited(self, *, on: datetime.date) -> int:
        return (on - self.sent_on).days if self.sent_on else 0

    def days_in_turn(self, *, on: datetime.date) -> int:
        return (on - self.turn_since).days if self.turn_since else 0

    def is_late(self, *, on: datetime.date) -> bool:
        """Above, nothing was said in time."""
        is_theirs = self.is_waiting and not self.is_turn_below
        return is_theirs and self.answer_by is not None and on > self.answer_by

    def is_asked_of(self, person: Person) -> bool:
        """Whether it is her turn: of who runs the mesa that has it now."""
        return self.is_waiting and is_run_by(
            self.mesa_id if self.is_turn_below else self.to_id, person
        )

    def receive(
        self, *, words: str = "", since: int | None = None, by: Person, at: datetime.datetime
    ) -> ReferralTurn:
        """Somebody above has read it; the clock begins anew."""
        with transaction.atomic():
            self._hold_while(ReferralState.SENT, since=since)
            self._pass_to(ReferralState.RECEIVED, at=at)
            return self._reply("received", Kind.RECEIVED, words=words, by=by, at=at)

    @transaction.atomic
    def accept(
        self,
        *,
        words: str,
        problem: Problem | None = None,
        also: "Sequence[Referral]" = (),
        since: int | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> Problem:
        """The national mesa takes it: as a problem of its own, new or one that it has already.

        `also` are others that ask for the same: they hang from the same problem, and each goes on
        waiting for its own answer. One that hung from another problem joins this one.
        """
        for each in sorted([self, *also], key=lambda one: one.pk):
            each._hold_while(*WAITING_FOR_A_MESA, since=since if each is self else None)
        need_words(words, NEEDS_WORDS[Kind.ACCEPTED])
        if any(each.to_id != self.to_id for each in also):
            raise NotReady(_("Solo se unen las que esperan a la misma mesa nacional."))
        if problem is not None:
            problem.hold()
        taken = problem or self._raise_above(by=by, at=at)
        _must_be_taken_up(taken, self.to)
        for each in [self, *also]:
            each._hang_from(taken, words=words, by=by, at=at)
        return taken

    @transaction.atomic
    def ask_for_more(
        self, *, words: str, since: int | None = None, by: Person, at: datetime.datetime
    ) -> ReferralTurn:
        """It goes back to the territorial mesa to be told better; meanwhile the clock stands."""
        mine = [state for state in WAITING_FOR_A_MESA if state != ReferralState.ASKED]
        self._hold_while(*mine, since=since)
        self._pass_to(ReferralState.ASKED, at=at)
        return self._reply("asked", Kind.ASKED, words=words, by=by, at=at)

    @transaction.atomic
    def tell(
        self, *, words: str, since: int | None = None, by: Person, at: datetime.datetime
    ) -> ReferralTurn:
        """The territorial mesa says more; if it had been asked, the clock goes on where it was."""
        self._hold_while(*WAITING_FOR_A_MESA, since=since)
        need_words(words, NEEDS_WORDS[Kind.TOLD])
        if self.is_turn_below:
            self._go_on(on=timezone.localdate(at))
        turn = self._note(Kind.TOLD, words=words, by=by, at=at)
        self.record("told", by=by, at=at, why=words)
        self._tell_above("completed", by=by, at=at, why=words)
        return turn

    @transaction.atomic
    def answer(
        self,
        *,
        words: str,
        is_partial: bool = False,
        since: int | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> ReferralTurn:
        """In words: it closes, unless it is only in part; then the clock begins anew."""
        self._hold_while(*WAITING_FOR_A_MESA, since=since)
        if is_partial:
            self._pass_to(self._in_hand(), at=at)
            return self._reply("partly", Kind.PARTLY, words=words, by=by, at=at)
        self._pass_to(ReferralState.ANSWERED, at=at)
        return self._reply("answered", Kind.ANSWERED, words=words, by=by, at=at)

    @transaction.atomic
    def solve(
        self,
        *,
        words: str,
        who: str,
        starts_on: datetime.date | None,
        commitments: Sequence[Commitment] = (),
        since: int | None = None,
        by: Person,
        at: datetime.datetime,
    ) -> ReferralTurn:
        """What is done, who does it and when: of level 2, when who executes below begins."""
        self._hold_while(*WAITING_FOR_A_MESA, since=since)
        need_words(words, NEEDS_WORDS[Kind.SOLVED])
        need_words(who, _("Diga quién lo hace."))
        if starts_on is None:
            raise NotReady(_("Diga qué día comienza: quienes esperan cuentan con él."))
        if any(each.mesa_id != self.to_id for each in commitments):
            raise NotReady(_("Esos compromisos son de otra mesa."))
        self._pass_to(ReferralState.SOLVED, at=at)
        told = {"who": who.strip(), "starts_on": starts_on}
        turn = self._reply("solved", Kind.SOLVED, words=words, by=by, at=at, **told)
        turn.commitments.set(commitments)
        return turn

    @transaction.atomic
    def send_back(
        self, *, words: str, since: int | None = None, by: Person, at: datetime.datetime
    ) -> ReferralTurn:
        """It comes back with the reason; it may be sent again, said otherwise."""
        self._hold_while(*WAITING_FOR_A_MESA, since=since)
        self._pass_to(ReferralState.RETURNED, at=at)
        return self._reply("returned", Kind.RETURNED, words=words, by=by, at=at)

    @transaction.atomic
    def move_to(self, mesa: Mesa, *, end: str, why: str, by: Person, at: datetime.datetime) -> None:
        """One of its ends, `mesa` or `to`, became part of another mesa: it waits there."""
        self.hold()
        changes = {"mesa": [str(getattr(self, end)), str(mesa)]}
        self.record("handed_over", by=by, at=at, why=why, changes=changes)
        self._tell_above("handed_over", by=by, at=at, why=why, changes=changes)
        setattr(self, end, mesa)
        self.save(update_fields=[end])
        self.record("taken_over", by=by, at=at, why=why, changes=changes)
        self._tell_above("taken_over", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def attend(self, *, at: datetime.datetime) -> None:
        """The clock looks: whoever has it has said nothing in time, and it says so every week."""
        self.hold()
        today = timezone.localdate(at)
        if not self.is_waiting or not self.attend_on or self.attend_on > today:
            return
        self.attend_on = today + REMIND_EVERY
        self.save(update_fields=["attend_on"])
        self.record("unanswered", by=None, at=at)

    def _hold_while(self, *states: str, since: int | None) -> None:
        """`since` is how many steps there were on the page from which this one is taken."""
        self.hold()
        if self.state not in states:
            raise NotAtThatStep(
                _("Esto ya no se puede hacer: la elevación dice «%s».") % self.get_state_display()
            )
        if since is not None and since != self.turns.count():
            raise NotAtThatStep(_("Alguien anotó otro paso mientras tanto: léalo antes de seguir."))

    def _in_hand(self) -> ReferralState:
        return ReferralState.ACCEPTED if self.national_problem_id else ReferralState.RECEIVED

    def _pass_to(self, state: ReferralState, *, at: datetime.datetime) -> None:
        """Whoever has it now has it since today; above, there are so many days to say something.

        While more is asked, the day by which to answer stands: it moves when the answer comes.
        """
        today = timezone.localdate(at)
        self.state, self.turn_since, self.attend_on = state, today, None
        if self.is_turn_below:
            self.attend_on = today + REMIND_EVERY
        elif self.is_waiting:
            days = datetime.timedelta(days=Programme.current().referral_days)
            self.answer_by = today + days
            self.attend_on = self.answer_by + datetime.timedelta(days=1)
        self.save()

    def _go_on(self, *, on: datetime.date) -> None:
        """The days that it was below do not count above."""
        away = on - self.turn_since if self.turn_since else datetime.timedelta()
        self.state, self.turn_since = self._in_hand(), on
        self.answer_by = max(on, (self.answer_by or on) + away)
        self.attend_on = self.answer_by + datetime.timedelta(days=1)
        self.save()

    def _hang_from(
        self, problem: Problem, *, words: str, by: Person, at: datetime.datetime
    ) -> None:
        if self.national_problem_id == problem.pk:
            raise NotAtThatStep(_("Ya está en el problema «%s».") % problem.title)
        kind = Kind.JOINED if self.national_problem_id else Kind.ACCEPTED
        self.national_problem = problem
        self._pass_to(ReferralState.ACCEPTED, at=at)
        self._reply("accepted", kind, words=words, by=by, at=at)

    def _raise_above(self, *, by: Person, at: datetime.datetime) -> Problem:
        """A problem of the national mesa, with the words that came from below."""
        statement = f"{self.why}\n\n{self.asked}".strip()
        return Problem.raise_at(self.to, title=self.title, statement=statement, by=by, at=at)

    def _reply(
        self,
        verb: str,
        kind: Kind,
        *,
        words: str,
        by: Person,
        at: datetime.datetime,
        **told: Any,
    ) -> ReferralTurn:
        """From above: who waits is told, and the national mesa's timeline keeps it too."""
        if kind in NEEDS_WORDS:
            need_words(words, NEEDS_WORDS[kind])
        turn = self._note(kind, words=words, by=by, at=at, **told)
        self.record(verb, by=by, at=at, why=words)
        self._tell_above("replied", by=by, at=at, why=words)
        return turn

    def _note(
        self, kind: Kind, *, words: str, by: Person | None, at: datetime.datetime, **told: Any
    ) -> ReferralTurn:
        day = timezone.localdate(at)
        return ReferralTurn.objects.create(
            referral=self, kind=kind, words=words.strip(), on=day, by=by, at=at, **told
        )

    def _tell_above(self, verb: str, **told: Any) -> None:
        """Each end has its own timeline, and reads of it in its own words."""
        event = self.event(verb, **told)
        event.stream = self.to.stream()
        event.save()


def _must_be_taken_up(problem: Problem, mesa: Mesa) -> None:
    if problem.mesa_id != mesa.pk:
        raise NotReady(_("Ese problema es de otra mesa."))
    if not problem.is_alive:
        told = {"state": problem.get_state_display(), "day": ""}
        if problem.moved_on:
            told["day"] = date_format(problem.moved_on, "DATE_FORMAT")
        raise NotReady(_("Ese problema está %(state)s desde el %(day)s: elija otro.") % told)
