"""Dates as people write them inside a sentence, in Spanish first.

A phrase is *marked* as a deadline (`+10d`, `~enero`), *firm* (`2 dic`, `el 2 de diciembre`) or
*loose*: words that also mean other things (`hoy`, `en dos semanas`) and count only after a
preposition or at an edge, beside the line's end, punctuation or a mention. A date that describes
something else («la norma del 2 de mayo») is no deadline and is left alone.
Why no library does this: docs/adr/0004-fechas-en-palabras.md.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Literal, NamedTuple

from destraba.kit import date_meanings as meanings
from destraba.kit import date_words
from destraba.kit.date_meanings import Calendar, Match
from destraba.kit.folding import Folded, fold

Certainty = Literal["determined", "estimated", "pending"]
Flaw = Literal["", "impossible", "past", "weekday", "no_session"]


class Strength(IntEnum):
    """How sure it is that a deadline was meant."""

    LOOSE = 1
    FIRM = 2
    MARKED = 3


@dataclass(frozen=True, slots=True)
class DateInWords:
    """A phrase of the text, the day that it means and what is wrong with that."""

    start: int
    end: int
    on: date | None
    certainty: Certainty
    strength: Strength
    flaw: Flaw = ""


class Form(NamedTuple):
    """A way to say a day."""

    pattern: re.Pattern[str]
    read: Callable[[Match, Calendar], date | None]
    strength: Strength
    certainty: Certainty


def dates_in(
    text: str, *, today: date, next_session_on: date | None = None, days_off: Container[date] = ()
) -> tuple[DateInWords, ...]:
    """Every deadline that the text may be giving, in order."""
    folded, calendar = fold(text), Calendar(today, next_session_on, days_off)
    return tuple(
        _read(folded, form, match, lead, calendar) for form, match, lead in _phrases(text, folded)
    )


def _pattern(words: str) -> re.Pattern[str]:
    """A space stands for any white space."""
    return re.compile(words.replace(" ", r"\s+"))


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# A number by itself: not the head or the tail of a longer one, of a code or of a word.
START = r"(?<!\w)(?<![0-9][.,/:-])"
END = r"(?!\w|[/.,:-]\w)"
AT_EDGE = r"(?=\s*(?:$|[@#,;.:)]))"
DAY = r"(?P<day>[0-9]{1,2}|primero)(?:\.?o|ro|er|st|nd|rd|th)?"
MONTH = rf"(?P<month>{_any(date_words.MONTHS)})(?!\w)\.?"
YEAR = rf"(?:(?: del? (?:ano )?| of |\s*,\s*| )(?P<year>20[0-9]{{2}}){END})?"
WEEKDAY = rf"(?<!\w)(?P<weekday>{_any(date_words.WEEKDAYS)})(?!\w)"
UNIT = rf"(?P<unit>{_any(date_words.UNITS)})(?!\w)"
LONG_UNIT = rf"(?P<unit>{_any(unit for unit in date_words.UNITS if len(unit) > 2)})(?!\w)"
NEXT_WEEK = "(?:proxima semana|semana que viene)"
SESSION = "(?:(?:proxima|siguiente) sesion|sesion que viene|next session|proxima sessao)"
LOOSE, FIRM, MARKED = Strength


def _form(
    read: Callable[[Match, Calendar], date | None],
    words: str,
    strength: Strength = FIRM,
    certainty: Certainty = "determined",
) -> Form:
    return Form(_pattern(words), read, strength, certainty)


FORMS = (
    _form(
        meanings.in_digits,
        rf"{START}(?P<year>20[0-9]{{2}})-(?P<month>[0-9]{{1,2}})-(?P<day>[0-9]{{1,2}}){END}",
    ),
    _form(
        meanings.in_digits,
        rf"{START}(?P<day>[0-9]{{1,2}})(?P<mark>[/.-])(?P<month>[0-9]{{1,2}})(?P=mark)"
        rf"(?P<year>20[0-9]{{2}}|(?<!\.)[0-9]{{2}}){END}",
    ),
    # «24/7» is all the time and «1/2 de la cuota» is a half.
    _form(
        meanings.day_and_month,
        rf"{START}(?!24/7)(?P<day>0?[1-9]|[12][0-9]|3[01])/(?P<month>0?[1-9]|1[0-2]){END}"
        r"(?! (?:del?|of|d[oa]|partes)\b)",
    ),
    _form(
        meanings.day_and_month,
        rf"(?:{WEEKDAY}\s*,? )?{START}{DAY}\s*(?:(?<=\s)(?:de|of) )?{MONTH}{YEAR}",
    ),
    _form(
        meanings.day_and_month,
        rf"(?<!\w)(?P<month>{_any(date_words.ENGLISH_MONTHS)})\.? {DAY}(?!\w){YEAR}",
    ),
    _form(meanings.weekday_and_day, rf"{WEEKDAY} (?:dia )?{DAY}{AT_EDGE}"),
    _form(
        meanings.weekday,
        rf"(?:(?<!\w)(?:proxim[oa]|este|next|this) )?{WEEKDAY}"
        rf"(?: proximo| que viene|(?P<next_week> de la {NEXT_WEEK}))?",
        LOOSE,
    ),
    _form(meanings.ahead, rf"(?<![\w+])\+\s?(?P<count>[0-9]{{1,5}})\s*{UNIT}", MARKED),
    _form(
        meanings.ahead,
        r"(?<!\w)(?:en|dentro de|in|within|em|de aqui a) (?:(?:un|el) plazo (?:maximo )?de )?"
        rf"(?P<count>[0-9]{{1,5}}|{_any(date_words.NUMBERS)}) {LONG_UNIT}",
        LOOSE,
    ),
    _form(
        meanings.from_today,
        rf"(?<!\w)(?<!la\s)(?<!esta\s)(?<!cada\s)(?:{_any(date_words.DAYS_FROM_TODAY)})(?!\w)",
        LOOSE,
    ),
    _form(
        meanings.end_of_period,
        r"(?<!\w)(?:fin(?:al)? del? |fim do |end of (?:the )?)(?:mes|month|(?P<year>ano|year))(?!\w)",
    ),
    _form(
        meanings.part_of_month,
        rf"(?<!\w)(?P<part>{_any(date_words.PARTS_OF_MONTH)})(?: del?| do| of)?"
        rf" (?:{MONTH}{YEAR}|(?:este )?mes(?!\w))",
        certainty="estimated",
    ),
    _form(
        meanings.half_of_month,
        r"(?<!\w)(?:(?P<first>primera|1ra|1a)|segunda|2da|2a) quincena de(?:l mes de)?"
        rf" {MONTH}{YEAR}",
        certainty="estimated",
    ),
    _form(
        meanings.fortnight,
        r"(?<!\w)(?:fin de |esta |(?P<following>proxima ))?quincena(?!\w)",
        LOOSE,
    ),
    _form(
        meanings.end_of_week,
        rf"(?<!\w)(?:(?P<this>esta semana|this week)|{NEXT_WEEK}|next week)(?!\w)",
        LOOSE,
        "estimated",
    ),
    _form(
        meanings.end_of_month,
        r"(?<!\w)(?:(?P<this>este mes|this month)|proximo mes|mes que viene|next month)(?!\w)",
        LOOSE,
        "estimated",
    ),
    _form(meanings.some_day_of_month, rf"~\s*{MONTH}{YEAR}", MARKED, "estimated"),
    # «Preparar la próxima sesión» promises something about it; «en la próxima sesión» says when.
    _form(
        meanings.session,
        rf"(?<!\w)(?:(?:en|para|hasta|antes de|in|by|na|ate) (?:la |the |a )?|(?<!la\s)(?<!the\s)){SESSION}",
    ),
    _form(
        meanings.undecided,
        r"(?<!\w)(?:sin (?:fecha|plazo)|sem data|(?:fecha |plazo )?(?:por|a) definir"
        r"|(?:fecha|plazo) pendiente|tbd|no date)(?!\w)",
        LOOSE,
        "pending",
    ),
)

# What comes right before: it describes, or it leads to a deadline and goes with it.
LEAD_REACH = 40
ARTICLES = "(?:(?:el|al|la|on|the|este|em|na|en|a|dia) ){0,3}"
LEAD = _pattern(
    r"(?:(?P<describes>(?<!\w)(?:(?:del?|d[oa]|desde|of|from|tras|cada|los)(?: la| los| el)?(?: dia)?"
    r"|[0-9]{1,2} (?:al?|y el|y|-)) )"
    r"|(?:(?<!\w)(?:para|hasta|antes del?|a mas tardar|no mas tarde del?|como maximo|by|before|until"
    r"|due|ate|(?:plazo|fecha|vence):) )?"
    rf"(?:(?<!\w){ARTICLES})?"
    r"(?P<roughly>~\s*|(?<!\w)(?:aprox\.?|aproximadamente|alrededor del?|hacia|cerca del?|circa|about"
    r"|around|tentativamente) )?"
    rf"(?:(?<!\w){ARTICLES})?)\Z"
)
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
    whole = match.string
    return bool(AFTER_EDGE.match(whole, match.end()) or BEFORE_EDGE.search(whole, 0, match.start()))


def _read(
    folded: Folded, form: Form, match: Match, lead: Match, calendar: Calendar
) -> DateInWords:
    try:
        on = form.read(match, calendar)
    except (ValueError, OverflowError):
        on = None
    is_rough = lead["roughly"] is not None
    return DateInWords(
        *folded.span(lead.start(), match.end()),
        on=on,
        certainty="estimated" if is_rough and on else form.certainty,
        strength=MARKED if is_rough else form.strength,
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
