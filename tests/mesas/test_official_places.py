"""A country's official subdivisions enter the directory, once."""

import pytest

from destraba.kit.iso3166 import subdivisions
from destraba.mesas.models import Programme
from destraba.mesas.official_places import bring_official, compared
from destraba.people.models import Territory
from destraba.trail.models import Event
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def of_level(country, level):
    return [each for each in subdivisions(country) if each.level == level]


def test_they_enter_with_their_code_and_where_they_come_from(programme, coordinadora):
    new = bring_official(subdivisions("PE"), by=coordinadora, at=NOON)

    loreto = Territory.objects.get(code="PE-LOR")
    assert len(new) == Territory.objects.count() == 26
    assert loreto.key == "iso3166-2:PE-LOR"
    assert loreto.provenance == {"source": ["ISO 3166-2"]}
    event = Event.objects.get(verb="programme.divided")
    assert (event.by, event.at) == (coordinadora, NOON)
    assert "PE-LOR" in event.changes["territories"][1]


def test_the_second_time_nothing_enters_nor_is_told(programme, coordinadora):
    bring_official(subdivisions("PE"), by=coordinadora, at=NOON)

    again = bring_official(subdivisions("PE"), by=coordinadora, at=NOON)

    assert again == []
    assert Territory.objects.count() == 26
    assert Event.objects.filter(verb="programme.divided").count() == 1


def test_a_name_that_the_programme_wrote_stays_and_is_said_to_differ(programme, coordinadora):
    Territory.enter(scheme="iso3166-2", code="PE-CUS", name="Qosqo")
    Territory.enter(scheme="otro", code="PE-LOR", name="Loreto")

    different = [each for each in compared(subdivisions("PE")) if each.differs]
    new = bring_official(subdivisions("PE"), by=coordinadora, at=NOON)

    assert [(each.official.name, each.here.name) for each in different] == [("Cusco", "Qosqo")]
    assert len(new) == 24
    assert Territory.objects.get(code="PE-CUS").name == "Qosqo"
    assert Territory.objects.get(code="PE-LOR").scheme == "otro"


def test_the_second_level_lies_in_the_first(programme, coordinadora):
    bring_official(of_level("ES", 1), by=coordinadora, at=NOON)
    bring_official(of_level("ES", 2), by=coordinadora, at=NOON)

    assert Territory.objects.get(code="ES-BI").parent == Territory.objects.get(code="ES-PV")


def test_the_second_level_alone_is_contained_when_the_first_comes(programme, coordinadora):
    bring_official(of_level("ES", 2), by=coordinadora, at=NOON)
    own = Territory.enter(scheme="otro", code="CANTABRICO", name="Cornisa cantábrica")
    Territory.objects.get(code="ES-SS").lie_in(own)

    bring_official(subdivisions("ES"), by=coordinadora, at=NOON)

    assert Territory.objects.get(code="ES-BI").parent.code == "ES-PV"
    assert Territory.objects.get(code="ES-SS").parent == own


def test_a_programme_without_a_name_yet_may_bring_them(coordinadora):
    assert len(bring_official(subdivisions("CL"), by=coordinadora, at=NOON)) == 16

    assert Programme.objects.count() == 1
