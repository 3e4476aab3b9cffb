"""The main job, as people do it: from a mesa whose pulse fails to a promise that is kept."""

import re
from urllib.parse import urlsplit

import pytest
from docx import Document
from playwright.sync_api import expect

from .conftest import PATIENCE, photograph
from .visits import GOING_ON, MESA

LOGISTICS = "Mesa Ejecutiva de Logística"
SPOKEN = {
    "Qué se dijo": "Cada puesto de control pide otra guía.",
    "Qué aprendimos": "Las guías son tres, y bastaría una.",
}
PROMISE = "Publicar la guía única de carga"
EVIDENCE = "Resolución 12-2026, publicada en el diario oficial."
FILE = {"name": "resolución.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
LONG = 60_000  # milliseconds, where ten megabytes travel
TEN_MEGABYTES = 10 * 1024 * 1024
# As if somebody had pasted it.
TYPE = """(box, size) => {
    box.removeAttribute("maxlength");
    box.value = "demasiado ".repeat(size / 10 + 1).slice(0, size);
    box.dispatchEvent(new Event("input", { bubbles: true }));
}"""
OF_A_MESA = re.compile(r"/(mesas|sesiones|compromisos|problemas|documentos)/[^/]+/")


@pytest.fixture(scope="module")
def going_on(country):
    """The address of a session in the middle."""
    country.run("tell", "tests.journeys.going_on")
    return f"/sesiones/{country.one(GOING_ON)}/en-curso/"


@pytest.fixture
def forestry(country):
    return country.one(MESA)


@pytest.fixture
def come_in(browser, country):
    """come_in("facilitadora") → a page of hers, that remembers where it has been."""
    contexts = []

    def enter(who):
        context = country.enter(browser, who)
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.been = set()
        page.on("framenavigated", lambda frame: page.been.add(urlsplit(frame.url).path))
        page.goto("/")
        return page

    yield enter
    for context in contexts:
        context.close()


def test_a_fortnight_from_a_failing_pulse_to_a_kept_promise(come_in):
    lucia, martin = come_in("facilitadora"), come_in("enlace")
    mesa = find_the_mesa(lucia)
    assert status(martin, mesa) == 404

    seat_the_agency(lucia)
    prepare(lucia, mesa)
    session = convene_and_open(lucia)
    hold(lucia)
    close_and_read(lucia)
    see_what_comes_next(lucia, mesa)
    kept = keep_the_promise(martin)
    proof = see_it_kept(lucia, mesa)

    assert [status(martin, path) for path in (mesa, session, kept)] == [200, 200, 200]
    ajena = come_in("ajena")
    been = {path for path in lucia.been | martin.been | {proof} if OF_A_MESA.match(path)}
    assert len(been) > 12
    assert {path: status(ajena, path) for path in been} == dict.fromkeys(been, 404)


def find_the_mesa(page):
    """Her week says which pulse fails."""
    expect(page.locator("h1")).to_contain_text("Mi semana")
    page.locator("#pulso").get_by_role("link", name=LOGISTICS).click()
    expect(page.locator("h1")).to_have_text(LOGISTICS)
    return here(page)


def seat_the_agency(page):
    """An entity that has to act is missing: it gets a seat, and the seat a liaison."""
    page.locator("#asientos").get_by_role("link", name="Asientos").click()
    page.get_by_role("link", name="Ofrecer un asiento").click()
    page.get_by_label("Organización").fill("AFOQ")
    page.get_by_role("button", name="Ofrecer el asiento").click()
    page.get_by_label("Persona").fill("Martín Quispe Arana")
    page.get_by_label("Como").select_option("enlace")
    page.get_by_role("button", name="Nombrar").click()
    expect(page.locator("main")).to_contain_text("Martín Quispe Arana")


def prepare(page, mesa):
    """The proposal is adopted, put in another order with the keyboard, and given its minutes."""
    page.goto(mesa)
    page.get_by_role("button", name="Prever la próxima sesión").click()
    expect(page.locator("h1")).to_have_text("Preparar Sesión 3")
    page.get_by_role("button", name="Adoptar todo").click()
    page.wait_for_load_state()
    points = page.locator("#agenda .points > li")
    names = [each.get_attribute("data-name") for each in points.all()]
    assert len(names) > 3

    page.get_by_role("button", name=f"Bajar «{names[1]}»").focus()
    with page.expect_response("**/agenda/orden/"):
        page.keyboard.press("Enter")
    minutes = page.get_by_label(f"Minutos de «{names[2]}»")
    minutes.fill("35")
    with page.expect_response("**/agenda/minutos/"):
        minutes.press("Tab")
    page.reload()
    changed = [names[0], names[2], names[1], *names[3:]]
    assert [each.get_attribute("data-name") for each in points.all()] == changed
    expect(minutes).to_have_value("35")


def convene_and_open(page):
    page.get_by_role("button", name="Ver la convocatoria").first.click()
    expect(page.locator("#letter")).to_contain_text(LOGISTICS)
    page.get_by_role("button", name="Convocar", exact=True).click()
    expect(page.locator(".toast")).to_contain_text("Convocada: salen")
    page.locator("nav.crumbs").get_by_role("link", name="Sesión 3").click()
    session = here(page)
    page.get_by_role("button", name="Abrir la sesión").click()
    page.get_by_role("button", name="Sí, continuar").click()
    expect(page.locator("h1")).to_contain_text("en curso")
    return session


def hold(page):
    """Who came, what was said and learned, and one promise written in a line."""
    for seat in ("AFOQ", "GREMEX", "UPOR"):
        page.locator(".place", has_text=seat).locator(".tap").click()
    expect(page.locator("#attendance-count")).to_contain_text("3 de")
    page.locator(".point-link").nth(1).click()
    expect(page.locator("#hand-title")).to_contain_text("2 · ")
    page.locator("#begin").click()
    expect(page.locator("#hand")).to_contain_text("en discusión")
    for label, text in SPOKEN.items():
        page.get_by_label(label).fill(text)
        status = page.locator(".note", has_text=label).locator(".save-status")
        expect(status).to_contain_text("Guardado")

    page.locator("#line").focus()
    page.keyboard.type(f"{PROMISE} @AFO")
    expect(page.locator("#line-options").get_by_role("option", name="AFOQ")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("#balanzas")
    expect(page.locator("#line-options").get_by_role("option").first).to_contain_text("balanzas")
    page.keyboard.press("Enter")
    page.keyboard.type("+10d")
    expect(page.locator("#reading")).to_contain_text("en 10 días")
    expect(page.locator("#reading")).to_contain_text("Las balanzas de carretera")
    page.keyboard.press("Enter")
    expect(page.locator("#outcome")).to_contain_text(PROMISE)
    photograph(page, "fortnight-cockpit", whole=False)


def close_and_read(page):
    """What is left carries over and says why; the record tells it all, on paper too."""
    page.get_by_role("link", name="Cerrar la sesión").click()
    expect(page.locator("main")).to_contain_text("no se discutió")
    expect(page.locator("main")).to_contain_text("tiene compromisos abiertos")
    page.get_by_role("button", name="Cerrar y enviar el registro").click()
    record = page.locator("article.record")
    for words in (PROMISE, *SPOKEN.values(), "AFOQ", "pasa a la próxima"):
        expect(record).to_contain_text(words)

    with page.expect_download() as downloading:
        page.get_by_role("link", name="DOCX").click()
    document = Document(downloading.value.path())
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    told = " ".join(each.text for each in (*document.paragraphs, *cells))
    for words in (PROMISE, *SPOKEN.values()):
        assert words in told
    head = " ".join(each.text for each in document.sections[0].header.paragraphs)
    assert "Equipo Dedicado de Mesas Ejecutivas" in head


def see_what_comes_next(page, mesa):
    page.goto(mesa)
    page.get_by_role("link", name="Preparar la sesión 4").click()
    expect(page.locator("#agenda .points")).to_contain_text("viene de la sesión 3")


def keep_the_promise(page):
    """The liaison finds it in his week, asks for another day, and then keeps it."""
    page.goto("/")
    duty = page.locator("#me-toca .duties > li", has_text=PROMISE)
    duty.get_by_role("link", name="Otra fecha").click()
    page.get_by_label("Nueva fecha").fill("2026-12-15")
    page.get_by_label("Por qué se necesita otra fecha").fill("Falta la firma de Aduanas.")
    page.get_by_role("button", name="Cambiar la fecha").click()
    expect(page.locator("main")).to_contain_text("Falta la firma de Aduanas.")
    expect(page.locator(".page-tags")).to_contain_text("1ª prórroga")

    page.get_by_role("link", name="Dar por cumplido").click()
    page.get_by_label("Cómo se sabe que se cumplió").fill(EVIDENCE)
    page.get_by_label("Archivo").set_input_files(FILE)
    page.get_by_role("button", name="Dar por cumplido").click()
    expect(page.locator(".page-tags")).to_contain_text("cumplido")
    return here(page)


def see_it_kept(page, mesa):
    """Whoever runs the mesa reads it in the timeline, and opens the proof."""
    page.goto(mesa)
    page.get_by_role("link", name="Toda la cronología").click()
    moment = page.locator(".timeline li", has_text=f"Se cumplió: {PROMISE}")
    expect(moment).to_contain_text(EVIDENCE)
    expect(page.locator(".timeline")).to_contain_text("Falta la firma de Aduanas.")
    moment.get_by_role("link").first.click()
    proof = page.get_by_role("link", name="resolución.pdf").get_attribute("href")
    assert page.request.get(proof).body() == FILE["buffer"]
    return proof


def here(page):
    return urlsplit(page.url).path


def status(page, path):
    return page.request.get(path, max_redirects=0).status


def test_a_day_that_does_not_exist_is_not_kept_and_stays_in_the_line(come_in, going_on):
    page = come_in("facilitadora")
    page.goto(going_on)
    page.locator("#line").fill("Publicar la guía @AFOQ 31 feb")
    page.locator("#line").press("Enter")

    expect(page.locator("#reading")).to_contain_text("«31 feb» no existe en el calendario")
    expect(page.locator("#line")).to_have_value("Publicar la guía @AFOQ 31 feb")
    expect(page.locator("#outcome .promise")).to_have_count(1)


def test_an_empty_promise_and_a_day_gone_by_are_said_and_the_rest_stays(come_in, forestry):
    page = come_in("facilitadora")
    page.goto(f"/compromisos/nuevo/?mesa={forestry}")
    page.get_by_label("Qué se promete").fill("   ")
    page.get_by_label("Responde").select_option(label="Agencia Forestal de Quillamar")
    page.get_by_label("Para cuándo").fill("2020-01-31")
    page.get_by_role("button", name="Comprometer").click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Qué se promete")
    expect(page.get_by_label("Para cuándo")).to_have_value("2020-01-31")
    chosen = page.get_by_label("Responde").locator("option:checked")
    expect(chosen).to_have_text("Agencia Forestal de Quillamar")


def test_an_organisation_that_exists_is_offered(come_in):
    page = come_in("facilitadora")
    page.goto("/directorio/organizaciones/nueva/")
    page.get_by_label("Nombre").fill("  agencia FORESTAL de Quillamar ")
    page.get_by_label("Nota").fill("La que da las guías.")
    page.get_by_role("button", name="Guardar").click()

    expect(page.get_by_role("heading", name="¿Es esta?")).to_be_visible()
    expect(page.get_by_label("Nota")).to_have_value("La que da las guías.")
    page.get_by_role("link", name="Usar la que existe").click()
    expect(page.locator("h1")).to_contain_text("Agencia Forestal de Quillamar")


def test_ten_megabytes_are_refused_in_words_and_stay_where_they_were_typed(come_in, going_on):
    page = come_in("facilitadora")
    page.goto(going_on)
    note = page.get_by_label("Qué aprendimos")
    note.evaluate(TYPE, TEN_MEGABYTES)

    status = page.locator(".note", has_text="Qué aprendimos").locator(".save-status")
    expect(status).to_contain_text("demasiado grande", timeout=LONG)
    assert note.evaluate("box => box.value.length") == TEN_MEGABYTES


def test_ten_megabytes_in_a_form_are_refused_in_words_and_going_back_finds_them(come_in, forestry):
    page = come_in("facilitadora")
    page.goto(f"/problemas/nuevo/?mesa={forestry}")
    page.get_by_label("El problema, en una frase").fill("La guía se vence en el camino")
    page.get_by_label("Por qué importa").evaluate(TYPE, TEN_MEGABYTES)
    page.get_by_role("button", name="Ponerlo en la lista").click(timeout=LONG)

    expect(page.locator("main")).to_contain_text("demasiado grande", timeout=LONG)
    page.go_back()
    expect(page.get_by_label("El problema, en una frase")).to_have_value(
        "La guía se vence en el camino"
    )
    size = page.get_by_label("Por qué importa").evaluate("box => box.value.length")
    assert size == TEN_MEGABYTES
