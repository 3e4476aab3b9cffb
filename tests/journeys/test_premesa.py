"""A premesa on a phone: twelve interviews in the field become problems with their voices."""

import io

import docx
import pytest
from django.urls import reverse

from destraba.kit.vocabulary import Constituency, MesaState
from destraba.mesas.models import Decision, ListeningNote, Problem, Statement
from destraba.mesas.voices import voices_of
from tests.factories import OrganizationFactory

from .conftest import check_accessible, photograph

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = {"width": 390, "height": 844}
YARN = "El permiso de importación de hilado demora en la aduana"
PIECE = "Las costureras trabajan a destajo sin contrato"
TOLD = [
    ("Presidenta de la cámara", "empleadores", f"{YARN} tres meses"),
    ("Gerente de una exportadora", "empleadores", "Los permisos para importar hilados demoran"),
    ("Dueño de un taller", "empleadores", "En la aduana se demora la importacion de hilado"),
    ("Delegado de planta", "trabajadores", "Cuando demora el hilado importado no hay turno"),
    ("Jefa de despachos", "gobierno", "El permiso de hilado demora por un papel"),
    ("Tres costureras", "trabajadores", PIECE),
    ("Secretaria de la central", "trabajadores", "La costurera a destajo no tiene contrato"),
    ("Inspector", "gobierno", "No vemos a las costureras que trabajan a destajo"),
    ("Cooperativa algodonera", "otros", "No llega asistencia para la plaga"),
    ("Jefe de formación", "gobierno", "Enseñamos con máquinas antiguas"),
    ("Dos egresadas", "otros", "En provincia no hay dónde practicar"),
]


def interview(page, who, sector, words):
    if who:
        page.get_by_label("Quién habló").fill(who)
    page.locator("label.chip", has_text=sector).first.click()
    page.get_by_label("Qué dijo, en sus palabras").first.fill(words)
    page.get_by_role("button", name="Guardar", exact=True).last.click()


@pytest.fixture
def premesa(mesa, facilitadora):
    mesa.state = MesaState.PROPOSED
    mesa.save()
    return mesa


def to(name, mesa, *more):
    return reverse(name, args=[mesa.pk, *more])


def test_twelve_interviews_become_problems_and_a_decision(open_as, facilitadora, premesa):
    OrganizationFactory(
        name="Red de Tejedoras", acronym="RETE", constituency=Constituency.OTHER, groups=["women"]
    )
    page = open_as(facilitadora, reverse("mesa", args=[premesa.pk]), **PHONE)
    page.get_by_role("link", name="Ir a su premesa").click()
    page.get_by_role("link", name="Anotar una conversación").click()

    # Nobody's name: words, and nothing lost.
    interview(page, "", "trabajadores", PIECE)
    page.get_by_role("alert").get_by_text("Diga quién habló").wait_for()
    assert page.get_by_label("Qué dijo, en sus palabras").input_value() == PIECE
    check_accessible(page)
    page.goto(to("listening-new", premesa))
    page.get_by_role("button", name="Descartar").click()

    # One of the directory, with two things said and what it leaves.
    page.get_by_label("De qué organización").fill("rete")
    page.get_by_label("Qué dijo, en sus palabras").fill("Nos compran el tejido por nada")
    page.get_by_role("button", name="Otra cosa que dijo").click()
    page.get_by_label("Qué dijo, en sus palabras").nth(1).fill(f"{PIECE} ni seguro")
    page.get_by_label("Por qué cree que pasa").nth(1).fill("Hay dos intermediarios")
    page.locator("label.chip", has_text="trabajo inseguro").click()
    page.get_by_label("Quién sería el enlace").fill("Su presidenta")
    photograph(page, "premesa-form")
    page.get_by_role("button", name="Guardar", exact=True).last.click()
    page.get_by_text("Anotado: 2 cosas que dijo.").wait_for()
    photograph(page, "premesa-note")
    check_accessible(page)
    for each in TOLD:
        page.goto(to("listening-new", premesa))
        interview(page, *each)
        page.get_by_text("Anotado: 1 cosa que dijo.").wait_for()
    assert ListeningNote.objects.count() == 12

    page.goto(to("premesa", premesa))
    assert page.get_by_text("pueblos indígenas").first.is_visible()
    photograph(page, "premesa")
    check_accessible(page)
    page.get_by_role("link", name="Agrupar lo escuchado").click()
    check_accessible(page)
    photograph(page, "premesa-grouping")
    yarn = page.locator("article", has_text="Jefa de despachos")
    yarn.get_by_label("El problema, en una frase").fill("Importar hilado demora meses")
    yarn.get_by_role("button", name="Agrupar lo marcado").last.click()
    page.get_by_text("«Importar hilado demora meses»").wait_for()
    page.get_by_role("button", name="Deshacer").click()
    page.get_by_text("Deshecho.").wait_for()
    assert Problem.objects.get().state == "dropped"
    yarn.get_by_label("El problema, en una frase").fill("Importar hilado demora meses")
    yarn.get_by_role("button", name="Agrupar lo marcado").last.click()
    piece = page.locator("article", has_text="Tres costureras")
    piece.get_by_label("El problema, en una frase").fill("Costureras sin contrato")
    piece.get_by_role("button", name="Agrupar lo marcado").last.click()
    page.get_by_text("«Costureras sin contrato»").wait_for()
    yarn, piece = Problem.objects.alive().order_by("pk")
    voices = voices_of([yarn.pk, piece.pk])
    assert voices[yarn.pk].by_constituency == {"employers": 3, "workers": 1, "government": 1}
    assert voices[piece.pk].breadth >= 2
    assert piece.deficits == ["DWD08"]
    photograph(page, "premesa-grouped")

    page.goto(to("diagnosis", premesa))
    page.get_by_role("link", name="Revisar y guardar").click()
    words = page.get_by_label("Diagnóstico y estrategia")
    words.fill(words.input_value() + "\n\n## Lo que propone el equipo\n\nEmpezar por el hilado.")
    page.get_by_role("button", name="Guardar otra versión").click()
    page.get_by_role("heading", name="Lo que propone el equipo").wait_for()
    photograph(page, "premesa-diagnosis")
    check_accessible(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Descargar en Word").click()
    written = docx.Document(io.BytesIO(download.value.path().read_bytes()))
    told = "\n".join(each.text for each in written.paragraphs)
    assert "Importar hilado demora meses" in told
    assert "Empezar por el hilado." in told

    page.goto(to("premesa-decision", premesa))
    check_accessible(page)
    page.locator("label.chip", has_text="lanzar la mesa").first.click()
    page.get_by_label("Quién lo decidió").fill("Ministra de Producción")
    page.get_by_label("Por qué").fill("Tres sectores piden lo mismo.")
    photograph(page, "premesa-decision")
    page.get_by_role("button", name="Anotar la decisión").click()
    page.get_by_text("se decidió lanzarla").wait_for()
    assert Decision.objects.get().kind == "go"


def test_what_was_typed_without_a_line_comes_back_and_is_sent_once(open_as, facilitadora, premesa):
    page = open_as(facilitadora, to("listening-new", premesa), **PHONE)
    page.get_by_label("Quién habló").fill("Tres costureras")
    page.locator("label.chip", has_text="trabajadores").first.click()
    page.get_by_role("button", name="Otra cosa que dijo").click()
    page.get_by_label("Qué dijo, en sus palabras").nth(1).fill("Ni seguro")
    page.get_by_label("Qué dijo, en sus palabras").first.fill(PIECE)
    ref = page.locator("[name=ref]").input_value()

    # The line drops: it says so, and the words outlive the page.
    page.context.set_offline(True)
    page.get_by_role("button", name="Guardar", exact=True).last.click()
    page.get_by_text("Sin conexión: queda en este dispositivo").wait_for()
    page.context.set_offline(False)
    page.get_by_text("Anotado: 2 cosas que dijo.").wait_for()
    assert [each.text for each in Statement.objects.all()] == [PIECE, "Ni seguro"]

    # What the server has is no draft any more; the next one is another.
    page.goto(to("listening-new", premesa))
    assert page.get_by_label("Quién habló").input_value() == ""
    assert page.locator("[name=ref]").input_value() != ref


def test_closed_by_mistake_the_page_finds_its_words_again(open_as, facilitadora, premesa):
    page = open_as(facilitadora, to("listening-new", premesa), **PHONE)
    page.get_by_label("Quién habló").fill("Tres costureras")
    page.get_by_role("button", name="Otra cosa que dijo").click()
    page.get_by_label("Qué dijo, en sus palabras").nth(1).fill("Ni seguro")
    page.locator("label.chip", has_text="jóvenes").click()
    ref = page.locator("[name=ref]").input_value()

    page.goto(to("premesa", premesa))
    page.goto(to("listening-new", premesa))

    page.get_by_text("Se recuperó lo que quedó sin enviar").wait_for()
    assert page.get_by_label("Quién habló").input_value() == "Tres costureras"
    assert page.get_by_label("Qué dijo, en sus palabras").nth(1).input_value() == "Ni seguro"
    assert page.locator("[name=groups][value=youth]").is_checked()
    assert page.locator("[name=ref]").input_value() == ref
