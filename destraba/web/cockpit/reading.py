"""A promise line as it was understood, with what was corrected by hand, to be looked at."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from destraba.kit.doubts import Doubt, DoubtKind
from destraba.kit.lexicon import Candidate
from destraba.kit.promise_line import PromiseLine, parse
from destraba.kit.vocabulary import Certainty
from destraba.mesas.models import Commitment
from destraba.people.models import Organization
from destraba.web.components.dates import day_words

from .forms import PromiseForm
from .known import Known, known_at
from .table import Table

FIELDS = ["promise", "responsible", "contact", "due_on", "certainty", "follower", "problem"]
WHO = "responsible"
WHEN = "due_on"
# Which part, said by hand, answers which doubt.
ANSWERED_BY = {
    DoubtKind.NO_PROMISE: "promise",
    DoubtKind.TOO_LONG: "promise",
    DoubtKind.NO_RESPONSIBLE: WHO,
    DoubtKind.AMBIGUOUS_MENTION: WHO,
    DoubtKind.UNKNOWN_MENTION: WHO,
    DoubtKind.NO_DATE: WHEN,
    DoubtKind.IMPOSSIBLE_DATE: WHEN,
    DoubtKind.PAST_DATE: WHEN,
    DoubtKind.WEEKDAY_DIFFERS: WHEN,
    DoubtKind.NO_NEXT_SESSION: WHEN,
}


@dataclass(frozen=True)
class Choice:
    """What would settle a doubt: `new` in the place of `old`, which gives the whole `line`."""

    words: str
    old: str
    new: str
    line: str


@dataclass(frozen=True)
class Question:
    """A doubt in words, and what to choose."""

    words: str
    choices: list[Choice]


class Reading:
    """`data` is what the composer sends: the line and, once they are on the page, its parts.

    What differs from what the line that stood there (`read_line`) said was corrected by hand,
    and counts more than what the line says now.
    """

    def __init__(self, data: Mapping[str, str], table: Table) -> None:
        self.data, self.table = data, table
        self.line = data.get("line", "")[:4000]
        self.before = data.get("read_line")
        self.known: Known = known_at(table, f"{self.line} {self.before or ''}")

    @cached_property
    def parsed(self) -> PromiseLine:
        return self._parse(self.line)

    @cached_property
    def corrected(self) -> set[str]:
        if self.before is None:
            return set()
        said = self._said(self._parse(self.before))
        return {name for name in FIELDS if self.data.get(name, said[name]) != said[name]}

    @cached_property
    def parts(self) -> dict[str, str]:
        parts = self._said(self.parsed)
        parts |= {name: self.data.get(name, "") for name in self.corrected}
        if WHEN in self.corrected and "certainty" not in self.corrected:
            parts["certainty"] = Certainty.DETERMINED
        return parts

    @property
    def form(self) -> PromiseForm:
        return PromiseForm(initial=self.parts, known=self.known)

    @property
    def bound_form(self) -> PromiseForm:
        """To be kept: what still has to be answered is an error of the form."""
        form = PromiseForm(self.parts, known=self.known)
        for doubt in self.doubts:
            if doubt.must_be_answered and ANSWERED_BY.get(doubt.kind) not in form.errors:
                form.add_error(None, doubt.words)
        return form

    @cached_property
    def doubts(self) -> list[Doubt]:
        return [
            doubt
            for doubt in self.parsed.doubts
            if ANSWERED_BY.get(doubt.kind) not in self.corrected
        ]

    @property
    def questions(self) -> list[Question]:
        """What is missing is shown in its place: here, only what may be chosen for it."""
        asked = [Question(self._words(doubt), self._choices(doubt)) for doubt in self.doubts]
        return [each for each in asked if each.words]

    def _words(self, doubt: Doubt) -> str:
        shorter = {
            DoubtKind.NO_PROMISE: "",
            DoubtKind.NO_RESPONSIBLE: _("¿Quién?") if self._expected else "",
            DoubtKind.NO_DATE: _("¿Para cuándo?"),
        }
        return shorter.get(doubt.kind, doubt.words)

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The organisation, the people and the problem that the parts name."""
        return self.known.chosen(self.parts)

    @cached_property
    def contact(self):
        """Whom it will be written to: the one named, or whoever answers for the entity's seat."""
        seats = (s for s in self.table.seats if s.organization == self.chosen["responsible"])
        return self.chosen["contact"] or next((seat.contact for seat in seats), None)

    @cached_property
    def due_on(self) -> datetime.date | None:
        try:
            return datetime.date.fromisoformat(self.parts[WHEN])
        except ValueError:
            return None

    @property
    def days(self) -> int | None:
        return (self.due_on - self.table.today).days if self.due_on else None

    def _parse(self, line: str) -> PromiseLine:
        return parse(
            line,
            today=self.table.today,
            next_session_on=self._next_session_on,
            **self.known.candidates(),
        )

    @cached_property
    def _next_session_on(self) -> datetime.date | None:
        return self.table.meeting.following_day()

    def _said(self, line: PromiseLine) -> dict[str, str]:
        """The parts that a line gives, and what is meant where it says nothing."""
        item = self.table.item
        due_on = line.due_on
        if due_on is None and _is_undecided(line):
            # The day on which the date itself will be fixed.
            due_on = self._next_session_on
        says_when = due_on is not None or line.certainty != "pending"
        return {
            "promise": line.promise[:300],
            "responsible": _key(line.responsible),
            "contact": _key(line.contact),
            "due_on": due_on.isoformat() if due_on else "",
            "certainty": line.certainty if says_when else Certainty.DETERMINED.value,
            "follower": str(self.table.person.pk),
            "problem": _key(line.problem) or str((item and item.problem_id) or ""),
        }

    def _choices(self, doubt: Doubt) -> list[Choice]:
        if doubt.kind in (DoubtKind.AMBIGUOUS_MENTION, DoubtKind.UNKNOWN_MENTION):
            return [
                self._instead(doubt, each.label, _mention(doubt, each)) for each in doubt.candidates
            ]
        if doubt.kind == DoubtKind.WEEKDAY_DIFFERS and doubt.on:
            words = day_words(doubt.on, weekday=True)
            return [self._instead(doubt, words, doubt.on.isoformat())]
        if doubt.kind == DoubtKind.NO_RESPONSIBLE:
            return [self._besides(each.short, _named(each)) for each in self._expected]
        if doubt.kind in (DoubtKind.NO_DATE, DoubtKind.NO_NEXT_SESSION):
            return [self._besides(words, code) for words, code in self._days()]
        return []

    def _instead(self, doubt: Doubt, words: str, new: str) -> Choice:
        line = f"{self.line[: doubt.start]}{new}{self.line[doubt.end :]}"
        return Choice(words, self.line[doubt.start : doubt.end], new, line)

    def _besides(self, words: str, new: str) -> Choice:
        return Choice(words, "", new, f"{self.line.rstrip()} {new}")

    @cached_property
    def _expected(self) -> list[Organization]:
        """Those who have a part in the problem of the item."""
        problem = self.table.item and self.table.item.problem
        parts = problem.entities.select_related("organization")[:3] if problem else []
        return [
            part.organization for part in parts if part.organization_id in self.known.organizations
        ]

    def _days(self) -> list[tuple[str, str]]:
        days = [(_("en una semana"), "+7d"), (_("en dos semanas"), "+14d")]
        following = self._next_session_on
        if following:
            words = _("próxima sesión, %s") % day_words(following)
            days.append((words, following.isoformat()))
        return days


def line_of(commitment: Commitment) -> str:
    """The line that says what a promise says."""
    who = _named(commitment.responsible) if commitment.responsible else ""
    when = commitment.due_on.isoformat() if commitment.due_on else ""
    return " ".join(filter(None, [commitment.promise, who, when]))


def _is_undecided(line: PromiseLine) -> bool:
    return line.certainty == "pending" and any(span.kind == "date" for span in line.spans)


def _key(candidate: Candidate | None) -> str:
    return str(candidate.key) if candidate else ""


def _mention(doubt: Doubt, candidate: Candidate) -> str:
    sigil = "#" if "#" in doubt.text else "@"
    return f'{sigil}"{candidate.label}"'


def _named(organization) -> str:
    return f"@{organization.acronym}" if organization.acronym else f'@"{organization.name}"'
