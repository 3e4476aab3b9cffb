"""A session is prepared and convened by keyboard, and who is invited answers from her telephone."""

import datetime

import pytest
from django.utils import timezone
from icalendar import Calendar
from playwright.sync_api import expect

from destraba.kit.vocabulary import ProblemState
from destraba.mesas.models import Meeting
from destraba.notifications.models import Letter
from destraba.ops import attendant
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    MeetingFactory,
    ProblemFactory,
)

from .conftest import check_accessible, photograph


@pytest.fixture
def meeting(mesa, cast):
    """In five days; the programme's team has put two items on its agenda."""
    now = timezone.now()
    meeting = MeetingFactory(
        mesa=mesa,
        number=14,
        place="Sala Cedro",
        starts_at=now + datetime.timedelta(days=5),
        minutes=90,
    )
    AgendaItemFactory(meeting=meeting, title="Registro", minutes=25)
    AgendaItemFactory(meeting=meeting, title="Crédito", minutes=25)
    focus = ProblemFactory(mesa=mesa, title="Nadie seca la madera", state=ProblemState.IN_FOCUS)
    seat = cast.gremio.appointments.get().seat
    late = now.date() - datetime.timedelta(days=10)
    CommitmentFactory(mesa=mesa, problem=focus, seat=seat, contact=cast.gremio, due_on=late)
    return meeting


@pytest.mark.parametrize("width", [1280, 390])
def test_a_session_is_prepared_and_convened_by_keyboard(open_as, meeting, cast, width):
    page = open_as(cast.facilitadora, f"/sesiones/{meeting.pk}/preparacion/", width=width)
    check_accessible(page)

    page.get_by_role("button", name="Subir «Crédito»").focus()
    with page.expect_response("**/agenda/orden/"):
        page.keyboard.press("Enter")
    assert titles(meeting) == ["Crédito", "Registro"]

    minutes = page.get_by_label("Minutos de «Crédito»")
    minutes.fill("70")
    with page.expect_response("**/agenda/minutos/"):
        minutes.press("Tab")
    page.get_by_text("95 de 90 min · no caben").wait_for()
    page.get_by_text("2 puntos, 95 de 90 min").wait_for()
    minutes.fill("0")
    minutes.press("Tab")
    page.get_by_text("No se guardó: cada punto tiene entre 1 y 480 minutos.").wait_for()
    minutes.fill("20")
    with page.expect_response("**/agenda/minutos/"):
        minutes.press("Enter")
    page.get_by_text("45 de 90 min").first.wait_for()

    page.get_by_role("button", name="Adoptar todo").press("Enter")
    page.get_by_text("90 de 90 min").first.wait_for()
    assert titles(meeting) == [
        "Seguimiento de compromisos",
        "Crédito",
        "Registro",
        "Nadie seca la madera",
        "Próximos pasos",
    ]
    photograph(page, f"preparation-{width}")

    page.get_by_label("SINDICATO").press("Space")
    page.locator("#asientos").get_by_role("button", name="Ver la convocatoria").press("Enter")
    page.get_by_role("link", name="Ver la carta de Gremio").press("Enter")
    page.get_by_text("Publicar el instructivo: venció el").wait_for()
    check_accessible(page)
    photograph(page, f"invitation-{width}")
    page.get_by_role("button", name="Convocar", exact=True).press("Enter")
    page.get_by_text("Convocada: salen 3 correos.").wait_for()

    attendant.look(at=timezone.now())
    page.reload()
    assert page.get_by_text("salió").count() == 3
    check_accessible(page)
    told = Calendar.from_ical(Letter.objects.get(to=cast.enlace).ics)
    assert told["method"] == "REQUEST"
    assert told.walk("VEVENT")[0].decoded("dtstart") == meeting.starts_at.replace(microsecond=0)


def test_who_is_invited_answers_from_her_telephone(open_as, meeting, cast):
    seats = list(meeting.seats_to_invite())
    meeting.convene(seats=seats, by=cast.facilitadora, at=timezone.now())
    page = open_as(cast.sindicato, f"/sesiones/{meeting.pk}/", width=390)
    check_accessible(page)
    photograph(page, "meeting-invited")

    page.get_by_label("Con qué palabras").fill("Irá la secretaria de la mujer")
    page.get_by_role("button", name="No puedo ir").click()

    page.get_by_text("Usted se excusó").wait_for()
    assert meeting.invitations.get(person=cast.sindicato).words == "Irá la secretaria de la mujer"


def test_without_scripts_the_agenda_is_arranged_and_measured(open_as, meeting, cast):
    page = open_as(
        cast.facilitadora, f"/sesiones/{meeting.pk}/preparacion/", java_script_enabled=False
    )

    page.get_by_role("button", name="Bajar «Registro»").click()
    page.get_by_label("Minutos de «Registro»").fill("10")
    page.get_by_role("button", name="Guardar los minutos").click()
    page.get_by_role("button", name="Quitar «Crédito»").click()

    page.get_by_text("10 de 90 min").first.wait_for()
    assert titles(meeting) == ["Registro"]


def titles(meeting):
    return [item.title for item in Meeting.objects.get(pk=meeting.pk).items.all()]


def test_minutes_changed_without_a_line_are_said_to_wait_and_go_when_it_is_back(
    open_as, meeting, cast
):
    page = open_as(cast.facilitadora, f"/sesiones/{meeting.pk}/preparacion/")
    page.context.set_offline(True)
    minutes = page.get_by_label("Minutos de «Crédito»")
    minutes.fill("40")
    minutes.press("Tab")
    expect(page.locator(".toast")).to_contain_text("No se pudo: sin conexión")

    page.context.set_offline(False)

    page.get_by_text("65 de 90 min").first.wait_for()
    expect(page.locator(".toast")).to_have_count(0)
    assert list(meeting.items.values_list("minutes", flat=True)) == [25, 40]
