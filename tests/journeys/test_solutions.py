"""A solution fails its trial and is replaced; an exemption is refused, accepted, warned about."""

import datetime
from pathlib import Path

import pytest
from django.utils import timezone

from destraba.mesas.models import Norm, Option, RoadmapRevision
from destraba.mesas.models.roadmap import Chosen
from destraba.notifications.models import Letter
from destraba.ops import attendant
from tests.factories import OrganizationFactory, ProblemFactory

from .conftest import check_accessible, photograph


@pytest.fixture
def problem(mesa, cast):
    OrganizationFactory(name="Cámara del Mar", acronym="CADEMAR", constituency="employers")
    OrganizationFactory(name="Sindicato del Mar", acronym="SITAC", constituency="workers")
    return ProblemFactory(mesa=mesa, title="El certificado demora 45 días", state="in_focus")


@pytest.mark.parametrize("width", [1280, 390])
def test_a_solution_that_fails_its_trial_is_replaced(open_as, problem, cast, width):
    page = open_as(cast.facilitadora, f"/problemas/{problem.pk}/", width=width)
    page.get_by_role("link", name="Proponer una").click()
    propose(page, "Aviso por correo a la planta", "CADEMAR", before="45", after="3")
    propose(page, "Certificar la planta y no cada lote", "SITAC", before="45", after="5")
    check_accessible(page)

    page.get_by_role("link", name="Elegir «Aviso por correo a la planta»").click()
    page.get_by_label("Por qué esta").fill("Se puede empezar mañana")
    page.get_by_role("button", name="Elegirla").click()
    page.get_by_role("heading", name="La elegida Aviso por correo").wait_for()

    agree_the_roadmap(problem, "Es lo que más urge", by=cast.facilitadora)
    try_it(page, days=40)
    page.get_by_role("link", name="Concluir").click()
    page.get_by_label("no funcionó", exact=True).check()
    page.get_by_label("Por qué: qué enseñó").fill("Nadie leía el correo")
    check_accessible(page)
    page.get_by_role("button", name="Concluir").click()
    page.get_by_role("heading", name="La última prueba de la solución elegida").wait_for()
    page.get_by_role("img", name="antes: 45 días").wait_for()
    check_accessible(page)
    photograph(page, f"solution-failed-{width}")

    page.get_by_role("link", name="Reemplazarla por «Certificar la planta").click()
    reason = page.get_by_label("Por qué esta")
    assert reason.input_value() == "La prueba de la anterior no funcionó: Nadie leía el correo"
    page.get_by_role("button", name="Elegirla").click()
    page.get_by_role("heading", name="Quedaron atrás, con su razón").wait_for()
    page.get_by_text("reemplazada").wait_for()

    reach(page, "en operación", evidence="41 de 41 envíos con certificado")
    page.get_by_text("cuenta como resuelto").wait_for()
    check_accessible(page)
    photograph(page, f"solution-replaced-{width}")
    states = list(problem.options.order_by("pk").values_list("state", flat=True))
    assert states == ["replaced", "chosen"]

    agree_the_roadmap(problem, "La prueba enseñó que el aviso no basta", by=cast.facilitadora)
    page.goto(f"{page.url.partition('/problemas/')[0]}/mesas/{problem.mesa_id}/hoja-de-ruta/2/")
    page.goto(f"{page.url.rstrip('/')}/comparada/1/")
    story = page.locator("main")
    story.get_by_text("Se reemplazó la solución").first.wait_for()
    story.get_by_text("Nadie leía el correo").first.wait_for()
    story.get_by_text("Certificar la planta y no cada lote").first.wait_for()
    check_accessible(page)
    photograph(page, f"solution-roadmap-{width}")


def agree_the_roadmap(problem, why, *, by):
    chosen = [Chosen(problem, pace="early_win")]
    told = {"objective": "Exportar sin esperas", "chosen": chosen, "why": why}
    # By when is asked of the clock: what was chosen meanwhile falls between the two.
    RoadmapRevision.agree(problem.mesa, **told, by=by, at=timezone.now())


def propose(page, title, who, *, before, after):
    page.wait_for_load_state()
    if page.get_by_role("link", name="Proponer la primera").is_visible():
        page.get_by_role("link", name="Proponer la primera").click()
    else:
        page.get_by_role("link", name="Proponer una solución").click()
    check_accessible(page)
    page.get_by_label("Qué se propone, en una frase").fill(title)
    page.get_by_label("Quién la propone").fill(who)
    page.get_by_label("Qué se espera que cambie").fill("Mediana de días del certificado")
    page.get_by_label("De (opcional)").fill(before)
    page.get_by_label("A (opcional)", exact=True).fill(after)
    page.get_by_label("Se mide en").fill("días")
    page.get_by_role("button", name="Proponerla").click()
    page.get_by_role("heading", name=title).wait_for()


def try_it(page, *, days):
    page.locator(".chosen").get_by_role("link", name="Prueba").click()
    page.get_by_label("Qué se prueba").fill("Dos plantas por un mes")
    begun = timezone.localdate() - datetime.timedelta(days=days)
    page.get_by_label("Desde cuándo").fill(begun.isoformat())
    page.get_by_role("button", name="Comenzar una prueba").click()
    for value in ("44", "43"):
        page.get_by_role("link", name="Medir").click()
        page.get_by_label("Cuánto", exact=True).fill(value)
        page.get_by_label("De cuántos casos").fill("38")
        page.get_by_role("button", name="Anotar").click()
        page.get_by_text("Anotada la medición.").wait_for()


def reach(page, stage, *, evidence):
    page.get_by_role("link", name="Avanzó de etapa").click()
    page.get_by_label("A qué etapa llegó").select_option(label=stage)
    page.get_by_label("Cómo se sabe").fill(evidence)
    check_accessible(page)
    page.get_by_role("button", name="Anotar").click()


def test_an_exemption_is_refused_then_accepted_then_warned_about(open_as, problem, cast):
    now, by = timezone.now(), cast.facilitadora
    told = {"title": "Exonerar el alimento", "instrument": "vertical", "by": by, "at": now}
    option = Option.propose(problem, **told)
    today = timezone.localdate()
    page = open_as(by, f"/problemas/{problem.pk}/soluciones/", width=390)

    page.get_by_role("link", name="Elegir «Exonerar el alimento»").click()
    page.get_by_label("Por qué esta").fill("Hay empleo en juego")
    page.get_by_label("Qué bienes públicos la acompañan").fill("Laboratorio de uso común")
    page.get_by_label("Cuánto le cuesta al fisco").fill("2 millones al año")
    page.get_by_label("Qué beneficio se espera").fill("600 empleos")
    review = today + datetime.timedelta(days=90)
    page.get_by_label("Revisión 1").fill(review.isoformat())
    page.get_by_role("button", name="Elegirla").click()
    page.get_by_text("Falta: la fecha en que termina").first.wait_for()
    check_accessible(page)
    photograph(page, "exemption-refused")
    assert page.get_by_label("Cuánto le cuesta al fisco").input_value() == "2 millones al año"
    page.get_by_label("Cuándo termina").fill((today + datetime.timedelta(days=800)).isoformat())
    page.get_by_role("button", name="Elegirla").click()
    page.get_by_role("heading", name="La elegida Exonerar el alimento").wait_for()

    attendant.look(at=now + datetime.timedelta(days=29))
    assert not Letter.objects.exists()
    attendant.look(at=now + datetime.timedelta(days=31))
    letter = Letter.objects.get(to=by)
    assert letter.subject == "Se acerca su revisión: Exonerar el alimento"
    assert "600 empleos" in letter.body
    option.refresh_from_db()
    assert option.attend_on > today + datetime.timedelta(days=31)

    attendant.look(at=now + datetime.timedelta(days=92))
    assert Letter.objects.filter(to=by, subject__startswith="Nadie hizo su revisión").exists()
    hold_the_review(page, review)
    attendant.look(at=now + datetime.timedelta(days=304))
    assert not Letter.objects.filter(subject__startswith="Se acerca su aniversario").exists()
    attendant.look(at=now + datetime.timedelta(days=306))
    attendant.look(at=now + datetime.timedelta(days=307))
    letter = Letter.objects.get(to=by, subject__startswith="Se acerca su aniversario")
    assert "600 empleos" in letter.body


def hold_the_review(page, day):
    page.get_by_text("Cambiar", exact=True).click()
    page.get_by_role("link", name="Revisar").click()
    assert page.get_by_label("Qué revisión es").input_value() == day.isoformat()
    page.get_by_label("Cuánto ha costado hasta ahora").fill("0,4 millones")
    page.get_by_label("Qué beneficio ha dado hasta ahora").fill("150 empleos")
    page.get_by_label("sigue como está").check()
    page.get_by_label("Por qué").fill("Va hacia lo esperado")
    page.get_by_role("button", name="Guardar la revisión").click()
    page.get_by_text("A la revisión le falta: de dónde salen los datos").first.wait_for()
    check_accessible(page)
    page.get_by_label("De dónde salen los datos").fill("Gasto tributario, cuadro 4")
    page.get_by_role("button", name="Guardar la revisión").click()
    page.get_by_text("150 empleos").wait_for()
    check_accessible(page)
    photograph(page, "exemption-reviewed")


def test_norms_are_found_by_what_falls_due_and_by_their_type(open_as, problem, cast):
    told = {"by": cast.facilitadora, "at": timezone.now()}
    due_on = timezone.localdate() + datetime.timedelta(days=12)
    option = Option.propose(
        problem, title="Certificar la planta", due_stage="published", due_on=due_on, **told
    )
    option.choose(why="Es la mejor", **told)
    law = Norm.keep(problem.mesa, kind="ley", number="31 000", **told)
    option.advance(stage="in_congress", words="Dictaminada", norm=law, **told)
    Norm.keep(problem.mesa, kind="directiva", number="7", **told)
    page = open_as(cast.enlace, "/problemas/", width=390)

    page.get_by_role("link", name="Normas").click()
    page.get_by_text("Debe quedar publicada").wait_for()
    check_accessible(page)
    photograph(page, "norms-390")
    page.get_by_label("Tipo").select_option("ley")
    page.get_by_role("button", name="Filtrar").click()
    page.get_by_role("link", name="Ley 31 000").wait_for()
    assert not page.get_by_role("link", name="Directiva 7").count()
    with page.expect_download() as got:
        page.get_by_role("link", name="Descargar CSV").click()
    assert got.value.suggested_filename.startswith("normas-")
    sheet = Path(got.value.path()).read_text(encoding="utf-8")
    assert '"ley","31 000"' in sheet
    assert "directiva" not in sheet
