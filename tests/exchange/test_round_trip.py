"""Export → import into an empty database → export gives the same text."""

import contextlib
import datetime
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings

from destraba.exchange.writing import to_json, to_yaml
from destraba.ops import demo
from tests.conftest import NOON
from tests.exchange.files import SMALL, bring, sent
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


def bring_from_elsewhere(text):
    """In a connection of its own, as another process would."""
    try:
        bring(text)
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_what_goes_out_is_of_one_instant_and_nobody_waits_for_it():
    bring(SMALL)
    parts = to_yaml()
    head = next(parts) + next(parts)

    with ThreadPoolExecutor(1) as pool:
        pool.submit(
            bring_from_elsewhere, "format: destraba/1\nmesas: [{ref: otra, name: Otra}]"
        ).result(60)
    text = head + "".join(parts)

    assert "name: Otra" not in text
    assert "name: Otra" in sent()
