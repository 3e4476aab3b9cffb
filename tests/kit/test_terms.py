"""A term never ends before it begins, whoever tells it."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from destraba.kit.terms import EndsBeforeItBegins, is_within
from destraba.mesas.models import Seat
from destraba.people.models import Post, Role
from tests.conftest import NOON

pytestmark = pytest.mark.django_db

FIRST, BEFORE = datetime.date(2026, 3, 2), datetime.date(2026, 3, 1)


@pytest.fixture
def seat(enlace):
    seat = enlace.appointments.get().seat
    Seat.objects.filter(pk=seat.pk).update(since_on=FIRST)
    seat.refresh_from_db()
    return seat


def test_a_seat_a_post_and_a_role_refuse_to_end_before_they_begin(seat, enlace):
    post = Post.take(enlace, seat.organization, title="x", since_on=FIRST, by=enlace, at=NOON)
    role = Role.give(enlace, "adviser", since_on=FIRST, by=enlace, at=NOON)

    with pytest.raises(EndsBeforeItBegins, match="2 de marzo de 2026"):
        seat.withdraw(on=BEFORE, why="Se fue", by=enlace, at=NOON)
    with pytest.raises(EndsBeforeItBegins):
        post.leave(on=BEFORE, by=enlace, at=NOON)
    with pytest.raises(EndsBeforeItBegins):
        role.end(on=BEFORE, by=enlace, at=NOON)
    seat.withdraw(on=FIRST, why="Un solo día", by=enlace, at=NOON)

    assert seat.until_on == FIRST


def test_the_database_takes_no_such_term_from_anybody(seat):
    with pytest.raises(IntegrityError), transaction.atomic():
        Seat.objects.filter(pk=seat.pk).update(until_on=BEFORE)
    Seat.objects.filter(pk=seat.pk).update(since_on=None, until_on=BEFORE)


@pytest.mark.parametrize(
    ("since_on", "until_on", "expected"),
    [
        (FIRST, FIRST, True),
        (BEFORE, None, True),
        (None, FIRST, True),
        (None, None, True),
        (None, BEFORE, False),
        (FIRST + datetime.timedelta(days=1), None, False),
    ],
)
def test_a_day_is_within_a_term_both_ends_included(since_on, until_on, expected):
    assert is_within(FIRST, since_on, until_on) is expected
