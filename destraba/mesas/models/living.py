"""The life of a mesa: it is launched, rescoped, rests, goes on, ends (OIT §3d, §3f)."""

import datetime
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit import partial_date
from destraba.kit.later import rows_of
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import TO_COME, DecisionKind, MeetingState, MesaEventKind, MesaState
from destraba.people.models import Organization, Person
from destraba.trail.models import Tracked

if TYPE_CHECKING:
    from .decision import Decision

AT_WORK = [MesaState.PROPOSED, MesaState.ACTIVE]
ALIVE = [*AT_WORK, MesaState.SUSPENDED]
AT_REST = [MesaState.SUSPENDED, MesaState.CLOSED]
# From which states each turn may come.
SINCE: dict[str, list[MesaState]] = {
    MesaEventKind.LAUNCHED: AT_WORK,
    MesaEventKind.NARROWED: AT_WORK,
    MesaEventKind.WIDENED: AT_WORK,
    MesaEventKind.SUSPENDED: [MesaState.ACTIVE],
    MesaEventKind.RELAUNCHED: AT_REST,
    MesaEventKind.MERGED: ALIVE,
    MesaEventKind.CLOSED: ALIVE,
}


class NotItsTurn(Refused):
    """The mesa is not in a state from which this can happen."""


class TooEarly(Refused):
    """A day before that of what it follows, or one that has not come."""


class Unexplained(Refused):
    """It asks for words, and nobody gave them."""


class Living(Tracked):
    """A mesa as its life changes it; each turn is a row that stays."""

    scope = models.TextField(blank=True)
    host = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_mesas"
    )
    state = models.CharField(max_length=12, choices=MesaState, default=MesaState.ACTIVE)
    launched_on = models.CharField(max_length=10, blank=True, validators=[partial_date.validate])

    class Meta:
        abstract = True

    @property
    def is_at_work(self) -> bool:
        return self.state in AT_WORK

    @property
    def is_proposed(self) -> bool:
        return self.state == MesaState.PROPOSED

    def may_turn(self, kind: str) -> bool:
        return self.state in SINCE[kind]

    def is_launched(self, *, on: datetime.date) -> bool:
        """Whether a session on that day comes after its official launch (R34)."""
        return not self.is_proposed and not precedes(on, self.launched_on)

    def turns(self) -> models.QuerySet[Any]:
        """Its life, from the first turn on; those of an unknown day at the end."""
        mine = rows_of(type(self), "life").filter(mesa=self.pk)
        undated = models.Q(happened_on="")
        told: models.QuerySet[Any] = mine.annotate(is_undated=undated)
        return told.order_by("is_undated", "happened_on", "pk")

    def verdict(self) -> "Decision | None":
        """The last decision on whether to launch it."""
        decisions = rows_of(type(self), "decisions").filter(mesa=self.pk)
        verdicts = decisions.filter(kind__in=[DecisionKind.GO, DecisionKind.NO_GO])
        return verdicts.order_by("decided_on", "pk").last()

    @transaction.atomic
    def launch_officially(
        self,
        *,
        on: datetime.date,
        place: str = "",
        authorities: str = "",
        norm: str = "",
        norm_url: str = "",
        host: Organization | None = None,
        why: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> None:
        """The signal from the top; without a decision to launch it takes a reason (OIT §3d)."""
        self._hold_for(MesaEventKind.LAUNCHED)
        if self.turns().filter(kind=MesaEventKind.LAUNCHED).exists():
            raise NotItsTurn(_("Esta mesa ya tuvo su lanzamiento oficial."))
        self._must_follow(on, at=at)
        self._must_be_decided(on, why)
        changes = self.rewrite(
            state=MesaState.ACTIVE, launched_on=on.isoformat(), host=host or self.host
        )
        told = {"place": place, "authorities": authorities, "norm": norm, "norm_url": norm_url}
        self._turn(MesaEventKind.LAUNCHED, on, words=why, host=self.host, **told)
        self.record("launched_officially", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def rescope(
        self,
        *,
        scope: str,
        way: str,
        why: str,
        on: datetime.date | None = None,
        by: Person | None,
        at: datetime.datetime,
    ) -> None:
        """Narrow it or widen it; what it said before stays, with the reason (OIT §3b, §3f)."""
        kind = MesaEventKind(way)
        self._hold_for(kind)
        before = self.scope
        if not scope.strip() or scope.strip() == before.strip():
            raise Unexplained(_("Escriba el alcance nuevo: es el mismo que tenía."))
        _need(why, _("Diga por qué cambia el alcance: lo que decía antes se conserva."))
        day = on or timezone.localdate(at)
        self._must_follow(day, at=at)
        changes = self.rewrite(scope=scope.strip())
        self._turn(kind, day, words=why, scope_before=before, scope_after=self.scope)
        if kind == MesaEventKind.NARROWED:
            self.record("narrowed", by=by, at=at, why=why, changes=changes)
        else:
            self.record("widened", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def suspend(
        self, *, why: str, on: datetime.date | None = None, by: Person, at: datetime.datetime
    ) -> None:
        """It rests; its meetings to come are cancelled, and all that it holds stays."""
        self._hold_for(MesaEventKind.SUSPENDED)
        _need(why, _("Diga por qué se suspende: la razón queda en su historia."))
        day = on or timezone.localdate(at)
        self._must_follow(day, at=at)
        self._cancel_meetings(_("La mesa se suspendió: %s") % why, by=by, at=at)
        changes = self.rewrite(state=MesaState.SUSPENDED)
        self._turn(MesaEventKind.SUSPENDED, day, words=why)
        self.record("suspended", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def relaunch(
        self,
        *,
        on: datetime.date,
        why: str,
        host: Organization | None = None,
        convener: str = "",
        place: str = "",
        authorities: str = "",
        norm: str = "",
        norm_url: str = "",
        by: Person | None,
        at: datetime.datetime,
    ) -> None:
        """It goes on, perhaps under another host or convener, with all its history."""
        self._hold_for(MesaEventKind.RELAUNCHED)
        _need(why, _("Diga por qué se relanza: quien llegue lo leerá en su historia."))
        self._must_follow(on, at=at)
        changes = self.rewrite(state=MesaState.ACTIVE, host=host or self.host)
        told = {"place": place, "authorities": authorities, "norm": norm, "norm_url": norm_url}
        self._turn(
            MesaEventKind.RELAUNCHED, on, words=why, host=self.host, convener=convener, **told
        )
        self.record("relaunched", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def dissolve_into(
        self, other: "Living", *, why: str, on: datetime.date, by: Person, at: datetime.datetime
    ) -> None:
        """It ends in another mesa: the last turn of a merger (`mesas.merging` moves the work)."""
        self._hold_for(MesaEventKind.MERGED)
        self._must_follow(on, at=at)
        self._cancel_meetings(_("La mesa se fusionó con %s.") % other, by=by, at=at)
        changes = self.rewrite(state=MesaState.CLOSED)
        self._turn(MesaEventKind.MERGED, on, words=why, other=other)
        self.record("merged", by=by, at=at, why=why, changes=changes)
        other.record("absorbed", by=by, at=at, why=why, changes={"mesa": ["", str(self)]})

    @transaction.atomic
    def close(
        self, *, balance: str, on: datetime.date | None = None, by: Person, at: datetime.datetime
    ) -> None:
        """It ends: what it achieved, what it did not, and what was learned stay written."""
        self._hold_for(MesaEventKind.CLOSED)
        _need(balance, _("Escriba el balance: qué se logró, qué no, qué se aprendió."))
        day = on or timezone.localdate(at)
        self._must_follow(day, at=at)
        self._cancel_meetings(_("La mesa se cerró."), by=by, at=at)
        changes = self.rewrite(state=MesaState.CLOSED)
        self._turn(MesaEventKind.CLOSED, day, words=balance)
        self.record("closed", by=by, at=at, why=balance, changes=changes)

    def must_work(self) -> None:
        """Refuse what only a mesa at work does."""
        if not self.is_at_work:
            told = {"mesa": str(self), "state": self.get_state_display()}
            raise NotItsTurn(_("%(mesa)s está %(state)s: relánzela antes.") % told)

    def must_be_ready_for(self, kind: str) -> None:
        """Refuse a turn that does not come from its state."""
        self._must_be(SINCE[kind])
        if kind == MesaEventKind.RELAUNCHED and self._was_declined():
            raise NotItsTurn(_("Se decidió no lanzarla: vuelva a considerarla en su premesa."))

    def _hold_for(self, kind: str) -> None:
        self.hold()
        self.must_be_ready_for(kind)

    def _hold_in(self, states: list[MesaState]) -> None:
        self.hold()
        self._must_be(states)

    def _must_be(self, states: list[MesaState]) -> None:
        if self.state not in states:
            told = {"mesa": str(self), "state": self.get_state_display()}
            raise NotItsTurn(_("%(mesa)s está %(state)s: esto ya no se puede hacer.") % told)

    def _was_declined(self) -> bool:
        """Closed after its premesa, without ever having been at work."""
        verdict = self.verdict()
        is_no_go = verdict is not None and verdict.kind == DecisionKind.NO_GO
        return is_no_go and not self.turns().exists()

    def _must_follow(self, on: datetime.date, *, at: datetime.datetime) -> None:
        """A turn comes after those before it, and is told once it has happened."""
        if on > timezone.localdate(at):
            raise TooEarly(_("Ese día todavía no llega: anótelo cuando haya ocurrido."))
        days = self.turns().exclude(happened_on="").values_list("happened_on", "kind")
        if days and precedes(on, max(days)[0]):
            last, kind = max(days)
            told = {"what": MesaEventKind(kind).label, "day": partial_date.in_words(last)}
            raise TooEarly(_("Debe ser después de: %(what)s (%(day)s).") % told)

    def _must_be_decided(self, on: datetime.date, why: str) -> None:
        """A launch follows the political decision, and the one to launch this mesa."""
        decisions = rows_of(type(self), "decisions").order_by("decided_on", "pk")
        first = decisions.filter(mesa=None, kind=DecisionKind.CONVENE).exclude(decided_on="")
        verdict = self.verdict()
        is_go = verdict is not None and verdict.kind == DecisionKind.GO
        for decision in filter(None, [verdict if is_go else None, first.first()]):
            if precedes(on, decision.decided_on):
                told = {"what": decision, "day": partial_date.in_words(decision.decided_on)}
                raise TooEarly(_("Sería antes de su decisión: %(what)s, %(day)s.") % told)
        if not is_go:
            _need(why, _("No consta la decisión de lanzarla: diga por qué se lanza sin ella."))

    def _turn(self, kind: str, on: datetime.date, **told: Any) -> None:
        rows_of(type(self), "life").create(mesa=self, kind=kind, happened_on=on.isoformat(), **told)

    def _cancel_meetings(self, why: str, *, by: Person, at: datetime.datetime) -> None:
        meetings = rows_of(type(self), "meetings").filter(mesa=self)
        if meetings.filter(state=MeetingState.IN_PROGRESS).exists():
            raise NotItsTurn(_("Hay una sesión en curso: ciérrela primero."))
        for meeting in meetings.filter(state__in=TO_COME):
            meeting.cancel(why=why, by=by, at=at)


def precedes(on: datetime.date, told: str) -> bool:
    """Whether a day comes before a date that may be a year or a month alone."""
    return bool(told) and on.isoformat()[: len(told)] < told


def _need(words: str, ask: str) -> None:
    if not words.strip():
        raise Unexplained(ask)
