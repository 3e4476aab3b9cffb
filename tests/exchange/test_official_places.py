"""Official subdivisions, once brought, travel in the programme file as any territory."""

import pytest

from destraba.kit.iso3166 import subdivisions
from destraba.mesas.official_places import bring_official
from destraba.people.models import Territory
from tests.conftest import NOON

from .files import bring, sent

pytestmark = pytest.mark.django_db


def test_they_come_back_whole_from_the_file(programme):
    bring_official(subdivisions("ES"), by=None, at=NOON)
    file = sent()

    Territory.objects.update(parent=None)
    Territory.objects.all().delete()
    bring(file)

    assert sent() == file
    bizkaia = Territory.objects.get(code="ES-BI")
    assert bizkaia.parent.code == "ES-PV"
    assert bizkaia.provenance == {"source": ["ISO 3166-2"]}
