"""The pages of a mesa's life: each turn with its reason, and the story that they leave."""

import datetime

import pytest
from django.urls import reverse

from destraba.kit.vocabulary import Body, DecisionKind, MesaState, ProgrammeRole
from destraba.mesas.models import Decision, Meeting, Mesa
from destraba.people.models import Role
from tests.conftest import NOON
from tests.factories import (
    AppointmentFactory,
    CommitmentFactory,
    MesaFactory,
    OrganizationFactory,
    ProblemFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
PAGES = ["mesa-launch", "mesa-scope", "mesa-suspension", "mesa-merger", "mesa-closure"]
YESTERDAY = NOON.date() - datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOON, tick=False)


def at(name, mesa):
    return reverse(name, args=[mesa.pk])


def day(on):
    return on.isoformat()


def test_a_proposed_mesa_is_launched_and_its_life_tells_it(client, mesa, facilitadora, gremio):
    Mesa.objects.update(state=MesaState.PROPOSED)
    client.force_login(facilitadora)

    page = client.get(at("mesa-launch", mesa)).text
    answer = client.post(
        at("mesa-launch", mesa),
        {"on": day(YESTERDAY), "place": "Palacio", "norm": "RM 10", "why": "Lo pidió la ministra"},
    )

    assert "GREMIO" in page
    assert "sin decisión de lanzarla" in page
    assert answer.url == at("mesa-life", mesa)
    told = client.get(at("mesa-life", mesa)).text
    assert "Lanzamiento oficial" in told
    assert "Lo pidió la ministra" in told


def test_a_launch_before_the_decision_comes_back_with_what_was_typed(client, mesa, facilitadora):
    Mesa.objects.update(state=MesaState.PROPOSED)
    Decision.take(
        kind=DecisionKind.GO,
        mesa=mesa,
        decided_on=YESTERDAY,
        decider="Ministra",
        why="Sí",
        by=None,
        at=NOON,
    )
    client.force_login(facilitadora)

    answer = client.post(
        at("mesa-launch", mesa), {"on": "2026-11-01", "place": "Salón de los Escudos"}
    )

    assert answer.status_code == 422
    assert "antes de su decisión" in answer.text
    assert "Salón de los Escudos" in answer.text
    mesa.refresh_from_db()
    assert mesa.is_proposed


def test_what_a_suspension_stops_is_said_before_confirming(client, mesa, facilitadora):
    Meeting.plan(mesa, starts_at=NOON + datetime.timedelta(days=3), by=facilitadora, at=NOON)
    CommitmentFactory(mesa=mesa)
    client.force_login(facilitadora)

    page = client.get(at("mesa-suspension", mesa)).text
    client.post(at("mesa-suspension", mesa), {"on": day(NOON.date()), "why": "Cambio de gabinete"})

    assert "Se cancela, con esta razón: <b>Sesión 1</b>" in page
    assert "1 compromiso abierto" in page
    assert mesa.meetings.get().state == "cancelled"
    assert "Está suspendida" in client.get(at("mesa", mesa)).text


def test_a_suspended_mesa_is_relaunched_under_another_host(client, mesa, facilitadora):
    host = OrganizationFactory(name="Presidencia del Consejo", acronym="PCM")
    mesa.suspend(why="Cambio de gabinete", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    client.post(
        at("mesa-relaunch", mesa),
        {"on": day(NOON.date()), "host": "PCM", "convener": "Primera ministra", "why": "Sigue"},
    )

    mesa.refresh_from_db()
    page = client.get(at("mesa-life", mesa)).text
    assert (mesa.state, mesa.host) == (MesaState.ACTIVE, host)
    assert "Cambio de gabinete" in page
    assert "convoca Primera ministra" in page


def test_two_mesas_become_one(client, mesa, facilitadora):
    other = MesaFactory(name="Mesa de la Madera")
    seat = SeatFactory(mesa=other, body=Body.DEDICATED_TEAM)
    AppointmentFactory(seat=seat, person=facilitadora)
    ProblemFactory(mesa=mesa)
    client.force_login(facilitadora)

    answer = client.post(
        at("mesa-merger", mesa),
        {"other": other.pk, "why": "Son la misma cadena", "on": day(NOON.date())},
    )

    assert answer.url == at("mesa", other)
    assert other.problems.count() == 1
    assert mesa.name in client.get(at("mesa-life", other)).text
    assert "Está cerrada" in client.get(at("mesa", mesa)).text


def test_the_scope_and_the_closure_leave_their_words(client, mesa, facilitadora):
    client.force_login(facilitadora)

    client.post(
        at("mesa-scope", mesa),
        {"way": "narrowed", "scope": "Tres asuntos", "why": "Llegar", "on": day(NOON.date())},
    )
    client.post(at("mesa-closure", mesa), {"balance": "Se destrabó", "on": day(NOON.date())})

    page = client.get(at("mesa-life", mesa)).text
    assert "Tres asuntos" in page
    assert "Se destrabó" in page


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_and_who_only_sits_find_nothing(client, mesa, ajena, enlace, name):
    answers = []
    for person in (ajena, enlace):
        client.force_login(person)
        answers.append(client.get(at(name, mesa)).status_code)

    assert answers == [404, 404]


@pytest.mark.parametrize("name", PAGES)
def test_what_no_longer_applies_is_said_in_words(client, mesa, facilitadora, name):
    mesa.close(balance="Se destrabó", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    answer = client.get(at(name, mesa))

    assert answer.status_code == 409
    assert "está cerrada" in answer.text


@pytest.mark.parametrize("name", PAGES)
def test_nothing_typed_comes_back_with_words(client, mesa, facilitadora, name):
    client.force_login(facilitadora)

    answer = client.post(at(name, mesa), {"on": "2031-01-01"})

    assert answer.status_code == 422
    assert "Ese día todavía no llega" in answer.text


def test_who_sits_reads_its_life_and_changes_nothing(client, mesa, enlace, facilitadora, ajena):
    mesa.suspend(why="Cambio de gabinete", by=facilitadora, at=NOON)
    client.force_login(enlace)

    page = client.get(at("mesa-life", mesa)).text
    client.force_login(ajena)

    assert "Cambio de gabinete" in page
    assert at("mesa-relaunch", mesa) not in page
    assert client.get(at("mesa-life", mesa)).status_code == 404


def test_a_territorial_mesa_is_begun_from_its_national_one(client, mesa, ministra):
    Role.give(ministra, ProgrammeRole.COORDINATOR, since_on=YESTERDAY, by=None, at=NOON)
    client.force_login(ministra)

    page = client.get(at("mesa-life", mesa)).text
    form = client.get(f"{reverse('mesa-new')}?parent={mesa.pk}").context["form"]
    odd = client.get(f"{reverse('mesa-new')}?parent=raro").context["form"]

    assert f"{reverse('mesa-new')}?parent={mesa.pk}" in page
    assert form.initial == {"parent": str(mesa.pk), "kind": "territorial"}
    assert odd.initial == {}


def test_the_queries_of_a_life_do_not_grow(
    client, mesa, facilitadora, django_assert_max_num_queries
):
    for n in range(6):
        mesa.rescope(scope=f"Alcance {n}", way="narrowed", why="Llegar", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    with django_assert_max_num_queries(9):
        client.get(at("mesa-life", mesa))


def plan(mesa, **more):
    return {
        "day": "2026-11-26",
        "hour": "10:00",
        "minutes": "90",
        "kind": "periodic",
        "place": "Sala 4",
        **more,
    }


def test_a_session_before_the_launch_asks_why_and_keeps_what_was_typed(client, mesa, facilitadora):
    Mesa.objects.update(state=MesaState.PROPOSED)
    client.force_login(facilitadora)
    url = f"{reverse('meeting-new')}?mesa={mesa.pk}"

    refused = client.post(url, plan(mesa))
    client.post(url, plan(mesa, why="El ministro viaja"))

    assert refused.status_code == 422
    assert "diga por qué sesiona antes" in refused.text
    assert "Sala 4" in refused.text
    assert mesa.meetings.count() == 1


def test_a_launched_mesa_is_not_asked_why(client, mesa, facilitadora):
    client.force_login(facilitadora)

    page = client.get(f"{reverse('meeting-new')}?mesa={mesa.pk}").text

    assert "antes del lanzamiento" not in page


def test_a_suspended_mesa_plans_no_session(client, mesa, facilitadora):
    mesa.suspend(why="Cambio de gabinete", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    asked = client.get(f"{reverse('meeting-new')}?mesa={mesa.pk}")
    pressed = client.post(at("mesa-next-session", mesa))

    assert (asked.status_code, pressed.status_code) == (409, 409)


def test_the_button_of_a_proposed_mesa_leads_to_the_form_that_asks_why(client, mesa, facilitadora):
    Mesa.objects.update(state=MesaState.PROPOSED)
    client.force_login(facilitadora)

    answer = client.post(at("mesa-next-session", mesa))

    assert answer.url.startswith(reverse("meeting-new"))
