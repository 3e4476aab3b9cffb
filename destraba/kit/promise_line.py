"""A commitment said in one line, as it is typed while the session goes on.

    Enviar opinión legal @MinAmbiente +10d #registro

    line     = what is promised, with these anywhere in it, in any order:
    @name    the responsible organisation; a second one, of a person, is the contact
    #name    the problem, by its number, its ref or some of its words
    name     the longest name that somebody has, its acronym, its beginning or any of its words,
             whatever the accents and capitals; or between quotes: @"Gremio Exportador"
    date     +10d +2s +1m · 2 dic · 2/12 · 2026-12-02 · próximo jueves · mañana · fin de mes ·
             ~fines de enero (estimated) · próxima sesión · sin fecha (pending) · see dates.py

What is understood leaves the promise; what is not stays in it, with a doubt: no word is lost.
A mention after a preposition («informar a @AFOR») belongs to the sentence: its words stay, and it
is the responsible one only if there is no other. Text between quotes is left alone.
"""

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from destraba.kit.date_forms import Certainty, Strength
from destraba.kit.dates import DateInWords, dates_in
from destraba.kit.doubts import Doubt, DoubtKind
from destraba.kit.folding import WORD, fold
from destraba.kit.lexicon import Candidate, Lexicon
from destraba.kit.mentions import Lexicons, Mention, Role, mentions_in, quotations_in

Candidates = Lexicon | Iterable[Candidate]
SpanKind = Literal["responsible", "contact", "problem", "mention", "date", "doubt"]

LONGEST_LINE = 2000


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the line and what it says; one that `stays` is part of the promise too."""

    kind: SpanKind
    start: int
    end: int
    stays: bool = False


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """What the line says; `doubts` are what it leaves open."""

    promise: str
    responsible: Candidate | None = None
    contact: Candidate | None = None
    problem: Candidate | None = None
    due_on: date | None = None
    certainty: Certainty = "pending"
    spans: tuple[Span, ...] = ()
    doubts: tuple[Doubt, ...] = ()


def parse(
    line: str,
    *,
    today: date,
    organizations: Candidates = (),
    people: Candidates = (),
    problems: Candidates = (),
    next_session_on: date | None = None,
    days_off: Container[date] = (),
) -> PromiseLine:
    """Read any text; never refuse it. Give a `Lexicon` where many lines are read against it."""
    if len(line) > LONGEST_LINE:
        return PromiseLine(_tidy(line), doubts=(Doubt(DoubtKind.TOO_LONG, 0, len(line)),))
    members = Lexicon.over(organizations)
    lexicons: Lexicons = {
        "@": {"responsible": members, "contact": Lexicon.over(people)},
        "#": {"problem": Lexicon.over(problems)},
    }
    folded = fold(line)
    mentions = [*mentions_in(folded, lexicons)]
    masked = _masked(line, mentions, quotations_in(folded))
    dates = dates_in(masked, today=today, next_session_on=next_session_on, days_off=days_off)
    reading = _Reading(line)
    for sigil in lexicons:
        reading.take_mentions([mention for mention in mentions if mention.sigil == sigil])
    reading.take_dates(dates)
    return reading.concluded(members)


class _Reading:
    """What has been understood so far of one line."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.who: dict[Role, Candidate] = {}
        self.tied: Mention | None = None
        self.is_unclear_who = False
        self.due: DateInWords | None = None
        self.spans: list[Span] = []
        self.doubts: list[Doubt] = []

    def take_mentions(self, mentions: Sequence[Mention]) -> None:
        """Those tied to the sentence count only where no other says who."""
        clear = [mention for mention in mentions if mention.is_clear]
        telling = [mention for mention in clear if not mention.is_tied] or clear
        for mention in mentions:
            if not mention.is_clear:
                self.is_unclear_who |= mention.sigil == "@"
                self._doubt_mention(mention)
            elif mention not in telling:
                self._mark("mention", mention, stays=True)
            elif self.who.setdefault(mention.role, mention.candidate) == mention.candidate:
                self._mark(mention.role, mention, stays=mention.is_tied)
                self.tied = mention if mention.is_tied and mention.sigil == "@" else self.tied
            else:
                self._doubt(DoubtKind.SECOND_MENTION, mention, (self.who[mention.role],))

    def take_dates(self, dates: Sequence[DateInWords]) -> None:
        """The surest counts; of equals, the last."""
        readable = [each for each in dates if each.is_readable]
        if not readable:
            for each in dates:
                self._doubt(FLAWS[each.flaw], each)
            return
        self.due = due = max(readable, key=lambda each: (each.strength, each.start))
        self._mark("date", due)
        if due.flaw:
            self._doubt(FLAWS[due.flaw], due, marks=False)
        bar = min(due.strength, Strength.FIRM)
        if any(each.strength >= bar and each.on != due.on for each in dates):
            self._doubt(DoubtKind.SEVERAL_DATES, due, marks=False)

    def concluded(self, organizations: Lexicon) -> PromiseLine:
        contact = self.who.get("contact")
        if contact and contact.speaks_for in organizations.by_key:
            self.who.setdefault("responsible", organizations.by_key[contact.speaks_for])
        if self.tied and "responsible" in self.who:
            who = (self.who["responsible"],)
            self._doubt(DoubtKind.TIED_RESPONSIBLE, self.tied, who, marks=False)
        self.spans.sort(key=lambda span: span.start)
        promise = _promise(self.line, self.spans)
        self._doubt_missing(promise)
        return PromiseLine(
            promise,
            responsible=self.who.get("responsible"),
            contact=contact,
            problem=self.who.get("problem"),
            due_on=self.due.on if self.due else None,
            certainty=self.due.certainty if self.due else "pending",
            spans=tuple(self.spans),
            doubts=tuple(self.doubts),
        )

    def _doubt_missing(self, promise: str) -> None:
        kinds = {doubt.kind for doubt in self.doubts}
        is_named = "responsible" in self.who or self.is_unclear_who
        missing = {
            DoubtKind.NO_PROMISE: not WORD.search(promise),
            DoubtKind.NO_RESPONSIBLE: not is_named,
            DoubtKind.NO_DATE: not self.due and not kinds & {*FLAWS.values()},
        }
        end = len(self.line)
        self.doubts += [Doubt(kind, end, end) for kind, is_missing in missing.items() if is_missing]

    def _doubt_mention(self, mention: Mention) -> None:
        if mention.found:
            names = tuple(candidate for _, candidate in mention.found)
            self._doubt(DoubtKind.AMBIGUOUS_MENTION, mention, names)
        else:
            self._doubt(DoubtKind.UNKNOWN_MENTION, mention, mention.suggested)

    def _doubt(
        self,
        kind: DoubtKind,
        about: Mention | DateInWords,
        candidates: tuple[Candidate, ...] = (),
        *,
        marks: bool = True,
    ) -> None:
        text = self.line[about.start : about.end]
        on = about.on if isinstance(about, DateInWords) else None
        self.doubts.append(Doubt(kind, about.start, about.end, text, candidates, on))
        if marks:
            self._mark("doubt", about, stays=True)

    def _mark(self, kind: SpanKind, about: Mention | DateInWords, *, stays: bool = False) -> None:
        self.spans.append(Span(kind, about.start, about.end, stays))


FLAWS = {
    "impossible": DoubtKind.IMPOSSIBLE_DATE,
    "no_session": DoubtKind.NO_NEXT_SESSION,
    "past": DoubtKind.PAST_DATE,
    "weekday": DoubtKind.WEEKDAY_DIFFERS,
}


def _masked(line: str, mentions: Iterable[Mention], quotations: Iterable[tuple[int, int]]) -> str:
    """The line for the reader of dates: quotations hidden, mentions seen only as such."""
    letters = [*line]
    for start, end in quotations:
        letters[start:end] = "_" * (end - start)
    for mention in mentions:
        letters[mention.start : mention.end] = "@" * (mention.end - mention.start)
    return "".join(letters)


def _promise(line: str, spans: Sequence[Span]) -> str:
    """The line without the spans that go; the others lose their sigil, unless it is a number's."""
    pieces, end = [], 0
    for span in spans:
        pieces += [line[end : span.start], _what_stays(line, span)]
        end = span.end
    return _tidy("".join([*pieces, line[end:]]))


def _what_stays(line: str, span: Span) -> str:
    text = line[span.start : span.end]
    if not span.stays:
        return " "
    is_number = text[1].isdigit()
    return text if span.kind == "doubt" or is_number else text[1:].strip(QUOTES)


QUOTES = '"“”«»'
# Traces of what was taken out: empty brackets, a stop that opens, two stops together.
TRACES = [
    (re.compile(r"\([\s,;:.]*\)|\[[\s,;:.]*\]"), " "),
    (re.compile(r"^\s*[.,;:]+(?=\s|$)"), ""),
    (re.compile(r"\s+([.,;:!?)]+)(?=\s|$)"), r"\1"),
    (re.compile(r"[,;:](?:\s*[,;:])+(?=\s|$)"), ","),
    (re.compile(r"\s+"), " "),
]


def _tidy(text: str) -> str:
    for trace, replacement in TRACES:
        text = trace.sub(replacement, text)
    return text.strip(" ,;:-–—·|/")
