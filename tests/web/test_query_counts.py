"""How many questions each page asks of the database: the same for three rows as for forty.

A page that comes to ask more, or fewer, changes its number here; none may ask more than twenty.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.journeys.visits import VISITS

from .crowd import Crowd

FEW, MANY, MOST = 3, 40, 20
PAGES = {
    ("facilitadora", "week"): 14,
    ("facilitadora", "mesas"): 10,
    ("facilitadora", "problems"): 8,
    ("facilitadora", "commitments"): 7,
    ("facilitadora", "directory"): 9,
    ("facilitadora", "people"): 10,
    ("facilitadora", "programme"): 6,
    ("facilitadora", "method"): 3,
    ("facilitadora", "profile"): 6,
    ("coordinadora", "mesa-new"): 5,
    ("facilitadora", "organization-new"): 8,
    ("facilitadora", "person-new"): 6,
    ("coordinadora", "programme-settings"): 6,
    ("coordinadora", "import"): 4,
    ("coordinadora", "export"): 4,
    ("facilitadora", "sign-out"): 3,
    ("facilitadora", "mesa"): 20,
    ("facilitadora", "mesa-problems"): 8,
    ("facilitadora", "mesa-timeline"): 8,
    ("facilitadora", "mesa-seats"): 8,
    ("facilitadora", "mesa-objective"): 6,
    ("facilitadora", "seat-new"): 8,
    ("facilitadora", "seat-appointment"): 8,
    ("facilitadora", "seat-vacancy"): 8,
    ("facilitadora", "seat-withdrawal"): 7,
    ("facilitadora", "problem"): 12,
    ("facilitadora", "problem-wording"): 6,
    ("facilitadora", "problem-name"): 7,
    ("facilitadora", "problem-entity"): 9,
    ("facilitadora", "problem-step"): 6,
    ("facilitadora", "problem-entity-release"): 7,
    ("facilitadora", "meeting-preparation"): 16,
    ("facilitadora", "meeting-invitation"): 15,
    ("facilitadora", "meeting-date"): 6,
    ("facilitadora", "meeting-cancellation"): 6,
    ("facilitadora", "meeting-item-new"): 7,
    ("facilitadora", "meeting-item"): 7,
    ("facilitadora", "meeting-answer"): 7,
    ("facilitadora", "meeting-cockpit"): 18,
    ("facilitadora", "meeting-closing"): 13,
    ("facilitadora", "cockpit-guests"): 10,
    ("facilitadora", "cockpit-items"): 9,
    ("facilitadora", "cockpit-news"): 18,
    ("facilitadora", "cockpit-seat"): 11,
    ("facilitadora", "cockpit-agreement"): 10,
    ("facilitadora", "cockpit-objection"): 12,
    ("facilitadora", "cockpit-correction"): 14,
    ("facilitadora", "cockpit-fulfilment"): 9,
    ("facilitadora", "cockpit-extension"): 9,
    ("facilitadora", "meeting"): 16,
    ("facilitadora", "meeting-record"): 8,
    ("facilitadora", "meeting-record-correction"): 9,
    ("facilitadora", "meeting-record-docx"): 7,
    ("facilitadora", "commitment"): 13,
    ("facilitadora", "commitment-fulfilment"): 6,
    ("facilitadora", "commitment-extension"): 6,
    ("facilitadora", "commitment-withdrawal"): 6,
    ("facilitadora", "commitment-reassignment"): 9,
    ("facilitadora", "commitment-wording"): 6,
    ("facilitadora", "commitment-reopening"): 6,
    ("facilitadora", "organization"): 20,
    ("facilitadora", "organization-name"): 7,
    ("facilitadora", "organization-post"): 7,
    ("facilitadora", "person"): 12,
    ("facilitadora", "method-topic"): 3,
    ("facilitadora", "problem-new"): 6,
    ("facilitadora", "meeting-new"): 8,
    ("facilitadora", "commitment-new"): 10,
    ("facilitadora", "search"): 9,
    ("enlace", "week"): 13,
    ("enlace", "mesa"): 20,
    ("enlace", "meeting"): 15,
    ("enlace", "meeting-cockpit"): 17,
    ("enlace", "problem"): 11,
    ("enlace", "commitment"): 12,
    ("enlace", "commitments"): 7,
    ("enlace", "directory"): 7,
    ("enlace", "search"): 7,
    ("ministra", "week"): 19,
    ("ministra", "mesas"): 9,
    ("ministra", "mesa"): 20,
    ("ministra", "problems"): 7,
    ("ministra", "commitments"): 6,
    ("ministra", "directory"): 7,
    ("ministra", "search"): 5,
}
# Django's own pages about one's password, and those of who has not come in.
OF_NO_ROWS = {visit.name for visit in VISITS[None]} | {
    "account_change_password",
    "account_reauthenticate",
    "account_set_password",
}


@pytest.fixture
def crowd(mesa, cast):
    return Crowd(mesa, cast)


def test_no_page_asks_more_of_many_rows_than_of_few(client, crowd):
    crowd.grow(FEW)
    few = counts(client, crowd)
    crowd.grow(MANY - FEW)
    many = counts(client, crowd)

    assert many == few
    assert few == PAGES
    assert {name: number for name, number in few.items() if number > MOST} == {}


def test_every_page_has_its_number():
    visited = {visit.name for visits in VISITS.values() for visit in visits}

    assert {name for _who, name in PAGES} >= visited - OF_NO_ROWS


def counts(client, crowd):
    """The second time: what a process learns once is learnt."""
    found = {}
    for who, name, path in addresses(crowd):
        client.force_login(crowd.who(who))
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        assert answer.status_code == 200, f"{name}: {answer.status_code}"
        found[who, name] = len(asked)
    return found


def addresses(crowd):
    paths = dict(pages(crowd))
    for who, name in PAGES:
        yield who, name, paths[name]


def pages(crowd):
    """Each page by its name, with its address."""
    for names, parts in laid(crowd):
        for name in names.split():
            yield name, reverse(name, args=parts)
    for name in ("problem-new", "meeting-new", "commitment-new"):
        yield name, f"{reverse(name)}?mesa={crowd.mesa.pk}"
    yield "search", f"{reverse('search')}?q=traba"


def laid(crowd):
    """The names of the pages, with what varies in their address."""
    mesa, seat, problem = crowd.mesa.pk, crowd.seat.pk, crowd.problem.pk
    closed, going_on, convened = crowd.closed.pk, crowd.going_on.pk, crowd.convened.pk
    made, agency = crowd.made.pk, crowd.agency.pk
    yield "week mesas problems commitments directory people programme method profile", []
    yield "mesa-new organization-new person-new programme-settings import export sign-out", []
    yield "mesa mesa-problems mesa-timeline mesa-seats mesa-objective seat-new", [mesa]
    yield "seat-appointment seat-vacancy seat-withdrawal", [mesa, seat]
    yield "problem problem-wording problem-name problem-entity", [problem]
    yield "problem-step", [problem, "solucion"]
    yield "problem-entity-release", [problem, crowd.problem.entities.first().pk]
    yield "meeting-preparation meeting-invitation meeting-date", [convened]
    yield "meeting-cancellation meeting-item-new", [convened]
    yield "meeting-item", [convened, crowd.items[2].pk]
    yield "meeting-answer", [convened, crowd.convened.invitations.first().pk]
    yield "meeting-cockpit meeting-closing cockpit-guests cockpit-items cockpit-news", [going_on]
    yield "cockpit-seat", [going_on, seat]
    yield "cockpit-agreement cockpit-objection", [going_on, crowd.agreement.pk]
    yield "cockpit-correction cockpit-fulfilment cockpit-extension", [going_on, made]
    yield "meeting meeting-record meeting-record-correction meeting-record-docx", [closed]
    yield "commitment commitment-fulfilment commitment-extension", [crowd.owed.pk]
    yield "commitment-withdrawal commitment-reassignment commitment-wording", [crowd.owed.pk]
    yield "commitment-reopening", [crowd.kept.pk]
    yield "organization organization-name organization-post", [agency]
    yield "person", [crowd.cast.enlace.pk]
    yield "method-topic", ["sesiones"]
