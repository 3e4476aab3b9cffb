"""The minister's decision and the guided path, as pages."""

import datetime
import re

import pytest
from django.urls import reverse

from destraba.kit.vocabulary import MesaState, ProgrammeRole
from destraba.mesas.models import Decision, TeamMember
from destraba.people.models import Role
from tests.conftest import NOON
from tests.factories import LONG_AGO, MesaFactory, PersonFactory

pytestmark = pytest.mark.django_db
TOLD = {
    "decider": "Ministra",
    "decided_on": "2026-11-02",
    "norm": "Decreto 14-2026",
    "norm_url": "https://normas.ejemplo.test/14",
    "powers": ["budget", "disputes"],
    "words": "Habrá mesas.",
    "why": "Los planes no bastaron.",
}


@pytest.fixture
def coordinadora(programme):
    person = PersonFactory(name="Coordinadora")
    Role.give(person, ProgrammeRole.COORDINATOR, since_on=LONG_AGO, by=None, at=NOON)
    return person


def decide(mesa=None, kind="convene", **more):
    told = {"decided_on": NOON.date(), "decider": "Ministra", "why": "Urge.", **more}
    return Decision.take(kind=kind, mesa=mesa, **told, by=None, at=NOON)


def test_the_convener_writes_down_her_own_decision(client, programme, ministra):
    client.force_login(ministra)
    page = client.get(reverse("decision-new"))
    assert page.context["form"]["decider"].value() == "Ministra"

    answer = client.post(reverse("decision-new"), TOLD)

    decision = Decision.objects.get()
    assert answer.url == reverse("decision", args=[decision.pk])
    assert (decision.decided_on, decision.person) == ("2026-11-02", ministra)
    page = client.get(answer.url).text
    assert "Los planes no bastaron." in page
    assert 'href="https://normas.ejemplo.test/14"' in page
    assert page.count('class="has"') == page.count('class="untold"') == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"why": ""},
        {"decided_on": "2999-01-01"},
        {"norm_url": "javascript:alert(1)"},
        {"powers": ["omnipotence"]},
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(client, programme, ministra, wrong):
    client.force_login(ministra)

    answer = client.post(reverse("decision-new"), {**TOLD, **wrong})

    assert answer.status_code == 422
    assert "Habrá mesas." in answer.text
    assert not Decision.objects.exists()


def test_who_only_reads_takes_no_decision(client, cast, mesa):
    for person in (cast.asesor, cast.enlace, cast.facilitadora, cast.ajena):
        client.force_login(person)
        assert client.get(reverse("decision-new")).status_code == 404
        assert client.post(reverse("decision-new"), TOLD).status_code == 404
    assert not Decision.objects.exists()


def test_decisions_are_read_by_whom_they_concern(client, cast, mesa):
    whole, own, others = decide(), decide(mesa, "go"), decide(MesaFactory(), "go")

    def reads(person, decision):
        client.force_login(person)
        return client.get(reverse("decision", args=[decision.pk])).status_code == 200

    assert [reads(cast.ministra, each) for each in (whole, own, others)] == [True] * 3
    assert [reads(cast.enlace, each) for each in (whole, own, others)] == [True, True, False]
    assert not any(reads(cast.ajena, each) for each in (whole, own, others))
    assert client.get(reverse("decisions")).status_code == 404


def test_who_decided_is_a_link_only_for_whom_she_is_in_the_directory(client, cast, mesa):
    decision, hers = decide(person=cast.ministra), reverse("person", args=[cast.ministra.pk])

    def is_link(person):
        client.force_login(person)
        return f'href="{hers}"' in client.get(reverse("decision", args=[decision.pk])).text

    assert is_link(cast.asesor)
    assert not is_link(cast.enlace)


def test_a_decision_of_an_unknown_day_is_shown_as_such(client, ministra):
    decision = decide()
    Decision.objects.update(decided_on="", decider="", why="")
    client.force_login(ministra)

    page = client.get(reverse("decision", args=[decision.pk])).text

    assert page.count("desconocido") >= 2
    assert client.get(reverse("launching")).status_code == 200


def test_the_hub_shows_where_the_programme_and_each_mesa_stand(client, mesa, coordinadora):
    MesaFactory(name="Mesa Textil", state=MesaState.PROPOSED)
    MesaFactory(name="Mesa Cerrada", state=MesaState.CLOSED)
    client.force_login(coordinadora)

    page = client.get(reverse("launching")).text

    assert "La decisión política de quien convoca" in page
    assert page.index("Mesa Textil") < page.index(mesa.name)
    assert "Mesa Cerrada" not in page
    assert reverse("method-topic", args=["equipo-dedicado"]) in page


def test_the_hub_is_for_who_sees_everything_and_for_the_team(client, cast, mesa):
    for person in (cast.enlace, cast.facilitadora, cast.ajena):
        client.force_login(person)
        assert client.get(reverse("launching")).status_code == 404
        assert reverse("launching") not in client.get(reverse("mesas")).text
    TeamMember.join(cast.facilitadora, role="core", since_on=LONG_AGO, by=None, at=NOON)
    for person in (cast.ministra, cast.asesor, cast.facilitadora):
        client.force_login(person)
        assert client.get(reverse("launching")).status_code == 200
    client.force_login(cast.asesor)
    assert reverse("launching") in client.get(reverse("mesas")).text


def test_whoever_sits_sees_the_path_of_her_mesa_and_does_not_skip(client, cast, mesa):
    client.force_login(cast.enlace)
    page = client.get(reverse("mesa-path", args=[mesa.pk]))
    assert page.status_code == 200
    assert "Saltar este paso" not in page.text
    assert client.get(reverse("mesa-step-skip", args=[mesa.pk, "premesa"])).status_code == 404

    client.force_login(cast.ajena)
    assert client.get(reverse("mesa-path", args=[mesa.pk])).status_code == 404


@pytest.mark.parametrize("who", ["enlace", "facilitadora", "asesor", "ministra"])
def test_no_step_of_the_path_leads_where_one_may_not_come_in(client, cast, mesa, who):
    client.force_login(getattr(cast, who))
    page = client.get(reverse("mesa-path", args=[mesa.pk])).text

    doors = re.findall(r'<div class="actions"><a class="button[^>]* href="([^"]+)"', page)

    assert len(doors) >= 3
    assert {door: client.get(door).status_code for door in doors} == dict.fromkeys(doors, 200)


def test_what_comes_next_leads_where_one_may_come_in(client, cast):
    MesaFactory(name="Mesa Textil", state=MesaState.PROPOSED)
    client.force_login(cast.asesor)
    page = client.get(reverse("launching")).text

    doors = re.findall(r'<a class="button small ghost push" href="([^"]+)">Ir a hacerlo', page)

    assert [client.get(door).status_code for door in doors] == [200] * len(doors) != []


def test_a_step_is_skipped_with_its_reason_which_stays_in_view(client, facilitadora, mesa):
    client.force_login(facilitadora)
    path, skip = reverse("mesa-path", args=[mesa.pk]), ["mesa-step-skip", mesa.pk, "premesa"]
    assert reverse(skip[0], args=skip[1:]) in client.get(path).text

    answer = client.post(reverse(skip[0], args=skip[1:]), {"why": "Venía de antes."})

    assert answer.url == path
    page = client.get(path).text
    assert "Venía de antes." in page
    assert "saltado, con razón" in page
    again = client.post(reverse(skip[0], args=skip[1:]), {"why": "Otra vez."})
    assert again.status_code == 422
    assert "Ya se saltó" in again.text


def test_no_step_is_skipped_without_a_reason(client, facilitadora, mesa):
    client.force_login(facilitadora)

    answer = client.post(reverse("mesa-step-skip", args=[mesa.pk, "list"]), {"why": ""})

    assert answer.status_code == 422
    assert not Decision.objects.exists()


@pytest.mark.parametrize("step", ["team", "extend", "nada"])
def test_what_is_no_step_of_a_mesa_is_not_found(client, facilitadora, mesa, step):
    client.force_login(facilitadora)

    assert client.get(reverse("mesa-step-skip", args=[mesa.pk, step])).status_code == 404


def test_what_was_decided_not_to_be_says_so(client, ministra):
    mesa = MesaFactory(state=MesaState.CLOSED)
    decide(mesa, "no_go", decided_on=NOON.date() - datetime.timedelta(days=1))
    client.force_login(ministra)

    page = client.get(reverse("mesa-path", args=[mesa.pk])).text

    assert "Se decidió no lanzarla" in page
    assert "Saltar este paso" not in page
