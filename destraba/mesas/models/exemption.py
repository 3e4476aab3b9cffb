"""The guardrails of a vertical market intervention: never alone, never for ever (OIT §2d)."""

import datetime
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from destraba.kit.quantity import plainly
from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Instrument, OptionState
from destraba.people.models import Person
from destraba.trail.models import Event, Tracked

from .option_history import OptionTurn, Renewal

if TYPE_CHECKING:
    from .review import Review

WARN_BEFORE = datetime.timedelta(days=60)
A_DAY = datetime.timedelta(days=1)
REVIEW_NEAR, REVIEW_LATE, ANNIVERSARY_NEAR = "review_near", "review_late", "anniversary_near"
END_NEAR, LAPSED = "end_near", "lapsed"
# Said once the day has gone; the others, before it.
AFTERWARDS = (REVIEW_LATE, LAPSED)
# What each kind of day of its calendar makes the clock say: how far from it, and what.
SAID = {
    "review": [(-WARN_BEFORE, REVIEW_NEAR), (A_DAY, REVIEW_LATE)],
    "anniversary": [(-WARN_BEFORE, ANNIVERSARY_NEAR)],
    "end": [(-WARN_BEFORE, END_NEAR), (A_DAY, LAPSED)],
}
MOST_YEARS = 50
TOLD = ("ends_on", "complements", "fiscal_cost", "benefit", "review_on")


class Unguarded(Refused):
    """An exemption without what keeps it from staying for ever."""


class Guarded(Tracked):
    """A solution as its guardrails see it: they are asked of exemptions alone."""

    instrument = models.CharField(max_length=16, choices=Instrument, blank=True)
    state = models.CharField(max_length=10, choices=OptionState, default=OptionState.PROPOSED)
    ends_on = models.DateField(null=True, blank=True)
    # The public goods that go with it, what it costs the treasury, and what is expected of it.
    complements = models.TextField(blank=True)
    fiscal_cost = models.TextField(blank=True)
    benefit = models.TextField(blank=True)
    # Days on which somebody looks whether it is still worth its cost, as «2027-06-30».
    review_on = models.JSONField(default=list, blank=True)
    # The next day the clock must look at it.
    attend_on = models.DateField(null=True, db_index=True)

    class Meta:
        abstract = True

    @property
    def is_chosen(self) -> bool:
        return self.state == OptionState.CHOSEN

    @property
    def is_exemption(self) -> bool:
        return self.instrument == Instrument.VERTICAL

    @property
    def reviews(self) -> list[datetime.date]:
        return sorted(datetime.date.fromisoformat(day) for day in self.review_on)

    def unheld(self, held: "Iterable[Review] | None" = None) -> list[datetime.date]:
        """The days of its calendar for which nobody has held the review."""
        known = _of(self, "reviews_held") if held is None else held
        done = {review.due_on for review in known}
        return [day for day in self.reviews if day not in done]

    def late_reviews(self, *, on: datetime.date) -> list[datetime.date]:
        """They were not held, and their day has gone; nobody reviews what was not chosen."""
        if not (self.is_chosen and self.is_exemption):
            return []
        return [day for day in self.unheld() if day < on]

    def days_to_look(
        self,
        turns: "Iterable[OptionTurn] | None" = None,
        held: "Iterable[Review] | None" = None,
    ) -> list[tuple[datetime.date, str]]:
        """Its calendar: reviews to be held, its end, and each year since it was chosen.

        An anniversary is told only where no review comes close: one look is enough.
        `turns` and `held` are its history when it is not kept yet.
        """
        reviews = self.unheld(held)
        known = list(_of(self, "turns") if turns is None else turns)
        years = [
            day
            for day in _anniversaries(known, until=self.ends_on)
            if not any(abs(day - other) <= WARN_BEFORE for other in self.reviews)
        ]
        ends = [self.ends_on] if self.ends_on else []
        return sorted(
            (day, what)
            for what, days in (("review", reviews), ("anniversary", years), ("end", ends))
            for day in days
        )

    def missing_guardrails(self) -> list[str]:
        """What an exemption lacks, in words; nothing for any other instrument."""
        asked = {
            _("la fecha en que termina"): self.ends_on,
            _("los bienes públicos que la acompañan"): self.complements.strip(),
            _("su costo fiscal"): self.fiscal_cost.strip(),
            _("el beneficio que se espera"): self.benefit.strip(),
            _("las fechas en que se revisa"): self.review_on,
        }
        return [words for words, told in asked.items() if not told] if self.is_exemption else []

    def is_lapsed(self, *, on: datetime.date) -> bool:
        return self.is_exemption and self.ends_on is not None and self.ends_on < on

    def must_be_guarded(self, *, on: datetime.date) -> None:
        """Raises Unguarded with what is missing, or wrong."""
        if missing := self.missing_guardrails():
            words = _("A una intervención vertical no se la elige sin sus resguardos. Falta: %s.")
            raise Unguarded(words % "; ".join(missing))
        if self.is_lapsed(on=on):
            raise Unguarded(_("La fecha en que termina ya pasó: diga una por venir."))
        late = [day for day in self.reviews if self.ends_on and day > self.ends_on]
        if self.is_exemption and late:
            day = date_format(late[0], "DATE_FORMAT")
            raise Unguarded(_("Una revisión (%s) cae después de la fecha en que termina.") % day)

    @transaction.atomic
    def guard(
        self, *, why: str = "", by: Person | None, at: datetime.datetime, **told: Any
    ) -> None:
        """Say its guardrails; what they said before is kept. While it is chosen none may go."""
        self.hold()
        changes = self._replace({name: told[name] for name in TOLD if name in told})
        if not changes:
            return
        if self.is_chosen:
            if "ends_on" in changes:
                raise Unguarded(_("Ya fue elegida: para cambiar cuándo termina, renuévela."))
            self.must_be_guarded(on=timezone.localdate(at))
            self.attend_on = self.next_look(on=timezone.localdate(at))
        self.save(update_fields=[*changes, "attend_on"])
        self.record("guarded", by=by, at=at, why=why, changes=changes)

    @transaction.atomic
    def renew(
        self,
        *,
        ends_on: datetime.date,
        why: str,
        review_on: list[str] | None = None,
        by: Person | None,
        at: datetime.datetime,
    ) -> Renewal:
        """It goes on for longer; until when it was is kept with the reason."""
        self.hold()
        today = timezone.localdate(at)
        if not (self.is_exemption and self.is_chosen):
            raise Unguarded(_("Solo se renueva una intervención vertical que fue elegida."))
        if not why.strip():
            raise Unguarded(_("Diga por qué se renueva: las exoneraciones tienden a quedarse."))
        if self.ends_on and ends_on <= self.ends_on:
            raise Unguarded(_("La nueva fecha debe ser posterior a la que tiene."))
        renewal = Renewal.objects.create(
            option_id=self.pk, old_ends_on=self.ends_on, new_ends_on=ends_on, why=why, by=by, at=at
        )
        changes = self._replace({"ends_on": ends_on, "review_on": review_on or self.review_on})
        self.must_be_guarded(on=today)
        self.attend_on = self.next_look(on=today)
        self.save(update_fields=[*changes, "attend_on"])
        self.record("renewed", by=by, at=at, why=why, changes=changes)
        return renewal

    @transaction.atomic
    def attend(self, *, at: datetime.datetime) -> None:
        """Say what the calendar has made true of it since the clock last looked; each once."""
        self.hold()
        today = timezone.localdate(at)
        if not (self.is_chosen and self.attend_on and self.attend_on <= today):
            return
        told, since = self._told_already(), self.attend_on
        for when, verb, about in self._milestones():
            # Of what went by before anybody waited for it, as a file may tell, nothing is said.
            is_now = when <= today and (about >= today or (verb in AFTERWARDS and when >= since))
            if is_now and (f"option.{verb}", about.isoformat()) not in told:
                self._say(verb, about, at=at)
        ahead = (when for when, *_rest in self._milestones() if when > today)
        self.attend_on = min(ahead, default=None)
        self.save(update_fields=["attend_on"])

    def next_look(
        self,
        *,
        on: datetime.date,
        turns: "Iterable[OptionTurn] | None" = None,
        held: "Iterable[Review] | None" = None,
    ) -> datetime.date | None:
        """The first day, from that one on, when something will have to be said of it."""
        if not (self.is_chosen and self.is_exemption):
            return None
        told = self._milestones(turns, held)
        return min((max(when, on) for when, _what, about in told if about >= on), default=None)

    def _milestones(
        self,
        turns: "Iterable[OptionTurn] | None" = None,
        held: "Iterable[Review] | None" = None,
    ) -> list[tuple[datetime.date, str, datetime.date]]:
        """When to speak, of what, and of which day."""
        return sorted(
            (day + far, what, day)
            for day, kind in self.days_to_look(turns, held)
            for far, what in SAID[kind]
        )

    def _told_already(self) -> set[tuple[str, str]]:
        verbs = [f"option.{verb}" for told in SAID.values() for _far, verb in told]
        events = Event.objects.of_subject(self).filter(verb__in=verbs)
        return {(verb, told["day"][1]) for verb, told in events.values_list("verb", "changes")}

    def _say(self, what: str, about: datetime.date, *, at: datetime.datetime) -> None:
        changes = {"day": ["", about.isoformat()]}
        if what == LAPSED:
            self.record("lapsed", by=None, at=at, changes=changes)
        elif what == END_NEAR:
            self.record("end_near", by=None, at=at, changes=changes)
        elif what == REVIEW_LATE:
            self.record("review_late", by=None, at=at, changes=changes)
        elif what == ANNIVERSARY_NEAR:
            self.record("anniversary_near", by=None, at=at, changes=changes)
        else:
            self.record("review_near", by=None, at=at, changes=changes)

    def _replace(self, told: dict[str, Any]) -> dict[str, list[Any]]:
        """Set what is told anew; answer what each datum said before and says now."""
        changes = {
            name: [_plain(getattr(self, name)), _plain(value)]
            for name, value in told.items()
            if value != getattr(self, name)
        }
        for name in changes:
            setattr(self, name, told[name])
        return changes


def _of(option: Guarded, name: str) -> Iterable[Any]:
    """What hangs from it; nothing while it is not kept."""
    rows: Iterable[Any] = getattr(option, name).all() if option.pk else ()
    return rows


def _anniversaries(
    turns: Iterable[OptionTurn], *, until: datetime.date | None
) -> list[datetime.date]:
    chosen = [turn.at for turn in turns if turn.state == OptionState.CHOSEN and turn.at]
    if not chosen:
        return []
    first = timezone.localdate(max(chosen))
    days = (_years_later(first, number) for number in range(1, MOST_YEARS + 1))
    return [day for day in days if until is None or day < until]


def _years_later(day: datetime.date, number: int) -> datetime.date:
    """On the same day; of the 29th of February, on the 28th."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + number, day=28 if is_leap_day else day.day)


def _plain(value: Any) -> Any:
    """As the trail keeps it."""
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(plainly(value))
    return value if isinstance(value, list) else str("" if value is None else value)
