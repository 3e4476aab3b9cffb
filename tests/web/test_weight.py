"""What should move and for whom: the page where it is said, and where it shows."""

from decimal import Decimal

import pytest
from django.urls import reverse

from tests.conftest import NOON
from tests.factories import ProblemFactory

pytestmark = pytest.mark.django_db
TOLD = {
    "metric": "Días del certificado",
    "unit": "días",
    "deficits": ["DWD01"],
    "pillars": ["institutions"],
    "groups": ["women"],
    "transition": "related",
    "transition_why": "Menos espera, menos frío",
}


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa, title="El certificado demora")


def at(name, problem, *more):
    return reverse(name, args=[problem.pk, *more])


def test_it_is_said_measured_and_shown_from_before_to_after(client, facilitadora, enlace, problem):
    client.force_login(facilitadora)
    client.post(at("problem-tags", problem), TOLD)
    for value, on in [("45", "2026-03"), ("3", "2026-11-20")]:
        told = {"value": value, "on": on, "n": "12", "found_in": "Registro de la agencia"}
        for _time in range(2):
            client.post(at("problem-readings", problem), told)

    client.force_login(enlace)
    page = client.get(at("problem", problem)).text

    assert problem.readings.count() == 2
    for words in [
        "45 → 3 días",
        "Días del certificado",
        "Registro de la agencia",
        "mujeres",
        "tiene que ver",
        "Menos espera, menos frío",
    ]:
        assert words in page


def test_the_method_hints_and_blocks_nothing(client, facilitadora, problem):
    client.force_login(facilitadora)

    bare = client.get(at("problem-tags", problem)).text
    client.post(at("problem-tags", problem), {"pillars": ["macro"], "metric": "Días"})
    some = client.get(at("problem-tags", problem)).text
    client.post(at("problem-tags", problem), TOLD)
    client.post(at("problem-readings", problem), {"value": "45"})
    whole = client.get(at("problem-tags", problem)).text

    for code in ("R17", "R44", "R45"):
        assert code in bare
        assert code not in whole
    assert "Sin una cifra que deba moverse" in bare
    assert "falta qué trabajo decente" in some
    assert "Falta la primera cifra" in some


@pytest.mark.parametrize(
    ("name", "told", "said"),
    [
        ("problem-tags", {**TOLD, "transition_why": " "}, "Días del certificado"),
        ("problem-tags", {**TOLD, "deficits": ["DWD99"]}, "Días del certificado"),
        ("problem-readings", {"value": "x", "found_in": "Mi cuaderno"}, "Mi cuaderno"),
        ("problem-readings", {"value": "4", "on": "2026-13"}, "2026-13"),
        ("problem-readings", {"value": "4", "on": "2099"}, "todavía no llega"),
        ("problem-readings", {"value": "12345678901234567"}, "12345678901234567"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(client, facilitadora, problem, name, told, said):
    problem.tag(deficits=[], pillars=[], metric="Días", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    answer = client.post(at(name, problem), told)

    assert answer.status_code == 422
    assert said in answer.text
    assert not problem.readings.exists()


def test_a_figure_of_nothing_is_refused_in_words(client, facilitadora, problem):
    client.force_login(facilitadora)

    answer = client.post(at("problem-readings", problem), {"value": "4"})

    assert answer.status_code == 422
    assert "Diga primero qué" in answer.text


def test_a_figure_written_wrong_is_removed_with_a_reason(client, facilitadora, problem):
    problem.tag(deficits=[], pillars=[], metric="Días", unit="días", by=facilitadora, at=NOON)
    reading = problem.gauge(value=Decimal(450), by=facilitadora, at=NOON)
    client.force_login(facilitadora)
    address = at("problem-reading-removal", problem, reading.pk)

    assert client.post(address, {"why": ""}).status_code == 422
    client.post(address, {"why": "Sobra un cero"})

    assert not problem.readings.exists()
    assert "Sobra un cero" in client.get(at("problem", problem)).text


@pytest.mark.parametrize("who", ["enlace", "asesor", "ajena"])
def test_only_the_team_says_it(client, cast, problem, who):
    problem.tag(deficits=[], pillars=[], metric="Días", by=cast.facilitadora, at=NOON)
    reading = problem.gauge(value=Decimal(4), by=cast.facilitadora, at=NOON)
    client.force_login(getattr(cast, who))

    for address in [
        at("problem-tags", problem),
        at("problem-readings", problem),
        at("problem-reading-removal", problem, reading.pk),
    ]:
        assert client.post(address, {"value": "1", "why": "x"}).status_code == 404
    assert problem.readings.count() == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [("grupo=women", ["De mujeres"]), ("mueve=macro", ["Macro"]), ("mueve=DWD01", ["De mujeres"])],
)
def test_the_list_is_sifted_by_what_moves_and_for_whom(client, facilitadora, mesa, query, found):
    ProblemFactory(mesa=mesa, title="De mujeres", groups=["women"], deficits=["DWD01"])
    ProblemFactory(mesa=mesa, title="Macro", pillars=["macro"])
    client.force_login(facilitadora)

    rows = client.get(f"{reverse('problems')}?{query}").context["page"]

    assert [row.title for row in rows] == found


def test_what_no_source_tells_is_unknown_and_what_it_tells_has_its_source(client, enlace, mesa):
    silent = ProblemFactory(mesa=mesa, provenance={"source": ["W1"], "unknown": ["metric"]})
    told = ProblemFactory(mesa=mesa, metric="Días", unit="días")
    told.readings.create(
        metric="Días", unit="días", value=45, at=NOON, provenance={"source": ["W5"]}
    )
    client.force_login(enlace)

    assert "Cifra que debería moverse:" in client.get(at("problem", silent)).text
    page = client.get(at("problem", told)).text
    assert "45 días" in page
    assert "W5" in page
