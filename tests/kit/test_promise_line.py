from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from destraba.kit.doubts import DoubtKind
from destraba.kit.lexicon import Candidate, Lexicon
from destraba.kit.promise_line import LONGEST_LINE, Span, parse

TODAY = date(2026, 11, 22)  # a Sunday
NEXT_SESSION = date(2026, 12, 3)

AFOR = Candidate("afor", ("AFOR", "Agencia Forestal"), "Agencia Forestal")
MINISTRY = Candidate("min", ("MinAmbiente", "Ministerio de Ambiente y Agua"), "MinAmbiente")
EXPORTERS = Candidate("exp", ("Gremio Exportador",), "Gremio Exportador")
WEAVERS = Candidate("tex", ("Gremio Textil",), "Gremio Textil")
WATER = Candidate("ana", ("ANA", "Autoridad Nacional del Agua"), "Autoridad Nacional del Agua")
ANA = Candidate(1, ("Ana Ríos Vega",), "Ana Ríos Vega", speaks_for="afor")
LUIS = Candidate(2, ("Luis Quispe",), "Luis Quispe")
REGISTRY = Candidate(1, ("1", "p-reg", "El registro de plantaciones tarda"), "1 · El registro")
CREDIT = Candidate(12, ("12", "p-cred", "Crédito de largo plazo"), "12 · Crédito")

ORGANIZATIONS = Lexicon([AFOR, MINISTRY, EXPORTERS, WEAVERS, WATER])
PEOPLE = Lexicon([ANA, LUIS])
PROBLEMS = Lexicon([REGISTRY, CREDIT])


def read(line, **known):
    return parse(
        line,
        today=TODAY,
        organizations=ORGANIZATIONS,
        people=PEOPLE,
        problems=PROBLEMS,
        **known,
    )


def doubts(line, **known):
    return [doubt.kind for doubt in read(line, **known).doubts]


def is_complete(line):
    """Nothing has to be asked before it is kept."""
    is_clear = not any(doubt.must_be_answered for doubt in line.doubts)
    return is_clear and bool(line.promise and line.responsible)


def words_of_doubts(line):
    return [doubt.words for doubt in read(line).doubts]


def test_a_line_says_what_who_when_and_about_which_problem():
    line = read("Enviar opinión legal @MinAmbiente +10d #registro")

    assert line.promise == "Enviar opinión legal"
    assert (line.responsible, line.problem) == (MINISTRY, REGISTRY)
    assert (line.due_on, line.certainty) == (date(2026, 12, 2), "determined")
    assert is_complete(line)
    assert line.doubts == ()


def test_the_parts_are_marked_where_they_stand():
    written = "Enviar opinión legal @MinAmbiente +10d #registro"

    spans = read(written).spans

    assert [(span.kind, written[span.start : span.end]) for span in spans] == [
        ("responsible", "@MinAmbiente"),
        ("date", "+10d"),
        ("problem", "#registro"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "@AFOR Publicar la directiva 2 dic #12",
        "#12 2 dic @afor: Publicar la directiva",
        "Publicar @AFOR la directiva, 2 dic, #12",
        "Publicar la directiva (@AFOR; 2 dic; #12)",
        "A cargo de @AFOR: Publicar la directiva para el 2 dic #12",
        "Responsable: @AFOR. Publicar la directiva 2 dic. #12",
        '2/12 Publicar la directiva @"Agencia Forestal" #p-cred',
        "  Publicar   la\tdirectiva @agencia_forestal #crédito de largo plazo el 2 de diciembre ",
    ],
)
def test_the_parts_come_in_any_order(line):
    parsed = read(line)

    assert parsed.promise.rstrip(".") == "Publicar la directiva"
    assert (parsed.responsible, parsed.problem) == (AFOR, CREDIT)
    assert parsed.due_on == date(2026, 12, 2)
    assert parsed.doubts == ()


@pytest.mark.parametrize(
    ("mention", "candidate"),
    [
        ("@AFOR", AFOR),
        ("@afor.", AFOR),
        ("@Agencia Forestal", AFOR),
        ("@agéncia", AFOR),
        ("@forestal", AFOR),
        ("@minam", MINISTRY),
        ("@Ministerio de Ambiente y Agua", MINISTRY),
        ("@Gremio Exp", EXPORTERS),
        ("@«gremio textil»", WEAVERS),
        ("@Ana", WATER),
    ],
)
def test_a_responsible_is_called_by_any_of_its_names(mention, candidate):
    assert read(f"Publicar {mention} +10d").responsible == candidate


def test_numbers_of_the_promise_are_kept():
    line = read("Prestar 4 topógrafos al piloto @Gremio Exportador 5 dic")

    assert line.promise == "Prestar 4 topógrafos al piloto"
    assert (line.responsible, line.due_on) == (EXPORTERS, date(2026, 12, 5))


def test_a_number_before_a_month_is_a_day():
    line = read("Comprar 2 diciembre")

    assert (line.promise, line.due_on) == ("Comprar", date(2026, 12, 2))


def test_a_person_is_the_contact_beside_an_organization():
    line = read("Publicar @MinAmbiente @Luis +10d")

    assert (line.responsible, line.contact) == (MINISTRY, LUIS)


def test_a_person_alone_brings_the_organization_for_which_they_speak():
    line = read("Publicar @Ana Ríos +10d")

    assert (line.responsible, line.contact) == (AFOR, ANA)


def test_a_person_who_speaks_for_nobody_is_not_enough():
    assert doubts("Publicar @Luis +10d") == [DoubtKind.NO_RESPONSIBLE]


def test_a_mention_tied_to_the_sentence_stays_in_it():
    line = read("Enviar informe a @MinAmbiente @AFOR +10d")

    assert line.promise == "Enviar informe a MinAmbiente"
    assert line.responsible == AFOR
    assert Span("mention", 17, 29, stays=True) in line.spans


def test_a_tied_mention_counts_when_it_is_the_only_one_and_it_is_said():
    line = read('Revisar con @"Gremio Textil" el avance de #registro +10d')

    assert line.promise == "Revisar con Gremio Textil el avance de registro"
    assert (line.responsible, line.problem) == (WEAVERS, REGISTRY)
    assert [doubt.kind for doubt in line.doubts] == [DoubtKind.TIED_RESPONSIBLE]
    assert is_complete(line)


def test_a_tied_number_keeps_its_sign():
    assert read("Informar sobre #12 @AFOR +10d").promise == "Informar sobre #12"


@pytest.mark.parametrize(
    "text",
    ["Escribir a luz@afor.pe", "Ver https://afor.pe/#registro", "Usar C#12", "Pedir @ algo", "@"],
)
def test_what_only_looks_like_a_mention_is_left_alone(text):
    line = read(text)

    assert line.promise == text
    assert line.spans == ()


def test_what_is_quoted_is_left_alone():
    line = read('Reparar la "Avenida 2 de Mayo @AFOR" @Gremio Textil 5 dic')

    assert line.promise == 'Reparar la "Avenida 2 de Mayo @AFOR"'
    assert (line.responsible, line.due_on) == (WEAVERS, date(2026, 12, 5))


def test_an_ambiguous_mention_asks_which_one_and_stays():
    line = read("Prestar equipo @Gremio +10d")

    assert line.promise == "Prestar equipo @Gremio"
    assert [doubt.kind for doubt in line.doubts] == [DoubtKind.AMBIGUOUS_MENTION]
    assert line.doubts[0].candidates == (EXPORTERS, WEAVERS)
    assert line.doubts[0].words == "«@Gremio» puede ser: Gremio Exportador o Gremio Textil."
    assert not is_complete(line)


def test_an_unknown_mention_stays_with_the_nearest_names():
    line = read("Prestar equipo @Gremoi +10d")

    assert line.promise == "Prestar equipo @Gremoi"
    assert line.doubts[0].candidates == (EXPORTERS, WEAVERS)
    assert line.doubts[0].words.startswith("No se conoce «@Gremoi». ¿Quiso decir Gremio Exp")
    assert not is_complete(line)


def test_an_unknown_number_does_not_stop_a_line():
    line = read("Modificar la Ley #30021 @AFOR +10d")

    assert line.promise == "Modificar la Ley #30021"
    assert words_of_doubts("Modificar la Ley #30021 @AFOR +10d") == ["No se conoce «#30021»."]
    assert is_complete(line)


def test_a_second_responsible_stays_in_the_text():
    line = read("Publicar la norma @AFOR y @Gremio Textil +10d")

    assert line.promise == "Publicar la norma y @Gremio Textil"
    assert line.responsible == AFOR
    assert [doubt.words for doubt in line.doubts] == [
        "Ya está Agencia Forestal; «@Gremio Textil» queda en el texto."
    ]


def test_the_same_name_twice_is_no_doubt():
    assert read("@AFOR publicar +10d @afor").doubts == ()


def test_an_impossible_date_is_said_and_stays():
    line = read("Publicar @AFOR 31 de febrero")

    assert line.promise == "Publicar 31 de febrero"
    assert line.due_on is None
    assert [doubt.words for doubt in line.doubts] == ["«31 de febrero» no existe en el calendario."]
    assert not is_complete(line)


def test_a_past_date_is_taken_and_said():
    line = read("Publicar @AFOR 2 dic 2020")

    assert line.due_on == date(2020, 12, 2)
    assert words_of_doubts("Publicar @AFOR 2 dic 2020") == ["«2 dic 2020» ya pasó."]


def test_a_weekday_that_does_not_agree_is_said():
    assert words_of_doubts("Publicar @AFOR viernes 3 de diciembre") == [
        "«viernes 3 de diciembre» no coincide: ese día es jueves."
    ]


def test_of_two_dates_the_last_counts_and_the_other_stays():
    line = read("Publicar el calendario 3 mar @AFOR 5 dic")

    assert (line.promise, line.due_on) == ("Publicar el calendario 3 mar", date(2026, 12, 5))
    assert [doubt.words for doubt in line.doubts] == ["Hay más de una fecha: se tomó «5 dic»."]


@pytest.mark.parametrize(
    ("line", "promise"),
    [
        ("+10d Revisar el informe del 2 de mayo @AFOR", "Revisar el informe del 2 de mayo"),
        ("Responder en dos semanas @AFOR +10d", "Responder en dos semanas"),
    ],
)
def test_a_marked_date_wins_over_loose_words(line, promise):
    parsed = read(line)

    assert (parsed.promise, parsed.due_on) == (promise, date(2026, 12, 2))
    assert parsed.doubts == ()


def test_an_estimate_is_kept_as_such():
    assert read("Publicar @AFOR ~2 dic").certainty == "estimated"
    assert read("Publicar @AFOR a fines de enero").certainty == "estimated"


def test_a_date_may_be_left_pending_on_purpose():
    line = read("Publicar @AFOR sin fecha")

    assert (line.promise, line.due_on, line.certainty) == ("Publicar", None, "pending")
    assert is_complete(line)


def test_the_next_session_is_a_date_when_it_is_known():
    line = "Presentar el avance en la próxima sesión @AFOR"

    assert read(line, next_session_on=NEXT_SESSION).due_on == NEXT_SESSION
    assert doubts(line) == [DoubtKind.NO_NEXT_SESSION]


@pytest.mark.parametrize("line", ["", "   ", "…"])
def test_an_empty_line_lacks_everything(line):
    assert doubts(line) == [DoubtKind.NO_PROMISE, DoubtKind.NO_RESPONSIBLE, DoubtKind.NO_DATE]


def test_each_missing_part_is_asked_for():
    assert doubts("@AFOR +10d") == [DoubtKind.NO_PROMISE]
    assert doubts("Publicar +10d") == [DoubtKind.NO_RESPONSIBLE]
    assert doubts("Publicar @AFOR") == [DoubtKind.NO_DATE]


def test_a_text_too_long_for_a_line_is_kept_whole():
    line = "palabra @AFOR " * LONGEST_LINE

    parsed = read(line)

    assert parsed.promise == line.strip()
    assert [doubt.kind for doubt in parsed.doubts] == [DoubtKind.TOO_LONG]


def test_plain_candidates_do_as_well_as_a_lexicon():
    assert parse("Publicar @AFOR", today=TODAY, organizations=[AFOR]).responsible == AFOR


PIECES = st.sampled_from(
    [
        *("@", "#", "@AFOR", "@Gremio", "@Ana", "#1", "#registro", '@"Gremio Textil"', "@«"),
        *("+10d", "2", "dic", "31 febrero", "hoy", "en dos", "próxima sesión", "sin fecha"),
        *("5/12", "el jueves", "pro\u0301ximo jueves", "a", "de", "para", "~", "a cargo de"),
        *("(", ")", ",", ".", "»", '"', "ﬁn de mes", "½", "№", "º", "Ⅻ", "İ\u0307", "＠AFOR"),
    ]
)
LINES = st.text() | st.lists(PIECES | st.text(max_size=3), max_size=12).map(" ".join)


def letters(text):
    return Counter(letter for letter in text if letter.isalnum())


@given(LINES, st.dates())
@example("@AFOR" * 400, TODAY)
@example("+9999m @AFOR", date.max)
def test_any_text_is_read_and_loses_no_letter(line, today):
    parsed = parse(line, today=today, organizations=ORGANIZATIONS, people=PEOPLE, problems=PROBLEMS)

    taken = [line[span.start : span.end] for span in parsed.spans if not span.stays]
    assert letters(line) == letters(parsed.promise) + letters(" ".join(taken))
    assert all(doubt.words for doubt in parsed.doubts)


@given(LINES)
def test_spans_lie_inside_the_line_one_after_another(line):
    places = [place for span in read(line).spans for place in (span.start, span.end)]

    assert places == sorted(places)
    assert all(0 <= place <= len(line) for place in places)


PHRASES = ["enviar 4 topógrafos", "la ley de mayo", "opinión legal", "S/ 1.500", "el Plan 2030"]
PROMISES = st.lists(st.sampled_from(PHRASES), min_size=1, max_size=4).map(
    lambda phrases: " ".join(["Preparar", *phrases, "completos"])
)
DATES = st.sampled_from(
    [
        ("+10d", date(2026, 12, 2), "determined"),
        ("2 dic", date(2026, 12, 2), "determined"),
        ("el jueves", date(2026, 11, 26), "determined"),
        ("antes del 5/12/2026", date(2026, 12, 5), "determined"),
        ("próxima sesión", NEXT_SESSION, "determined"),
        ("~2 dic", date(2026, 12, 2), "estimated"),
        ("a fines de enero", date(2027, 1, 31), "estimated"),
        ("sin fecha", None, "pending"),
    ]
)


@st.composite
def mentions(draw, sigil, lexicon):
    """A candidate, and one of the ways to mention it."""
    candidate = draw(st.sampled_from(lexicon.candidates))
    name = draw(st.sampled_from([*candidate.words, candidate.label]))
    written = draw(st.sampled_from([name, name.upper(), f'"{name}"', name.replace("í", "i")]))
    return sigil + written, candidate


@given(
    PROMISES,
    mentions("@", ORGANIZATIONS),
    mentions("@", PEOPLE),
    mentions("#", PROBLEMS),
    DATES,
    st.permutations(range(5)),
)
def test_a_line_made_of_parts_is_read_as_those_parts(promise, who, contact, what, when, order):
    parts = [promise, who[0], contact[0], what[0], when[0]]

    line = read(", ".join(parts[place] for place in order), next_session_on=NEXT_SESSION)

    assert line.promise == promise
    assert (line.responsible, line.contact, line.problem) == (who[1], contact[1], what[1])
    assert (line.due_on, line.certainty) == when[1:]
    assert is_complete(line)
