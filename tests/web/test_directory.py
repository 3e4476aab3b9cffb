import datetime

import pytest
from django.urls import reverse

from destraba.people.models import Organization, Person, Post
from tests.conftest import NOON
from tests.factories import (
    LONG_AGO,
    CommitmentFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
)

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


def test_a_seat_that_somebody_left_is_shown_vacant_until_it_is_filled(client, cast, agency):
    def page():
        client.force_login(cast.asesor)
        return client.get(reverse("organization", args=[agency.pk])).text

    [seat] = agency.seats.all()
    seat.appoint(cast.ajena, role="holder", since_on=LONG_AGO, by=None, at=NOON)
    assert "asiento vacante" not in page()

    cast.ajena.appointments.update(until_on=NOON.date() - datetime.timedelta(days=1))

    assert "asiento vacante" in page()
    assert cast.ajena.name in page()
    agency.seats.update(until_on=NOON.date() - datetime.timedelta(days=1))
    assert "asiento vacante" not in page()


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


def test_a_page_tells_nothing_of_whom_the_directory_hides(client, cast, agency):
    hidden = PersonFactory(name="Zoila Reservada")
    over = OrganizationFactory(name="Presidencia Reservada", acronym="PRES")
    part = OrganizationFactory(name="Unidad Reservada", parent=agency)
    agency.parent = over
    agency.save()
    for person, organization in [(hidden, agency), (cast.enlace, agency), (cast.enlace, part)]:
        Post.take(person, organization, title="Jefa", since_on=None, by=None, at=NOON)
    pages = [
        reverse("organization", args=[agency.pk]),
        reverse("person", args=[cast.enlace.pk]),
        reverse("directory"),
        reverse("people"),
    ]

    told = {}
    for who in ("gremio", "facilitadora"):
        client.force_login(getattr(cast, who))
        told[who] = " ".join(client.get(page).text for page in pages)

    for name in ("Zoila Reservada", "Unidad Reservada", "Presidencia Reservada", "PRES"):
        assert name in told["facilitadora"]
        assert name not in told["gremio"]
    assert "Jefa" in told["gremio"]


def test_what_lasts_is_told_before_what_ended(client, facilitadora, agency):
    day = datetime.date
    for title, since_on, until_on in [
        ("Practicante", day(2018, 1, 1), day(2019, 1, 1)),
        ("Directora", day(2021, 1, 1), None),
        ("Analista", day(2019, 1, 1), day(2021, 1, 1)),
        ("Consejera", None, None),
    ]:
        post = Post.take(
            facilitadora, agency, title=title, since_on=since_on, by=facilitadora, at=NOON
        )
        if until_on:
            post.leave(on=until_on, by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    posts = client.get(reverse("organization", args=[agency.pk])).context["posts"]

    titles = [post.title for post in posts]
    assert titles == ["Directora", "Consejera", "Analista", "Practicante"]


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


def test_a_name_that_another_bears_is_offered_instead(client, facilitadora, agency):
    other = OrganizationFactory(name="Ministerio A", acronym="MA")
    client.force_login(facilitadora)
    told = {"name": "Ministerio Á", "acronym": "", "on": "2026-06-01", "why": "La ley 30"}

    answer = client.post(reverse("organization-name", args=[agency.pk]), told)

    assert answer.status_code == 422
    assert reverse("organization", args=[other.pk]) in answer.text
    assert "La ley 30" in answer.text
    agency.refresh_from_db()
    assert agency.acronym == "AFOR"


def test_a_name_from_before_the_last_one_is_refused_beside_its_day(client, facilitadora, agency):
    agency.rename(name="B", acronym="B", on=datetime.date(2026, 6, 1), by=None, at=NOON)
    client.force_login(facilitadora)
    told = {"name": "C", "acronym": "C", "on": "2026-06-01", "why": "La ley 30"}

    answer = client.post(reverse("organization-name", args=[agency.pk]), told)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"on"}
    assert "La ley 30" in answer.text


def test_a_taken_email_is_refused_beside_what_was_typed(client, facilitadora):
    client.force_login(facilitadora)
    told = {"name": "Nombre tecleado", "email": facilitadora.email, "phone": "123"}

    answer = client.post(reverse("person-new"), told)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"email"}
    assert "Nombre tecleado" in answer.text


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
