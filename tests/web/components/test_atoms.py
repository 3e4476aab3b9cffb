import pytest

from destraba.web.components.atoms import (
    initials,
    or_unknown,
    person_chip,
    source,
    steps,
    tag,
    unknown,
)
from destraba.web.components.constituency import balance, constituency, org_chip
from destraba.web.components.icon import icon

NASTY = "<b>Ñandú & Cía</b>"
PROVENANCE = {"source": ["W24"], "fields": {"due_on": {"source": ["W39", "W40"]}}}


@pytest.mark.parametrize(
    "html",
    [
        tag(NASTY),
        person_chip(NASTY),
        org_chip(NASTY),
        source({"source": [NASTY]}),
        steps(1, 3, NASTY),
    ],
)
def test_what_people_write_is_never_markup(html):
    assert "<b>Ñ" not in html
    assert "&lt;b&gt;" in html


def test_an_icon_is_drawn_in_the_page_and_silent():
    html = icon("calendar")

    assert html.startswith("<svg")
    assert 'aria-hidden="true"' in html
    assert "currentColor" in html


def test_a_tag_may_bring_its_own_sign():
    assert "<svg" in tag("victoria temprana", "warn", "zap")


def test_unknown_is_written_out():
    assert "desconocido" in unknown()
    assert or_unknown("AFOR") == "AFOR"
    assert or_unknown(0) == 0
    assert "desconocido" in or_unknown("")


def test_a_datum_shows_its_own_source_before_that_of_its_record():
    assert "W39" in source(PROVENANCE, "due_on")
    assert "W24" not in source(PROVENANCE, "due_on")
    assert "W24" in source(PROVENANCE, "promise")
    assert source({}) == source(None) == ""


def test_steps_say_where_they_are():
    html = steps(2, 4, "Solución en prueba")

    assert "Paso 3 de 4: Solución en prueba" in html
    assert (html.count('"done"'), html.count('"now"')) == (2, 1)


def test_all_steps_behind_is_the_last_one():
    html = steps(4, 4)

    assert "Paso 4 de 4" in html
    assert html.count('"done"') == 4


@pytest.mark.parametrize(
    ("code", "letter"),
    [("government", "G"), ("employers", "E"), ("workers", "T"), ("other", "O"), ("", "?")],
)
def test_a_sector_is_a_letter_as_well_as_a_colour(code, letter):
    assert f">{letter}</span>" in constituency(code)
    assert "aria-label" in constituency(code)


def test_a_chip_leads_somewhere_only_when_there_is_somewhere():
    assert org_chip("AFOR", "government", "/o/1/").startswith("<a ")
    assert org_chip("AFOR", "government").startswith("<span ")
    assert 'href="/p/1/"' in person_chip("Luz Quispe", "/p/1/")


def test_initials_are_only_for_the_eye():
    assert 'aria-hidden="true">LQ<' in initials("Luz Quispe")


def test_balance_shows_that_no_worker_is_there():
    html = balance({"government": 6, "employers": 4})

    assert "gobierno 6, empleadores 4, trabajadores 0" in html
    assert "<b>T</b> 0" in html
    assert "<b>O</b>" not in html


def test_balance_of_a_whole():
    assert "<b>G</b> 5/6" in balance({"government": 5}, of={"government": 6, "workers": 1})


def test_balance_of_nobody_is_drawn_too():
    assert "trabajadores 0" in balance({})
