"""The causes of a problem are found by asking why, by keyboard only, and drawn in two ways."""

import pytest
from playwright.sync_api import expect

from destraba.mesas.models import Cause
from destraba.mesas.models.grove import Grove
from tests.conftest import NOON
from tests.factories import OrganizationFactory, ProblemFactory

from .conftest import check_accessible, photograph


@pytest.fixture
def problem(mesa, cast):
    return ProblemFactory(mesa=mesa, title="El registro de plantaciones tarda 90 días")


def told(problem):
    branches = Grove(problem.causes.in_order()).branches()
    return [(each.number, each.cause.text) for top in branches for each in top.walk()]


def test_five_whys_by_keyboard_only(open_as, problem, cast):
    page = open_as(cast.facilitadora, f"/problemas/{problem.pk}/causas/")
    keyboard, here = page.keyboard, page.locator("[role=treeitem]:focus")
    for _ in range(30):
        keyboard.press("Tab")
        if here.count():
            break
    expect(here).to_have_attribute("aria-level", "1")

    def ask(key, words):
        keyboard.press(key)
        expect(page.locator("#id_text")).to_be_focused()
        keyboard.type(words)
        keyboard.press("Enter")
        expect(here).to_have_attribute("aria-label", f"{numbers[-1]} {words}: supuesta")

    numbers = ["1"]
    ask("n", "El plano se pide dos veces")
    numbers.append("1.1")
    ask("n", "Cada región pide el suyo")
    numbers.append("1.1.1")
    ask("n", "La norma no dice qué plano")
    numbers.append("1.1.2")
    ask("h", "No hay nueve topógrafos")
    keyboard.press("ArrowLeft")
    expect(here).to_contain_text("Cada región")
    keyboard.press("ArrowLeft")
    numbers.append("2")
    ask("h", "Nadie contesta")

    keyboard.press("ArrowUp")
    expect(here).to_contain_text("El plano se pide")
    keyboard.press("End")
    expect(here).to_contain_text("Nadie contesta")
    keyboard.press("Home")
    keyboard.press("ArrowRight")
    keyboard.press("ArrowDown")
    expect(here).to_contain_text("Nadie contesta")
    keyboard.press("Enter")
    expect(page.locator("#panel h2").first).to_be_focused()
    press(page, "Refutar")
    expect(page.get_by_label("Qué muestra que no es así")).to_be_focused()
    keyboard.type("Con más gente tarda igual")
    press(page, "Refutar")
    expect(here).to_have_attribute("aria-label", "2 Nadie contesta: refutada")
    keyboard.press("Enter")
    expect(page.locator("#panel h2").first).to_be_focused()
    press(page, "Mover")
    expect(page.get_by_label("Qué explica")).to_be_focused()
    keyboard.press("ArrowDown")
    press(page, "Mover")
    expect(here).to_have_attribute("aria-label", "1.2 Nadie contesta: refutada")
    keyboard.press("Enter")
    expect(page.locator("#panel h2").first).to_be_focused()
    keyboard.press("Escape")
    expect(here).to_contain_text("Nadie contesta")

    assert told(problem) == [
        ("1", "El plano se pide dos veces"),
        ("1.1", "Cada región pide el suyo"),
        ("1.1.1", "La norma no dice qué plano"),
        ("1.1.2", "No hay nueve topógrafos"),
        ("1.2", "Nadie contesta"),
    ]
    check_accessible(page)


def press(page, name):
    """The button or link of the panel with that name, reached by Tab."""
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return page.keyboard.press("Enter")
    raise AssertionError(f"no «{name}» is reached by Tab")


def test_what_is_wrong_is_said_in_the_panel_and_nothing_typed_is_lost(open_as, problem, cast):
    cause = Cause.suppose(problem, text="El plano", by=cast.facilitadora, at=NOON)
    page = open_as(cast.facilitadora, f"/problemas/{problem.pk}/causas/{cause.pk}/redaccion/")
    page.get_by_role("textbox", name="La causa").fill("El plano es caro")
    page.locator("#panel form").get_by_role("button", name="Corregir").click()

    page.get_by_text("lo que decía antes se conserva con esa razón").first.wait_for()
    expect(page.get_by_role("textbox", name="La causa")).to_have_value("El plano es caro")
    page.get_by_label("Por qué cambia").fill("Lo mostró el piloto")
    page.locator("#panel form").get_by_role("button", name="Corregir").click()

    expect(page.locator("[role=treeitem]:focus")).to_contain_text("El plano es caro")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("view", ["arbol", "espina"])
@pytest.mark.parametrize("count", [5, 40, 200])
def test_the_drawings_are_sound(open_as, problem, cast, width, view, count):
    grow(problem, cast.facilitadora, count)
    page = open_as(cast.enlace, f"/problemas/{problem.pk}/causas/?vista={view}", width=width)

    expect(page.locator("[role=treeitem]")).to_have_count(count + 1)
    assert page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    )
    assert page.evaluate(OVERFLOWING) == []
    check_accessible(page)
    photograph(page, f"causes-{view}-{count}-{width}")


# Words that leave their box, or fall under others.
OVERFLOWING = """() => {
  const cut = (one, other) =>
    one.left < other.right - 1 && other.left < one.right - 1 &&
    one.top < other.bottom - 1 && other.top < one.bottom - 1;
  const items = [...document.querySelectorAll("[role=treeitem]")];
  const boxes = items.map((item) => item.querySelector(".box, .hit").getBoundingClientRect());
  const wrong = [];
  items.forEach((item, n) => {
    for (const text of item.querySelectorAll("text")) {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const box = boxes[n];
      if (left < box.left || right > box.right + 1 || top < box.top - 4 || bottom > box.bottom + 4)
        wrong.push(item.getAttribute("aria-label"));
    }
    for (let m = n + 1; m < boxes.length; m++)
      if (cut(boxes[n], boxes[m])) wrong.push(`${n} × ${m}`);
  });
  return wrong.slice(0, 5);
}"""


def grow(problem, by, count):
    words = [
        "El costo supera lo que el pequeño productor puede pagar cada año",
        "Falta el título",
        "No hay convenio entre el registro y el catastro, y cada uno guarda su propia copia",
        "Nadie contesta las observaciones del expediente",
    ]
    organization, causes = OrganizationFactory(acronym="GREMEX"), []
    for n in range(count):
        parent = causes[(n - 4) // 3] if n >= 4 else None
        more = {"said_by": organization} if n % 3 else {}
        causes.append(
            Cause.suppose(problem, text=words[n % 4], parent=parent, by=by, at=NOON, **more)
        )
        if n % 7 == 1:
            causes[-1].confirm(evidence="41 de 60", by=by, at=NOON)
        if n % 9 == 4:
            causes[-1].refute(evidence="No era", by=by, at=NOON)


def test_without_scripts_everything_is_done_from_the_outline(open_as, problem, cast):
    page = open_as(cast.facilitadora, f"/problemas/{problem.pk}/causas/", java_script_enabled=False)
    for words in ("El plano", "Nadie contesta"):
        page.goto(f"/problemas/{problem.pk}/causas/")
        page.get_by_label("¿Por qué?").fill(words)
        page.get_by_role("button", name="Agregar la causa").click()

    page.get_by_role("button", name="Subir 2").click()
    page.locator(".outline").get_by_role("link", name="El plano").click()
    page.locator("#panel").get_by_role("link", name="Confirmar").click()
    page.get_by_label("Qué muestra que es así").fill("41 de 60")
    page.get_by_role("button", name="Confirmar").click()

    assert told(problem) == [("1", "Nadie contesta"), ("2", "El plano")]
    assert problem.causes.get(text="El plano").state == "confirmed"
