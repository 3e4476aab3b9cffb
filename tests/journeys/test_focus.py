"""A coordinator fills four places, and a fifth asks which leaves; a figure goes from 45 to 3."""

import pytest
from playwright.sync_api import expect

from tests.conftest import NOON
from tests.factories import ProblemFactory

from .conftest import check_accessible, photograph

TITLES = [
    "El certificado demora 45 días",
    "Nadie presta a diez años",
    "La guía vence en el camino",
    "Faltan operarios certificados",
    "El puente se corta tres meses",
]


@pytest.fixture
def problems(mesa):
    paces = ["early_win", "structural", "early_win", "", "structural"]
    rows = zip(TITLES, paces, strict=True)
    return [ProblemFactory(mesa=mesa, title=title, pace=pace) for title, pace in rows]


def in_focus(problems):
    for each in problems:
        each.refresh_from_db()
    return [each.title for each in problems if each.state == "in_focus"]


def walk_to(page, link):
    """With the tabulator alone."""
    for _step in range(80):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            return
    raise AssertionError("no se llega con el teclado")


def test_four_places_are_filled_by_keyboard_and_a_fifth_asks(open_as, mesa, problems, coordinadora):
    page = open_as(coordinadora, f"/mesas/{mesa.pk}/foco/")
    expect(page.locator(".place.free")).to_have_count(4)
    check_accessible(page)
    photograph(page, "focus-empty")

    for title in TITLES[:4]:
        walk_to(page, page.get_by_role("link", name=f"Poner en foco {title}"))
        page.keyboard.press("Enter")
        reason = page.get_by_label("Por qué ahora, sin una causa anotada")
        walk_to(page, reason)
        page.keyboard.type("Se puede medir en semanas")
        walk_to(page, page.get_by_role("button", name="Poner en foco"))
        page.keyboard.press("Enter")
        page.get_by_text("En foco; la razón queda").last.wait_for()
    expect(page.locator(".place.free")).to_have_count(0)
    assert in_focus(problems) == TITLES[:4]

    walk_to(page, page.get_by_role("link", name=f"Poner en foco {TITLES[4]}"))
    page.keyboard.press("Enter")
    page.get_by_text("Los 4 lugares están ocupados").wait_for()
    check_accessible(page)
    walk_to(page, page.get_by_label("Por qué ahora, sin una causa anotada"))
    page.keyboard.type("Llegan las lluvias")
    walk_to(page, page.get_by_label(TITLES[0]))
    for _step in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_label(TITLES[3])).to_be_checked()
    walk_to(page, page.get_by_label("Por qué sale ese"))
    page.keyboard.type("El curso ya tiene fecha")
    photograph(page, "focus-fifth")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    page.get_by_role("button", name="Deshacer").wait_for()
    check_accessible(page)
    photograph(page, "focus-full")
    assert in_focus(problems) == [*TITLES[:3], TITLES[4]]
    page.get_by_role("button", name="Deshacer").click()
    page.get_by_text("Deshecho: el tablero está como antes").wait_for()
    assert in_focus(problems) == TITLES[:4]


def test_on_a_phone_a_fifth_is_one_more_with_its_reason(open_as, mesa, problems, coordinadora):
    for each in problems[:4]:
        each.focus(why="Urge", by=coordinadora, at=NOON)
    page = open_as(
        coordinadora, f"/mesas/{mesa.pk}/foco/", width=390, has_touch=True, is_mobile=True
    )
    check_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 390

    page.get_by_role("link", name=f"Poner en foco {TITLES[4]}").tap()
    page.get_by_label("Por qué ahora, sin una causa anotada").fill("Llegan las lluvias")
    page.get_by_label("ninguno: trabajar con uno más").tap()
    page.get_by_role("button", name="Poner en foco").tap()
    page.get_by_text("elija el problema que sale, o diga por qué").first.wait_for()
    check_accessible(page)
    page.get_by_label("Por qué sale ese").fill("La obra tiene plazo hasta marzo")
    page.get_by_role("button", name="Poner en foco").tap()

    page.get_by_text("Uno más: el 5").wait_for()
    photograph(page, "focus-phone")
    assert in_focus(problems) == TITLES


def test_a_problem_is_carried_to_a_free_place_and_upon_another(
    open_as, mesa, problems, coordinadora
):
    problems[0].focus(why="Urge", by=coordinadora, at=NOON)
    page = open_as(coordinadora, f"/mesas/{mesa.pk}/foco/")

    def carry(title, to):
        grip = page.locator("li", has_text=title).locator("[data-grip]").first
        grip.hover()
        page.mouse.down()
        box = to.bounding_box()
        page.mouse.move(box["x"] + 40, box["y"] + 40, steps=6)
        expect(to).to_contain_class("over")
        page.mouse.up()

    carry(TITLES[1], page.locator(".place.free").first)
    page.get_by_role("heading", name="Poner en foco").wait_for()
    expect(page.get_by_text("¿Cuál deja su lugar?")).to_have_count(0)
    page.go_back()
    carry(TITLES[1], page.locator(".place.taken").first)
    page.get_by_text("¿Cuál deja su lugar?").wait_for()
    expect(page.get_by_label(TITLES[0])).to_be_checked()


@pytest.mark.parametrize("width", [1280, 390])
def test_a_figure_is_written_before_and_after(open_as, problems, coordinadora, width):
    page = open_as(coordinadora, f"/problemas/{problems[0].pk}/", width=width)
    page.get_by_role("link", name="Decirlo").click()
    page.get_by_label("Qué cifra debería moverse").fill("Mediana de días del certificado")
    page.get_by_label("Se mide en").fill("días")
    page.get_by_label("falta de oportunidades de empleo").check()
    page.get_by_label("mujeres").check()
    check_accessible(page)
    page.get_by_role("button", name="Guardar").click()

    for value, on in [("45", "2025-03"), ("3", "2026-01-20")]:
        page.get_by_label("Cuánto", exact=True).fill(value)
        page.get_by_label("De cuándo es").fill(on)
        page.get_by_label("De dónde sale").fill("Registro de la agencia")
        page.get_by_role("button", name="Anotar la cifra").click()
        page.get_by_text("Anotada la cifra.").last.wait_for()
    check_accessible(page)
    photograph(page, f"weight-{width}")

    page.get_by_role("link", name="Volver al problema").click()
    expect(page.locator(".movement .change")).to_have_text("45 → 3 días")
    check_accessible(page)
    photograph(page, f"moved-{width}")
