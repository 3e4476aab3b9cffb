"""A minister decides, her team is formed and declares, and the way of each mesa is in view."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from destraba.kit.vocabulary import ProgrammeRole
from destraba.mesas.models import Decision, Mesa, TeamMember
from destraba.people.models import Role
from tests.conftest import NOON
from tests.factories import LONG_AGO, PersonFactory, ProblemFactory

from .conftest import check_accessible, photograph


@pytest.fixture
def coordinadora(programme):
    person = PersonFactory(name="Coordinadora")
    Role.give(person, ProgrammeRole.COORDINATOR, since_on=LONG_AGO, by=None, at=NOON)
    return person


@pytest.mark.parametrize("width", [1280, 390])
def test_from_a_decision_to_a_team_and_its_bandwidth(
    open_as, mesa, ministra, coordinadora, facilitadora, width
):
    ProblemFactory.create_batch(3, mesa=mesa, state="in_focus")
    ProblemFactory.create_batch(2, mesa=mesa)

    decide(open_as, width)(ministra)
    form_the_team(open_as, width)(coordinadora, facilitadora)

    page = open_as(facilitadora, "/equipo/", width=width)
    page.get_by_text("sin declaración vigente").first.wait_for()
    page.get_by_role("link", name="Facilitadora", exact=True).first.click()
    page.get_by_role("link", name="Declarar intereses").click()
    page.get_by_label("No tengo interés en ninguna").check()
    page.get_by_role("button", name="Declarar").click()
    page.get_by_text("declara que no tiene intereses").first.wait_for()
    check_accessible(page)

    page.goto("/equipo/")
    page.get_by_text("5 problemas abiertos, 3 en foco").wait_for()
    page.get_by_text("20 h por semana").wait_for()
    check_accessible(page)
    photograph(page, f"team-{width}")


def decide(open_as, width):
    def story(ministra):
        page = open_as(ministra, "/lanzamiento/", width=width)
        page.get_by_role("link", name="Anotar la decisión").first.click()
        check_accessible(page)
        page.get_by_label("Norma que la respalda").fill("Decreto 14-2026")
        page.get_by_label("Asignar presupuesto").check()
        page.get_by_label("Zanjar disputas").check()
        page.get_by_label("Por qué").fill("Los planes no bastaron.")
        page.get_by_role("button", name="Anotar la decisión").click()
        page.get_by_role("heading", name="Convocar mesas ejecutivas").wait_for()
        check_accessible(page)
        assert Decision.objects.get().powers == ["budget", "disputes"]

    return story


def form_the_team(open_as, width):
    def story(coordinadora, facilitadora):
        leader = PersonFactory(name="Rita Modelo")
        page = open_as(coordinadora, "/equipo/", width=width)
        page.get_by_role("link", name="Incorporar a la primera persona").click()
        check_accessible(page)
        page.get_by_label("Quién").fill(leader.name)
        page.get_by_label("Qué parte tiene").select_option("leader")
        page.get_by_label("Línea directa").fill("la ministra")
        page.get_by_role("checkbox", name="Coordina").check()
        page.get_by_role("button", name="Incorporar").click()
        page.get_by_role("heading", name="Rita Modelo").wait_for()

        page.goto("/equipo/nuevo/")
        page.get_by_label("Quién").fill(facilitadora.name)
        page.get_by_label("Qué parte tiene").select_option("core")
        page.get_by_label("Cuánto de su tiempo").fill("50")
        page.get_by_role("button", name="Incorporar").click()
        page.get_by_role("heading", name="Facilitadora").wait_for()
        assert TeamMember.objects.current().count() == 2

    return story


def test_the_path_says_what_lacks_and_a_step_is_skipped(open_as, mesa, facilitadora, ministra):
    Decision.take(
        kind="convene",
        decided_on=timezone.localdate() - datetime.timedelta(days=9),
        decider="Ministra",
        why="Urge.",
        by=None,
        at=timezone.now(),
    )
    page = open_as(facilitadora, f"/mesas/{mesa.pk}/camino/", width=390)
    page.get_by_text("Compararla con otras candidatas").wait_for()
    check_accessible(page)

    page.locator("#b").get_by_role("link", name="Saltar este paso").click()
    page.get_by_label("Por qué se salta").fill("La pidió la región.")
    page.get_by_role("button", name="Saltar el paso").click()

    page.get_by_text("La pidió la región.").wait_for()
    photograph(page, "path-390")
    page = open_as(ministra, "/lanzamiento/")
    page.get_by_role("heading", name=mesa.name).wait_for()
    expect(page.get_by_text("saltado, con razón")).to_have_count(2)
    check_accessible(page)
    photograph(page, "launching")
    page.get_by_role("link", name=mesa.name, exact=True).click()
    page.locator("#c").get_by_role("link", name="El método").click()
    page.get_by_role("heading", name="Premesas").wait_for()
    assert Mesa.objects.get().name == mesa.name
