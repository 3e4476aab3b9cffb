"""How much comes over the wire, as the server sends it: compressed, and cached by the browser."""

import pytest

from .visits import CLOSED, CONVENED, GOING_ON, MESA, MUST_ACT, OWED, SHARED, at

FIRST, LATER = 100_000, 30_000  # bytes
MAIN = [
    at("week"),
    at("mesas"),
    at("mesa", MESA),
    at("mesa-problems", MESA),
    at("mesa-timeline", MESA),
    at("mesa-seats", MESA),
    at("problems"),
    at("problem", SHARED),
    at("meeting", CLOSED),
    at("meeting-preparation", CONVENED),
    at("meeting-invitation", CONVENED),
    at("meeting-cockpit", GOING_ON),
    at("meeting-closing", GOING_ON),
    at("meeting-record", CLOSED),
    at("commitments", query="?estado=todos"),
    at("commitment", OWED),
    at("directory"),
    at("people"),
    at("organization", MUST_ACT),
    at("search", query="?q=registro"),
    at("method"),
]


@pytest.fixture(scope="module")
def country(country):
    country.run("tell", "tests.journeys.going_on")
    return country


@pytest.fixture
def cookies(browser, country):
    context = country.enter(browser, "facilitadora")
    yield context.cookies()
    context.close()


@pytest.fixture
def weigh(browser, country, cookies):
    """weigh(path, …) → the bytes of each view, one after the other in one new browser."""

    def bytes_of(*paths):
        context = browser.new_context(base_url=country.url)
        context.add_cookies(cookies)
        page = context.new_page()
        wire = context.new_cdp_session(page)
        wire.send("Network.enable")
        came, cached = [], set()
        wire.on("Network.requestServedFromCache", lambda told: cached.add(told["requestId"]))
        wire.on("Network.loadingFinished", lambda told: came.append(told))
        weights = []
        for path in paths:
            came.clear()
            page.goto(path)
            # An answer comes after whatever was said before it.
            wire.send("Network.enable")
            weights.append(
                sum(each["encodedDataLength"] for each in came if each["requestId"] not in cached)
            )
        context.close()
        return weights

    return bytes_of


def test_each_page_is_light_and_lighter_the_second_time(weigh, country):
    weights = {visit.name: weigh(*[visit.path(country)] * 2) for visit in MAIN}

    told = "\n".join(
        f"{name}: {first} B, then {later} B" for name, (first, later) in weights.items()
    )
    assert all(1000 < first <= FIRST for first, _later in weights.values()), told
    assert all(0 < later <= LATER for _first, later in weights.values()), told


def test_a_page_is_light_for_who_has_just_been_on_another(weigh, country):
    paths = [visit.path(country) for visit in MAIN]

    weights = dict(zip(paths, weigh("/", *paths)[1:], strict=True))

    assert all(weight <= LATER for weight in weights.values()), weights
