"""A problem is split, two are merged, and one rests until the clock asks again."""

import datetime

import pytest
from django.utils import timezone

from destraba.mesas.models import Cause, Problem
from destraba.notifications.models import Letter
from destraba.ops import attendant
from tests.factories import CommitmentFactory, ProblemFactory

from .conftest import check_accessible, photograph


@pytest.fixture
def told(cast):
    return {"by": cast.facilitadora, "at": timezone.now()}


@pytest.fixture
def problem(mesa, told):
    problem = ProblemFactory(mesa=mesa, title="Registrar una plantación tarda 90 días")
    Cause.suppose(problem, text="Nadie asigna los expedientes", **told)
    Cause.suppose(problem, text="El sistema no guarda los planos", **told)
    CommitmentFactory(mesa=mesa, problem=problem, promise="Comprar el servidor")
    return problem


@pytest.mark.parametrize("width", [1280, 390])
def test_a_problem_is_split_and_one_part_is_merged(open_as, mesa, problem, cast, width):
    twin = ProblemFactory(mesa=mesa, title="El sistema pierde los planos de las plantaciones")
    page = open_as(cast.facilitadora, f"/problemas/{problem.pk}/", width=width)
    page.get_by_text("Cambiar", exact=True).click()
    page.get_by_role("link", name="Dividir").click()
    titles = page.get_by_label("El problema, en una frase")
    titles.nth(0).fill("Nadie asigna los expedientes de plantaciones")
    titles.nth(1).fill("El sistema no guarda los planos de las plantaciones")
    page.get_by_label("El sistema no guarda los planos", exact=True).select_option("2")
    page.get_by_label("Comprar el servidor").select_option("2")
    page.get_by_label("Por qué se divide").fill("Se quitan con gente distinta")
    check_accessible(page)
    photograph(page, f"problem-division-{width}")
    page.get_by_role("button", name="Dividir").click()
    page.get_by_text("Se dividió: sigue en").wait_for()
    check_accessible(page)

    page.get_by_role("link", name="El sistema no guarda los planos").first.click()
    page.get_by_text("Viene de dividir").wait_for()
    page.get_by_text("Cambiar", exact=True).click()
    page.get_by_role("link", name="Fusionar con otro").click()
    page.get_by_text("Los que más se le parecen").wait_for()
    page.get_by_role("link", name=f"Elegir {twin.title}").click()
    page.get_by_label("Por qué son el mismo").fill("Es el mismo sistema, dicho por otra región")
    check_accessible(page)
    photograph(page, f"problem-merger-{width}")
    page.get_by_role("button", name="Fusionar").click()
    page.get_by_text("Reúne también").wait_for()
    page.get_by_role("link", name="Comprar el servidor").first.wait_for()
    photograph(page, f"problem-merged-{width}")

    part = Problem.objects.get(merged_into=twin)
    page.goto(f"{page.url.partition('/problemas/')[0]}/problemas/{part.pk}/")
    page.get_by_text("Se fusionó con otro problema").wait_for()
    page.get_by_text("Cambiar", exact=True).click()
    page.get_by_role("link", name="Deshacer la fusión").click()
    page.get_by_label("Por qué no eran el mismo").fill("Son dos sistemas distintos")
    page.get_by_role("button", name="Deshacer la fusión").click()
    page.get_by_role("link", name="Comprar el servidor").first.wait_for()
    assert twin.commitments.count() == 0


@pytest.mark.parametrize("width", [1280, 390])
def test_one_rests_and_the_clock_asks_again(open_as, problem, cast, width):
    page = open_as(cast.facilitadora, f"/problemas/{problem.pk}/", width=width)
    today = timezone.localdate()
    page.get_by_text("Cambiar", exact=True).click()
    page.get_by_role("link", name="Poner en pausa").click()
    page.get_by_label("Hasta cuándo").fill(str(today + datetime.timedelta(days=20)))
    page.get_by_label("Por qué se pone en pausa").fill("Se espera el censo")
    check_accessible(page)
    page.get_by_role("button", name="Poner en pausa").click()
    page.get_by_text("En pausa: se volverá a preguntar el").wait_for()
    check_accessible(page)
    photograph(page, f"problem-paused-{width}")

    attendant.look(at=timezone.now() + datetime.timedelta(days=20))

    letter = Letter.objects.get(to=cast.facilitadora)
    assert "Terminó su pausa" in letter.subject
    page.reload()
    page.get_by_role("link", name="Retomarlo").click()
    page.get_by_label("Por qué se retoma").fill("Llegó el censo")
    page.get_by_role("button", name="Retomar").click()
    page.get_by_text("en lista", exact=True).first.wait_for()
