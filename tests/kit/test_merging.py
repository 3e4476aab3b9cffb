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


@given(base=WORDS, text=WORDS)
def test_whoever_alone_changed_the_text_has_the_last_word(base, text):
    assert merge(base, text, base) == text
    assert merge(base, base, text) == text


@given(base=WORDS, mine=WORDS, theirs=WORDS)
def test_what_two_people_add_at_the_end_is_never_lost(base, mine, theirs):
    mine, theirs = f"uno {mine}", f"dos {theirs}"

    merged = merge(base, f"{base}\n{mine}", f"{base}\n{theirs}")

    assert sorted(merged.split()) == sorted([*base.split(), *mine.split(), *theirs.split()])
