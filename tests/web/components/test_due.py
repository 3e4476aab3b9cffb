import datetime
from types import SimpleNamespace

import pytest

from destraba.web.components.due import due, due_of

TODAY = datetime.date(2026, 11, 22)


def later(days):
    return TODAY + datetime.timedelta(days=days)


@pytest.mark.parametrize(
    ("facts", "words", "tone"),
    [
        ({"on": later(10)}, "en plazo", "ok"),
        ({"on": later(5)}, "vence en 5 días", "warn"),
        ({"on": later(1)}, "vence mañana", "warn"),
        ({"on": TODAY}, "vence hoy", "warn"),
        ({"on": later(-1)}, "1 día tarde", "bad"),
        ({"on": later(-16), "extensions": 2}, "16 días tarde · 2ª prórroga", "bad"),
        ({"on": later(30), "extensions": 3}, "en plazo · 3ª prórroga", "warn"),
        ({"on": later(10), "certainty": "estimated"}, "en plazo · fecha estimada", "ok"),
        ({"on": None, "certainty": "pending"}, "sin fecha: pendiente", "warn"),
        ({"on": later(10), "certainty": "pending"}, "fecha por fijar el 2 dic", "warn"),
        ({"on": later(-16), "state": "fulfilled"}, "cumplido", "ok"),
        ({"on": later(-16), "state": "withdrawn"}, "retirado", "plain"),
    ],
)
def test_a_promise_stands_in_plain_words(facts, words, tone):
    html = due(**facts, today=TODAY)

    assert words in html
    assert f"tag {tone}" in html


def test_a_date_that_nobody_knows_is_unknown():
    assert "desconocido" in due(on=None, certainty="", today=TODAY)


def test_the_mark_reads_a_commitment_by_itself():
    commitment = SimpleNamespace(
        due_on=later(-2), certainty="determined", state="open", times_extended=1
    )

    assert "2 días tarde · 1ª prórroga" in due_of(commitment, TODAY)
