"""From a minister's decision to a mesa with its roadmap: the six steps of OIT §3, in one story."""

import io

import docx
import pytest
from django.utils import timezone

from destraba.kit.vocabulary import MesaState, ProgrammeRole
from destraba.mesas.models import Mesa, Problem, Programme
from destraba.people.models import Role
from tests.conftest import NOON
from tests.factories import LONG_AGO, PersonFactory

from .conftest import check_accessible, photograph
from .test_premesa import interview

pytestmark = pytest.mark.django_db(transaction=True)

HEARD = [
    ("Presidenta de la cámara", "empleadores", "El permiso de hilado demora tres meses"),
    ("Delegado de planta", "trabajadores", "Cuando demora el permiso de hilado no hay turno"),
    ("Jefa de despachos", "gobierno", "Faltan peritos que miren la muestra"),
]


@pytest.fixture
def coordinadora(db):
    Programme.objects.create(name="Programa de prueba")
    person = PersonFactory(name="Coordinadora")
    Role.give(person, ProgrammeRole.COORDINATOR, since_on=LONG_AGO, by=None, at=NOON)
    return person


@pytest.mark.parametrize("width", [1280, 390])
def test_the_six_steps_in_one_story(open_as, coordinadora, width):
    page = open_as(coordinadora, "/lanzamiento/", width=width)
    decide_and_form_the_team(page)
    mesa = choose_a_candidate(page)
    listen_and_decide(page, mesa)
    launch(page, mesa)
    agree_on_the_first_roadmap(page, mesa)

    page.goto(f"/mesas/{mesa.pk}/camino/")
    check_accessible(page)
    photograph(page, f"six-steps-{width}")
    # Five of the six, in the line of steps and in the cards.
    assert page.locator("main").get_by_text("hecho", exact=True).count() == 10
    page.goto(f"/mesas/{mesa.pk}/traspaso/")
    with page.expect_download() as download:
        page.get_by_role("link", name="DOCX").click()
    written = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    told = "\n".join(each.text for each in written.paragraphs)
    assert "Exportar el doble" in told
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def decide_and_form_the_team(page):
    page.get_by_role("link", name="Anotar la decisión").first.click()
    page.get_by_label("Quién la tomó").fill("Ministra de Producción")
    page.get_by_label("Por qué").fill("Los planes no bastaron.")
    page.get_by_role("button", name="Anotar la decisión").click()
    page.get_by_role("heading", name="Convocar mesas ejecutivas").wait_for()
    page.goto("/equipo/nuevo/")
    page.get_by_label("Quién").fill("Coordinadora")
    page.get_by_label("Qué parte tiene").select_option("leader")
    page.get_by_label("Línea directa").fill("la ministra")
    page.get_by_role("button", name="Incorporar").click()
    page.get_by_role("heading", name="Coordinadora").wait_for()


def choose_a_candidate(page):
    page.goto("/candidatas/nueva/")
    page.get_by_label("Cómo se llama").fill("Textil y confecciones")
    page.get_by_label("Qué abarcaría y qué no").fill("De la fibra a la prenda.")
    page.get_by_role("button", name="Ponerla en la lista").click()
    page.get_by_text("¿Hay comisiones o mesas que ya se ocupan de esto?").wait_for()
    page.get_by_role("link", name="Textil y confecciones").first.click()
    page.get_by_text("Decidir", exact=True).click()
    page.get_by_role("link", name="Elegirla").click()
    page.get_by_label("Quién lo decide").fill("La ministra")
    page.get_by_label("Por qué esta, y por qué ahora").fill("Trabas técnicas, del gobierno.")
    page.get_by_role("button", name="Elegirla").click()
    page.get_by_text("Trabas técnicas, del gobierno.").first.wait_for()
    mesa = Mesa.objects.get()
    assert mesa.state == MesaState.PROPOSED
    return mesa


def listen_and_decide(page, mesa):
    for each in HEARD:
        page.goto(f"/mesas/{mesa.pk}/premesa/escuchas/nueva/")
        interview(page, *each)
        page.get_by_text("Anotado: 1 cosa que dijo.").wait_for()
    page.goto(f"/mesas/{mesa.pk}/premesa/agrupacion/")
    group = page.locator("article", has_text="Delegado de planta")
    group.get_by_label("El problema, en una frase").fill("Importar hilado demora meses")
    group.get_by_role("button", name="Agrupar lo marcado").last.click()
    page.get_by_text("«Importar hilado demora meses»").wait_for()
    for title in ("Faltan peritos", "Nadie enseña con máquinas nuevas"):
        page.goto(f"/problemas/nuevo/?mesa={mesa.pk}")
        page.get_by_label("El problema, en una frase").fill(title)
        page.get_by_role("button", name="Ponerlo en la lista").click()
        page.get_by_role("heading", name=title).first.wait_for()
    page.goto(f"/mesas/{mesa.pk}/premesa/diagnostico/")
    page.get_by_role("link", name="Revisar y guardar").click()
    page.get_by_role("button", name="Guardar otra versión").click()
    page.goto(f"/mesas/{mesa.pk}/premesa/decision/")
    page.locator("label.chip", has_text="lanzar la mesa").first.click()
    page.get_by_label("Quién lo decidió").fill("Ministra de Producción")
    page.get_by_label("Por qué").fill("Tres sectores piden lo mismo.")
    page.get_by_role("button", name="Anotar la decisión").click()
    page.get_by_text("se decidió lanzarla").wait_for()


def launch(page, mesa):
    page.goto(f"/mesas/{mesa.pk}/lanzamiento/")
    page.get_by_label("Qué día fue").fill(timezone.localdate().isoformat())
    page.get_by_label("Lugar").fill("Palacio de Gobierno")
    page.get_by_label("Autoridades presentes").fill("Ministra de Producción")
    page.get_by_role("button", name="Anotar el lanzamiento").click()
    page.get_by_role("heading", name="Vida de la mesa").wait_for()


def agree_on_the_first_roadmap(page, mesa):
    page.goto(f"/mesas/{mesa.pk}/hoja-de-ruta/nueva/")
    page.get_by_label("Objetivo de mediano plazo").fill("Exportar el doble")
    for problem in Problem.objects.alive():
        page.get_by_label(problem.title).check()
    page.get_by_role("button", name="Completar los elegidos").click()
    page.get_by_label("A qué ritmo").first.select_option("early_win")
    page.get_by_label("Por qué se empieza por estos").fill("Son las que más se repitieron")
    page.get_by_role("button", name="Publicar la hoja de ruta").click()
    page.wait_for_load_state()
    if page.get_by_role("heading", name="Hoja de ruta número 1").count() == 0:
        # It advises, with its reasons, and is published all the same when she says why.
        page.get_by_label("Por qué se publica así").fill("Es preliminar")
        page.get_by_role("button", name="Publicar la hoja de ruta").click()
    page.get_by_role("heading", name="Hoja de ruta número 1").wait_for()
    assert Problem.objects.in_focus().count() == 3
