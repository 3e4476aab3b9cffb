"""The forms of a date in a sentence: a table from patterns to meanings.

Patterns are written over folded text (no accents, no capitals); a space is any white space.
"""

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import IntEnum
from typing import Literal, NamedTuple

from destraba.kit import date_meanings as meanings
from destraba.kit import date_words
from destraba.kit.date_meanings import Calendar, Match

Certainty = Literal["determined", "estimated", "pending"]


class Strength(IntEnum):
    """How sure it is that a deadline was meant."""

    LOOSE = 1
    FIRM = 2
    MARKED = 3


class Form(NamedTuple):
    """A way to say a day."""

    pattern: re.Pattern[str]
    read: Callable[[Match, Calendar], date | None]
    strength: Strength
    certainty: Certainty


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
# «4 set de equipos» is no 4 September; «4 set de 2027» is.
MONTH = rf"(?!(?:set|mar|out) del? (?!20))(?P<month>{_any(date_words.MONTHS)})(?!\w)(?:\.(?=\s))?"
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
        rf"{WEEKDAY}(?: proximo| que viene|(?P<next_week> de la {NEXT_WEEK}))?",
        LOOSE,
    ),
    _form(meanings.ahead, rf"(?<![\w+])\+\s?(?P<count>[0-9]{{1,4}})\s*{UNIT}", MARKED),
    _form(
        meanings.ahead,
        r"(?<!\w)(?:en|dentro de|in|within|em|de aqui a) (?:(?:un|el) plazo (?:maximo )?de )?"
        rf"(?P<count>[0-9]{{1,4}}|{_any(date_words.NUMBERS)}) {LONG_UNIT}",
        LOOSE,
    ),
    _form(
        meanings.from_today,
        rf"(?<!\w)(?<!la\s)(?<!esta\s)(?<!cada\s)(?:{_any(date_words.DAYS_FROM_TODAY)})(?!\w)",
        LOOSE,
    ),
    _form(
        meanings.end_of_period,
        r"(?<!\w)(?:fin(?:al)? del? |fim do |end of (?:the )?)"
        r"(?:mes|month|(?P<year>ano|year))(?!\w)",
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
        r"(?<!\w)(?:(?:en|para|hasta|antes de|in|by|na|ate) (?:la |the |a )?|(?<!la\s)(?<!the\s))"
        rf"{SESSION}",
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
ARTICLES = r"(?:(?<!\w)(?:(?:el|al|la|on|the|em|na|en|a|dia|este|this|proxim[oa]|next) ){0,3})?"
DESCRIBES = (
    r"(?<!\w)(?:(?:del?|d[oa]|desde|of|from|tras|cada|los)(?: la| los| el)?(?: dia)?"
    r"|[0-9]{1,2} (?:al?|y el|y|-)) "
)
DEADLINE = (
    r"(?<!\w)(?:para|hasta|antes del?|a mas tardar|no mas tarde del?|como maximo|by|before|until"
    r"|due|ate|(?:plazo|fecha|vence):) "
)
ROUGHLY = (
    r"~\s*|(?<!\w)(?:aprox\.?|aproximadamente|alrededor del?|hacia|cerca del?|circa|about|around"
    r"|tentativamente) "
)
LEAD = _pattern(
    rf"(?:(?P<describes>{DESCRIBES})"
    rf"|(?:{DEADLINE})?{ARTICLES}(?P<roughly>{ROUGHLY})?{ARTICLES})\Z"
)
