"""The words for days, folded: Spanish first, with the Portuguese and English ones.

Left out because they mean other things too: «segunda» alone (Monday in Portuguese), «do» (Sunday).
"""

from collections.abc import Iterable


def _numbered(rows: Iterable[str], first: int) -> dict[str, int]:
    return {word: number for number, row in enumerate(rows, first) for word in row.split()}


def _all(words: str, value: int) -> dict[str, int]:
    return dict.fromkeys(words.split(), value)


MONTHS = _numbered(
    [
        "enero ene january jan janeiro",
        "febrero feb february fevereiro fev",
        "marzo mar march marco",
        "abril abr april apr",
        "mayo may maio mai",
        "junio jun june junho",
        "julio jul july julho",
        "agosto ago august aug",
        "septiembre setiembre sept sep set september setembro",
        "octubre oct october outubro out",
        "noviembre nov november novembro",
        "diciembre dic december dec dezembro dez",
    ],
    first=1,
)
# Folding hides the cedilla of «março»: without it «2 marco» is two legal frameworks.
NEEDS_CEDILLA = "marco"
# Only these may go before their day: «mayo 4 talleres» is no date.
ENGLISH_MONTHS = _all(
    "january jan february march april apr june july august aug september october november"
    " december dec",
    0,
)

WEEKDAYS = _numbered(
    [
        "lunes monday segunda-feira",
        "martes tuesday terca-feira",
        "miercoles wednesday quarta-feira",
        "jueves thursday quinta-feira",
        "viernes friday sexta-feira",
        "sabado saturday",
        "domingo sunday",
    ],
    first=0,
)

NUMBERS = _numbered(
    [
        "un una uno um uma one primero primeiro",
        "dos dois duas two",
        "tres three",
        "cuatro quatro four",
        "cinco five",
        "seis six",
        "siete sete seven",
        "ocho oito eight",
        "nueve nove nine",
        "diez dez ten",
    ],
    first=1,
) | {"quince": 15, "quinze": 15, "veinte": 20, "treinta": 30, "sesenta": 60, "noventa": 90}

DAYS_FROM_TODAY = _numbered(["hoy hoje today", "manana amanha tomorrow"], first=0) | {
    "pasado manana": 2,
    "depois de amanha": 2,
    "day after tomorrow": 2,
}

# How many days a unit has; what has none is a number of months or of working days.
DAYS_IN = (
    _all("d dia dias day days", 1)
    | _all("s sem semana semanas w week weeks", 7)
    | _all("quincena quincenas quinzena", 15)
)
MONTH_UNITS = frozenset(["m", "mes", "meses", "month", "months"])
WORKING_DAYS = frozenset(
    ["dh", "dia habil", "dias habiles", "dias laborables", "dias uteis", "working days"]
)
UNITS = [*DAYS_IN, *MONTH_UNITS, *WORKING_DAYS]

# The day that stands for a part of a month; 31 is the last day of any.
PARTS_OF_MONTH = (
    _all("principios inicios comienzos inicio comeco early", 10)
    | _all("mediados meados mid", 15)
    | _all("fines finales fin final fim late end", 31)
)
