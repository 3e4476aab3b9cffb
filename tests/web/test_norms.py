"""All the norms that a person may see, what falls due soon, and the sheet that she carries away."""

import csv
import datetime
import io

import pytest
from django.urls import reverse

from destraba.kit.sheet import MARK
from destraba.mesas.models import Mesa, Norm, Option, Programme
from tests.conftest import NOON
from tests.factories import MesaFactory, OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON}


@pytest.fixture
def option(mesa, told):
    problem = ProblemFactory(mesa=mesa, title="El certificado demora")
    option = Option.propose(problem, title="Certificar la planta", **told)
    option.choose(why="Es la mejor", **told)
    return option


@pytest.fixture
def decree(mesa, option, told):
    body = OrganizationFactory(name="Ministerio de la Producción", acronym="PRODUCE")
    given = {"kind": "decreto supremo", "number": "012-2026", "dated": "2026-08", "body": body}
    norm = Norm.keep(mesa, **given, **told)
    option.advance(stage="published", words="Salió", norm=norm, **told)
    return norm


@pytest.fixture
def law(mesa, told):
    return Norm.keep(mesa, kind="ley", title="=De plantaciones", body_name="Congreso", **told)


@pytest.fixture
def listed(client, facilitadora, decree, law):
    client.force_login(facilitadora)

    def listed_(**asked):
        found = client.get(reverse("norms"), asked).context["rows"]
        return [norm.kind for norm, _reached in found]

    return listed_


def test_each_is_told_with_its_stage_and_what_it_serves(client, enlace, decree, law):
    client.force_login(enlace)

    page = client.get(reverse("norms")).text

    for words in [
        *("Decreto supremo 012-2026", "PRODUCE", "publicada", "Certificar la planta"),
        *("El certificado demora", "ninguna solución todavía", "Congreso"),
    ]:
        assert words in page
    assert reverse("norm", args=[decree.pk]) in page
    assert reverse("norms") in client.get(reverse("problems")).text
    assert "cambiar la lista" not in page


@pytest.mark.parametrize(
    ("asked", "kinds"),
    [
        ({}, ["decreto supremo", "ley"]),
        ({"q": "PLANTACIÓN"}, ["ley"]),
        ({"q": "produccion"}, ["decreto supremo"]),
        ({"tipo": "ley"}, ["ley"]),
        ({"etapa": "published"}, ["decreto supremo"]),
        ({"etapa": "verified"}, []),
        ({"organismo": "Congreso"}, ["ley"]),
        ({"organismo": "Ministerio de la Producción"}, ["decreto supremo"]),
        ({"orden": "viejas"}, ["ley", "decreto supremo"]),
        ({"etapa": "otra", "tipo": "bando", "orden": "x"}, ["decreto supremo", "ley"]),
    ],
)
def test_they_are_found_by_text_type_stage_and_body(listed, asked, kinds):
    assert listed(**asked) == kinds


def test_they_are_found_by_mesa_and_nobody_sees_those_of_another(
    client, cast, listed, mesa, coordinadora
):
    other = Mesa.propose(name="Otra", kind="sectoral", by=coordinadora, at=NOON)
    Norm.keep(other, kind="bando", number="1", by=coordinadora, at=NOON)

    assert listed() == ["decreto supremo", "ley"]
    client.force_login(coordinadora)
    found = client.get(reverse("norms"), {"mesa": other.pk}).context["rows"]
    assert [norm.kind for norm, _reached in found] == ["bando"]
    client.force_login(cast.ajena)
    page = client.get(reverse("norms"))
    assert (page.status_code, page.context["rows"]) == (200, [])


def test_what_falls_due_in_thirty_days_comes_first(client, facilitadora, option, told):
    option.reword(due_stage="published", due_on=TODAY - 2 * DAY, why="Se acordó", **told)
    other = Option.propose(option.problem, title="Otra", **told)
    other.reword(due_stage="agreed", due_on=TODAY + 29 * DAY, why="Se acordó", **told)
    client.force_login(facilitadora)

    page = client.get(reverse("norms")).text
    ahead = page[page.index("Próximos 30 días") : page.index('id="rows"')]

    assert "atrasado" in ahead
    assert "Debe quedar publicada" in ahead
    assert "Debe quedar acordada" in ahead
    assert reverse("option", args=[other.pk]) in ahead
    assert reverse("problem", args=[option.problem_id]) in ahead


def test_the_sheet_has_what_the_filter_shows_and_no_formula(client, facilitadora, listed):
    assert listed() == ["decreto supremo", "ley"]

    whole = client.get(reverse("norms-csv"))
    some = client.get(reverse("norms-csv"), {"tipo": "ley"}).content.decode()

    assert whole["Content-Type"].startswith("text/csv")
    assert f"normas-{TODAY}.csv" in whole["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(whole.content.decode().removeprefix(MARK))))
    assert rows[0][:3] == ["tipo", "número", "título"]
    assert [row[0] for row in rows[1:]] == ["decreto supremo", "ley"]
    assert rows[2][2] == "'=De plantaciones"
    assert rows[1][-3:] == ["publicada", "Certificar la planta", "El certificado demora"]
    assert "decreto supremo" not in some


def test_the_programme_says_how_its_country_calls_norms(client, coordinadora, option):
    client.force_login(coordinadora)
    Programme.set_up(name="Programa", country="PE", by=coordinadora, at=NOON)
    address = reverse("option-stage", args=[option.problem_id, option.pk])
    assert "decreto supremo (DS)" in client.get(address).text

    asked = {"name": "Programa", "cadence_days": "14", "time_zone": "America/Lima"}
    long = client.post(reverse("programme-settings"), {**asked, "norm_kinds": "x" * 81})
    client.post(reverse("programme-settings"), {**asked, "norm_kinds": "bando\n\nedicto\nbando\n"})

    assert long.status_code == 422
    assert "x" * 81 in long.text
    assert Programme.current().norm_kinds == ["bando", "edicto"]
    assert '<option value="edicto">' in client.get(address).text
    assert "bando, edicto" in client.get(reverse("norms")).text


def test_what_it_serves_at_another_mesa_is_of_who_sees_it_there(
    client, enlace, coordinadora, option, decree
):
    elsewhere = ProblemFactory(mesa=MesaFactory(), title="Lo reservado de la otra mesa")
    option.problem.merge_into(elsewhere, why="Es el mismo", by=coordinadora, at=NOON)
    pages = [reverse("norm", args=[decree.pk]), reverse("norms"), reverse("norms-csv")]

    for person, is_told in ((enlace, False), (coordinadora, True)):
        client.force_login(person)
        read = [client.get(page).content.decode() for page in pages]
        assert ["Lo reservado" in each for each in read] == [is_told] * 3
