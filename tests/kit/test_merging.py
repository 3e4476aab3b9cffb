import time
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from destraba.kit.merging import Diverged, merge

WORDS = st.lists(st.sampled_from(["plano", "costo", "región", "firma", "\n"]), max_size=8).map(
    " ".join
)


def test_changes_in_two_places_are_both_kept():
    assert merge("uno dos tres", "UNO dos tres", "uno dos TRES") == "UNO dos TRES"


def test_two_new_phrases_at_one_place_get_a_line_each():
    assert merge("", "hola", "otra cosa") == "otra cosa\nhola"


def test_a_word_being_typed_stays_in_one_piece():
    assert merge("hola mun", "hola mundo", "hola mun\notra cosa") == "hola mundo\notra cosa"


def test_the_same_words_changed_in_two_ways_need_a_person():
    with pytest.raises(Diverged):
        merge("tarda noventa días", "tarda treinta días", "tarda sesenta días")


@pytest.mark.parametrize(
    ("base", "mine", "theirs"),
    [
        ("El costo es 1", "El costo es 12", "El costo es 15"),
        ("plazo 1", "plazo 10 días", "plazo 15 días"),
    ],
)
def test_a_word_continued_in_two_ways_is_never_split(base, mine, theirs):
    with pytest.raises(Diverged):
        merge(base, mine, theirs)


def test_a_word_that_both_continue_alike_is_kept_once():
    assert merge("costo 1 y más", "costo 12 y más", "costo 12 y más aún") == "costo 12 y más aún"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "kept"),
    [
        ("Hola", "Hola mesa redonda", "Hola mesa", "Hola mesa redonda"),
        ("", "uno dos tres", "uno do", "uno dos tres"),
        ("Hola", "Hola mesa", "Hola mesa redonda", "Hola mesa redonda"),
    ],
)
def test_what_was_saved_without_an_answer_and_went_on_is_kept_once(base, mine, theirs, kept):
    assert merge(base, mine, theirs) == kept


def few_words_often(size):
    """What costs most to compare: the same words again and again, in no order."""
    chance = Random(1)
    return [f"p{chance.randrange(60)}" for _ in range(size)]


def test_two_who_type_far_apart_in_a_long_text_do_not_wait():
    long = " ".join(few_words_often(20_000))
    began = time.process_time()

    merged = merge(long, f"{long} fin", f"principio {long}")

    assert merged == f"principio {long} fin"
    assert time.process_time() - began < 1


def test_two_who_rewrote_a_long_text_must_choose_at_once():
    base = few_words_often(20_000)
    mine, theirs = base.copy(), base.copy()
    mine[::100], theirs[50::100] = ["mío"] * 200, ["suyo"] * 200
    began = time.process_time()

    with pytest.raises(Diverged):
        merge(*map(" ".join, (base, mine, theirs)))

    assert time.process_time() - began < 1


@given(base=WORDS, text=WORDS)
def test_whoever_alone_changed_the_text_has_the_last_word(base, text):
    assert merge(base, text, base) == text
    assert merge(base, base, text) == text


@given(base=WORDS, mine=WORDS, theirs=WORDS)
def test_what_two_people_add_at_the_end_is_never_lost(base, mine, theirs):
    mine, theirs = f"uno {mine}", f"dos {theirs}"

    merged = merge(base, f"{base}\n{mine}", f"{base}\n{theirs}")

    assert sorted(merged.split()) == sorted([*base.split(), *mine.split(), *theirs.split()])
