"""Sessions of the high level, authorities in ordinary ones, advice to elevate, and the rungs."""

import datetime

import pytest
from django.urls import reverse

from destraba.kit.vocabulary import Body, Constituency, EntityRole, ProgrammeRole
from destraba.mesas.models import Brief, Commitment, Elevation, Meeting, Programme, SetAside
from destraba.notifications.telling import tell_pending
from destraba.people.models import Post, Role
from tests.conftest import NOON
from tests.factories import LONG_AGO, MeetingFactory, PersonFactory, ProblemFactory

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def viceministro(at_table):
    return at_table("viceministro", Constituency.GOVERNMENT, body=Body.HIGH_LEVEL)


@pytest.fixture
def coordinadora(programme):
    person = PersonFactory(name="Coordinadora", email="coordina@ejemplo.test")
    Role.give(person, ProgrammeRole.COORDINATOR, since_on=LONG_AGO, by=None, at=NOON)
    return person


def raise_it(mesa, of, by, title="Dos registros"):
    told = {"by": by, "at": NOON}
    elevation = Elevation.prepare(
        problem=ProblemFactory(mesa=mesa, title=title),
        asked=f"Que se decida: {title}",
        asked_of=of,
        wanted_by=NOON.date() + 20 * DAY,
        **told,
    )
    Brief.write(elevation, text="Dos registros.", **told)
    elevation.warn(**told)
    elevation.go_up(**told)
    return elevation


@pytest.fixture
def raised(mesa, viceministro, facilitadora):
    return raise_it(mesa, viceministro, facilitadora)


def at(name, *parts):
    return reverse(name, args=parts)


WHEN = {"day": "2026-11-26", "hour": "09:00", "minutes": 60}


def test_from_an_elevation_to_its_session_and_its_decision(
    client, facilitadora, raised, viceministro, mesa, mailoutbox, enlace
):
    other = raise_it(mesa, viceministro, facilitadora, title="La tarifa")
    client.force_login(facilitadora)
    assert "La tarifa" in client.get(at("elevation-session", raised.pk)).text

    client.post(at("elevation-session", raised.pk), {**WHEN, "others": [other.pk]})

    meeting = Meeting.objects.get()
    draft = client.get(at("meeting-invitation", meeting.pk)).text
    assert at("elevation-brief-docx", raised.pk) in draft
    seat = viceministro.appointments.get().seat
    client.post(at("meeting-invitation", meeting.pk), {"elegidos": 1, "asiento": [seat.pk]})
    assert raised.turns.filter(kind="sent", meeting=meeting).exists()
    tell_pending(at=NOON)

    client.post(at("meeting-opening", meeting.pk))
    closing = client.get(at("meeting-closing", meeting.pk)).text
    decision = f"{at('elevation-decision', raised.pk)}?sesion={meeting.pk}"
    assert decision in closing
    entity = enlace.appointments.get().seat.organization
    told = {"ruling": "dispute", "words": "Lo lleva AFOR", "decider": viceministro.pk}
    promise = {"promise": "Publicar", "responsible": entity.pk, "due_on": "2026-12-20"}
    promise |= {"follower": facilitadora.pk}
    lines = {f"p0-{name}": value for name, value in promise.items()}
    answer = client.post(decision, {**told, "decided_on": "2026-11-22", **lines})

    assert answer.url == at("meeting-closing", meeting.pk)
    assert Commitment.objects.get().meeting == meeting
    assert raised.turns.get(kind="decided").meeting == meeting
    closing = client.get(at("meeting-closing", meeting.pk))
    assert "decidida" in closing.text
    # What was decided was discussed: only what it promised carries over.
    reasons = {str(item.problem): why for item, why in closing.context["carried"]}
    assert reasons[str(raised.problem)] == "tiene compromisos abiertos"
    assert "Lo lleva AFOR" in client.get(at("meeting-record", meeting.pk)).text


def test_asked_for_twice_it_is_one_session(client, facilitadora, raised):
    client.force_login(facilitadora)

    answers = [client.post(at("elevation-session", raised.pk), WHEN).status_code for _ in "ab"]

    assert answers == [302, 422]
    assert Meeting.objects.count() == 1
    assert client.get(at("elevation-session", raised.pk)).url == at(
        "meeting", Meeting.objects.get().pk
    )


def test_a_session_in_the_past_is_refused_with_what_was_typed(client, facilitadora, raised):
    client.force_login(facilitadora)

    answer = client.post(
        at("elevation-session", raised.pk), {**WHEN, "day": "2026-11-01", "words": "Decidir"}
    )

    assert answer.status_code == 422
    assert "Decidir" in answer.text


def test_only_who_runs_the_mesa_plans_it(client, raised, viceministro, enlace, ajena):
    seen = []
    for person in (viceministro, enlace, ajena):
        client.force_login(person)
        seen.append(client.get(at("elevation-session", raised.pk)).status_code)

    assert seen == [404, 404, 404]


def test_the_session_of_another_mesa_decides_nothing_here(client, facilitadora, raised):
    client.force_login(facilitadora)
    other = MeetingFactory(state="in_progress", kind="high_level")

    found = client.get(f"{at('elevation-decision', raised.pk)}?sesion={other.pk}")

    assert found.status_code == 404


def test_an_authority_called_to_an_ordinary_session_is_explained(
    client, facilitadora, mesa, enlace, ajena
):
    meeting = MeetingFactory(mesa=mesa, state="planned", starts_at=NOON + 3 * DAY)
    entity = enlace.appointments.get().seat.organization
    Post.take(enlace, entity, title="Viceministra", since_on=None, by=None, at=NOON)
    client.force_login(facilitadora)
    invitation = at("meeting-invitation", meeting.pk)
    why = at("meeting-authority", meeting.pk, enlace.pk)
    assert why in client.get(invitation).text

    silent = client.post(why, {"why": ""})
    client.post(why, {"why": "Viene a escuchar una vez"})

    assert silent.status_code == 422
    assert SetAside.objects.get().why == "Viene a escuchar una vez"
    assert why not in client.get(invitation).text
    assert client.get(why).status_code == 404
    assert client.post(why, {"why": "Viene a escuchar una vez"}).status_code == 302
    client.force_login(ajena)
    assert client.get(why).status_code == 404


@pytest.fixture
def stuck(mesa, enlace):
    problem = ProblemFactory(mesa=mesa, state="in_focus", title="La ventanilla")
    entity = enlace.appointments.get().seat.organization
    problem.involve(entity, role=EntityRole.MUST_ACT, by=None, at=NOON)
    type(problem).objects.filter(pk=problem.pk).update(moved_on=NOON.date() - 45 * DAY)
    return problem


def test_what_would_be_good_to_elevate_opens_the_form_filled_in(client, facilitadora, stuck):
    client.force_login(facilitadora)
    page = client.get(reverse("elevation-advice")).text
    assert "Lleva 45 días sin movimiento" in page

    form = client.get(
        f"{reverse('elevation-new')}?problema={stuck.pk}&motivo=unresponsive"
    ).context["form"]

    assert form["motive"].value() == "unresponsive"
    assert form["wanted_by"].value() == NOON.date() + 14 * DAY
    assert "Proponer elevar" in client.get(at("problem", stuck.pk)).text


def test_the_advice_is_set_aside_with_a_reason_that_is_kept(client, facilitadora, stuck):
    client.force_login(facilitadora)
    about = f"R07-{stuck.mesa_id}-{stuck.pk}"

    silent = client.post(reverse("elevation-advice"), {"about": about, "why": " "})
    for _time in range(2):
        client.post(reverse("elevation-advice"), {"about": about, "why": "Se reúnen el lunes"})

    assert silent.status_code == 422
    page = client.get(reverse("elevation-advice")).text
    assert "Nada más que convenga elevar" in page
    assert "Se reúnen el lunes" in page
    assert "Proponer elevar" not in client.get(at("problem", stuck.pk)).text
    assert SetAside.objects.count() == 1


def test_advice_is_for_who_runs_a_mesa(client, stuck, enlace, ministra, ajena, asesor):
    seen = []
    for person in (enlace, ministra, ajena, asesor):
        client.force_login(person)
        seen.append(client.get(reverse("elevation-advice")).status_code)
    client.force_login(enlace)

    assert seen == [404, 404, 404, 404]
    assert "Proponer elevar" not in client.get(at("problem", stuck.pk)).text


def test_the_mesa_shows_what_is_up_and_what_is_late(client, facilitadora, raised, time_machine):
    client.force_login(facilitadora)
    assert "1 elevación espera respuesta" in client.get(at("mesa", raised.mesa_id)).text
    time_machine.move_to(NOON + 12 * DAY, tick=False)

    assert "1 pasó su plazo" in client.get(at("mesa", raised.mesa_id)).text
    assert "pasó su plazo sin respuesta" in client.get(reverse("week")).text
    listed = client.get(reverse("elevations"), {"mesa": raised.mesa_id}).text
    assert str(raised) in listed
    assert str(raised) not in client.get(reverse("elevations"), {"mesa": 99_999}).text


def rungs(*rows, why="Aquí decide primero la dirección", **more):
    told = {"why": why, **more}
    for n, (place, name, days, was) in enumerate(rows):
        line = {"place": place, "name": name, "days": days, "was": was}
        told |= {f"r{n}-{field}": value for field, value in line.items()}
    return told


USUAL = [(2, "viceministerio", 10, 0), (3, "ministerio", 12, 1), (4, "gabinete", 15, 2)]


def test_the_rungs_are_changed_on_the_screen(client, coordinadora, raised):
    client.force_login(coordinadora)
    page = client.get(reverse("programme-rungs")).text
    assert "Ahí espera 1 elevación" in page

    client.post(
        reverse("programme-rungs"), rungs(*USUAL, (1, "dirección general", 7, ""), (5, "", "", ""))
    )

    names = [rung["name"] for rung in Programme.current().ladder]
    assert names == ["dirección general", "viceministerio", "ministerio", "gabinete"]
    raised.refresh_from_db()
    assert (raised.rung, raised.rung_name) == (1, "viceministerio")
    after = client.get(reverse("programme-rungs")).text
    assert "Aquí decide primero la dirección" in after
    assert "jefatura de Estado (15 días)" in after


def test_a_rung_where_something_waits_or_without_days_is_refused_and_kept(
    client, coordinadora, raised
):
    client.force_login(coordinadora)

    gone = client.post(
        reverse("programme-rungs"), rungs((1, "", 10, 0), *USUAL[1:], why="Sobra el de abajo")
    )
    half = client.post(reverse("programme-rungs"), rungs(*USUAL, (9, "congreso", "", "")))

    assert [gone.status_code, half.status_code] == [422, 422]
    assert "no puede quitarse" in gone.text
    assert "Sobra el de abajo" in gone.text
    assert "congreso" in half.text
    assert Programme.current().rungs == []


def test_only_who_coordinates_changes_them(client, facilitadora, ministra, asesor):
    for person in (facilitadora, ministra, asesor):
        client.force_login(person)
        assert client.get(reverse("programme-rungs")).status_code == 404


def test_the_monday_card_is_read_on_a_page(client, viceministro, raised, ajena):
    client.force_login(viceministro)

    page = client.get(reverse("convener-sheet")).text

    assert "Que se decida: Dos registros" in page
    client.force_login(ajena)
    assert client.get(reverse("convener-sheet")).status_code == 404


def test_why_an_authority_came_is_read_where_the_session_is(client, facilitadora, mesa, enlace):
    meeting = MeetingFactory(mesa=mesa, state="planned", starts_at=NOON + 3 * DAY)
    appointment = enlace.appointments.get()
    Post.take(
        enlace, appointment.seat.organization, title="Viceministra", since_on=None, by=None, at=NOON
    )
    meeting.convene(seats=[appointment.seat], by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    client.post(at("meeting-authority", meeting.pk, enlace.pk), {"why": "Viene a firmar"})

    page = client.get(at("meeting", meeting.pk)).text
    assert "«Viene a firmar»" in page
    assert at("meeting-authority", meeting.pk, enlace.pk) not in page
    timeline = client.get(at("mesa-timeline", mesa.pk)).text
    assert "altas autoridades, para lo que se eleva" in timeline
    assert "R05" not in timeline


def test_the_preparation_of_a_high_level_session_says_what_enters(client, facilitadora, mesa):
    MeetingFactory(mesa=mesa, state="closed", starts_at=NOON - 14 * DAY, closed_at=NOON)
    meeting = MeetingFactory(mesa=mesa, kind="high_level", state="planned", starts_at=NOON + DAY)
    client.force_login(facilitadora)

    page = client.get(at("meeting-preparation", meeting.pk)).text

    assert "decide lo que se elevó, y nada más" in page
    assert "Abrir la agenda con esto" not in page
    assert "Nadie representa a" not in page
