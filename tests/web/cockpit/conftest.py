"""A session in progress, with a problem on its agenda, and how it is asked for things."""

import datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.urls import reverse

from destraba.mesas.models import Meeting
from tests.conftest import NOON
from tests.factories import AgendaItemFactory, ProblemFactory

HTMX = {"HX-Request": "true"}
FORTNIGHT = datetime.timedelta(days=14)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa, title="El registro tarda 90 días", statement="Por el plano")


@pytest.fixture
def planned(mesa, facilitadora, enlace, gremio):
    return Meeting.plan(mesa, starts_at=NOON, by=facilitadora, at=NOON - FORTNIGHT)


@pytest.fixture
def session(planned, facilitadora):
    planned.open(by=facilitadora, at=NOON)
    return planned


@pytest.fixture
def item(session, problem):
    return AgendaItemFactory(meeting=session, title="Registro", problem=problem)


@pytest.fixture
def seat(enlace):
    return enlace.appointments.get().seat


@pytest.fixture
def desk(client, session, facilitadora):
    """Of who runs it: desk.get("cockpit-…", id, …) and desk.post(…); `htmx` asks for parts only."""
    client.force_login(facilitadora)

    def get(name, *ids, data=None, htmx=False):
        return client.get(at(name, session, *ids), data, headers=HTMX if htmx else {})

    def post(name, *ids, htmx=False, **data):
        return client.post(at(name, session, *ids), data, headers=HTMX if htmx else {})

    return SimpleNamespace(get=get, post=post, client=client)


def at(name, session, *ids):
    return reverse(name, args=[session.pk, *(getattr(each, "pk", each) for each in ids)])
