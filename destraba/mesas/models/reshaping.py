"""How a problem changes shape: parked, split, merged, reopened; nothing of it is lost (OIT §2c)."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.later import rows_of
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import ProblemState
from destraba.people.models import Person
from destraba.trail.models import Event

from . import belongings
from .moving import Moving
from .places import is_run_by

if TYPE_CHECKING:
    from .mesa import Mesa

ALIVE = [ProblemState.LISTED, ProblemState.IN_FOCUS]
# Nobody has ended it: it waits, is worked on, or rests until a day.
PENDING = [*ALIVE, ProblemState.PARKED]
# It goes on in another one, or in several.
REPLACED = [ProblemState.MERGED, ProblemState.SPLIT]
ENDED = [ProblemState.SOLVED, ProblemState.DROPPED, *REPLACED]
# How often the clock asks about a pause that is over.
ASK_EVERY = datetime.timedelta(days=7)
# A budget may be awaited, and the one after it; longer than that is dropping it without saying so.
LONGEST_PAUSE = datetime.timedelta(days=2 * 366)
FEWEST, MOST = 2, 6


class OutOfStep(Refused):
    """The problem is not in a state from which this can happen."""


class ReasonMissing(Refused):
    pass


class NotMergeable(Refused):
    """With itself, with one that ended, or at a mesa that somebody else runs."""


class NotDivisible(Refused):
    """Into fewer than two, or with the same thing in two of them."""


class NoSuchDay(Refused):
    """A pause ends on a day to come, and not too far."""


@dataclass(frozen=True)
class Part:
    """A problem that is born of another, and the ids of what it takes with it."""

    title: str
    statement: str = ""
    ref: str = ""
    causes: Collection[int] = ()
    options: Collection[int] = ()
    commitments: Collection[int] = ()
    entities: Collection[int] = ()

    def claims(self) -> dict[str, Collection[int]]:
        return {name: getattr(self, name) for name in ("causes", "options", "commitments")}


class Reshaped(Moving):
    """The part of a problem that says where it stands, and what it became."""

    state = models.CharField(max_length=10, choices=ProblemState, default=ProblemState.LISTED)
    # The last day on which something moved: a promise made or kept, a new reading of it.
    moved_on = models.DateField(null=True)
    # Until when it rests, and the next day on which the clock asks.
    parked_until = models.DateField(null=True, blank=True)
    attend_on = models.DateField(null=True, db_index=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="absorbed"
    )
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )

    if TYPE_CHECKING:
        pk: int
        mesa: Mesa
        mesa_id: int
        merged_into_id: int | None
        title: str
        deficits: list[str]
        pillars: list[str]
        groups: list[str]

        def get_state_display(self) -> str: ...
        def move(self, *, on: datetime.date) -> None: ...

    class Meta:
        abstract = True

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    @property
    def is_replaced(self) -> bool:
        return self.state in REPLACED

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING

    @transaction.atomic
    def park(self, *, until_on: datetime.date, why: str, by: Person, at: datetime.datetime) -> None:
        """Nobody works on it until a day, and then the clock asks; or the pause goes on."""
        self.hold()
        if self.parked_until == until_on and self._said_last("parked") == why:
            return
        _must_end_soon(until_on, today=timezone.localdate(at))
        self._must_be(PENDING)
        need_reason(why)
        before = self.parked_until.isoformat() if self.parked_until else ""
        self.parked_until = self.attend_on = until_on
        self.save(update_fields=["parked_until", "attend_on"])
        changes = {"parked_until": [before, until_on.isoformat()]}
        self._turn(ProblemState.PARKED, "parked", why, by, at, changes)

    def resume(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """It rested enough, and waits in the list again."""
        self._become(ProblemState.LISTED, "resumed", why, by, at, since=[ProblemState.PARKED])

    @transaction.atomic
    def attend(self, *, at: datetime.datetime) -> None:
        """The clock looks: its pause is over, and it asks every week what to do."""
        self.hold()
        today = timezone.localdate(at)
        if self.state != ProblemState.PARKED or not self.attend_on or self.attend_on > today:
            return
        self.attend_on = today + ASK_EVERY
        self.save(update_fields=["attend_on"])
        self.record("pause_over", by=None, at=at)

    @transaction.atomic
    def split(
        self, *, into: Sequence[Part], why: str, by: Person, at: datetime.datetime
    ) -> list[Any]:
        """They were several. It stays readable; what nobody claims goes with the first."""
        self.hold()
        self._must_be(PENDING)
        need_reason(why)
        _must_be_apart(into)
        claims = [part.claims() for part in into]
        shares, twice = belongings.shared_out(self, claims, belongings.ids_of(self))
        if twice:
            raise NotDivisible(_("Una misma causa, solución o compromiso está en dos partes."))
        born = [self._bear(part, by=by, at=at) for part in into]
        for part, share in zip(born, shares, strict=True):
            belongings.carry(share, into=part, since=[self.pk])
        self._share_entities(into, born)
        titles = " · ".join(f"«{each.title}»" for each in born)
        self._turn(ProblemState.SPLIT, "split", why, by, at, {"into": ["", titles]})
        return born

    @transaction.atomic
    def merge_into(self, other: "Reshaped", *, why: str, by: Person, at: datetime.datetime) -> None:
        """They are the same one. This says where it went; all that is alive goes on there."""
        for each in sorted((self, other), key=lambda one: one.pk):
            each.hold()
        self._must_be(PENDING)
        need_reason(why)
        self._must_fit(other, by)
        carried = self._carry_to(other, why=why, by=by, at=at)
        cast(Any, other).tag(
            deficits=_united(other.deficits, self.deficits),
            pillars=_united(other.pillars, self.pillars),
            groups=_united(other.groups, self.groups),
            why=why,
            by=by,
            at=at,
        )
        known = list(self._rows("names").filter(problem=other.pk).values_list("pk", flat=True))
        called = cast(Any, other).also_call(self.title, organization=None, by=by, at=at)
        names = [] if called.pk in known else [called.pk]
        self.merged_into = cast(Any, other)
        self.save(update_fields=["merged_into"])
        changes: dict[str, list[Any]] = {
            "into": ["", f"«{other}»"],
            "carried": [{}, {**carried, "called": names}],
        }
        self._turn(ProblemState.MERGED, "merged", why, by, at, changes)
        other.move(on=timezone.localdate(at))
        other.record("absorbed", by=by, at=at, why=why, changes={"from": ["", f"«{self}»"]})

    @transaction.atomic
    def reopen(self, *, why: str, by: Person, at: datetime.datetime) -> None:
        """It goes on. What it was merged into, or split in, gives back what it had of it."""
        before, held_by = self.state, self.merged_into
        self._become(ProblemState.LISTED, "reopened", why, by, at, since=ENDED)
        if before == ProblemState.MERGED and held_by:
            self._take_back(held_by, why=why, by=by, at=at)
        elif before == ProblemState.SPLIT:
            for part in self._rows("parts").filter(split_from=self.pk, state__in=PENDING):
                part.merge_into(self, why=why, by=by, at=at)

    def _bear(self, part: Part, *, by: Person, at: datetime.datetime) -> Any:
        its = cast(Any, self)
        born = type(its).raise_at(
            its.mesa,
            title=part.title.strip(),
            statement=part.statement.strip(),
            kind=its.kind,
            pace=its.pace,
            failures=its.failures,
            ref=part.ref,
            by=by,
            at=at,
        )
        born.split_from, born.groups = self, its.groups
        born.deficits, born.pillars = its.deficits, its.pillars
        born.save(update_fields=["split_from", "deficits", "pillars", "groups"])
        return born

    def _share_entities(self, into: Sequence[Part], born: Sequence[Any]) -> None:
        """An entity may have its part in several; it keeps the one that it had in this."""
        claimed = {pk for part in into for pk in part.entities}
        for place, (part, problem) in enumerate(zip(into, born, strict=True)):
            for entity in self._rows("entities").filter(problem=self.pk):
                if entity.pk in part.entities or (place == 0 and entity.pk not in claimed):
                    entity.pk, entity.problem, entity._state.adding = None, problem, True
                    entity.save()

    def _carry_to(
        self, other: "Reshaped", *, why: str, by: Person, at: datetime.datetime
    ) -> dict[str, list[int]]:
        is_elsewhere = other.mesa_id != self.mesa_id
        ids = belongings.ids_of(self, without=belongings.OF_THE_MESA if is_elsewhere else ())
        ids["entities"] = belongings.entities_to_carry(self, other)
        self._settle_choice(other, ids["options"], why=why, by=by, at=at)
        belongings.carry(ids, into=other, since=[self.pk])
        if is_elsewhere:
            self._follow(ids, other.mesa, why=why, by=by, at=at)
        return ids

    def _settle_choice(
        self, other: "Reshaped", options: list[int], *, why: str, by: Person, at: datetime.datetime
    ) -> None:
        """One problem has one chosen solution: that of the one that stays."""
        chosen = self._rows("options").chosen()
        if chosen.filter(problem=other.pk).exists():
            for option in chosen.filter(pk__in=options).exclude(problem=other.pk):
                option.set_aside(why=why, by=by, at=at)

    def _take_back(
        self, held_by: "Reshaped", *, why: str, by: Person, at: datetime.datetime
    ) -> None:
        """What was carried comes back from where it is now; what it gained there stays there."""
        self.merged_into = None
        self.save(update_fields=["merged_into"])
        merged = Event.objects.of_subject(self).filter(verb="problem.merged")
        event = merged.order_by("-at", "-pk").first()
        carried: dict[str, list[int]] = dict(event.changes["carried"][1]) if event else {}
        self._rows("names").filter(pk__in=carried.pop("called", [])).delete()
        since = [each.pk for each in held_by._went_on_in()]
        here = self._rows("options").chosen().filter(problem=self.pk)
        if here.exists():
            self._settle_choice(self, carried.get("options", []), why=why, by=by, at=at)
        belongings.carry(carried, into=self, since=since)
        self._follow(carried, self.mesa, why=why, by=by, at=at)
        held_by.record("parted", by=by, at=at, why=why, changes={"from": ["", f"«{self}»"]})

    def _went_on_in(self) -> list["Reshaped"]:
        """Itself, and whatever it was merged into or split in since, however many times."""
        found: list[Reshaped] = [self]
        for each in found:
            following = [*self._rows("parts").filter(split_from=each.pk), each.merged_into]
            found += [one for one in following if one is not None and one not in found]
        return found

    def _follow(
        self,
        ids: dict[str, list[int]],
        mesa: "Mesa",
        *,
        why: str,
        by: Person,
        at: datetime.datetime,
    ) -> None:
        """What is owed and asked is owed and asked at the mesa that goes on with it."""
        for name in ("commitments", "elevations"):
            for each in self._rows(name).filter(pk__in=ids.get(name, [])).exclude(mesa=mesa):
                if name == "elevations" or each.is_open:
                    each.move_to(mesa, why=why, by=by, at=at)

    def _must_fit(self, other: "Reshaped", by: Person) -> None:
        if other.pk == self.pk:
            raise NotMergeable(_("Elija otro problema: este no se fusiona consigo mismo."))
        if not other.is_pending:
            raise NotMergeable(
                _("«%(title)s» está %(state)s: elija uno que siga por resolver.")
                % {"title": other, "state": other.get_state_display()}
            )
        if other.mesa_id != self.mesa_id and not is_run_by(other.mesa_id, by):
            raise NotMergeable(_("Ese problema es de otra mesa, que usted no conduce."))

    def _said_last(self, name: str) -> str:
        """Why it was done the last time; sent twice, it says the same."""
        told = Event.objects.of_subject(self).filter(verb=f"problem.{name}").order_by("at", "pk")
        return told.values_list("why", flat=True).last() or ""

    def _rows(self, related: str) -> Any:
        return rows_of(type(self), related)

    @transaction.atomic
    def _become(
        self,
        state: str,
        verb: str,
        why: str,
        by: Person,
        at: datetime.datetime,
        since: Sequence[str],
    ) -> None:
        self.hold()
        self._must_be(since)
        need_reason(why)
        self._turn(state, verb, why, by, at)

    def _must_be(self, since: Sequence[str]) -> None:
        if self.state not in since:
            state = self.get_state_display()
            raise OutOfStep(_("El problema está %s: esto ya no se puede hacer.") % state)

    def _turn(
        self,
        state: str,
        verb: str,
        why: str,
        by: Person,
        at: datetime.datetime,
        changes: dict[str, list[Any]] | None = None,
    ) -> None:
        """It is so from now on; the trail says what it was, and what else changed."""
        changes = {"state": [self.state, str(state)], **(changes or {})}
        self.state, self.moved_on = state, timezone.localdate(at)
        if state != ProblemState.PARKED:
            self.parked_until = self.attend_on = None
        self.save(update_fields=["state", "moved_on", "parked_until", "attend_on"])
        self.record(verb, by=by, at=at, why=why, changes=changes)


def need_reason(why: str) -> None:
    if not why.strip():
        raise ReasonMissing(_("Diga por qué: la razón queda en la historia del problema."))


def _must_end_soon(until_on: datetime.date, *, today: datetime.date) -> None:
    if until_on <= today:
        raise NoSuchDay(_("Diga un día que esté por venir: ese día se volverá a preguntar."))
    if until_on > today + LONGEST_PAUSE:
        raise NoSuchDay(
            _(
                "Una pausa dura dos años a lo más: diga un día más cercano, en que se volverá a "
                "preguntar. Si nadie piensa volver a este problema, descártelo con su razón; "
                "siempre se puede reabrir."
            )
        )


def _must_be_apart(into: Sequence[Part]) -> None:
    titles = [part.title.strip() for part in into]
    if not FEWEST <= len(titles) <= MOST or not all(titles):
        raise NotDivisible(_("Diga en qué se divide: dos al menos, cada uno en una frase."))
    if len({title.casefold() for title in titles}) < len(titles):
        raise NotDivisible(_("Dos de las partes se llaman igual: dígalas de manera distinta."))


def _united(ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    return [*ours, *(code for code in theirs if code not in ours)]
