import datetime

import pytest
from django.urls import reverse

from destraba.mesas.models import Programme
from destraba.people.models import Role
from destraba.trail.models import Event
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
TOLD = {
    "name": "Mesas de prueba",
    "country": "pe",
    "cadence_days": "21",
    "time_zone": "America/Bogota",
    "letterhead": "Ministerio",
}


@pytest.fixture
def coordinator(ajena):
    Role.give(ajena, "coordinator", since_on=datetime.date(2026, 1, 1), by=None, at=NOON)
    return ajena


def test_a_coordinator_sets_the_programme_up_and_the_past_is_kept(client, programme, coordinator):
    client.force_login(coordinator)

    client.post(reverse("programme-settings"), TOLD)

    now = Programme.current()
    assert (now.name, now.country, now.cadence_days) == ("Mesas de prueba", "PE", 21)
    changes = Event.objects.get(verb="programme.set_up").changes
    assert changes["name"] == ["Programa de prueba", "Mesas de prueba"]


@pytest.mark.parametrize(
    "wrong", [{"time_zone": "../etc/passwd"}, {"country": "Perú"}, {"cadence_days": "0"}]
)
def test_what_cannot_be_is_said_in_words_and_kept_in_the_form(
    client, programme, coordinator, wrong
):
    client.force_login(coordinator)

    answer = client.post(reverse("programme-settings"), {**TOLD, **wrong})

    assert answer.status_code == 422
    assert "Mesas de prueba" in answer.text
    assert Programme.current().name == "Programa de prueba"


def test_a_working_week_is_said_and_stays_when_it_is_not(client, programme, coordinator):
    client.force_login(coordinator)

    client.post(reverse("programme-settings"), {**TOLD, "week_hours": "48"})
    client.post(reverse("programme-settings"), TOLD)

    assert Programme.current().week_hours == 48


def test_only_a_coordinator_sets_it_up(client, cast):
    for person in (cast.facilitadora, cast.ministra, cast.asesor, cast.ajena):
        client.force_login(person)
        assert client.post(reverse("programme-settings"), TOLD).status_code == 404


def test_what_sources_say_of_the_programme_is_read_with_its_source(client, programme, enlace):
    programme.facts = [{"ref": "a", "on": "2015", "text": "Comenzó", "source": ["W26"]}]
    programme.save()
    client.force_login(enlace)

    page = client.get(reverse("programme")).text

    assert "Comenzó" in page
    assert "W26" in page


def test_a_convener_that_sources_do_not_tell_is_shown_as_unknown(client, programme, coordinator):
    programme.convener = None
    programme.provenance = {"unknown": ["convener"]}
    programme.save()
    client.force_login(coordinator)

    page = client.get(reverse("programme")).text

    assert page.index("Convoca") < page.index('class="unknown"')


def test_a_stranger_reads_nothing_of_it(client, programme, ajena):
    client.force_login(ajena)

    assert client.get(reverse("programme")).status_code == 404
