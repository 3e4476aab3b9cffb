"""Between the mesa and who decides above: a session for a dispute, and a guideline that comes
back."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from destraba.kit.vocabulary import Body, Constituency, EntityRole
from destraba.mesas.models import Brief, Elevation, Guideline, Meeting
from destraba.notifications.delivery import deliver_pending
from destraba.notifications.telling import tell_pending
from tests.factories import ProblemFactory

from .conftest import check_accessible, photograph

DAY = datetime.timedelta(days=1)


@pytest.fixture
def vices(at_table):
    """Two ministries, each with its seat above."""
    told = {"body": Body.HIGH_LEVEL}
    return [at_table(name, Constituency.GOVERNMENT, **told) for name in ("vicecampo", "viceclima")]


@pytest.fixture
def raised(mesa, cast, ministra, vices):
    problem = ProblemFactory(mesa=mesa, state="in_focus", title="Dos ministerios, un reglamento")
    told = {"by": cast.facilitadora, "at": timezone.now() - 3 * DAY}
    for vice in vices:
        entity = vice.appointments.get().seat.organization
        problem.involve(entity, role=EntityRole.MUST_ACT, **told)
    elevation = Elevation.prepare(
        problem=problem,
        motive="deadlock",
        asked="Que el límite sea el del mapa",
        asked_of=ministra,
        wanted_by=timezone.localdate() + 20 * DAY,
        **told,
    )
    Brief.write(elevation, text="Lo que pasa, en una página.", **told)
    elevation.warn(**told)
    elevation.go_up(**told)
    return elevation


def test_a_dispute_between_two_ministries_is_settled_in_a_session(
    open_as, cast, raised, vices, ministra
):
    hers = open_as(cast.facilitadora, f"/elevaciones/{raised.pk}/")
    hers.get_by_text("Anotar la respuesta", exact=True).click()
    hers.get_by_role("link", name="Llevarla a una sesión de alto nivel").click()
    hers.get_by_label("Día").fill((timezone.localdate() + DAY).isoformat())
    hers.get_by_label("Hora").fill("09:00")
    check_accessible(hers)
    hers.get_by_role("button", name="Prever la sesión").click()

    hers.get_by_text("Lo que se le pide decidir").wait_for()
    check_accessible(hers)
    photograph(hers, "high-level-invitation")
    hers.get_by_role("button", name="Convocar", exact=True).click()
    hers.get_by_text("Convocada:").first.wait_for()
    _let_them_know()
    invited = {
        letter.to[0]: letter.body for letter in mail.outbox if "Convocatoria" in letter.subject
    }
    assert {vice.email for vice in vices} <= invited.keys()
    assert f"/elevaciones/{raised.pk}/ayuda-memoria.docx" in invited[vices[0].email]
    meeting = Meeting.objects.get()
    assert raised.turns.get(kind="sent").meeting == meeting

    hers.goto(hers.url.replace("convocatoria", "en-curso"))
    hers.get_by_role("button", name="Abrir la sesión").click()
    hers.get_by_role("button", name="Sí, continuar").click()
    hers.get_by_role("link", name="Anotar las decisiones").click()
    check_accessible(hers)
    hers.get_by_role("link", name="Anotar la decisión").click()
    hers.get_by_label("Qué se decidió").fill("El límite es el del mapa, con revisión en dos años.")
    hers.locator("#id_p0-promise").fill("Firmar el decreto")
    hers.locator("#id_p0-responsible").select_option(index=1)
    hers.locator("#id_p0-due_on").fill((timezone.localdate() + 9 * DAY).isoformat())
    hers.locator("#id_p0-follower").select_option(index=1)
    hers.get_by_role("button", name="Decidir").click()

    hers.get_by_text("Decidido.").first.wait_for()
    hers.get_by_role("link", name="Firmar el decreto").wait_for()
    photograph(hers, "high-level-closing")
    hers.get_by_role("button", name="Cerrar y enviar el registro").click()
    hers.get_by_text("Sesión cerrada").first.wait_for()
    assert meeting.commitments.get().promise == "Firmar el decreto"
    theirs = open_as(vices[1], f"/elevaciones/{raised.pk}/", width=390)
    theirs.get_by_text("con revisión en dos años").wait_for()


def test_what_the_minister_proposes_comes_back_with_words(open_as, cast, mesa, ministra):
    above = open_as(ministra, "/convocante/", width=390)
    above.get_by_text("Escribir un lineamiento").click()
    check_accessible(above)
    above.get_by_label(mesa.name).check()
    above.get_by_label("Qué se propone").fill("Que la guía salga del teléfono")
    above.get_by_label("Por qué", exact=True).fill("La compran en la capital y vence en el camino")
    wanted = timezone.localdate() + 20 * DAY
    above.get_by_label("Para cuándo quiere saber qué resultó").fill(wanted.isoformat())
    above.get_by_role("button", name="Proponer").click()
    above.get_by_text("Propuesto: la mesa le dirá cómo lo toma.").first.wait_for()
    check_accessible(above)
    photograph(above, "guideline-390")
    _let_them_know()
    assert [letter.to[0] for letter in mail.outbox] == [cast.facilitadora.email]

    hers = open_as(cast.facilitadora, "/")
    hers.get_by_role("link", name="Que la guía salga del teléfono").first.click()
    check_accessible(hers)
    hers.get_by_role("link", name="Tomarlo como problema nuevo").click()
    hers.get_by_label("Cuál es el problema, en una frase").fill("La guía vence en el camino")
    check_accessible(hers)
    hers.get_by_role("button", name="Tomarlo como problema nuevo").click()
    hers.get_by_role("link", name="La guía vence en el camino").click()
    hers.get_by_text("Nació de un").wait_for()
    hers.get_by_role("link", name="lineamiento", exact=True).click()
    hers.get_by_role("link", name="Dar el retorno").click()
    hers.get_by_label("Qué resultó").fill("La guía sale del teléfono desde hoy.")
    hers.get_by_role("button", name="Dar el retorno").click()
    hers.get_by_text("La guía sale del teléfono desde hoy.").wait_for()

    above.goto(above.url.split("/lineamientos")[0] + "/convocante/")
    above.get_by_text("con retorno").wait_for()
    photograph(above, "convener-guidelines-390")
    assert Guideline.objects.get().state == "returned"


def _let_them_know():
    tell_pending(at=timezone.now())
    deliver_pending(at=timezone.now())
