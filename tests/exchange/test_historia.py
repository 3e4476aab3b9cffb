"""examples/historia.yaml: real published cases, each fact with its source and nothing invented."""

import datetime
import re
from pathlib import Path

import pytest
import yaml
from django.urls import reverse

from destraba.mesas.models import Mesa, Norm, Problem, Programme
from tests.conftest import NOON
from tests.exchange.files import bring, sent
from tests.exchange.test_round_trip import an_empty_database

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parents[2] / "examples" / "historia.yaml"
TEXT = FILE.read_text(encoding="utf-8")
# The header names each word of the compilation with the state that it becomes…
STATES = dict(re.findall(r"^#   ([a-z_]+) +(solved|listed) ", TEXT, flags=re.MULTILINE))
# … and each source with its reference.
CODES = set(re.findall(r"^#   (S-3b|W\d\d[a-z]?)  \S", TEXT, flags=re.MULTILINE))
SECTIONS = ["territories", "organizations", "mesas", "seats", "problems", "norms", "options"]
UNKNOWN = "desconocido"


@pytest.fixture(scope="module")
def told():
    """The file as any reader of YAML reads it."""
    return yaml.load(TEXT, Loader=yaml.BaseLoader)


@pytest.fixture
def history(db):
    return bring(TEXT, name="historia.yaml")


@pytest.fixture
def look(client, history, asesor):
    """What the adviser reads on a page, without its marks."""

    def read(name, row):
        client.force_login(asesor)
        text = client.get(reverse(name, args=[row.pk])).text
        return " ".join(re.sub(r"<[^>]+>", " ", text[text.index("<main") :]).split())

    return read


def records(told):
    turns = [turn for mesa in told["mesas"] for turn in mesa.get("events", [])]
    rows = [each for section in SECTIONS for each in told[section]]
    rungs = [rung for option in told["options"] for rung in option["stages"]]
    return [*rows, *turns, *rungs, *told["programme"]["facts"]]


def test_it_loads_whole_and_a_second_time_changes_nothing(history):
    again = bring(TEXT, at=NOON + datetime.timedelta(days=1))

    assert all(count.new for count in history.counts)
    assert again.is_idle


def test_it_holds_as_many_as_its_header_says(history, told):
    words = re.search(r"Cuenta: (\d+) mesas, (\d+) problemas, (\d+) hechos", TEXT)
    mesas, problems, facts = map(int, words.groups())

    assert (mesas, problems, facts) == (14, 39, 18)
    assert Mesa.objects.count() == mesas
    assert Problem.objects.count() == problems
    assert len(Programme.current().facts) == facts


def test_every_record_says_where_it_comes_from(told):
    for each in records(told):
        sources = each["source"]
        for source in [sources] if isinstance(sources, str) else sources:
            assert source.split()[0] in {*CODES, "ISO"}, source


def test_every_source_of_the_header_is_used(told):
    assert all(f"- {code} " in TEXT or f"source: {code} " in TEXT for code in CODES)


def test_a_state_follows_from_the_word_that_was_given(told):
    for each in told["problems"]:
        word = each["reported_state"]
        assert each["state"] == {**STATES, "unknown": "unknown"}[word]


def test_no_day_is_told_that_no_source_tells(history):
    """Only launches and reports have dates; nobody knows when a problem came or went."""
    for problem in Problem.objects.all():
        assert problem.moved_on is None
        assert problem.is_only_told
        assert problem.reported_on or problem.is_unknown("reported_on")
    assert {mesa.launched_on for mesa in Mesa.objects.all()} == {
        "",
        "2015",
        "2018",
        "2018-10-20",
        "2023",
    }


def test_no_person_is_named_and_nothing_is_promised(told):
    assert told.keys() == {"format", "programme", *SECTIONS}
    assert all(seat["appointments"] == "unknown" for seat in told["seats"])


def test_the_life_of_a_mesa_is_as_its_sources_tell_it(history, look):
    turns = {
        mesa.ref: [(turn.kind, turn.happened_on) for turn in mesa.turns()]
        for mesa in Mesa.objects.all()
        if mesa.turns()
    }

    assert turns == {
        "PE-FOR": [("launched", "2015"), ("relaunched", "2017-09"), ("relaunched", "2021-09")],
        "PE-ACU": [("launched", "2015")],
        "PE-MIN": [("launched", "2018-10-20"), ("relaunched", "2021-08")],
        "PE-TUR": [("launched", "2018"), ("narrowed", "")],
        "CL-PMI": [("launched", "2023")],
        "CL-ECT": [("launched", "2023")],
    }
    page = look("mesa-life", Mesa.objects.get(ref="PE-FOR"))
    assert "RM 347-2017-EF/10" in page
    assert "W11" in page


def test_four_solutions_compete_as_their_source_tells_it(history, look):
    page = look("problem-options", Problem.objects.get(ref="CL-EYE-01"))

    assert "Compiten 4 soluciones" in page
    for words in ["Artículo 22 bis", "ProREP", "Artículo 49 bis", "SOFOFA", UNKNOWN]:
        assert words in page


def test_from_45_days_to_3_is_a_solution_in_operation(history, look):
    page = look("problem-options", Problem.objects.get(ref="PE-ACU-02"))

    assert "45 → 3 días" in page
    assert "cuenta como resuelto" in page
    assert "W05" in page


def test_norms_stand_in_several_stages_and_what_no_source_tells_is_unknown(history, look, client):
    stages = {
        norm.ref: norm.reached
        for norm in Norm.objects.with_reached().filter(mesa__ref="PE-FOR").exclude(reached="")
    }

    assert stages == {
        "PE-DS-020-2015": "published",
        "PE-RIS-FOR": "consulted",
        "PE-REG-CTS": "consulted",
        "PE-PL-29763": "in_cabinet",
    }
    page = look("norm", Norm.objects.get(ref="PE-RIS-FOR"))
    assert f"Número {UNKNOWN}" in page
    assert "W09" in page
    listed = client.get(reverse("norms")).text
    assert "020-2015-MINAGRI" in listed
    assert "Nada vence" in listed


def test_a_fiscal_benefit_in_force_shows_which_guardrails_nobody_tells(history, look):
    page = look("problem-options", Problem.objects.get(ref="AR-CAR-02"))

    assert "Rige sin todos sus resguardos" in page
    assert "todavía no cuenta como resuelto" in page


def test_it_goes_out_and_comes_back_the_same():
    with an_empty_database():
        bring(TEXT)
        first = sent()
    with an_empty_database():
        bring(first)
        second = sent()

    assert second == first


@pytest.mark.parametrize("ref", ["PE-FOR", "AR-CAR", "CL-OTH"])
def test_the_page_of_a_mesa_says_what_nobody_knows(look, ref):
    page = look("mesa", Mesa.objects.get(ref=ref))

    assert f"Compromisos abiertos {UNKNOWN}" in page
    assert f"Sesiones realizadas {UNKNOWN}" in page
    assert f"Mediana para destrabar {UNKNOWN}" in page
    assert "vacante" not in page
    assert "Falta en la mesa" not in page
    assert "sin equipo dedicado" not in page


def test_a_cadence_is_told_only_when_a_source_tells_it(look):
    forest, meat = (Mesa.objects.get(ref=ref) for ref in ("PE-FOR", "AR-CAR"))

    assert "una sesión cada" not in look("mesa", forest)
    assert "una sesión cada 60 días" in look("mesa", meat)


def test_a_seat_that_nobody_says_who_fills_is_not_vacant(look):
    page = look("mesa-seats", Mesa.objects.get(ref="PE-FOR"))

    assert page.count(f"Quién lo ocupa: {UNKNOWN}") == 12
    assert "vacante" not in page


def test_the_page_of_a_problem_says_what_nobody_knows(look):
    page = look("problem", Problem.objects.get(ref="PE-TUR-01"))

    assert f"Siguiente paso {UNKNOWN}" in page
    assert f"Compromisos {UNKNOWN}" in page
    assert f"Qué se hizo: {UNKNOWN}" in page
    assert f"estado según la fuente: {UNKNOWN}" in page
    assert f"Quién tiene parte {UNKNOWN}" in page
    assert "S-3b" in page


def test_the_part_of_an_entity_is_unknown_and_not_lacking(look):
    page = look("problem", Problem.objects.get(ref="PE-FOR-01"))

    assert "parte desconocida" in page
    assert f"enlace: {UNKNOWN}" in page
    assert "sin enlace" not in page


def test_the_lists_do_not_count_as_none_what_nobody_knows(client, history, asesor):
    client.force_login(asesor)

    mesas = client.get(reverse("mesas")).text
    problems = client.get(reverse("problems")).text

    assert 'class="num">0' not in mesas
    assert "ninguno" not in problems[problems.index("<tbody") :]
