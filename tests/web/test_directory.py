import datetime

import pytest
from django.urls import reverse

from destraba.people.models import Organization, Person
from tests.conftest import NOON
from tests.factories import CommitmentFactory, OrganizationFactory, PersonFactory, ProblemFactory

pytestmark = pytest.mark.django_db
NEW = {
    "name": "Autoridad del Agua",
    "acronym": "ANAGUA",
    "constituency": "government",
    "level": "national",
}


@pytest.fixture
def agency(enlace):
    return enlace.appointments.get().seat.organization


def test_an_organisation_shows_what_it_owes_unblocked_and_where_it_sits(client, cast, mesa, agency):
    CommitmentFactory(mesa=mesa, responsible=agency, promise="Lo que debe")
    done = CommitmentFactory(mesa=mesa, responsible=agency, promise="Lo que cumplió")
    done.fulfil(evidence="Oficio", by=cast.enlace, at=NOON)
    problem = ProblemFactory(mesa=mesa, title="Lo que destrabó")
    problem.involve(agency, role="must_act", by=cast.facilitadora, at=NOON)
    problem.solve(why="Norma en vigor", by=cast.facilitadora, at=NOON)
    client.force_login(cast.enlace)

    page = client.get(reverse("organization", args=[agency.pk])).text

    for words in ["Lo que debe", "Lo que cumplió", "Lo que destrabó", mesa.name, "Enlace"]:
        assert words in page


def test_who_sits_sees_her_table_and_not_the_whole_country(client, cast, agency):
    far = OrganizationFactory(name="Lejana")
    client.force_login(cast.enlace)

    listed = client.get(reverse("directory")).text

    assert agency.name in listed
    assert "Lejana" not in listed
    assert client.get(reverse("organization", args=[far.pk])).status_code == 404


def test_a_stranger_finds_nobody(client, cast, agency):
    client.force_login(cast.ajena)

    assert agency.name not in client.get(reverse("directory")).text
    assert client.get(reverse("organization", args=[agency.pk])).status_code == 404
    assert client.get(reverse("person", args=[cast.enlace.pk])).status_code == 404
    assert client.get(reverse("person", args=[cast.ajena.pk])).status_code == 200


def test_past_names_are_found(client, facilitadora):
    ministry = OrganizationFactory(name="Ministerio de Agricultura", acronym="MINAG")
    ministry.rename(
        name="Ministerio Agrario", acronym="MIDA", on=NOON.date(), by=facilitadora, at=NOON
    )
    client.force_login(facilitadora)

    rows = client.get(f"{reverse('directory')}?q=agricultúra").context["page"]

    assert [row.name for row in rows] == ["Ministerio Agrario"]


def test_those_who_represent_an_excluded_group_are_found(client, facilitadora):
    OrganizationFactory(name="Federación", groups=["indigenous", "women"])
    client.force_login(facilitadora)

    rows = client.get(f"{reverse('directory')}?grupo=women").context["page"]

    assert [row.name for row in rows] == ["Federación"]


def test_a_duplicate_is_offered_instead(client, facilitadora):
    client.force_login(facilitadora)
    client.post(reverse("organization-new"), NEW)
    known = Organization.objects.get(acronym="ANAGUA")

    answer = client.post(reverse("organization-new"), {**NEW, "name": "Otra", "note": "Lo mío"})

    assert answer.status_code == 422
    assert reverse("organization", args=[known.pk]) in answer.text
    assert "Lo mío" in answer.text


def test_a_person_takes_a_post_and_is_not_doubled(client, facilitadora, agency):
    client.force_login(facilitadora)
    told = {"name": "Nueva", "email": "nueva@ejemplo.test", "title": "Directora"}

    for title in ("Directora", "Asesora"):
        client.post(reverse("organization-post", args=[agency.pk]), {**told, "title": title})

    person = Person.objects.get(email="nueva@ejemplo.test")
    assert sorted(post.title for post in person.posts.all()) == ["Asesora", "Directora"]


@pytest.mark.parametrize("who", ["enlace", "asesor", "ajena"])
@pytest.mark.parametrize("name", ["organization-new", "person-new"])
def test_only_who_runs_a_mesa_keeps_the_directory(client, cast, who, name):
    client.force_login(getattr(cast, who))

    assert client.post(reverse(name), NEW).status_code == 404


def test_renaming_keeps_the_old_name_until_its_day(client, facilitadora, agency):
    client.force_login(facilitadora)
    told = {"name": "Nuevo nombre", "acronym": "NN", "on": "2026-06-01", "why": "Ley 1"}

    client.post(reverse("organization-name", args=[agency.pk]), told)

    agency.refresh_from_db()
    assert agency.name == "Nuevo nombre"
    assert agency.names.get().until_on == datetime.date(2026, 6, 1)


def test_the_queries_do_not_grow(client, facilitadora, agency, mesa, django_assert_max_num_queries):
    client.force_login(facilitadora)
    for number in (1, 30):
        CommitmentFactory.create_batch(number, mesa=mesa, responsible=agency)
        OrganizationFactory.create_batch(number)
        PersonFactory.create_batch(number)
        for address in (
            reverse("directory"),
            reverse("people"),
            reverse("organization", args=[agency.pk]),
        ):
            with django_assert_max_num_queries(20):
                client.get(address)
