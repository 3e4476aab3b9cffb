"""The dedicated team, as pages."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from destraba.kit.vocabulary import ProgrammeRole
from destraba.mesas.models import ConflictDeclaration, TeamMember
from destraba.people.models import Person, Role
from tests.conftest import NOON
from tests.factories import LONG_AGO, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
JOINING = {"name": "Ana Prueba", "role": "leader", "share_percent": "60", "since_on": "2026-11-01"}


@pytest.fixture
def coordinadora(programme):
    person = PersonFactory(name="Coordinadora")
    Role.give(person, ProgrammeRole.COORDINATOR, since_on=LONG_AGO, by=None, at=NOON)
    return person


@pytest.fixture
def member(facilitadora):
    return join(facilitadora)


def join(person=None, role="core", **more):
    told = {"role": role, "since_on": LONG_AGO, **more}
    return TeamMember.join(person or PersonFactory(), **told, by=None, at=NOON)


def to(member, name=""):
    return reverse(f"team-member-{name}" if name else "team-member", args=[member.pk])


def test_a_coordinator_forms_the_team(client, coordinadora):
    ana = PersonFactory(name="Ana Prueba")
    client.force_login(coordinadora)
    assert "El equipo está por formar" in client.get(reverse("team")).text

    told = {**JOINING, "direct_line": "la ministra", "coordinates": "on"}
    answer = client.post(reverse("team-member-new"), told)

    member = TeamMember.objects.get()
    assert answer.url == to(member)
    assert (member.person, member.share_percent, member.is_leader) == (ana, 60, True)
    assert Person.objects.get(pk=ana.pk).runs_everything
    page = client.get(reverse("team")).text
    assert "línea directa: la ministra" in page
    assert "sin declaración vigente" in page
    assert "24 h por semana" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": "Nadie"}, "no está en el directorio"),
        ({"name": "Doble"}, "más de una persona"),
        ({"share_percent": "0"}, "mayor o igual a 1"),
        ({"share_percent": "101"}, "menor o igual a 100"),
        ({"name": "Gremio"}, "Deje antes el asiento"),
        ({"since_on": "ayer"}, "fecha válida"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(client, coordinadora, gremio, wrong, words):
    PersonFactory(name="Ana Prueba")
    PersonFactory.create_batch(2, name="Doble")
    client.force_login(coordinadora)

    told = {**JOINING, "direct_line": "la ministra", **wrong}
    answer = client.post(reverse("team-member-new"), told)

    assert answer.status_code == 422
    assert words in answer.text
    assert "la ministra" in answer.text
    assert not TeamMember.objects.exists()


def test_the_leader_changes_the_team_too_and_others_do_not(client, cast, member):
    leader = join(role="leader")
    names = ["dedication", "conversation", "leaving"]
    for person in (cast.facilitadora, cast.ministra, cast.asesor, cast.enlace, cast.ajena):
        client.force_login(person)
        assert client.get(reverse("team-member-new")).status_code == 404
        assert {client.get(to(leader, name)).status_code for name in names} == {404}

    client.force_login(leader.person)
    assert client.get(reverse("team-member-new")).status_code == 200
    told = {"role": "core", "share_percent": "50", "direct_line": "", "why": "Otra tarea."}
    client.post(to(member, "dedication"), told)

    member.refresh_from_db()
    assert member.share_percent == 50
    assert "100 % → 50 %" in client.get(to(member)).text


def test_the_team_is_seen_by_the_team_and_who_sees_everything(client, cast, member):
    for person in (cast.facilitadora, cast.ministra, cast.asesor):
        client.force_login(person)
        assert client.get(reverse("team")).status_code == 200
        assert client.get(to(member)).status_code == 200
    for person in (cast.enlace, cast.gremio, cast.ajena):
        client.force_login(person)
        assert client.get(reverse("team")).status_code == 404
        assert client.get(to(member)).status_code == 404


def test_the_conversation_is_not_a_score_and_not_for_everybody(client, cast, coordinadora, member):
    client.force_login(coordinadora)
    page = client.get(to(member, "conversation")).text
    assert "ningún puntaje" in page
    assert 'type="number"' not in page

    client.post(to(member, "conversation"), {"ethics": "Hablan bien de ella."})

    for person in (cast.ministra, cast.facilitadora):
        client.force_login(person)
        assert "Hablan bien de ella." in client.get(to(member)).text
    client.force_login(cast.asesor)
    assert "Hablan bien" not in client.get(to(member)).text
    assert "Hablan bien" not in client.get(reverse("team")).text


def test_each_declares_her_own_interests(client, facilitadora, member):
    other, union = join(), OrganizationFactory(acronym="SIMAD")
    client.force_login(facilitadora)
    told = {"has_interest": "yes", "organization": "simad", "words": "Su hermano.", "on": TODAY}

    assert client.post(to(other, "declaration"), told).status_code == 404
    client.post(to(member, "declaration"), told)

    declared = ConflictDeclaration.objects.get()
    assert (declared.member, declared.organization) == (member, union)
    assert "declara interés: SIMAD" in client.get(reverse("team")).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"has_interest": "yes"},
        {"organization": "No existe"},
        {"on": "2999-01-01"},
        {"has_interest": ""},
    ],
)
def test_a_declaration_that_says_nothing_comes_back(client, facilitadora, member, wrong):
    client.force_login(facilitadora)
    told = {"has_interest": "no", "words": "", "on": TODAY, **wrong}

    answer = client.post(to(member, "declaration"), told)

    assert answer.status_code == 422
    assert not ConflictDeclaration.objects.exists()


def test_a_declaration_of_a_year_ago_is_asked_again(client, facilitadora, member):
    year_ago = timezone.localdate() - datetime.timedelta(days=400)
    member.declare(has_interest=False, on=year_ago, by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    page = client.get(to(member)).text

    assert "sin declaración vigente" in page
    assert "tiene más de un año" in page


def test_who_leaves_stays_in_the_history(client, coordinadora, member):
    client.force_login(coordinadora)

    early = client.post(to(member, "leaving"), {"on": "2025-12-31", "why": "Rota."})
    assert early.status_code == 422
    client.post(to(member, "leaving"), {"on": "2026-11-01", "why": "Vuelve a su entidad."})

    page = client.get(reverse("team")).text
    assert "Estuvieron en el equipo" in page
    assert "Vuelve a su entidad." in page
    assert "ya no está en el equipo" in client.get(to(member)).text


def test_who_leads_gives_nobody_the_power_to_coordinate(client, facilitadora):
    join(facilitadora, role="leader")
    PersonFactory(name="Ana Prueba")
    client.force_login(facilitadora)

    assert "coordinates" not in client.get(reverse("team-member-new")).context["form"].fields
    client.post(reverse("team-member-new"), {**JOINING, "role": "core", "coordinates": "on"})

    ana = TeamMember.objects.get(person__name="Ana Prueba").person
    assert not Person.objects.get(pk=ana.pk).runs_everything
