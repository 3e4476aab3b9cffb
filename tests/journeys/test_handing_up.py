"""Five people, one story: from a telephone at the foot of a bridge to a minister, and back."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from destraba.mesas.models import Referral
from destraba.notifications.delivery import deliver_pending
from destraba.notifications.telling import tell_pending
from tests.below import articulator, territorial
from tests.factories import OrganizationFactory, ProblemFactory, SeatFactory

from .conftest import check_accessible, photograph

DAY = datetime.timedelta(days=1)
ASKED = "Que el ministerio repare el puente del kilómetro nueve"


@pytest.fixture
def met(mesa):
    return territorial(mesa, name="Mesa Territorial Selva")


@pytest.fixture
def articuladora(met):
    return articulator(met)


@pytest.fixture
def problem(met):
    return ProblemFactory(mesa=met, title="El puente se corta tres meses al año")


@pytest.fixture
def caminos(mesa):
    """Sits at the national mesa, and will have to repair it."""
    organization = OrganizationFactory(name="Ministerio de Caminos", acronym="MINCAM")
    SeatFactory(mesa=mesa, organization=organization)
    return organization


def test_a_bridge_goes_up_and_comes_back(
    open_as, mesa, met, problem, articuladora, caminos, cast, ministra
):
    below = _hand_up(open_as, articuladora, problem)
    _let_them_know()
    assert ("Espera en su bandeja", cast.facilitadora.email) in _letters()

    above = _accept(open_as, cast.facilitadora, mesa)
    _elevate(above)
    _let_them_know()
    assert ("Se movió arriba", articuladora.email) in _letters()

    _decide(open_as, ministra)

    below.reload()
    below.get_by_text("Una autoridad lo decidió").wait_for()
    assert below.get_by_text("Se repara antes de las lluvias.").is_visible()
    assert below.get_by_text("Poner las vigas del puente").is_visible()
    assert below.get_by_role("link", name="Poner las vigas del puente").count() == 0
    check_accessible(below)
    photograph(below, "handed-up-decided-390")

    _solve(open_as, cast.facilitadora)
    below.reload()
    assert below.get_by_text("Se resolvió").is_visible()
    assert below.locator(".parcel .here").inner_text().startswith("resuelta")
    photograph(below, "handed-up-solved-390")

    _liaison_sees_what_it_must_do(open_as, cast, caminos)


def _hand_up(open_as, articuladora, problem):
    """On a telephone, where the line goes and comes back."""
    page = open_as(articuladora, f"/problemas/{problem.pk}/", width=390)
    page.get_by_role("link", name="Decirlo").first.click()
    expect(page.get_by_label("Quién lo resuelve aquí")).to_be_hidden()
    page.get_by_label("Primer nivel", exact=False).check()
    expect(page.get_by_label("Quién lo resuelve aquí")).to_be_visible()
    page.get_by_label("Tercer nivel", exact=False).check()
    expect(page.get_by_label("Quién lo resuelve aquí")).to_be_hidden()
    page.get_by_label("A qué entidades nacionales les toca").fill("Ministerio de Caminos")
    page.get_by_label("Por qué").fill("La municipalidad no tiene competencia sobre el puente")
    page.get_by_label("Qué se pide", exact=False).fill(ASKED)
    page.get_by_label("A quién se consultó").fill("La cooperativa y el sindicato")
    page.reload()
    assert page.get_by_label("Qué se pide", exact=False).input_value() == ASKED
    page.get_by_label("Para cuándo").fill((timezone.localdate() + 40 * DAY).isoformat())
    check_accessible(page)
    photograph(page, "level-390")
    page.get_by_role("button", name="Elevar a la mesa nacional").click()
    page.get_by_text("Le toca a la mesa nacional").wait_for()
    check_accessible(page)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.includes('nivel'))") == []
    return page


def _accept(open_as, facilitadora, mesa):
    page = open_as(facilitadora, f"/mesas/{mesa.pk}/")
    page.get_by_role("link", name="Bandeja").click()
    check_accessible(page)
    photograph(page, "tray")
    page.get_by_role("link", name="El puente se corta tres meses al año").click()
    page.get_by_text("Es su turno: decir algo a quienes esperan").wait_for()
    page.get_by_role("link", name="Aceptar").click()
    page.get_by_label("Qué hará la mesa con esto").fill("Lo llevamos a la ministra esta semana")
    check_accessible(page)
    page.get_by_role("button", name="Aceptar").click()
    page.get_by_text("Quienes esperan ya lo ven.").first.wait_for()
    return page


def _elevate(page):
    """The national team studies it and takes it to the minister, as anything of its own."""
    page.locator("aside").get_by_role("link", name="El puente se corta").click()
    page.get_by_role("heading", name="Quién espera abajo").wait_for()
    page.get_by_text("Cambiar", exact=True).click()
    page.get_by_role("link", name="Elevar", exact=True).click()
    page.get_by_label("La decisión exacta que se pide").fill("Que se repare con el fondo de vías")
    page.get_by_label("A quién se pide").select_option(label="Ministra")
    page.get_by_label("A qué peldaño sube").select_option(label="ministerio")
    page.get_by_label("Para cuándo").fill((timezone.localdate() + 20 * DAY).isoformat())
    page.get_by_label("Por qué sube").select_option(label="presupuesto")
    page.get_by_role("button", name="Preparar").click()
    page.get_by_role("link", name="Escribir la ayuda memoria").click()
    page.get_by_role("button", name="Guardar").click()
    page.get_by_role("link", name="Avisar", exact=True).click()
    page.get_by_role("button", name="Avisar", exact=True).click()
    page.get_by_role("button", name="Elevar ahora").click()
    page.get_by_text("Subió al peldaño «ministerio»").first.wait_for()


def _decide(open_as, ministra):
    page = open_as(ministra, "/convocante/", width=390)
    page.get_by_role("link", name="Decidir").click()
    page.get_by_label("Qué clase de decisión es").select_option(label="presupuesto asignado")
    page.get_by_label("Qué se decidió").fill("Se repara antes de las lluvias.")
    page.get_by_label("Cuánto", exact=False).first.fill("300 mil de este año")
    page.locator("#id_p0-promise").fill("Poner las vigas del puente")
    page.locator("#id_p0-responsible").select_option(label="Ministerio de Caminos")
    page.locator("#id_p0-due_on").fill((timezone.localdate() + 15 * DAY).isoformat())
    page.locator("#id_p0-follower").select_option(index=1)
    page.get_by_role("button", name="Decidir").click()
    page.get_by_text("Decidido.").first.wait_for()


def _solve(open_as, facilitadora):
    referral = Referral.objects.get()
    page = open_as(facilitadora, f"/bandeja/{referral.pk}/solucion/")
    page.get_by_label("Qué se hará, o qué se hizo").fill("El ministerio pone las vigas")
    page.get_by_label("Desde cuándo").fill((timezone.localdate() + 15 * DAY).isoformat())
    page.get_by_label("Poner las vigas del puente", exact=False).check()
    check_accessible(page)
    page.get_by_role("button", name="Resolver").click()
    page.get_by_text("Resuelta.").first.wait_for()


def _liaison_sees_what_it_must_do(open_as, cast, caminos):
    """The entity that must act sees its promise among the mesa's; of who waits, only that."""
    page = open_as(cast.enlace, "/compromisos/")
    page.get_by_role("link", name="Poner las vigas del puente").click()
    page.get_by_text(caminos.short).first.wait_for()
    referral = Referral.objects.get()
    assert page.goto(f"/bandeja/{referral.pk}/").status == 404


def _letters():
    return {(letter.subject.split(":")[0], letter.to[0]) for letter in mail.outbox}


def _let_them_know():
    tell_pending(at=timezone.now())
    deliver_pending(at=timezone.now())
