"""Export → import into an empty database → export gives the same text."""

import contextlib
import datetime
import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from destraba.exchange.writing import to_json
from destraba.ops import demo
from tests.conftest import NOON
from tests.exchange.files import bring, sent
from tests.exchange.strategies import programmes

TODAY = NOON.date()


@contextlib.contextmanager
def an_empty_database():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(programmes())
def test_whatever_a_programme_holds_it_comes_back_the_same(programme):
    with an_empty_database():
        bring(json.dumps(programme))
        first, as_json = sent(), "".join(to_json())
        again = bring(first, at=NOON + datetime.timedelta(days=1))

    with an_empty_database():
        bring(first)
        second = sent()
    with an_empty_database():
        bring(as_json)
        third = sent()

    assert again.is_idle
    assert second == first
    assert third == first


@pytest.mark.django_db
def test_the_demonstration_comes_back_the_same():
    with an_empty_database():
        demo.build(today=TODAY)
        first = sent()
        again = bring(first)

    with an_empty_database():
        bring(first)
        second = sent()

    assert again.is_idle
    assert second == first


@pytest.mark.django_db(transaction=True)
def test_what_goes_out_is_of_one_instant_and_leaves_the_database_as_it_was():
    bring(SMALL)
    parts = to_yaml()
    next(parts)
    next(parts)

    bring("format: destraba/1\nmesas: [{ref: otra, name: Otra}]")
    text = "".join(parts)

    assert "name: Otra" in sent()
    assert text.count("- ref: sesion-1") == 1
