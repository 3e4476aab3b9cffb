"""Dates as people write them inside a sentence, in Spanish first.

A phrase is *marked* as a deadline (`+10d`, `~enero`), *firm* (`2 dic`, `el jueves`) or *loose*:
words that also mean other things (`hoy`, `en dos semanas`) and count only at an edge, beside the
line's end, punctuation or a mention; an article or a preposition makes them firm. A date that
describes something else («la norma del 2 de mayo») is no deadline and is left alone.
Why no library does this: docs/adr/0005-fechas-en-palabras.md.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from destraba.kit import date_meanings as meanings
from destraba.kit import date_words
from destraba.kit.date_forms import (
    AT_EDGE,
    FIRM,
    FORMS,
    LEAD,
    LOOSE,
    MARKED,
    Certainty,
    Form,
    Strength,
)
from destraba.kit.date_meanings import Calendar, Match
from destraba.kit.folding import Folded, fold

Flaw = Literal["", "impossible", "past", "weekday", "no_session"]


@dataclass(frozen=True, slots=True)
class DateInWords:
    """A phrase of the text, the day that it means and what is wrong with that."""

    start: int
    end: int
    on: date | None
    certainty: Certainty
    strength: Strength
    flaw: Flaw = ""

    @property
    def is_readable(self) -> bool:
        return self.on is not None or self.certainty == "pending"


def dates_in(
    text: str, *, today: date, next_session_on: date | None = None, days_off: Container[date] = ()
) -> tuple[DateInWords, ...]:
    """Every deadline that the text may be giving, in order."""
    folded, calendar = fold(text), Calendar(today, next_session_on, days_off)
    return tuple(
        _read(folded, form, match, lead, calendar) for form, match, lead in _phrases(text, folded)
    )


# How far back it is worth to look.
LEAD_REACH, EDGE_REACH = 40, 10
BEFORE_EDGE = re.compile(r"(?:^|[@#,;.:(])\s*\Z")
AFTER_EDGE = re.compile(AT_EDGE)


def _phrases(text: str, folded: Folded) -> Iterator[tuple[Form, Match, Match]]:
    """The forms found, the earliest and longest first, none inside another."""
    found = sorted(
        ((form, match) for form in FORMS for match in form.pattern.finditer(folded.text)),
        key=lambda pair: (pair[1].start(), -pair[1].end()),
    )
    end = 0
    for form, match in found:
        if match.start() < end or _lacks_cedilla(match, text, folded):
            continue
        lead = LEAD.search(folded.text, max(end, match.start() - LEAD_REACH), match.start())
        end = match.end()
        if lead and not lead["describes"] and _counts(form, match, lead):
            yield form, match, lead


def _lacks_cedilla(match: Match, text: str, folded: Folded) -> bool:
    if match.groupdict().get("month") != date_words.NEEDS_CEDILLA:
        return False
    start, end = folded.span(*match.span("month"))
    return date_words.NEEDS_CEDILLA in text[start:end].casefold()


def _counts(form: Form, match: Match, lead: Match) -> bool:
    if form.strength is not LOOSE or lead[0]:
        return True
    text, start, end = match.string, *match.span()
    before = BEFORE_EDGE.search(text, max(0, start - EDGE_REACH), start)
    return bool(before or AFTER_EDGE.match(text, end))


def _read(folded: Folded, form: Form, match: Match, lead: Match, calendar: Calendar) -> DateInWords:
    try:
        on = form.read(match, calendar)
    except (ValueError, OverflowError):
        on = None
    is_rough = lead["roughly"] is not None
    led = MARKED if is_rough else FIRM if lead[0] else LOOSE
    return DateInWords(
        *folded.span(lead.start(), match.end()),
        on=on,
        certainty="estimated" if is_rough and on else form.certainty,
        strength=max(form.strength, led),
        flaw=_flaw(form, match, on, calendar),
    )


def _flaw(form: Form, match: Match, on: date | None, calendar: Calendar) -> Flaw:
    if on is None:
        no_day: dict[object, Flaw] = {meanings.undecided: "", meanings.session: "no_session"}
        return no_day.get(form.read, "impossible")
    if on < calendar.today:
        return "past"
    weekday = match.groupdict().get("weekday")
    return "weekday" if weekday and on.weekday() != date_words.WEEKDAYS[weekday] else ""
