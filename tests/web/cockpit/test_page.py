import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from destraba.kit.vocabulary import Constituency, EntityRole, MeetingState
from destraba.mesas.models import Agreement, Attendance, Commitment, Note
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
)

from .conftest import FORTNIGHT, at

pytestmark = pytest.mark.django_db


def test_who_runs_it_opens_it_from_its_page(client, planned, facilitadora):
    client.force_login(facilitadora)
    page = client.get(at("meeting-cockpit", planned))

    response = client.post(at("meeting-opening", planned), follow=True)

    planned.refresh_from_db()
    assert "Abrir la sesión" in page.text
    assert planned.state == MeetingState.IN_PROGRESS
    assert "Nuevo compromiso" not in page.text
    assert "en curso" in response.text


def test_it_is_opened_once(client, session, facilitadora):
    client.force_login(facilitadora)

    response = client.post(at("meeting-opening", session))

    assert response.status_code == 409
    assert "La sesión está en curso" in response.text


def test_the_item_at_hand_has_its_problem_in_view(desk, item, problem):
    agency = OrganizationFactory(acronym="AFOR")
    problem.involve(agency, role=EntityRole.MUST_ACT, authority_to_find=True, by=None, at=NOON)
    CommitmentFactory(mesa=item.meeting.mesa, problem=problem, promise="Publicar el plano")

    page = desk.get("meeting-cockpit").text

    assert "El registro tarda 90 días" in page
    assert "Por el plano" in page
    assert "AFOR" in page
    assert "autoridad por encontrar" in page
    assert "Publicar el plano" in page
    assert "Nuevo compromiso" in page


def test_the_follow_up_shows_what_the_mesa_owes_late_first(desk, session):
    mesa = session.mesa
    AgendaItemFactory(meeting=session, title="Seguimiento", is_follow_up=True)
    CommitmentFactory(mesa=mesa, promise="Lo que vence", due_on=NOON.date() + FORTNIGHT * 3)
    CommitmentFactory(mesa=mesa, promise="Lo vencido", due_on=NOON.date() - FORTNIGHT)

    page = desk.get("meeting-cockpit").text

    assert page.index("Lo vencido") < page.index("Lo que vence")
    assert "14 días tarde" in page
    assert "1 vencido" in page


def test_an_item_asked_for_is_the_one_at_hand(desk, item, session):
    other = AgendaItemFactory(meeting=session, title="Crédito de largo plazo")

    page = desk.get("meeting-cockpit", data={"punto": other.pk})
    parts = desk.get("meeting-cockpit", data={"punto": other.pk}, htmx=True)

    assert f'id="hand-title" tabindex="-1">2 · {other}' in page.text
    assert "<h1>" not in parts.text
    assert 'id="board" hx-swap-oob="true"' in parts.text


def test_whoever_sits_at_the_table_reads_and_cannot_write(client, item, session, enlace):
    client.force_login(enlace)
    Note.write(item, "said", text="Falta el plano", base=0, by=None, at=NOON)

    page = client.get(at("meeting-cockpit", session)).text

    assert "Falta el plano" in page
    assert "Usted sigue la sesión en vivo" in page
    assert "<textarea" not in page
    assert "formaction" not in page


@pytest.mark.parametrize("name", ["cockpit-parts", "cockpit-news", "meeting-cockpit"])
def test_a_stranger_finds_nothing(client, session, ajena, name):
    client.force_login(ajena)

    assert client.get(at(name, session)).status_code == 404


def test_only_who_runs_it_changes_it(client, session, item, seat, enlace, ajena):
    addresses = [
        at("meeting-opening", session),
        at("cockpit-seat", session, seat),
        at("cockpit-guests", session),
        at("cockpit-items", session),
        at("cockpit-item-start", session, item),
        at("cockpit-item-finish", session, item),
        at("cockpit-item-later", session, item),
        at("cockpit-note", session, item, "said"),
        at("cockpit-agreements", session, item),
        at("cockpit-promises", session, item),
    ]

    for person in (enlace, ajena):
        client.force_login(person)
        assert {client.post(each).status_code for each in addresses} == {404}


def test_an_item_of_another_session_is_not_found(desk):
    other = AgendaItemFactory()

    assert desk.post("cockpit-item-start", other).status_code == 404
    assert desk.post("cockpit-note", other, "said", text="x", base=0).status_code == 404
    assert desk.post("cockpit-promises", other, line="x").status_code == 404


def test_once_closed_nothing_is_said_to_be_still_to_come(desk, session, item, facilitadora):
    session.close(nothing_promised=True, by=facilitadora, at=NOON)

    page = desk.get("meeting-cockpit").text

    for words in ("no se trató", "No se anotó nada.", "No se acordó nada."):
        assert words in page
    assert "sin empezar" not in page
    assert "todavía" not in page


def test_nothing_is_changed_once_it_closed(desk, session, item, facilitadora):
    session.close(nothing_promised=True, by=facilitadora, at=NOON)

    response = desk.post("cockpit-item-start", item)

    assert response.status_code == 409
    assert "La sesión está cerrada" in response.text


def test_the_news_tell_which_part_is_old(desk, session, item, seat):
    before = desk.get("cockpit-news").json()
    Attendance.mark(session, seat, presence="present", by=None, at=NOON)
    Note.write(item, "said", text="Hola", base=0, by=None, at=NOON)

    after = desk.get("cockpit-news").json()

    changed = {name for name, mark in after["marks"].items() if mark != before["marks"][name]}
    assert changed == {"attendance", "notes"}
    assert after["notes"] == {"said": 1, "learned": 0}
    assert after["state"] == "in_progress"


def test_the_marks_of_the_news_are_those_of_the_page(desk, item):
    page, news = desk.get("meeting-cockpit").text, desk.get("cockpit-news").json()

    for name in ("attendance", "agenda", "hand", "behind", "outcome"):
        assert f'data-part="{name}" data-mark="{news["marks"][name]}"' in page


def test_time_alone_makes_no_news(desk, item):
    item.start(at=NOON - FORTNIGHT)

    assert "min de más" in desk.get("meeting-cockpit").text
    first = desk.get("cockpit-news").json()["marks"]
    item.refresh_from_db()
    assert desk.get("cockpit-news").json()["marks"] == first


def test_only_the_parts_asked_for_come(desk, item):
    parts = desk.get("cockpit-parts", data={"parte": ["agenda", "x"]}, htmx=True).text

    assert 'id="agenda"' in parts
    assert 'id="hand"' not in parts


def test_the_queries_do_not_grow(desk, session, item, at_table):
    def queries(name, **data):
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(name, data=data).status_code == 200
        return len(captured)

    fill(session, item, at_table, "uno")
    few = queries("meeting-cockpit", punto=item.pk), queries("cockpit-news", punto=item.pk)
    for name in ("dos", "tres", "cuatro"):
        fill(session, item, at_table, name)

    assert (
        queries("meeting-cockpit", punto=item.pk),
        queries("cockpit-news", punto=item.pk),
    ) == few
    assert max(few) <= 20


def fill(session, item, at_table, name):
    """One more of everything that the page shows."""
    person = at_table(f"{name}-miembro", Constituency.WORKERS)
    seat = person.appointments.get().seat
    Attendance.mark(
        session, seat, presence="present", on_behalf_of=PersonFactory(), by=None, at=NOON
    )
    Attendance.receive(session, guest_name=name, organization=seat.organization, by=None, at=NOON)
    AgendaItemFactory(
        meeting=session, came_from=AgendaItemFactory(), problem=ProblemFactory(mesa=session.mesa)
    )
    agreement = Agreement.note(item, text=name, by=None, at=NOON)
    agreement.object(OrganizationFactory(), words="No", by=None, at=NOON)
    item.problem.involve(
        OrganizationFactory(),
        role=EntityRole.MUST_ACT,
        liaison=PersonFactory(),
        authority=PersonFactory(),
        by=None,
        at=NOON,
    )
    Commitment.make(
        session.mesa,
        promise=name,
        responsible=seat.organization,
        due_on=NOON.date(),
        follower=person,
        problem=item.problem,
        meeting=session,
        item=item,
        by=None,
        at=NOON,
    )


def test_it_begins_light(desk, session, item, at_table):
    fill(session, item, at_table, "uno")

    assert len(desk.get("meeting-cockpit").content) < 60_000
