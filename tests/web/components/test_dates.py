import datetime

import pytest
from django.utils import timezone

from destraba.web.components.dates import ago, ago_words, day, day_words, moment

NOON = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _lima():
    with timezone.override("America/Lima"):
        yield


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime.date(2026, 11, 26), "26 nov"),
        (datetime.date(2025, 1, 3), "3 ene 2025"),
        ("2026-11-26", "26 nov"),
        ("2015-09", "sep 2015"),
        ("2015", "2015"),
        (datetime.datetime(2026, 11, 23, 2, tzinfo=datetime.UTC), "22 nov"),
    ],
)
def test_a_day_is_said_as_short_as_it_is_clear(value, words):
    assert day_words(value, year=2026) == words


def test_a_day_may_carry_its_weekday():
    assert day_words(datetime.date(2026, 11, 26), weekday=True, year=2026) == "jue 26 nov"


def test_no_day_is_unknown():
    assert "desconocido" in day(None)
    assert "desconocido" in ago(None, NOON)


def test_a_day_can_be_read_by_machines():
    assert 'datetime="2015-09"' in day("2015-09")


def test_a_moment_has_its_hour_in_the_time_of_the_programme():
    assert "dom 22 nov, 12:00" in moment(NOON)


def test_a_moment_that_is_only_a_day_invents_no_hour():
    assert ":" not in str(moment(datetime.date(2026, 11, 22))).partition(">")[2]


@pytest.mark.parametrize(
    ("passed", "words"),
    [
        (datetime.timedelta(seconds=20), "hace un momento"),
        (datetime.timedelta(minutes=3), "hace 3 min"),
        (datetime.timedelta(hours=5), "hace 5 h"),
        (datetime.timedelta(hours=20), "ayer"),
        (datetime.timedelta(days=31), "hace 31 días"),
        (datetime.timedelta(days=95), "hace 3 meses"),
        (datetime.timedelta(days=800), "hace 2 años"),
    ],
)
def test_time_passed_is_said_in_round_words(passed, words):
    assert ago_words(NOON - passed, NOON) == words


def test_what_is_still_to_come_is_said_by_its_date():
    assert "jue 26 nov" in ago(NOON + datetime.timedelta(days=4), NOON)
    assert "26 nov" in ago(datetime.date(2026, 11, 26), NOON)
    assert "ayer" in ago(datetime.date(2026, 11, 21), NOON)
