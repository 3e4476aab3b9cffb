import pytest

from destraba.mesas.models import Agreement
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import AgendaItemFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(item, facilitadora):
    return Agreement.note(item, text="Usar un solo plano", by=facilitadora, at=NOON)


def test_an_agreement_is_noted(desk, item):
    parts = desk.post("cockpit-agreements", item, text=" Usar un solo plano ", htmx=True).text

    assert item.agreements.get().text == "Usar un solo plano"
    assert "Usar un solo plano" in parts
    assert 'id="accord"' in parts


@pytest.mark.parametrize("htmx", [True, False])
def test_an_empty_agreement_is_refused_in_words(desk, item, htmx):
    response = desk.post("cockpit-agreements", item, text="  ", htmx=htmx)

    assert response.status_code == 422
    assert 'id="accord-error"' in response.text


def test_one_that_is_too_long_comes_back_whole(desk, item):
    text = "a" * 4001

    response = desk.post("cockpit-agreements", item, text=text, htmx=True)

    assert response.status_code == 422
    assert f'value="{text}"' in response.text
    assert "maxlength" not in response.text


def test_an_agreement_is_reworded_and_what_it_said_is_kept(desk, agreement):
    form = desk.get("cockpit-agreement", agreement)
    desk.post("cockpit-agreement", agreement, text="Usar un plano único")

    agreement.refresh_from_db()
    event = Event.objects.get(verb="agreement.reworded")
    assert "Usar un solo plano" in form.text
    assert agreement.text == "Usar un plano único"
    assert event.changes["text"] == ["Usar un solo plano", "Usar un plano único"]


def test_who_does_not_share_it_is_noted_beside_it_and_may_be_taken_off(desk, agreement, gremio):
    guild = gremio.appointments.get().seat.organization

    desk.post("cockpit-objection", agreement, organization="GREMIO", words="Sube el costo")
    objection = agreement.objections.get()
    page = desk.get("meeting-cockpit").text
    desk.post("cockpit-objection-forget", agreement, objection)

    assert (objection.organization, objection.words) == (guild, "Sube el costo")
    assert "Objeción anotada por GREMIO" in page
    assert "Sube el costo" in page
    assert not agreement.objections.exists()


def test_an_objection_needs_words_and_somebody_known(desk, agreement):
    response = desk.post("cockpit-objection", agreement, organization="Nadie", words="")

    assert response.status_code == 422
    assert "No está en el directorio" in response.text
    assert not agreement.objections.exists()


def test_a_slip_is_taken_back(desk, agreement, item):
    desk.post("cockpit-agreement-take-back", agreement)

    assert not item.agreements.exists()
    assert Event.objects.of_subject(item).filter(verb="agreement.taken_back").exists()


def test_an_agreement_of_another_session_is_not_found(desk):
    other = Agreement.note(
        AgendaItemFactory(meeting__state="in_progress"), text="x", by=None, at=NOON
    )

    assert desk.post("cockpit-agreement", other, text="y").status_code == 404
    assert desk.post("cockpit-agreement-take-back", other).status_code == 404
