"""A proposed mesa is launched and agrees on its first roadmap in one sitting; another returns."""

import datetime

import pytest
from django.utils import timezone

from destraba.kit.vocabulary import DecisionKind, MesaState
from destraba.mesas.models import Decision, Mesa, RoadmapRevision
from tests.factories import CommitmentFactory, OrganizationFactory, ProblemFactory

from .conftest import check_accessible, photograph

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today(db):
    return timezone.localdate()


@pytest.fixture
def proposed(mesa, cast, today):
    """Decided five days ago, with five problems that the premesa heard."""
    Mesa.objects.update(state=MesaState.PROPOSED)
    Decision.take(
        kind=DecisionKind.GO,
        mesa=mesa,
        decided_on=today - 5 * DAY,
        decider="Ministra de Producción",
        why="El gremio y el sindicato la piden.",
        by=cast.ministra,
        at=timezone.now(),
    )
    for title in [
        "El registro tarda",
        "No hay crédito",
        "Nadie seca",
        "La guía vence",
        "Falta luz",
    ]:
        ProblemFactory(mesa=mesa, title=title)
    mesa.refresh_from_db()
    return mesa


@pytest.mark.parametrize("width", [1280, 390])
def test_from_the_decision_to_the_first_roadmap_in_one_sitting(
    open_as, proposed, cast, today, width
):
    page = open_as(cast.facilitadora, f"/mesas/{proposed.pk}/", width=width)
    page.get_by_text("Todavía no se lanza.").wait_for()
    page.get_by_role("link", name="Lanzamiento oficial").first.click()
    check_accessible(page)

    page.get_by_label("Qué día fue").fill((today - 9 * DAY).isoformat())
    page.get_by_label("Lugar").fill("Palacio de Gobierno")
    page.get_by_label("Autoridades presentes").fill("Ministra de Producción")
    page.get_by_role("button", name="Anotar el lanzamiento").click()
    page.get_by_text("Sería antes de su decisión").first.wait_for()
    assert page.get_by_label("Lugar").input_value() == "Palacio de Gobierno"
    page.get_by_label("Qué día fue").fill(today.isoformat())
    page.get_by_role("button", name="Anotar el lanzamiento").click()
    page.get_by_role("heading", name="Vida de la mesa").wait_for()
    page.get_by_text("Ministra de Producción").wait_for()
    check_accessible(page)

    page.get_by_role("link", name="Hoja de ruta").click()
    page.get_by_role("link", name="Escribir la primera").click()
    write_the_roadmap(page)

    page.get_by_role("heading", name="Hoja de ruta número 1").wait_for()
    page.get_by_text("La ministra lo pidió").wait_for()
    check_accessible(page)
    photograph(page, f"hoja-de-ruta-{width}")
    assert proposed.problems.in_focus().count() == 3
    assert Mesa.objects.get(pk=proposed.pk).objective == "Exportar el doble"


def write_the_roadmap(page):
    page.get_by_label("Objetivo de mediano plazo").fill("Exportar el doble")
    page.get_by_label("El registro tarda").check()
    page.get_by_role("button", name="Completar los elegidos").click()
    page.get_by_label("A qué ritmo").select_option("early_win")
    page.get_by_text("Espacio de cambio").click()
    page.get_by_label("Autoridad").select_option("wide")
    page.get_by_label("Por qué", exact=False).locator("visible=true").nth(1).fill(
        "La ministra lo pidió"
    )
    page.get_by_label("Por qué se empieza por estos").fill("Son las que más se repitieron")
    page.get_by_role("button", name="Publicar la hoja de ruta").click()

    page.get_by_text("Hay 1 problema: con tres o cuatro").wait_for()
    check_accessible(page)
    photograph(page, "hoja-de-ruta-con-consejos")
    assert RoadmapRevision.objects.count() == 0
    for title in ("No hay crédito", "Nadie seca"):
        page.get_by_label(title).check()
    page.get_by_role("button", name="Completar los elegidos").click()
    assert page.get_by_label("Objetivo de mediano plazo").input_value() == "Exportar el doble"
    page.get_by_text("Qué mueve").first.click()
    page.get_by_label("instituciones").first.check()
    page.get_by_role("button", name="Publicar la hoja de ruta").click()


def test_a_mesa_returns_under_another_host_with_all_its_history(open_as, mesa, cast, today):
    OrganizationFactory(name="Presidencia del Consejo", acronym="PCM")
    problem = ProblemFactory(mesa=mesa, title="El registro tarda")
    CommitmentFactory(mesa=mesa, problem=problem, promise="Enviar el plano")
    page = open_as(cast.facilitadora, f"/mesas/{mesa.pk}/vida/")

    page.get_by_role("link", name="Suspender").click()
    page.get_by_text("1 compromiso abierto sigue abierto").wait_for()
    page.get_by_label("Por qué se suspende").fill("Cambió el gabinete")
    page.get_by_role("button", name="Suspender la mesa").click()
    page.get_by_text("suspendida").first.wait_for()
    page.goto(f"/mesas/{mesa.pk}/")
    page.get_by_text("Está suspendida: no sesiona.").wait_for()
    check_accessible(page)
    page.get_by_role("link", name="Relanzar").first.click()
    page.get_by_label("Quién la aloja").fill("PCM")
    page.get_by_label("Quién convoca ahora").fill("Primera ministra")
    page.get_by_label("Por qué se relanza").fill("El nuevo gabinete la respalda")
    check_accessible(page)
    page.get_by_role("button", name="Relanzar la mesa").click()

    page.get_by_text("El nuevo gabinete la respalda").wait_for()
    page.get_by_text("Cambió el gabinete").wait_for()
    photograph(page, "relanzada")
    page.goto(f"/mesas/{mesa.pk}/")
    page.get_by_text("Enviar el plano").first.wait_for()
    mesa.refresh_from_db()
    assert (mesa.state, mesa.host.acronym) == (MesaState.ACTIVE, "PCM")
