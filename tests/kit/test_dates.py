from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from destraba.kit.date_forms import Strength
from destraba.kit.dates import dates_in
from destraba.kit.folding import fold, words_of

TODAY = date(2026, 11, 22)  # a Sunday
NEXT_SESSION = date(2026, 12, 3)


def read(text, today=TODAY, **known):
    """The only date of the text, its certainty and what is wrong with it."""
    (found,) = dates_in(text, today=today, next_session_on=NEXT_SESSION, **known)
    return found


def is_unread(text):
    return dates_in(text, today=TODAY, next_session_on=NEXT_SESSION) == ()


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("+10d", date(2026, 12, 2)),
        ("+0d", TODAY),
        ("+ 3 días", date(2026, 11, 25)),
        ("+2s", date(2026, 12, 6)),
        ("+2sem", date(2026, 12, 6)),
        ("+1m", date(2026, 12, 22)),
        ("+3 meses", date(2027, 2, 22)),
        ("2 dic", date(2026, 12, 2)),
        ("2 DIC.", date(2026, 12, 2)),
        ("2dic", date(2026, 12, 2)),
        ("2 de diciembre", date(2026, 12, 2)),
        ("1.º de enero", date(2027, 1, 1)),
        ("1ro de marzo", date(2027, 3, 1)),
        ("primero de junio", date(2027, 6, 1)),
        ("15 setiembre", date(2027, 9, 15)),
        ("2 dic 2026", date(2026, 12, 2)),
        ("2 de diciembre de 2027", date(2027, 12, 2)),
        ("2 de diciembre del año 2027", date(2027, 12, 2)),
        ("4 set de 2027", date(2027, 9, 4)),
        ("2/12", date(2026, 12, 2)),
        ("2/12/26", date(2026, 12, 2)),
        ("02-12-2026", date(2026, 12, 2)),
        ("2.12.2026", date(2026, 12, 2)),
        ("2026-12-02", date(2026, 12, 2)),
        ("próximo jueves", date(2026, 11, 26)),
        ("el próximo jueves", date(2026, 11, 26)),
        ("el jueves", date(2026, 11, 26)),
        ("jueves que viene", date(2026, 11, 26)),
        ("el jueves de la próxima semana", date(2026, 11, 26)),
        ("el domingo", date(2026, 11, 29)),
        ("jueves 3 de diciembre", date(2026, 12, 3)),
        ("el jueves 3", date(2026, 12, 3)),
        ("hoy", TODAY),
        ("mañana", date(2026, 11, 23)),
        ("pasado mañana", date(2026, 11, 24)),
        ("fin de mes", date(2026, 11, 30)),
        ("a fin de año", date(2026, 12, 31)),
        ("quincena", date(2026, 11, 30)),
        ("la próxima quincena", date(2026, 12, 15)),
        ("en dos semanas", date(2026, 12, 6)),
        ("en 15 días", date(2026, 12, 7)),
        ("dentro de un mes", date(2026, 12, 22)),
        ("en un plazo máximo de diez días", date(2026, 12, 2)),
        ("próxima sesión", NEXT_SESSION),
        ("en la próxima sesión", NEXT_SESSION),
    ],
)
def test_a_day_is_read_from_words(words, on):
    found = read(words)

    assert (found.on, found.certainty, found.flaw) == (on, "determined", "")


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("2 de dezembro", date(2026, 12, 2)),
        ("1º de março", date(2027, 3, 1)),
        ("próxima quinta-feira", date(2026, 11, 26)),
        ("amanhã", date(2026, 11, 23)),
        ("em duas semanas", date(2026, 12, 6)),
        ("na próxima sessão", NEXT_SESSION),
        ("Dec 2", date(2026, 12, 2)),
        ("December 2nd, 2026", date(2026, 12, 2)),
        ("by the 2nd of December", date(2026, 12, 2)),
        ("next Thursday", date(2026, 11, 26)),
        ("in two weeks", date(2026, 12, 6)),
        ("end of the month", date(2026, 11, 30)),
    ],
)
def test_portuguese_and_english_words_are_read_too(words, on):
    assert read(words).on == on


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("~2 dic", date(2026, 12, 2)),
        ("aprox. 2 dic", date(2026, 12, 2)),
        ("alrededor del 2 de diciembre", date(2026, 12, 2)),
        ("hacia fines de enero", date(2027, 1, 31)),
        ("fines de enero", date(2027, 1, 31)),
        ("a principios de febrero de 2028", date(2028, 2, 10)),
        ("mediados de mes", date(2026, 12, 15)),
        ("primera quincena de enero", date(2027, 1, 15)),
        ("segunda quincena de febrero", date(2027, 2, 28)),
        ("~enero", date(2027, 1, 31)),
        ("esta semana", TODAY),
        ("la próxima semana", date(2026, 11, 27)),
        ("este mes", date(2026, 11, 30)),
        ("el próximo mes", date(2026, 12, 31)),
    ],
)
def test_a_rough_day_is_an_estimate(words, on):
    found = read(words)

    assert (found.on, found.certainty) == (on, "estimated")


@pytest.mark.parametrize("words", ["sin fecha", "por definir", "fecha por definir", "sin plazo"])
def test_a_day_may_be_left_pending(words):
    found = read(words)

    assert (found.on, found.certainty, found.flaw) == (None, "pending", "")


@pytest.mark.parametrize(
    "words",
    ["31 de febrero", "31/02", "29 feb", "32/12/2026", "12/25/2026", "2026-13-01", "0 dic"],
)
def test_an_impossible_day_is_seen_as_such(words):
    found = read(words)

    assert (found.on, found.flaw) == (None, "impossible")


def test_a_leap_day_exists_in_its_year():
    assert read("29 feb", today=date(2027, 11, 22)).on == date(2028, 2, 29)


@pytest.mark.parametrize("words", ["2 dic 2020", "02/12/2020", "2026-11-21"])
def test_a_past_day_is_read_and_said(words):
    assert read(words).flaw == "past"


def test_a_day_and_a_month_mean_the_next_such_day():
    assert read("22 nov").on == TODAY
    assert read("21 nov").on == date(2027, 11, 21)


def test_a_weekday_that_does_not_agree_is_noticed():
    found = read("viernes 3 de diciembre")

    assert (found.on, found.flaw) == (date(2026, 12, 3), "weekday")


def test_the_next_session_may_have_no_date_yet():
    (found,) = dates_in("en la próxima sesión", today=TODAY)

    assert (found.on, found.flaw) == (None, "no_session")


def test_working_days_jump_over_weekends_and_days_off():
    assert read("+10 días hábiles").on == date(2026, 12, 4)
    assert read("+10dh", days_off={date(2026, 12, 1)}).on == date(2026, 12, 7)


def test_a_month_later_stays_within_the_month():
    assert read("+1m", today=date(2027, 1, 31)).on == date(2027, 2, 28)
    assert read("+1m", today=date(2026, 12, 31)).on == date(2027, 1, 31)


@pytest.mark.parametrize("today", [date(2026, 11, 15), date(2026, 11, 16), date(2026, 2, 28)])
def test_a_fortnight_ends_on_the_fifteenth_or_on_the_last_day(today):
    ends = {11: {15: 15, 16: 30}, 2: {28: 28}}

    assert read("quincena", today=today).on.day == ends[today.month][today.day]


@pytest.mark.parametrize(
    "words",
    [
        "mayo",
        "Revisar la ley de marzo",
        "Hacer en mayo 4 talleres",
        "Aprobar 2 marcos normativos",
        "Aprobar 1 marco normativo",
        "Comprar 4 set de equipos",
        "La norma del 2 de mayo",
        "El taller del 2 al 5 de diciembre",
        "Los trámites que hoy tardan 90 días",
        "Reducir en 30 días el plazo",
        "Atender en la mañana",
        "Medir cada jueves",
        "Publicar los lunes",
        "Preparar la próxima sesión",
        "Atender 24/7",
        "Pagar 1/2 de la cuota",
        "La sección 2.1.10",
        "La Ley 29763-2-12",
        "El expediente 02-12-2026-PCM",
        "Subir +5% la cobertura",
        "Llamar al +51 999 123 456",
        "Sin datos por definir bien",
    ],
)
def test_what_is_no_deadline_is_left_alone(words):
    assert is_unread(words)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Enviar el plano a más tardar el 2 de diciembre", "a más tardar el 2 de diciembre"),
        ("Enviar el plano antes del 2 dic", "antes del 2 dic"),
        ("Enviar el plano para el jueves, firmado", "para el jueves"),
        ("Enviar para ~2 dic", "para ~2 dic"),
        ("Mañana enviar el plano", "Mañana"),
    ],
)
def test_the_words_that_lead_to_a_date_go_with_it(text, phrase):
    found = read(text)

    assert text[found.start : found.end] == phrase


def test_accents_written_apart_are_understood_in_place():
    text = "Enviar pro\u0301ximo jueves, ya"

    found = read(text)

    assert text[found.start : found.end] == "pro\u0301ximo jueves"


def test_what_is_marked_is_surer_than_what_is_loose():
    ways = ["mañana", "para mañana", "2 dic", "~2 dic", "+10d"]

    strengths = [read(words).strength for words in ways]

    assert strengths == [Strength.LOOSE, *[Strength.FIRM] * 2, *[Strength.MARKED] * 2]


@given(st.text(), st.dates())
@example("+9999m", date.max)
@example("el lunes", date.max)
@example("fines de mes", date(9999, 12, 31))
@example("+10d", date(9999, 12, 31))
@example("+9999dh", date.max)
def test_any_text_is_read_on_any_day(text, today):
    for found in dates_in(text, today=today):
        assert 0 <= found.start < found.end <= len(text)


WAYS = [
    "{0.day}/{0.month}/{0.year}",
    "{0.day:02}-{0.month:02}-{0.year}",
    "{0.year}-{0.month}-{0.day}",
    "{0.day} {month} {0.year}",
    "{0.day} de {month} de {0.year}",
]
MONTHS = [
    *("ene", "feb", "mar", "abr", "mayo", "junio"),
    *("julio", "ago", "setiembre", "oct", "noviembre", "dic"),
]


@given(st.dates(min_value=date(2026, 11, 22), max_value=date(2099, 12, 31)), st.sampled_from(WAYS))
def test_every_day_is_read_however_it_is_written(day, way):
    written = way.format(day, month=MONTHS[day.month - 1])

    assert read(written).on == day


@given(st.integers(0, 364))
def test_without_a_year_a_day_lies_within_the_coming_one(ahead):
    day = TODAY + timedelta(days=ahead)

    assert read(f"{day.day} {MONTHS[day.month - 1]}").on == day


@given(st.text())
def test_folding_keeps_the_place_of_every_letter(text):
    folded = fold(text)

    assert len(folded.origin) == len(folded.text) + 1
    assert folded.origin[-1] == len(text)
    assert sorted(folded.origin) == folded.origin


def test_words_are_bare():
    assert words_of("C.N.A. del «Ñandú» 1º") == ["c", "n", "a", "del", "nandu", "1o"]
