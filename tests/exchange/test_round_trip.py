"""Export → import into an empty database → export gives the same text."""

import contextlib
import datetime
import json

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from destraba.exchange.importing import import_programme
from destraba.exchange.writing import to_json, to_yaml
from tests.conftest import NOON
from tests.exchange.strategies import programmes


@contextlib.contextmanager
def an_empty_database():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def bring(text, at=NOON):
    return import_programme(text.encode(), name="programa.yaml", at=at)


def sent():
    return "".join(to_yaml())


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
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
