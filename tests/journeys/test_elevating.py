"""A dispute goes up, is decided from a telephone, and comes back as promises."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from destraba.kit.vocabulary import EntityRole
from destraba.mesas.models import Brief, Elevation
from destraba.notifications.delivery import deliver_pending
from destraba.notifications.telling import tell_pending
from tests.factories import ProblemFactory

from .conftest import check_accessible, photograph

DAY = datetime.timedelta(days=1)


@pytest.fixture
def problem(mesa, cast):
    """Both entities must act, and neither does."""
    problem = ProblemFactory(mesa=mesa, title="Dos oficinas llevan el mismo registro")
    told = {"by": cast.facilitadora, "at": timezone.now()}
    entity = cast.enlace.appointments.get().seat.organization
    problem.involve(entity, role=EntityRole.MUST_ACT, liaison=cast.enlace, **told)
    return problem


def test_a_dispute_is_settled_and_everybody_sees_how(open_as, cast, problem, ministra):
    hers = open_as(cast.facilitadora, f"/problemas/{problem.pk}/")
    hers.get_by_text("Cambiar", exact=True).click()
    hers.get_by_role("link", name="Elevar", exact=True).click()
    hers.get_by_label("La decisión exacta que se pide").fill("Que lo lleve una sola oficina")
    hers.get_by_label("A quién se pide").select_option(label="Ministra")
    hers.get_by_label("A qué peldaño sube").select_option(label="ministerio")
    wanted = timezone.localdate() + 20 * DAY
    hers.get_by_label("Para cuándo").fill(wanted.isoformat())
    hers.get_by_label("Por qué sube").select_option(label="impase entre entidades")
    check_accessible(hers)
    hers.get_by_role("button", name="Preparar").click()

    hers.get_by_role("link", name="Escribir la ayuda memoria").click()
    assert (
        "no consta que se les haya consultado" in hers.get_by_label("Ayuda memoria").input_value()
    )
    check_accessible(hers)
    hers.get_by_role("button", name="Guardar").click()
    hers.get_by_role("link", name="Avisar", exact=True).click()
    hers.get_by_label("Qué quiere decirles").fill("Sube mañana, con las dos razones.")
    hers.get_by_role("button", name="Avisar", exact=True).click()
    hers.get_by_role("button", name="Elevar ahora").click()
    hers.get_by_text("Subió al peldaño «ministerio»").first.wait_for()
    check_accessible(hers)
    photograph(hers, "elevation-sent")

    _let_them_know()
    assert {(letter.subject.split(":")[0], letter.to[0]) for letter in mail.outbox} == {
        ("Va a elevarse", cast.enlace.email),
        ("Se le pide una decisión", ministra.email),
    }

    above = open_as(ministra, "/", width=390)
    above.get_by_role("link", name="lo que solo usted puede destrabar").click()
    check_accessible(above)
    photograph(above, "convener-390")
    above.get_by_role("button", name="Acusar recibo").click()
    above.get_by_role("link", name="Decidir").click()
    assert above.get_by_label("Qué clase de decisión es").input_value() == "dispute"
    above.get_by_label("Qué se decidió").fill("Lo lleva la oficina del registro.")
    above.get_by_label("Qué se hará").first.fill("Traspasar los expedientes")
    above.get_by_label("Quién", exact=False).nth(1).select_option(index=1)
    above.locator("#id_p0-due_on").fill(wanted.isoformat())
    above.locator("#id_p0-follower").select_option(index=1)
    check_accessible(above)
    above.get_by_role("button", name="Decidir").click()
    above.get_by_text("Decidido.").first.wait_for()
    photograph(above, "elevation-decided-390")

    hers.reload()
    hers.get_by_role("link", name="Traspasar los expedientes").wait_for()
    assert hers.get_by_text("Lo lleva la oficina del registro.").is_visible()
    liaison = open_as(cast.enlace, f"/problemas/{problem.pk}/")
    liaison.get_by_role("link", name="Que lo lleve una sola oficina").click()
    liaison.get_by_text("Lo lleva la oficina del registro.").wait_for()
    assert liaison.get_by_role("link", name="Decidir").count() == 0


def test_what_nobody_answers_climbs_by_proposal(open_as, cast, problem, ministra):
    begun = timezone.now() - 30 * DAY
    told = {"by": cast.facilitadora, "at": begun}
    elevation = Elevation.prepare(
        problem=problem,
        asked="Que sí",
        asked_of=ministra,
        wanted_by=begun.date() + 40 * DAY,
        **told,
    )
    Brief.write(elevation, text="Una página.", **told)
    elevation.warn(**told)
    elevation.go_up(**told)
    elevation.attend(at=timezone.now())
    _let_them_know()

    page = open_as(cast.facilitadora, "/elevaciones/", width=390)
    page.get_by_text("pasó el plazo de respuesta").wait_for()
    check_accessible(page)
    photograph(page, "elevations-390")
    page.get_by_role("link", name=problem.title).click()
    page.get_by_role("link", name="Subir", exact=True).click()
    page.get_by_label("Por qué sube").fill("Un mes sin respuesta")
    page.get_by_role("button", name="Subir").click()

    page.get_by_text("Subió al peldaño «ministerio».").first.wait_for()
    subjects = [letter.subject for letter in mail.outbox]
    assert subjects == [f"Sin respuesta: {problem.title}"] * 2


def test_what_is_asked_badly_comes_back_in_words_with_all_that_was_typed(
    open_as, cast, problem, ministra, mesa
):
    page = open_as(cast.facilitadora, f"/elevaciones/nueva/?problema={problem.pk}", width=390)
    page.get_by_label("Opciones, con sus argumentos").fill("Una sola, o las dos")
    page.get_by_label("La decisión exacta que se pide").fill("   ")
    page.get_by_label("A quién se pide").select_option(label="Ministra")
    page.get_by_label("Para cuándo").fill((timezone.localdate() + 20 * DAY).isoformat())
    page.get_by_label("Por qué sube").select_option(index=1)
    page.get_by_role("button", name="Preparar").click()

    page.get_by_role("alert").wait_for()
    kept = page.get_by_label("Opciones, con sus argumentos")
    assert kept.input_value() == "Una sola, o las dos"
    check_accessible(page)

    page.get_by_label("La decisión exacta que se pide").fill("Que lo lleve una sola")
    # Somebody who never sat above, as a page kept open since another day could send.
    page.locator("#id_asked_of option:checked").evaluate(
        "(option, pk) => { option.value = pk }", str(cast.enlace.pk)
    )
    page.get_by_role("button", name="Preparar").click()
    page.get_by_role("alert").wait_for()
    assert page.get_by_label("La decisión exacta que se pide").input_value()
    assert not Elevation.objects.exists()

    listed = ProblemFactory(mesa=mesa, state="dropped", title="Ya se descartó")
    page.goto(page.url.split("?")[0] + f"?problema={listed.pk}")
    page.get_by_label("La decisión exacta que se pide").fill("Que sí")
    page.get_by_label("A quién se pide").select_option(label="Ministra")
    page.get_by_label("Para cuándo").fill((timezone.localdate() + 20 * DAY).isoformat())
    page.get_by_label("Por qué sube").select_option(index=1)
    page.get_by_role("button", name="Preparar").click()

    page.get_by_text("El problema está descartado: no se eleva.").wait_for()
    assert page.get_by_label("La decisión exacta que se pide").input_value() == "Que sí"
    assert not Elevation.objects.exists()


def _let_them_know():
    tell_pending(at=timezone.now())
    deliver_pending(at=timezone.now())
