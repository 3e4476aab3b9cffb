"""From the minister's telephone to the mesa's list, and back with words."""

import datetime

import pytest
from django.urls import reverse

from destraba.kit.vocabulary import Body, Constituency, ProgrammeRole
from destraba.mesas.models import Guideline, Meeting
from destraba.people.models import Role
from tests.conftest import NOON
from tests.factories import LONG_AGO, MeetingFactory, MesaFactory, PersonFactory, ProblemFactory

pytestmark = pytest.mark.django_db

SOON = "2026-12-20"


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def coordinadora(programme):
    person = PersonFactory(name="Coordinadora", email="coordina@ejemplo.test")
    Role.give(person, ProgrammeRole.COORDINATOR, since_on=LONG_AGO, by=None, at=NOON)
    return person


@pytest.fixture
def guideline(mesa, ministra):
    [made] = Guideline.propose(
        [mesa],
        text="Que la cita sea por hora",
        why="Lo piden los puertos",
        wanted_by=datetime.date(2026, 12, 20),
        proposer=ministra,
        by=ministra,
        at=NOON,
    )
    return made


def at(name, *parts):
    return reverse(name, args=parts)


def told(mesa, **more):
    words = {"text": "Que la cita sea por hora", "why": "Hay cola", "wanted_by": SOON}
    return {"mesas": [mesa.pk], **words, **more}


def test_the_minister_proposes_from_her_page(client, ministra, mesa):
    client.force_login(ministra)
    page = client.get(reverse("convener")).text
    assert "Escribir un lineamiento" in page

    client.post(reverse("guideline-new"), told(mesa))

    made = Guideline.objects.get()
    assert (made.proposer, made.mesa, made.proposed_on) == (ministra, mesa, NOON.date())
    assert "Que la cita sea por hora" in client.get(reverse("convener")).text


def test_what_is_missing_is_told_and_what_was_typed_stays(client, ministra, mesa):
    client.force_login(ministra)

    answer = client.post(reverse("guideline-new"), told(mesa, wanted_by="", why="Por la cola"))

    assert answer.status_code == 422
    assert "Por la cola" in answer.text
    assert not Guideline.objects.exists()


def test_sent_twice_it_is_proposed_once(client, ministra, mesa):
    client.force_login(ministra)

    answers = [client.post(reverse("guideline-new"), told(mesa)).status_code for _ in range(2)]

    assert answers == [302, 422]
    assert Guideline.objects.count() == 1


def test_the_coordinator_proposes_on_her_behalf_and_says_where_it_was_said(
    client, coordinadora, ministra, mesa
):
    client.force_login(coordinadora)
    more = {"proposer": ministra.pk, "proposed_on": "2026-11-20"}

    silent = client.post(reverse("guideline-new"), told(mesa, **more))
    client.post(reverse("guideline-new"), told(mesa, **more, said_in="En su despacho"))

    assert silent.status_code == 422
    assert "queda su origen" in silent.text
    made = Guideline.objects.get()
    assert (made.proposer, made.said_in) == (ministra, "En su despacho")
    assert "En su despacho" in client.get(at("guideline", made.pk)).text


def test_who_sits_above_one_mesa_proposes_to_that_one(client, at_table, mesa):
    above = at_table("viceministra", Constituency.GOVERNMENT, body=Body.HIGH_LEVEL)
    client.force_login(above)

    answer = client.post(reverse("guideline-new"), told(MesaFactory(name="La de otros")))
    client.post(reverse("guideline-new"), told(mesa))

    assert answer.status_code == 422
    assert Guideline.objects.get().mesa == mesa


@pytest.mark.parametrize("who", ["facilitadora", "enlace", "asesor", "ajena"])
def test_nobody_else_proposes(client, request, mesa, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse("guideline-new")).status_code == 404


def test_the_mesa_takes_it_as_a_problem_that_says_where_it_was_born(
    client, facilitadora, guideline
):
    client.force_login(facilitadora)
    assert "Que la cita sea por hora" in client.get(at("mesa", guideline.mesa_id)).text
    assert "Que la cita sea por hora" in client.get(reverse("week")).text

    step = at("guideline-step", guideline.pk, "problema")
    client.post(step, {"title": "Las citas son por día", "words": "Va al foco"})

    guideline.refresh_from_db()
    problem = client.get(at("problem", guideline.problem_id)).text
    assert "Nació de un" in problem
    assert "Ministra" in problem
    page = client.get(at("guideline", guideline.pk)).text
    assert "Las citas son por día" in page
    assert "Va al foco" in page


def test_or_joins_it_to_one_that_it_had_or_sees_it_in_a_session(
    client, facilitadora, guideline, mesa
):
    problem = ProblemFactory(mesa=mesa, title="La cola del puerto")
    session = MeetingFactory(
        mesa=mesa, state="planned", starts_at=NOON + datetime.timedelta(days=5)
    )
    client.force_login(facilitadora)

    client.post(at("guideline-step", guideline.pk, "tema"), {"meeting": session.pk})
    client.post(at("guideline-step", guideline.pk, "ya-estaba"), {"problem": problem.pk})

    guideline.refresh_from_db()
    assert (guideline.session, guideline.problem) == (session, problem)
    assert "Responde también a un" in client.get(at("problem", problem.pk)).text
    assert Meeting.objects.get(pk=session.pk).items.get().title.startswith("Lineamiento")


def test_its_return_closes_it_and_the_minister_reads_it(
    client, facilitadora, guideline, ministra, mesa
):
    guideline.link(ProblemFactory(mesa=mesa), by=facilitadora, at=NOON)
    client.force_login(facilitadora)
    silent = client.post(at("guideline-step", guideline.pk, "retorno"), {"words": " "})
    client.post(at("guideline-step", guideline.pk, "informe"), {"words": "Falta la norma"})
    client.post(at("guideline-step", guideline.pk, "retorno"), {"words": "Ya es por hora"})

    client.force_login(ministra)
    page = client.get(at("guideline", guideline.pk)).text

    assert silent.status_code == 422
    assert "Falta la norma" in page
    assert "Ya es por hora" in page
    assert "con retorno" in client.get(reverse("convener")).text
    assert "Que la cita" not in client.get(reverse("guidelines")).text
    assert "Que la cita" in client.get(reverse("guidelines"), {"estado": "cerrados"}).text


def test_a_step_out_of_turn_is_said_and_the_words_stay(client, facilitadora, guideline):
    client.force_login(facilitadora)

    early = client.post(at("guideline-step", guideline.pk, "retorno"), {"words": "Ya está"})

    assert early.status_code == 422
    assert "Ya está" in early.text
    assert client.get(at("guideline-step", guideline.pk, "otra-cosa")).status_code == 404


def test_each_end_has_its_half(client, guideline, ministra, enlace, asesor, ajena):
    page, step = at("guideline", guideline.pk), at("guideline-step", guideline.pk, "razon")
    seen = {}
    for person in (ministra, enlace, asesor, ajena):
        client.force_login(person)
        seen[person] = (client.get(page).status_code, client.get(step).status_code)

    assert seen == {
        ministra: (200, 404),
        enlace: (200, 404),
        asesor: (200, 404),
        ajena: (404, 404),
    }


def test_the_list_is_of_ones_mesas_and_may_be_of_one(client, guideline, facilitadora, ajena):
    client.force_login(ajena)
    assert "Que la cita" not in client.get(reverse("guidelines")).text
    client.force_login(facilitadora)

    assert "Que la cita" in client.get(reverse("guidelines"), {"mesa": guideline.mesa_id}).text
    assert "Que la cita" not in client.get(reverse("guidelines"), {"mesa": 99_999}).text
    assert client.get(reverse("guidelines"), {"mesa": "9" * 40}).status_code == 200


def test_what_was_proposed_to_several_names_the_others(client, ministra, mesa, facilitadora):
    other = MesaFactory(name="La otra mesa")
    client.force_login(ministra)

    client.post(reverse("guideline-new"), {**told(mesa), "mesas": [mesa.pk, other.pk]})

    mine = Guideline.objects.get(mesa=mesa)
    assert "La otra mesa" in client.get(at("guideline", mine.pk)).text
    client.force_login(facilitadora)
    assert "La otra mesa" not in client.get(at("guideline", mine.pk)).text


def test_where_it_was_said_is_a_door_only_for_who_may_open_it(client, ministra, mesa, facilitadora):
    elsewhere = MesaFactory(name="Otra")
    session = MeetingFactory(mesa=elsewhere)
    [made] = Guideline.propose(
        [mesa],
        text="Que la cita sea por hora",
        wanted_by=datetime.date(2026, 12, 20),
        proposer=ministra,
        said_at=session,
        by=ministra,
        at=NOON,
    )
    door = reverse("meeting", args=[session.pk])

    client.force_login(facilitadora)
    assert door not in client.get(at("guideline", made.pk)).text
    client.force_login(ministra)
    assert door in client.get(at("guideline", made.pk)).text
