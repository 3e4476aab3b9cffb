import datetime

import pytest
from django.urls import reverse

from destraba.mesas.models import Problem
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MesaFactory, OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa, title="El registro tarda 90 días")


def at(name, problem, *more):
    return reverse(name, args=[problem.pk, *more])


def test_the_list_shows_what_is_stuck_and_the_next_step(client, enlace, problem, mesa):
    CommitmentFactory(mesa=mesa, problem=problem, promise="Enviar el plano")
    ProblemFactory(mesa=MesaFactory(name="Otra"), title="De otra mesa")
    client.force_login(enlace)

    page = client.get(reverse("problems")).text

    assert "El registro tarda 90 días" in page
    assert "Enviar el plano" in page
    assert "De otra mesa" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Vivo", "Quieto"]),
        ("estado=dropped", ["Descartado"]),
        ("estado=quietos", ["Quieto"]),
        ("q=qUIéto&estado=todos", ["Quieto"]),
        ("estado=todos&orden=titulo", ["Descartado", "Quieto", "Vivo"]),
        ("estado=raro&orden=password&mesa=99999", ["Vivo", "Quieto"]),
    ],
)
def test_the_list_is_filtered_and_sorted_by_known_words_only(
    client, mesa, facilitadora, query, shown
):
    ProblemFactory(mesa=mesa, title="Quieto", moved_on=datetime.date(2020, 1, 1))
    ProblemFactory(mesa=mesa, title="Vivo", moved_on=datetime.date(2099, 1, 1))
    dropped = ProblemFactory(mesa=mesa, title="Descartado")
    dropped.drop(why="Ya no ocurre", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    rows = client.get(f"{reverse('problems')}?{query}").context["page"]

    assert [row.title for row in rows] == shown


def test_the_queries_of_list_and_page_do_not_grow(
    client, mesa, facilitadora, problem, django_assert_max_num_queries
):
    client.force_login(facilitadora)
    for number in (1, 30):
        CommitmentFactory.create_batch(number, mesa=mesa, problem=problem)
        ProblemFactory.create_batch(number, mesa=mesa)
        for address in (reverse("problems"), at("problem", problem)):
            with django_assert_max_num_queries(20):
                client.get(address)


def test_a_problem_tells_its_story(client, enlace, facilitadora, problem):
    problem.also_call("Permisos que no llegan", organization=None, by=facilitadora, at=NOON)
    problem.focus(why="Es rápida y abre crédito", by=facilitadora, at=NOON)
    problem.involve(
        OrganizationFactory(acronym="GORE"),
        role="must_act",
        authority_to_find=True,
        by=facilitadora,
        at=NOON,
    )
    client.force_login(enlace)

    page = client.get(at("problem", problem)).text

    for words in [
        "Permisos que no llegan",
        "Es rápida y abre crédito",
        "GORE",
        "autoridad competente por encontrar",
    ]:
        assert words in page


def test_what_a_source_does_not_say_is_shown_as_unknown(client, enlace, mesa):
    problem = ProblemFactory(
        mesa=mesa, measure="Se publicó", provenance={"source": ["W13"], "unknown": ["moved_on"]}
    )
    client.force_login(enlace)

    page = client.get(at("problem", problem)).text

    assert "desconocido" in page
    assert "W13" in page


@pytest.mark.parametrize("who", ["ajena", "asesor", "enlace"])
def test_only_the_team_changes_a_problem(client, cast, problem, who):
    client.force_login(getattr(cast, who))

    for name, *more in [
        ("problem-wording",),
        ("problem-step", "foco"),
        ("problem-name",),
        ("problem-entity",),
    ]:
        assert client.post(at(name, problem, *more), {"why": "porque sí"}).status_code == 404

    problem.refresh_from_db()
    assert problem.state == "listed"


def test_a_stranger_finds_no_problem(client, ajena, problem):
    client.force_login(ajena)

    assert client.get(at("problem", problem)).status_code == 404


def test_the_team_raises_a_problem(client, facilitadora, mesa):
    client.force_login(facilitadora)
    address = f"{reverse('problem-new')}?mesa={mesa.pk}"

    empty = client.post(address, {"title": "", "statement": "Lo que ya escribí"})
    client.post(address, {"title": "Falta una norma", "kind": "bottleneck"})

    assert empty.status_code == 422
    assert "Lo que ya escribí" in empty.text
    assert Problem.objects.get().title == "Falta una norma"


def test_each_step_is_taken_with_its_reason(client, facilitadora, problem):
    client.force_login(facilitadora)

    assert client.post(at("problem-step", problem, "foco"), {"why": ""}).status_code == 422
    client.post(at("problem-step", problem, "foco"), {"why": "Es rápida"})
    again = client.post(at("problem-step", problem, "foco"), {"why": "Otra vez"})

    problem.refresh_from_db()
    assert problem.state == "in_focus"
    assert again.status_code == 422
    assert "Otra vez" in again.text
    assert "esto ya no se puede hacer" in again.text
    assert client.get(at("problem-step", problem, "cualquiera")).status_code == 404


def test_rewording_asks_why_and_keeps_what_it_said(client, facilitadora, problem):
    client.force_login(facilitadora)
    told = {"title": "Tarda por el plano", "statement": "", "pace": "early_win"}

    assert client.post(at("problem-wording", problem), told).status_code == 422
    client.post(at("problem-wording", problem), {**told, "why": "La prueba lo mostró"})

    page = client.get(at("problem", problem)).text
    assert "Tarda por el plano" in page
    assert "El registro tarda 90 días" in page


def test_an_entity_is_named_as_in_the_directory(client, facilitadora, problem):
    known = OrganizationFactory(name="Autoridad del Agua", acronym="ANAGUA")
    client.force_login(facilitadora)
    address = at("problem-entity", problem)

    unknown = client.post(address, {"organization": "Nadie", "role": "must_act"})
    client.post(address, {"organization": "anagua", "role": "must_act"})

    assert unknown.status_code == 422
    part = problem.entities.get()
    assert part.organization == known
    client.post(at("problem-entity-release", problem, part.pk), {"why": "Era otra"})
    assert not problem.entities.exists()


def test_an_entity_of_another_problem_is_not_reached_through_this_one(
    client, facilitadora, problem, mesa
):
    other = ProblemFactory(mesa=mesa)
    other.involve(OrganizationFactory(), role="must_act", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    address = at("problem-entity-release", problem, other.entities.get().pk)

    assert client.post(address, {"why": "x"}).status_code == 404


def test_a_form_sent_twice_makes_one_problem_one_name_and_one_part(
    client, facilitadora, mesa, problem
):
    client.force_login(facilitadora)
    OrganizationFactory(name="Agencia Forestal")
    sent = [
        (f"{reverse('problem-new')}?mesa={mesa.pk}", {"title": "Una traba", "kind": "bottleneck"}),
        (at("problem-name", problem), {"name": "La traba del plano"}),
        (at("problem-entity", problem), {"organization": "Agencia Forestal", "role": "must_act"}),
    ]

    for where, told in sent:
        once = {"ref": "traba-de-una-vez"}
        answers = [client.post(where, told | once) for _twice in range(2)]
        assert answers[0].url == answers[1].url

    verbs = ["problem.raised", "problem.named", "problem.involved"]
    assert Problem.objects.filter(title="Una traba").count() == 1
    assert problem.names.count() == 1
    assert Event.objects.filter(verb__in=verbs).count() == 3
