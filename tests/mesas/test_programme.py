import pytest

from destraba.mesas.models import Mesa, Programme
from destraba.people.models import Organization, Territory
from destraba.trail.models import Event
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def test_a_programme_is_set_up_once_and_said_better_later(facilitadora):
    convener = Organization.objects.first()
    Programme.set_up(name="Programa", country="XA", by=None, at=NOON)

    Programme.set_up(name="Mesas de Quillamar", convener=convener, by=facilitadora, at=NOON)

    programme = Programme.objects.get()
    assert (programme.name, programme.convener, programme.country) == (
        "Mesas de Quillamar",
        convener,
        "",
    )
    last = Event.objects.filter(verb="programme.set_up").latest("pk")
    assert last.changes["name"] == ["Programa", "Mesas de Quillamar"]
    assert last.by == facilitadora


def test_a_mesa_is_launched_for_its_territories(programme):
    whole = Territory.enter(scheme="ficticio", code="XA", name="Quillamar")
    north = Territory.enter(scheme="ficticio", code="XA-NO", name="Norte", parent=whole)

    mesa = Mesa.launch(
        name="Selva Norte", kind="territorial", territories=[north], by=None, at=NOON
    )

    assert list(mesa.territories.all()) == [north]


def test_a_territory_enters_once():
    Territory.enter(scheme="ficticio", code="XA", name="Quilamar")

    told = Territory.enter(scheme="ficticio", code="XA", name="Quillamar")

    assert Territory.objects.get() == told
    assert told.name == "Quillamar"


def test_history_told_after_the_fact_is_told_to_nobody(facilitadora, programme):
    programme.record("set_up", by=facilitadora, at=NOON)

    assert Event.objects.untold().settle(at=NOON) >= 1

    assert not Event.objects.untold().exists()
