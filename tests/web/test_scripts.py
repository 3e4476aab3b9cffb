"""What the scripts add, tried in a real browser on our own templates; the server is played here."""

import json
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest
from django.template import engines
from django.test import RequestFactory
from playwright.sync_api import expect, sync_playwright

from tests.chromium import CHROMIUM, QUIET, until

STATIC = Path(__file__).parents[2] / "destraba" / "web" / "static"
HOUSE = "http://casa.test"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
PARTS = {"autosave": "web/components/autosave.html", "move": "web/components/move.html"}
PAGE = """{% extends "web/layout/base.html" %}{% load components %}
{% block scripts %}<script type="module" src="/static/js/autosave.js"></script>
<script type="module" src="/static/js/sortable.js"></script>{% endblock %}
{% block content %}
{% include autosave with url="/nota/" id="said" name_label="Qué se dijo" text="Hola" version=1 %}
<form id="orden" method="post" action="/orden/">{% csrf_token %}</form>
<ol class="sortable" {% sortable "orden" %}>{% for name in names %}
<li data-id="{{ forloop.counter }}" data-name="{{ name }}">
{% with id=forloop.counter first=forloop.first last=forloop.last %}
{% include move with form_id="orden" %}{% endwith %}
{{ name }}</li>{% endfor %}</ol>
<form method="post" action="/retiro/" data-confirm="¿Retirar?"><button>Retirar</button></form>
{% endblock %}"""

pytestmark = [
    pytest.mark.journey,
    pytest.mark.skipif(not CHROMIUM, reason="needs Debian's chromium"),
]


class House:
    """Answers as the server does: keeps what it is sent; `refuse` says how it fails next."""

    def __init__(self):
        self.note, self.version = "Hola", 1
        self.orders, self.posts = [], []
        self.answer = None
        self.is_down = False

    def serve(self, route, request):
        path = request.url.removeprefix(HOUSE)
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            return route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix])
        if request.method == "GET":
            return route.fulfill(body=self.page(), content_type="text/html; charset=utf-8")
        if self.is_down:
            return route.abort()
        return self.hear(route, path, parse_qs(request.post_data or "", keep_blank_values=True))

    def hear(self, route, path, sent):
        self.posts.append(path)
        if path == "/orden/":
            self.orders.append(sent["order"])
            return route.fulfill(status=204)
        if path != "/nota/":
            return route.fulfill(body="<p>Listo</p>", content_type="text/html")
        status, answer = self.answer(sent) if self.answer else self.keep(sent)
        return route.fulfill(
            status=status, body=json.dumps(answer), content_type="application/json"
        )

    def keep(self, sent, *, text=None, merged=False):
        self.note = text or sent["text"][0]
        self.version += 1
        return 200, {"version": self.version, "text": self.note, "saved_at": "", "merged": merged}

    def page(self):
        request = RequestFactory().get("/")
        luz = SimpleNamespace(is_authenticated=True, pk=7, name="Luz Quispe", email="")
        context = {**PARTS, "names": ["Uno", "Dos", "Tres"], "user": luz}
        return engines["django"].from_string(PAGE).render(context, request=request)


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def house(settings):
    settings.ROOT_URLCONF = "tests.web.components.places"
    return House()


@pytest.fixture
def page(browser, house):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route("**/*", house.serve)
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{HOUSE}/")
    yield page
    context.close()


def status(page):
    return page.locator("[data-save-status]")


def kept(page):
    return page.evaluate("Object.values(localStorage)")


# In one go: what is kept is looked at before it can be saved, and it is saved once.
WRITE = """(box, text) => {
  box.value = text;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  return Object.values(localStorage);
}"""


def test_what_is_typed_is_saved_by_itself(page, house):
    before = page.locator("#said").evaluate(WRITE, "Hola mesa")

    assert "Hola mesa" in before[0]
    expect(status(page)).to_contain_text("Guardado")
    assert (house.note, house.version, kept(page)) == ("Hola mesa", 2, [])


def test_a_dropped_connection_says_so_keeps_the_text_and_sends_it_later(page, house):
    house.is_down = True
    page.locator("#said").fill("Sin red")
    expect(status(page)).to_contain_text("Sin conexión")

    page.reload()

    expect(page.locator("#said")).to_have_value("Sin red")
    house.is_down = False
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(status(page)).to_contain_text("Guardado")
    assert (house.note, kept(page)) == ("Sin red", [])


def test_what_another_person_wrote_appears_beside_mine(page, house):
    house.answer = lambda sent: house.keep(sent, text="Iván: bien.\nHola mesa", merged=True)

    page.locator("#said").fill("Hola mesa")

    expect(page.locator("#said")).to_have_value("Iván: bien.\nHola mesa")
    expect(status(page)).to_contain_text("otra persona")


def test_who_goes_on_where_another_s_words_are_put_tells_over_what(page, house):
    held, heard = [], []
    page.route("**/nota/", lambda route: route.fallback() if held else held.append(route))
    page.locator("#said").fill("Hola mesa")
    until(page, lambda: held)
    page.locator("#said").fill("Hola mesa redonda")
    house.answer = lambda sent: (
        heard.append(sent) or house.keep(sent, text="Hola mesa redonda Iván")
    )
    held[0].fulfill(json={"version": 7, "text": "Hola mesa Iván", "merged": True})

    expect(page.locator("#said")).to_have_value("Hola mesa redonda Iván")
    expect(status(page)).to_contain_text("Guardado")
    [sent] = heard
    assert (sent["text"], sent["over"]) == (["Hola mesa redonda"], ["Hola mesa"])
    assert (sent["base"], kept(page)) == (["7"], [])


@pytest.mark.parametrize(
    ("choice", "text"),
    [("mine", "Lo mío"), ("theirs", "Lo de Iván"), ("both", "Lo de Iván\n\nLo mío")],
)
def test_a_conflict_shows_both_and_a_person_chooses(page, house, choice, text):
    bases = []

    def collide(sent):
        bases.append(sent["base"][0])
        if len(bases) > 1:
            return house.keep(sent)
        return 409, {"version": 5, "text": "Lo de Iván", "mine": "Lo mío", "by": "Iván", "at": ""}

    house.answer = collide
    page.locator("#said").fill("Lo mío")
    expect(page.locator("[data-theirs]")).to_have_text("Lo de Iván")
    expect(page.locator("[data-mine]")).to_have_text("Lo mío")

    page.locator(f"[data-keep={choice}]").click()

    expect(page.locator("#said")).to_have_value(text)
    expect(status(page)).to_contain_text("Guardado")
    assert bases == (["1"] if choice == "theirs" else ["1", "5"])
    assert kept(page) == []


def test_a_text_that_the_server_refuses_stays_here_with_its_words(page, house):
    house.answer = lambda sent: (413, {"error": "Es demasiado grande."})

    page.locator("#said").fill("Larguísimo")

    expect(status(page)).to_contain_text("Es demasiado grande.")
    assert "Larguísimo" in kept(page)[0]


def test_typing_goes_on_while_the_server_merges(page):
    ways = page.evaluate(
        """async () => {
          const { rebase } = await import("/static/js/rebase.js");
          return [
            rebase("uno", "uno dos", "uno"),
            rebase("uno", "uno", "cero uno"),
            rebase("uno dos", "uno dos tres", "cero uno dos"),
            rebase("uno dos", "cero uno dos", "uno dos tres"),
            rebase("uno dos", "uno 2", "uno II"),
          ];
        }"""
    )

    assert ways == ["uno dos", "cero uno", "cero uno dos tres", "cero uno dos tres", None]


def test_a_list_is_rearranged_by_keyboard_and_says_where_it_went(page, house):
    page.get_by_role("button", name="Bajar «Uno»").focus()

    page.keyboard.press("Enter")
    page.keyboard.press("Enter")

    expect(page.locator("[aria-live].visually-hidden")).to_have_text(
        "«Uno» es ahora el punto 3 de 3"
    )
    expect(page.get_by_role("button", name="Subir «Uno»")).to_be_focused()
    expect(page.get_by_role("button", name="Bajar «Uno»")).to_be_disabled()
    heard(page, house, [["2", "1", "3"], ["2", "3", "1"]])


def test_a_list_is_rearranged_by_dragging(page, house):
    grip = page.locator("li[data-id='3'] [data-grip]")
    grip.hover()
    first = page.locator("li[data-id='1']").bounding_box()

    page.mouse.down()
    page.mouse.move(first["x"] + 5, first["y"] + 2, steps=12)
    page.mouse.up()

    expect(page.locator("ol.sortable > li").first).to_have_attribute("data-id", "3")
    heard(page, house, [["3", "1", "2"]])


def test_an_order_that_was_not_kept_is_undone(page, house):
    house.is_down = True

    page.get_by_role("button", name="Bajar «Uno»").click()

    expect(page.locator(".toast")).to_contain_text("El nuevo orden no se guardó")
    expect(page.locator("ol.sortable > li").first).to_have_attribute("data-id", "1")


def test_what_cannot_be_taken_back_is_asked_first(page, house):
    page.get_by_role("button", name="Retirar").click()
    expect(page.locator("#confirm")).to_contain_text("¿Retirar?")
    page.keyboard.press("Escape")
    assert house.posts == []

    page.get_by_role("button", name="Retirar").click()
    page.get_by_role("button", name="Sí, continuar").click()

    expect(page.locator("body")).to_have_text("Listo")
    assert house.posts == ["/retiro/"]


@pytest.mark.parametrize("keys", ["/", "Control+k", "Control+K"])
def test_the_search_box_is_one_key_away(page, keys):
    page.keyboard.press(keys)

    expect(page.get_by_role("searchbox")).to_be_focused()


def test_a_slash_in_a_text_is_only_a_slash(page):
    page.locator("#said").fill("y/o")
    page.locator("#said").press("/")

    expect(page.locator("#said")).to_be_focused()


def test_the_menu_closes_with_escape_and_gives_the_focus_back(page):
    summary = page.get_by_label("Menú de Luz Quispe")
    summary.click()
    expect(page.get_by_role("link", name="Perfil")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Perfil")).to_be_hidden()
    expect(summary).to_be_focused()


def heard(page, house, orders):
    """The list is moved first, and told to the house a moment later."""
    until(page, lambda: len(house.orders) >= len(orders))
    assert house.orders == orders
