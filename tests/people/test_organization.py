import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from destraba.people.models import Organization
from destraba.people.models.organization import AlreadyKnown, OutOfOrder
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def register(name, acronym="", **more):
    return Organization.register(
        name=name, acronym=acronym, constituency="government", by=None, at=NOON, **more
    )


@pytest.mark.parametrize("name", ["Autoridad Forestal", "autoridad  forestál", "AFOR"])
def test_an_organisation_that_exists_is_offered_instead(name):
    known = register("Autoridad Forestal", "AFOR")

    with pytest.raises(AlreadyKnown) as refusal:
        register(name)

    assert refusal.value.existing == known


def test_names_are_valid_in_time():
    ministry = register("Ministerio de Agricultura", "MINAG")

    ministry.rename(
        name="Ministerio de Desarrollo Agrario",
        acronym="MIDA",
        on=datetime.date(2026, 6, 1),
        by=None,
        at=NOON,
    )

    assert ministry.name_on(datetime.date(2026, 5, 31)) == "Ministerio de Agricultura"
    assert ministry.name_on(datetime.date(2026, 6, 1)) == "Ministerio de Desarrollo Agrario"
    assert list(Organization.objects.known_as("minag")) == [ministry]


def rename(organization, name, acronym="", *, on=datetime.date(2026, 6, 1)):
    organization.rename(name=name, acronym=acronym, on=on, by=None, at=NOON)


@pytest.mark.parametrize(("name", "acronym"), [("ministerio Á", ""), ("Otro", "MA"), ("Viejo", "")])
def test_nobody_takes_the_name_of_another(name, acronym):
    known = register("Viejo", "V")
    rename(known, "Ministerio A", "MA")
    mine = register("Ministerio B", "MB")

    with pytest.raises(AlreadyKnown) as refusal:
        rename(mine, name, acronym)

    assert refusal.value.existing == known
    assert not mine.names.exists()


def test_one_takes_ones_own_old_name_again():
    ministry = register("Ministerio A", "MA")
    rename(ministry, "Ministerio B", "MB")

    rename(ministry, "Ministerio A", "MB", on=datetime.date(2026, 7, 1))

    assert ministry.name_on(datetime.date(2026, 6, 15)) == "Ministerio B"


@pytest.mark.parametrize("day", [datetime.date(2026, 6, 1), datetime.date(2020, 1, 1)])
def test_a_name_ends_after_the_one_before_it(day):
    ministry = register("Ministerio A", "MA")
    rename(ministry, "Ministerio B", "MB")

    with pytest.raises(OutOfOrder, match="Ministerio A"):
        rename(ministry, "Ministerio C", "MC", on=day)

    assert ministry.names.count() == 1


def test_a_text_without_letters_names_nobody():
    register("Sin sigla")

    assert not Organization.objects.known_as("´").exists()


def test_a_name_whose_ligatures_open_is_kept():
    first = register("ﬁ" * 200, "ﬁ" * 40)

    rename(first, "ﬂ" * 200)

    assert list(Organization.objects.known_as("ﬂ" * 200)) == [first]
    assert list(Organization.objects.known_as("ﬁ" * 200)) == [first]


@pytest.mark.django_db(transaction=True)
def test_two_who_register_it_at_once_make_one():
    together = threading.Barrier(2)

    def once(_time):
        try:
            together.wait()
            register("Gemela")
        except AlreadyKnown:
            return "offered"
        finally:
            connection.close()
        return "made"

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(once, range(2)))

    assert answers == ["made", "offered"]
    assert Organization.objects.count() == 1
