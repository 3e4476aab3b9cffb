import pytest
from django.core.exceptions import ValidationError

from destraba.kit import partial_date


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2015", "2015"),
        ("2015-09", "septiembre de 2015"),
        ("2015-09-03", "3 de septiembre de 2015"),
    ],
)
def test_it_is_told_as_precisely_as_it_is_known(value, words):
    partial_date.validate(value)

    assert partial_date.in_words(value) == words


@pytest.mark.parametrize("value", ["2015-13", "2015-02-30", "15", "ayer", "2015-9", ""])
def test_what_is_no_date_is_refused_in_words(value):
    with pytest.raises(ValidationError, match="no es una fecha"):
        partial_date.validate(value)
