import datetime

import pytest

from destraba.people.models import Organization
from destraba.people.models.organization import AlreadyKnown
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
