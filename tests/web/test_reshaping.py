"""A problem is split, merged and parked from its page."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from destraba.mesas.models import Cause, Part, Problem
from tests.conftest import NOON
from tests.factories import CommitmentFactory, OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db
LATER = NOON.date() + datetime.timedelta(days=60)


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa, title="El registro de plantaciones tarda 90 días")


@pytest.fixture
def other(mesa):
    return ProblemFactory(mesa=mesa, title="Registrar las plantaciones es lento")


@pytest.fixture
def signed(client, facilitadora):
    client.force_login(facilitadora)
    return client


def at(name, problem, query=""):
    return reverse(name, args=[problem.pk]) + query


@pytest.mark.parametrize("name", ["problem-division", "problem-merger", "problem-pause"])
def test_who_does_not_run_the_mesa_finds_nothing(client, enlace, problem, name):
    client.force_login(enlace)

    assert client.get(at(name, problem)).status_code == 404
    assert client.post(at(name, problem), {"why": "x"}).status_code == 404


def test_a_problem_rests_until_a_day_and_is_resumed(signed, problem):
    answer = signed.post(at("problem-pause", problem), {"until_on": LATER, "why": "Censo"})
    assert answer.status_code == 302
    page = signed.get(at("problem", problem)).text
    assert "En pausa: se volverá a preguntar el" in page

    signed.post(reverse("problem-step", args=[problem.pk, "reanudacion"]), {"why": "Ya está"})

    problem.refresh_from_db()
    assert problem.state == "listed"


def test_a_day_that_went_is_refused_and_the_words_stay(signed, problem):
    told = {"until_on": "2020-01-01", "why": "Se espera el censo"}

    answer = signed.post(at("problem-pause", problem), told)

    assert answer.status_code == 422
    assert "Se espera el censo" in answer.text


def test_a_pause_without_end_is_refused_with_what_to_do_instead(signed, problem):
    told = {"until_on": "2099-01-01", "why": "Se espera el censo"}

    answer = signed.post(at("problem-pause", problem), told)

    assert answer.status_code == 422
    assert "dos años a lo más" in answer.text
    assert "descártelo con su razón" in answer.text
    assert "Se espera el censo" in answer.text


def test_those_that_look_alike_are_proposed_and_one_is_merged(signed, mesa, problem, other):
    ProblemFactory(mesa=mesa, title="Falta crédito")
    promise = CommitmentFactory(mesa=mesa, problem=problem)

    page = signed.get(at("problem-merger", problem))
    answer = signed.post(at("problem-merger", problem), {"into": other.pk, "why": "Es lo mismo"})

    assert [twin.problem for twin in page.context["twins"]] == [other]
    assert answer.url == at("problem", other)
    promise.refresh_from_db()
    assert promise.problem == other
    assert "Se fusionó con otro problema" in signed.get(at("problem", problem)).text
    assert problem.title in signed.get(at("problem", other)).text


@pytest.mark.parametrize("told", [{}, {"elsewhere": 999999}, {"into": 999999}])
def test_a_merger_says_with_which_one(signed, problem, told):
    answer = signed.post(at("problem-merger", problem), {**told, "why": "Es lo mismo"})

    assert answer.status_code == 422
    assert "Es lo mismo" in answer.text


def test_a_merger_with_one_of_another_mesa_is_by_its_number(client, problem, coordinadora):
    elsewhere = ProblemFactory()
    client.force_login(coordinadora)

    told = {"elsewhere": elsewhere.pk, "why": "Es lo mismo"}
    client.post(at("problem-merger", problem), told)

    problem.refresh_from_db()
    assert problem.merged_into == elsewhere


def test_the_one_that_stays_says_where_the_figures_of_the_other_are(
    signed, problem, other, facilitadora
):
    told = {"by": facilitadora, "at": NOON}
    problem.tag(deficits=[], pillars=[], metric="Días", unit="días", **told)
    for value, on in ((90, "2026-06"), (52, "2026-10")):
        problem.gauge(value=Decimal(value), on=on, **told)
    problem.merge_into(other, why="Son el mismo", **told)

    page = signed.get(at("problem", other)).text
    gone = signed.get(at("problem", problem)).text

    assert "2 cifras medidas quedaron en" in page
    assert f'{at("problem", problem)}#importa">{problem.title}</a>' in page
    assert "que se fusionó con este" in page
    assert "quedaron en" not in gone
    assert "90 → 52" in gone
    assert problem.readings.count() == 2


def test_a_part_says_where_the_figures_of_the_whole_are(signed, problem, facilitadora):
    told = {"by": facilitadora, "at": NOON}
    problem.tag(deficits=[], pillars=[], metric="Días", unit="días", **told)
    problem.gauge(value=Decimal(90), on="2026-06", **told)
    one, _two = problem.split(into=[Part("Una"), Part("Otra")], why="Son dos", **told)

    page = signed.get(at("problem", one)).text

    assert "1 cifra medida quedó en" in page
    assert f'{at("problem", problem)}#importa">{problem.title}</a>' in page
    assert "de donde salió este" in page


def test_a_merger_is_undone_from_the_page(signed, problem, other, facilitadora):
    problem.merge_into(other, why="Es lo mismo", by=facilitadora, at=NOON)
    assert "Deshacer la fusión" in signed.get(at("problem", problem)).text

    signed.post(reverse("problem-step", args=[problem.pk, "separacion"]), {"why": "No lo era"})

    problem.refresh_from_db()
    assert (problem.state, problem.merged_into) == ("listed", None)


def test_a_problem_is_split_and_each_part_takes_its_own(signed, mesa, problem, facilitadora):
    cause = Cause.suppose(problem, text="Nadie asigna", by=facilitadora, at=NOON)
    promise = CommitmentFactory(mesa=mesa, problem=problem)
    part = problem.involve(OrganizationFactory(), role="must_act", by=facilitadora, at=NOON)
    told = {
        "title-1": "Las oficinas",
        "title-2": "El sistema",
        f"causes-{cause.pk}": "2",
        f"commitments-{promise.pk}": "1",
        f"entities-{part.pk}": ["1", "2"],
        "why": "Eran dos",
    }

    answer = signed.post(at("problem-division", problem, "?partes=2"), told)

    assert answer.status_code == 302
    one, two = Problem.objects.filter(split_from=problem).order_by("pk")
    assert list(two.causes.all()) == [cause]
    assert list(one.commitments.all()) == [promise]
    assert one.entities.count() == two.entities.count() == 1
    page = signed.get(at("problem", problem)).text
    assert "El sistema" in page
    assert "Deshacer la división" in page


def test_another_part_is_asked_for_and_what_was_typed_stays(signed, problem):
    told = {"title-1": "Las oficinas", "title-2": "", "why": "Eran dos", "otra": "1"}

    answer = signed.post(at("problem-division", problem, "?partes=3"), told)

    assert "title-3" in answer.text
    assert "Las oficinas" in answer.text
    assert not Problem.objects.filter(split_from=problem).exists()


def test_a_split_without_names_is_refused_and_nothing_is_lost(signed, problem):
    told = {"title-1": "Las oficinas", "title-2": "las oficinas", "why": "Eran dos"}

    answer = signed.post(at("problem-division", problem), told)

    assert answer.status_code == 422
    assert "Eran dos" in answer.text


def test_sent_twice_a_split_is_one(signed, problem):
    told = {"title-1": "Las oficinas", "title-2": "El sistema", "why": "Eran dos"}
    for _twice in range(2):
        signed.post(at("problem-division", problem), told)

    assert Problem.objects.filter(split_from=problem).count() == 2


@pytest.mark.parametrize("state", ["parked", "merged", "split"])
def test_each_state_has_its_list(signed, mesa, state):
    ProblemFactory(mesa=mesa, title="Una", state=state)
    ProblemFactory(mesa=mesa, title="Otra")

    for address in (reverse("problems"), reverse("mesa-problems", args=[mesa.pk])):
        page = signed.get(f"{address}?estado={state}").text
        assert "Una" in page
        assert "Otra<" not in page


@pytest.mark.parametrize("way", ["split", "merged"])
def test_what_went_on_elsewhere_is_not_said_to_be_missing(
    signed, problem, other, facilitadora, way
):
    told = {"by": facilitadora, "at": NOON}
    Cause.suppose(problem, text="Falta el plano", **told)
    if way == "split":
        problem.split(into=[Part("El plano"), Part("El pago")], why="Eran dos", **told)
    else:
        problem.merge_into(other, why="Son el mismo", **told)
    following = problem.parts.first() or other

    pages = [signed.get(at(f"problem{name}", problem)).text for name in ("", "-causes", "-options")]

    for page in pages:
        assert "Lo que había sigue en:" in page
        assert f'href="{at("problem", following)}"' in page
        assert "todavía por qué pasa" not in page
        assert "Proponer" not in page
        assert "Agregar la causa" not in page


def test_a_part_that_was_asked_for_and_left_blank_is_none(signed, problem):
    told = {"title-1": "El plano", "title-2": "El pago", "title-3": "", "why": "Eran dos"}

    answer = signed.post(at("problem-division", problem, "?partes=3"), told)

    assert answer.status_code == 302
    assert problem.parts.count() == 2


def test_a_part_without_a_name_that_takes_something_is_asked_for_it(signed, problem, facilitadora):
    cause = Cause.suppose(problem, text="Falta el plano", by=facilitadora, at=NOON)
    told = {"title-1": "El plano", "title-2": "El pago", "why": "Eran dos"}

    answer = signed.post(
        at("problem-division", problem, "?partes=3"), told | {f"causes-{cause.pk}": "3"}
    )

    assert answer.status_code == 422
    assert "Diga qué problema es, o deje la parte vacía." in answer.text
    assert not problem.parts.exists()
