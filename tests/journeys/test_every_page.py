"""Every page, in a browser, wide by day and narrow by night: sound, legible, accessible."""

import re

import pytest
from django.urls import URLResolver, get_resolver

from .conftest import graves, photograph
from .visits import NO_PAGE, ONLY_POSTED, VISITS

SCREENS = {"light": {"width": 1280, "height": 900}, "dark": {"width": 390, "height": 844}}
# Visits of one walk: whoever has many takes several, and both cores share them.
STRETCH = 20
WALKS = [(who, start) for who, visits in VISITS.items() for start in range(0, len(visits), STRETCH)]
# What a template shows when something went wrong in it.
SLIPS = re.compile(r"\bNone\b|\bundefined\b|\bNaN\b|\{\{|\{%|\bdatetime\.|Object object|%\(\w+\)s")
FACTS = """() => ({
    headings: document.querySelectorAll("h1").length,
    title: document.title,
    language: document.documentElement.lang,
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    wide: [...document.querySelectorAll("main *")]
        .filter(one => one.getBoundingClientRect().right > document.documentElement.clientWidth)
        .slice(0, 3).map(one => one.outerHTML.slice(0, 120)),
    text: document.body.innerText,
})"""


@pytest.fixture(scope="module")
def country(country):
    """With a session in the middle, a mesa that has just begun, and who may see it."""
    country.run("tell", "tests.journeys.going_on")
    return country


def test_every_address_is_visited_or_is_no_page():
    visited = {visit.name for visits in VISITS.values() for visit in visits}
    no_page = ONLY_POSTED | set(NO_PAGE)

    assert visited | no_page == {name for name, _path in addresses()} | {"demo-sign-in"}
    assert not visited & no_page


@pytest.mark.parametrize(("who", "start"), WALKS)
def test_every_page_is_sound(browser, country, who, start):
    # No colour is on its way to another one.
    context = country.enter(browser, who, reduced_motion="reduce")
    page, said, faults = context.new_page(), [], []
    page.on("console", lambda told: told.type == "error" and said.append(told.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    for nth, visit in enumerate(VISITS[who][start : start + STRETCH], start):
        path = visit.path(country)
        answer = page.goto(path)
        for light, size in SCREENS.items():
            page.emulate_media(color_scheme=light)
            page.set_viewport_size(size)
            found = [*said, *faults_of(page, answer)]
            faults += [f"{path} ({visit.name}, {size['width']}): {fault}" for fault in found]
            said.clear()
            photograph(page, f"{size['width']}-{who}-{nth:02}-{visit.name}")

    context.close()
    assert not faults, "\n".join(faults)


def test_a_stranger_finds_none_of_them(browser, country):
    context = country.enter(browser, "ajena")
    paths = {
        visit.path(country) for visits in VISITS.values() for visit in visits if visit.is_of_a_mesa
    }

    answers = {path: context.request.get(path, max_redirects=0).status for path in paths}

    context.close()
    assert answers == dict.fromkeys(paths, 404)


def test_what_is_only_posted_to_shows_nothing_to_who_reads(browser, country):
    context = country.enter(browser, "facilitadora")
    paths = {path for name, path in addresses() if name in ONLY_POSTED}

    answers = {path: context.request.get(path, max_redirects=0).status for path in paths}

    context.close()
    assert answers == dict.fromkeys(paths, 405)


def faults_of(page, answer):
    if answer.status != 200:
        return [f"answered {answer.status}"]
    facts = page.evaluate(FACTS)
    slips = SLIPS.findall(facts["text"])
    return [
        *(["has not one h1"] if facts["headings"] != 1 else []),
        *(["has no title"] if not facts["title"].strip(" ·").removesuffix("Destraba") else []),
        *(["is not in Spanish"] if facts["language"] != "es" else []),
        *([f"{facts['over']} px too wide: {facts['wide']}"] if facts["over"] > 0 else []),
        *([f"shows {slips}"] if slips else []),
        *graves(page),
    ]


def addresses(resolver=None, before="/"):
    """Each named address, with 1 in place of what varies."""
    for one in (resolver or get_resolver()).url_patterns:
        path = before + re.sub(r"<[^>]+>", "1", str(one.pattern))
        if isinstance(one, URLResolver):
            yield from addresses(one, path)
        elif one.name:
            yield one.name, path
