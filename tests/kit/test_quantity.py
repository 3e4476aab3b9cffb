from decimal import Decimal

import pytest
from django.utils import translation

from destraba.kit.quantity import change_in_words, in_words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Decimal("45.0000"), "días", "45 días"),
        (Decimal("3.5000"), "días", "3,5 días"),
        (Decimal(4000), "ha", "4000 ha"),
        (12_000_000, "", "12 000 000"),
        (Decimal(0), "%", "0 %"),
        (None, "días", ""),
    ],
)
def test_a_figure_is_written_as_the_language_writes_it(value, unit, words):
    with translation.override("es"):
        assert in_words(value, unit).replace("\xa0", " ") == words


def test_a_change_is_told_with_what_is_known_of_it():
    assert change_in_words(Decimal(45), Decimal("3.0000"), "días") == "45 → 3 días"
    assert change_in_words(None, Decimal(3), "días") == "hasta 3 días"
    assert change_in_words(Decimal(45), None, "días") == "desde 45 días"
    assert change_in_words(None, None, "días") == ""
