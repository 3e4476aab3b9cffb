"""A session changed the plan: the revision comes written, is published in two clicks, compared."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone
from docx import Document

from destraba.mesas.models import AgendaItem, Meeting, Option, RoadmapRevision
from destraba.mesas.models.roadmap import Chosen
from tests.factories import ProblemFactory

from .conftest import check_accessible, photograph

DAY = datetime.timedelta(days=1)


@pytest.fixture
def session(mesa, cast):
    """Going on, with a roadmap of a month ago that no longer says what the mesa does."""
    now = timezone.now()
    told = {"by": cast.facilitadora}
    first, second, third, fourth = (
        ProblemFactory(mesa=mesa, title=f"Traba de {name}")
        for name in ("la aduana", "el plano", "el crédito", "la cadena de frío")
    )
    chosen = [
        Chosen(each, pace="early_win", pillars=["institutions"], why="Urge")
        for each in (first, second, third)
    ]
    RoadmapRevision.agree(
        mesa,
        objective="Exportar el doble",
        chosen=chosen,
        why="Lo pidieron todos",
        at=now - 30 * DAY,
        **told,
    )
    meeting = Meeting.plan(mesa, starts_at=now, why="Se adelanta", at=now - 7 * DAY, **told)
    AgendaItem.add(meeting, title=second.title, problem=second, at=now - 7 * DAY, **told)
    meeting.open(at=now, **told)
    happen(first, second, fourth, at=timezone.now(), **told)
    return meeting


def happen(first, second, fourth, **told):
    """One is solved, another enters, and a solution is replaced."""
    first.solve(why="Ya se despacha en dos días", **told)
    fourth.focus(why="El puerto ofreció enchufes", **told)
    window, plan = (Option.propose(second, title=each, **told) for each in ("Ventanilla", "GPS"))
    window.choose(why="Se puede probar", **told)
    plan.choose(why="La cola es el plano", **told)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_session_that_changed_the_plan_leads_to_its_revision(open_as, session, cast, width):
    page = open_as(cast.facilitadora, f"/sesiones/{session.pk}/cierre/", width=width)
    page.get_by_role("heading", name="La sesión cambió el plan").wait_for()
    page.get_by_text("Estos 3 cambios no están en la hoja de ruta 1").wait_for()
    check_accessible(page)
    page.get_by_label("Nadie se comprometió a nada").check()
    page.get_by_role("button", name="Cerrar y enviar el registro").click()

    page.get_by_role("heading", name="Registro de acuerdos").wait_for()
    page.get_by_text("Se reemplazó la solución: Ventanilla").wait_for()
    check_accessible(page)
    photograph(page, f"plan-record-{width}")

    page.get_by_role("link", name="Preparar la revisión").click()
    why = page.get_by_label("Por qué se empieza por estos")
    assert "El puerto ofreció enchufes" in why.input_value()
    check_accessible(page)
    photograph(page, f"plan-revision-{width}")
    page.get_by_role("button", name="Publicar la hoja de ruta").click()

    page.get_by_role("heading", name="Hoja de ruta número 2").wait_for()
    assert not page.get_by_text("La sesión cambió el plan").count()
    page.get_by_role("link", name="Qué cambió desde la 1").click()
    page.get_by_text("Ventanilla → GPS").wait_for()
    check_accessible(page)
    photograph(page, f"plan-compared-{width}")
    with page.expect_download() as carried:
        page.get_by_role("link", name="DOCX").click()

    paper = Document(str(Path(carried.value.path())))
    text = "\n".join(each.text for each in paper.paragraphs)
    for words in (
        "Ya se despacha en dos días",
        "El puerto ofreció enchufes",
        "La cola es el plano",
    ):
        assert words in text
    assert RoadmapRevision.objects.get(number=2).meeting == session
