import pytest
from hypothesis import given
from hypothesis import strategies as st

from destraba.kit.folding import words_of
from destraba.kit.lexicon import Candidate, Lexicon, best, complete

NAMES = [
    ("AFOR", "Agencia Forestal"),
    ("MinAmbiente", "Ministerio de Ambiente, Agua y Transición"),
    ("Gremio Exportador",),
    ("Gremio Textil",),
    ("ANA", "Autoridad Nacional del Agua"),
    ("Sindicato de la Madera",),
]
LEXICON = Lexicon(Candidate(key, words, words[-1]) for key, words in enumerate(NAMES))


def meant(typed):
    """How many words were taken, and the keys of those whom they name."""
    found = best([*LEXICON.sightings(words_of(typed))])
    return [(each.count, [who.key for who in each.candidates]) for each in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("afor", (1, [0])),
        ("AFOR publica", (1, [0])),
        ("Agencia Forestal", (2, [0])),
        ("forestal", (1, [0])),
        ("gremio exportador", (2, [2])),
        ("gremio exporta", (2, [2])),
        ("gremio prestará", (1, [2, 3])),
        ("minam", (1, [1])),
        ("transicion", (1, [1])),
        ("ana", (1, [4])),
        ("agua", (1, [1, 4])),
        ("sindicato de", (1, [5])),
    ],
)
def test_the_longest_name_is_meant_and_an_exact_one_before_an_abbreviation(typed, expected):
    assert meant(typed) == [expected]


@pytest.mark.parametrize("typed", ["gestor", "foresta1", "orestal", "x", ""])
def test_what_nobody_is_called_means_nobody(typed):
    assert meant(typed) == []


def test_a_number_is_never_abbreviated():
    problems = Lexicon([Candidate(12, ("12",), "12 · Valla"), Candidate(1, ("1",), "1 · Registro")])

    assert [s.candidates[0].key for s in problems.sightings(["1"])] == [1]


def test_a_slip_of_the_finger_finds_the_nearest():
    assert [who.key for who in LEXICON.suggest("gremoi")] == [2, 3]
    assert [who.key for who in LEXICON.suggest("minambinte")] == [1]
    assert LEXICON.suggest("zzz") == ()


def test_completion_puts_acronyms_before_words_and_words_before_pieces():
    candidates = [
        Candidate("piece", ("Semana Minera",), "Semana Minera"),
        Candidate("word", ("Instituto Anáhuac",), "Instituto Anáhuac"),
        Candidate("prefix", ("ANAC", "Aviación Civil"), "Aviación Civil"),
        Candidate("exact", ("ANA", "Autoridad del Agua"), "Autoridad del Agua"),
        Candidate("none", ("Sindicato",), "Sindicato"),
    ]

    assert [who.key for who in complete("aná", candidates)] == ["exact", "prefix", "word", "piece"]


def test_completion_keeps_the_order_of_equals_and_a_limit():
    assert [who.key for who in complete("gremio", LEXICON)] == [2, 3]
    assert [who.key for who in complete("", LEXICON, limit=2)] == [0, 1]
    assert [who.key for who in complete("a", LEXICON, limit=1)] == [0]


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_text_may_be_completed_among_any_names(prefix, names):
    candidates = [Candidate(key, (name,), name) for key, name in enumerate(names)]

    assert {who.key for who in complete(prefix, candidates)} <= {*range(len(names))}


@given(st.sampled_from(LEXICON.candidates), st.data())
def test_every_name_completes_and_means_its_owner(candidate, data):
    name = data.draw(st.sampled_from(candidate.words))

    assert candidate in complete(name, LEXICON)
    assert meant(name) == [(len(words_of(name)), [candidate.key])]
