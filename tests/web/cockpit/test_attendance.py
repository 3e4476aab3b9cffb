import re

import pytest

from destraba.kit.vocabulary import AppointmentRole, Constituency, Presence
from destraba.mesas.models import Attendance
from tests.factories import AppointmentFactory, OrganizationFactory, PersonFactory

from .conftest import at

pytestmark = pytest.mark.django_db


def test_a_tap_marks_a_seat_and_says_what_the_next_one_does(desk, session, seat):
    parts = desk.post("cockpit-seat", seat, presence="present", htmx=True).text

    mark = session.attendances.get()
    assert (mark.seat, mark.presence, mark.by.name) == (seat, Presence.PRESENT, "Facilitadora")
    assert 'value="excused"' in parts
    assert 'id="attendance"' in parts
    assert 'id="agenda"' not in parts


@pytest.mark.parametrize(
    ("presence", "following"),
    [("", "present"), ("present", "excused"), ("excused", "absent"), ("absent", "")],
)
def test_the_taps_go_round(desk, session, seat, presence, following):
    desk.post("cockpit-seat", seat, presence=presence)

    page = desk.get("meeting-cockpit").text

    assert f'id="seat-{seat.pk}"' in page
    button = page[page.index(f'id="seat-{seat.pk}"') :]
    assert button.index(f'name="presence" value="{following}"') < button.index("</button>")
    assert session.attendances.exists() == bool(presence)


def test_without_scripts_a_tap_leads_back_to_the_page(desk, session, item, seat):
    response = desk.post("cockpit-seat", seat, presence="present")

    assert response.status_code == 302
    assert response.url == f"{at('meeting-cockpit', session)}?punto={item.pk}"


def test_the_counts_are_by_constituency(desk, seat, session):
    desk.post("cockpit-seat", seat, presence="present")
    Attendance.receive(session, guest_name="Rosa", organization=None, by=None, at=session.opened_at)

    page = desk.get("meeting-cockpit").text

    assert "<b>G</b> 1/1 · <b>E</b> 0/1 · <b>T</b> 0/0" in page
    assert "ED 0/1" in page
    assert "invitados 1" in page


def test_somebody_comes_on_behalf_of_the_holder(desk, session, gremio):
    seat = gremio.appointments.get().seat
    alternate = AppointmentFactory(seat=seat, role=AppointmentRole.ALTERNATE).person

    form = desk.get("cockpit-seat", seat).text
    desk.post("cockpit-seat", seat, presence="present", who=alternate.pk, on_behalf_of=gremio.pk)

    mark = session.attendances.get()
    assert f"{alternate.name}, alterno" in form
    assert (mark.person, mark.on_behalf_of) == (alternate, gremio)
    assert "en representación de Gremio" in desk.get("meeting-cockpit").text


def test_somebody_who_is_not_in_the_directory_comes_for_a_seat(desk, session, seat):
    told = {"presence": "present", "who": "other", "on_behalf_of": ""}

    silent = desk.post("cockpit-seat", seat, guest_name="", **told)
    desk.post("cockpit-seat", seat, guest_name="Rosa Díaz", **told)

    mark = session.attendances.get()
    assert silent.status_code == 422
    assert "Escriba quién vino" in silent.text
    assert (mark.who, mark.person) == ("Rosa Díaz", None)


def test_what_was_marked_can_be_said_again_or_unmarked(desk, session, seat, enlace):
    desk.post("cockpit-seat", seat, presence="excused", who=enlace.pk, on_behalf_of="")
    form = desk.get("cockpit-seat", seat).text

    desk.post("cockpit-seat", seat, presence="none", who=enlace.pk, on_behalf_of="")

    assert re.search(r'value="excused"[^>]* checked', form)
    assert not session.attendances.exists()


def test_a_presence_that_does_not_exist_is_refused(desk, session, seat):
    response = desk.post("cockpit-seat", seat, presence="flying")

    assert response.status_code == 422
    assert not session.attendances.exists()


def test_a_guest_takes_a_chair_and_leaves_it(desk, session):
    agency = OrganizationFactory(name="Banco de Desarrollo", acronym="BANDES")

    desk.post("cockpit-guests", guest_name="Rosa Díaz", organization="bandes")
    guest = session.attendances.get()
    page = desk.get("meeting-cockpit").text
    desk.post("cockpit-guest-dismissal", guest)

    assert (guest.who, guest.organization, guest.presence) == ("Rosa Díaz", agency, "present")
    assert "Rosa Díaz" in page
    assert not session.attendances.exists()


def test_an_organisation_that_nobody_knows_is_said_so(desk, session):
    response = desk.post("cockpit-guests", guest_name="Rosa", organization="Nadie", htmx=True)

    assert response.status_code == 422
    assert "No está en el directorio" in response.text
    assert 'value="Rosa"' in response.text
    assert not session.attendances.exists()


def test_a_seat_of_another_mesa_is_not_found(desk, session, seat):
    elsewhere = AppointmentFactory(person=PersonFactory()).seat
    guest = Attendance.receive(
        session, guest_name="Rosa", organization=None, by=None, at=session.opened_at
    )
    desk.post("cockpit-seat", seat, presence="present")
    seated = session.attendances.get(seat=seat)

    assert desk.post("cockpit-seat", elsewhere, presence="present").status_code == 404
    assert desk.post("cockpit-guest-dismissal", seated).status_code == 404
    assert desk.post("cockpit-guest-dismissal", guest).status_code == 302


def test_a_vacant_seat_is_visible(desk, session, at_table):
    person = at_table("vacante", Constituency.WORKERS)
    person.appointments.all().delete()

    assert "asiento vacante" in desk.get("meeting-cockpit").text
