"""Stories walked in a real browser, on a live server and its own database.

    def test_a_story(open_as, facilitadora, mesa):
        page = open_as(facilitadora, "/mesas/", width=390)
        ...
        check_accessible(page)      # axe: nothing serious
        photograph(page, "mesas")   # kept only where JOURNEY_PHOTOS names a folder

A script that fails, or that the content security policy stops, fails the story.
"""

import datetime
import os
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import sync_playwright

from destraba.kit.vocabulary import Body, Constituency, EntityRole
from destraba.mesas.models import AgendaItem, Meeting
from tests.chromium import CHROMIUM, QUIET
from tests.factories import ProblemFactory

from .country import Country

HERE = Path(__file__).parent
PATIENCE = 20_000  # milliseconds
GRAVE = {"serious", "critical"}
HOUR = datetime.timedelta(hours=1)


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.skipif(not CHROMIUM, reason="needs Debian's chromium"))


@pytest.fixture(scope="module")
def browser():
    # The browser's messages wait in an event loop of this thread, where Django would refuse to ask.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The demonstration of one Sunday, where two people come in by password."""
    country = Country(tmp_path_factory.mktemp("demo"))
    country.run("prepare")
    country.run("demo")
    country.give_keys()
    return country


@pytest.fixture(scope="module")
def country(demo, tmp_path_factory):
    """A copy of it, served by processes of its own."""
    copy = demo.copy(tmp_path_factory.mktemp("copy") / "country")
    copy.serve()
    yield copy
    copy.kill()


@pytest.fixture
def open_as(browser, live_server):
    """open_as(person, "/mesas/") → a page of a browser where that person has signed in.

    Each call is another browser, as of another computer. Options are Playwright's; without a
    person, a visitor.
    """
    contexts, wrong = [], []

    def open_(person, path="/", *, width=1280, height=900, **options):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            locale="es-PE",
            timezone_id=settings.TIME_ZONE,
            **options,
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        if person:
            context.add_cookies([session_of(person, live_server.url)])
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: is_stopped(said.text) and wrong.append(said.text))
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not wrong


@pytest.fixture
def session(mesa, facilitadora, enlace, gremio, sindicato):
    """Convened, with three items; two of them of a problem."""
    now = timezone.now()
    meeting = Meeting.plan(mesa, starts_at=now, by=facilitadora, at=now)
    follow_up = {"is_follow_up": True, "is_recurring": True}
    AgendaItem.add(meeting, title="Seguimiento", **follow_up, by=facilitadora, at=now)
    for title in ("El registro tarda 90 días", "Crédito de largo plazo"):
        problem = ProblemFactory(
            mesa=mesa, title=title, pace="early_win", statement="Por el plano."
        )
        organization = enlace.appointments.get().seat.organization
        problem.involve(
            organization, role=EntityRole.MUST_ACT, liaison=enlace, by=facilitadora, at=now
        )
        AgendaItem.add(meeting, title=title, problem=problem, by=facilitadora, at=now)
    meeting.convene(seats=list(meeting.seats_to_invite()), by=facilitadora, at=now)
    return meeting


@pytest.fixture
def going_on(session, facilitadora):
    session.open(by=facilitadora, at=timezone.now() - HOUR)
    item = session.items.get(position=2)
    item.start(at=timezone.now() - HOUR)
    return session


@pytest.fixture
def colleague(at_table):
    """Somebody else of the dedicated team."""
    return at_table("colega", Constituency.GOVERNMENT, body=Body.DEDICATED_TEAM)


def session_of(person, url):
    """The cookie of somebody who has just signed in."""
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def is_stopped(text):
    return "Content Security Policy" in text


def check_accessible(page, where=None):
    """Nothing that axe calls serious or critical, on the page or in a part of it."""
    told = graves(page, where)
    assert not told, "\n".join(told)


def graves(page, where=None):
    # It is long to send: once for each page.
    axe = Axe("0") if page.evaluate("'axe' in window") else Axe()
    found = axe.run(page, context=where).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): {each['help']} – "
        + "; ".join(node["html"][:160] for node in each["nodes"][:4])
        for each in found
        if each["impact"] in GRAVE
    ]


def photograph(page, name, *, whole=True):
    """For eyes: kept where JOURNEY_PHOTOS says, if it says."""
    if folder := os.environ.get("JOURNEY_PHOTOS"):
        # Hiding the caret would put a style in the page, which its policy stops.
        page.screenshot(path=f"{folder}/{name}.png", full_page=whole, caret="initial")
