import datetime

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from destraba.kit.vocabulary import ItemState, MeetingState, ProblemState, SeatKind
from destraba.mesas.models import Attendance, Meeting, Note
from destraba.notifications.delivery import deliver_pending
from destraba.notifications.models import Letter
from destraba.notifications.telling import tell_pending
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    AppointmentFactory,
    CommitmentFactory,
    MeetingFactory,
    ProblemFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
LATE = datetime.date(2026, 11, 6)
WHEN = {"day": "2026-12-03", "hour": "09:30", "minutes": "120", "place": "Sala Roble", "link": ""}


@pytest.fixture(autouse=True)
def _at_noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def meeting(mesa, cast):
    """Planned for Thursday 26 November at 10:00, with one item."""
    meeting = MeetingFactory(mesa=mesa, number=14, place="Sala Cedro")
    AgendaItemFactory(meeting=meeting, title="Registro de plantaciones", minutes=25)
    return meeting


@pytest.fixture
def convened(meeting, cast):
    seats = list(meeting.seats_to_invite())
    meeting.convene(seats=seats, by=cast.facilitadora, at=NOON)
    return meeting


def at(name, meeting, *more):
    return reverse(name, args=[meeting.pk, *more])


def seat_of(person):
    return person.appointments.get().seat


# ── the page ──


def test_the_page_says_what_it_is_and_where_each_item_comes_from(client, meeting, enlace):
    before = AgendaItemFactory(meeting=MeetingFactory(mesa=meeting.mesa, number=13))
    AgendaItemFactory(meeting=meeting, title="Crédito", came_from=before, carried_times=2)
    client.force_login(enlace)

    page = client.get(at("meeting", meeting)).text

    for words in [
        "Sesión 14",
        "prevista",
        "Sala Cedro",
        "Registro de plantaciones",
        "40 de 90 min",
    ]:
        assert words in page
    assert "viene de la sesión 13 · 3ª vez" in page
    assert at("meeting-preparation", meeting) not in page


def test_what_a_held_session_left_is_told(client, meeting, cast):
    item = meeting.items.get()
    meeting.open(by=cast.facilitadora, at=NOON)
    Attendance.mark(meeting, seat_of(cast.enlace), presence="present", by=None, at=NOON)
    Note.write(item, "learned", text="Era el plano", base=0, by=cast.facilitadora, at=NOON)
    agreement = item.agreements.create(text="Plano simplificado", by=cast.facilitadora, at=NOON)
    guild = seat_of(cast.gremio).organization
    agreement.object(guild, words="Sube el costo", by=cast.facilitadora, at=NOON)
    CommitmentFactory(mesa=meeting.mesa, meeting=meeting, item=item, promise="Publicar la norma")
    CommitmentFactory(mesa=meeting.mesa, meeting=meeting, promise="Sin punto")
    meeting.close(by=cast.facilitadora, at=NOON + datetime.timedelta(hours=1))
    client.force_login(cast.gremio)

    page = client.get(at("meeting", meeting)).text

    for words in [
        "Era el plano",
        "Plano simplificado",
        "Sube el costo",
        "Publicar la norma",
        "Sin punto",
        "no se trató",
        "1 de 1",
        "duró 60 min, de 90",
        "versión 1",
        at("meeting-record", meeting),
    ]:
        assert words in page


def test_what_a_source_does_not_tell_is_shown_as_unknown(client, mesa, enlace):
    meeting = MeetingFactory(
        mesa=mesa, starts_at=None, state=MeetingState.CLOSED, provenance={"source": ["W24"]}
    )
    client.force_login(enlace)

    page = client.get(at("meeting", meeting)).text

    assert page.count("desconocido") >= 3
    assert "La fuente no dice quién estuvo." in page
    assert client.get(at("meeting-calendar", meeting)).status_code == 404


@pytest.mark.parametrize("state", ["to come", "held"])
def test_the_queries_of_the_page_do_not_grow_with_what_it_tells(
    client, meeting, cast, at_table, state, django_assert_max_num_queries
):
    client.force_login(cast.facilitadora)
    meeting.convene(seats=list(meeting.seats_to_invite()), by=cast.facilitadora, at=NOON)
    if state == "held":
        meeting.open(by=cast.facilitadora, at=NOON)
    for number in (1, 5):
        item = AgendaItemFactory(meeting=meeting, problem=ProblemFactory(mesa=meeting.mesa))
        item.agreements.create(text="Acuerdo", by=None, at=NOON)
        CommitmentFactory.create_batch(number, mesa=meeting.mesa, meeting=meeting, item=item)
        person = at_table(f"otra{number}", "workers")
        if state == "held":
            Attendance.mark(meeting, seat_of(person), presence="present", by=None, at=NOON)
        with django_assert_max_num_queries(20):
            client.get(at("meeting", meeting))


def test_whoever_sees_it_takes_it_to_her_calendar(client, meeting, gremio):
    client.force_login(gremio)

    answer = client.get(at("meeting-calendar", meeting))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.content)
    assert calendar["method"] == "PUBLISH"
    assert calendar.walk("VEVENT")[0].decoded("dtstart") == meeting.starts_at


@pytest.mark.parametrize("name", ["meeting", "meeting-calendar"])
def test_a_stranger_finds_no_meeting(client, meeting, ajena, name):
    client.force_login(ajena)

    assert client.get(at(name, meeting)).status_code == 404


@pytest.mark.parametrize("who", ["ajena", "asesor", "enlace", "ministra"])
def test_who_does_not_run_the_mesa_changes_nothing(client, convened, cast, who):
    client.force_login(getattr(cast, who))
    item = convened.items.get().pk
    for name, more in [
        ("meeting-date", []),
        ("meeting-cancellation", []),
        ("meeting-preparation", []),
        ("meeting-proposal", []),
        ("meeting-item-new", []),
        ("meeting-agenda-order", []),
        ("meeting-agenda-minutes", []),
        ("meeting-item", [item]),
        ("meeting-item-removal", [item]),
        ("meeting-invitation", []),
        ("meeting-reminder", []),
    ]:
        assert client.post(at(name, convened, *more), WHEN).status_code in (404, 405), name
        assert client.get(at(name, convened, *more)).status_code in (404, 405), name
    assert client.get(f"{reverse('meeting-new')}?mesa={convened.mesa_id}").status_code == 404
    convened.refresh_from_db()
    assert convened.state == MeetingState.CONVENED
    assert convened.items.count() == 1


# ── in the calendar ──


def test_a_meeting_is_planned_on_the_day_of_the_cadence(client, mesa, facilitadora):
    client.force_login(facilitadora)
    address = f"{reverse('meeting-new')}?mesa={mesa.pk}&tipo=premesa"

    form = client.get(address).context["form"]
    assert form["kind"].value() == "premesa"
    assert form["day"].value() == datetime.date(2026, 12, 7)
    answer = client.post(address, {**WHEN, "kind": "intersession", "purpose": "Ver el plano"})

    meeting = Meeting.objects.get()
    assert answer.url == at("meeting-preparation", meeting)
    assert (str(meeting), meeting.purpose) == ("Intersesión 1", "Ver el plano")
    assert meeting.starts_at == datetime.datetime(2026, 12, 3, 14, 30, tzinfo=datetime.UTC)


def test_the_day_proposed_comes_after_the_session_already_in_the_calendar(
    client, meeting, facilitadora
):
    client.force_login(facilitadora)
    address = f"{reverse('meeting-new')}?mesa={meeting.mesa_id}"

    assert client.get(address).context["form"]["day"].value() == datetime.date(2026, 12, 10)
    meeting.cancel(why="Feriado", by=facilitadora, at=NOON)
    assert client.get(address).context["form"]["day"].value() == datetime.date(2026, 12, 7)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"day": "2026-02-30"}, "fecha válida"),
        ({"day": "2026-11-01"}, "Ya pasó"),
        ({"hour": "25:00"}, "hora válida"),
        ({"minutes": "0"}, "mayor o igual a 5"),
        ({"link": "javascript:alert(1)"}, "dirección de la web"),
        ({"why": " "}, "obligatorio"),
    ],
)
def test_an_impossible_date_is_refused_in_words_and_what_was_typed_stays(
    client, convened, facilitadora, wrong, words
):
    client.force_login(facilitadora)

    answer = client.post(at("meeting-date", convened), {**WHEN, "why": "Paro", **wrong})

    assert answer.status_code == 422
    assert words in answer.text
    assert "Sala Roble" in answer.text
    convened.refresh_from_db()
    assert convened.place == "Sala Cedro"


def test_another_date_needs_a_reason_only_when_somebody_was_invited(client, meeting, facilitadora):
    client.force_login(facilitadora)
    assert client.post(at("meeting-date", meeting), WHEN).status_code == 302

    meeting.convene(seats=list(meeting.seats_to_invite()), by=facilitadora, at=NOON)
    assert client.post(at("meeting-date", meeting), WHEN).status_code == 422
    client.post(at("meeting-date", meeting), {**WHEN, "day": "2026-12-04", "why": "Paro"})

    meeting.refresh_from_db()
    assert meeting.day == datetime.date(2026, 12, 4)


def test_the_day_that_the_page_proposed_is_in_the_form(client, meeting, facilitadora):
    client.force_login(facilitadora)

    page = client.get(f"{at('meeting-date', meeting)}?dia=2026-12-10").text

    assert 'value="2026-12-10"' in page


def test_a_meeting_is_cancelled_with_its_reason(client, convened, facilitadora):
    client.force_login(facilitadora)

    assert client.post(at("meeting-cancellation", convened), {"why": ""}).status_code == 422
    client.post(at("meeting-cancellation", convened), {"why": "Duelo"})

    assert "Duelo" in client.get(at("meeting", convened)).text
    assert client.post(at("meeting-date", convened), WHEN).status_code == 409


def test_a_meeting_cancelled_before_its_agenda_says_that_it_had_none(client, mesa, facilitadora):
    meeting = MeetingFactory(mesa=mesa, number=15)
    meeting.cancel(why="Feriado", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    page = client.get(at("meeting", meeting)).text

    assert "No llegó a tener agenda" in page
    assert "no se envió" in page
    assert not any(words in page for words in ("desconocido", "en preparación"))


# ── its preparation ──


def test_the_preparation_proposes_what_is_owed_and_what_is_stuck(client, meeting, cast):
    problem = ProblemFactory(mesa=meeting.mesa, state=ProblemState.IN_FOCUS, title="Crédito")
    CommitmentFactory(mesa=meeting.mesa, problem=problem, due_on=LATE)
    client.force_login(cast.facilitadora)

    page = client.get(at("meeting-preparation", meeting)).text

    assert "En foco, 1 vencido" in page
    assert "1 compromiso abierto, 1 vencido" in page
    assert "<b>25</b> de 90 min" in page
    assert page.count("asiento vacante") == 0
    assert "sin enviar" in page


def test_one_proposal_is_adopted_or_all_of_them(client, meeting, facilitadora):
    problem = ProblemFactory(mesa=meeting.mesa, state=ProblemState.IN_FOCUS, title="Crédito")
    CommitmentFactory(mesa=meeting.mesa, due_on=LATE)
    client.force_login(facilitadora)

    client.post(at("meeting-proposal", meeting), {"propuesta": f"problem-{problem.pk}"})
    assert [item.title for item in meeting.items.all()] == ["Registro de plantaciones", "Crédito"]
    told = client.post(at("meeting-proposal", meeting), follow=True)
    client.post(at("meeting-proposal", meeting), {"propuesta": "problem-0"})

    assert "La agenda tiene ya 4 puntos." in told.text
    assert [item.title for item in meeting.items.all()] == [
        "Seguimiento de compromisos",
        "Registro de plantaciones",
        "Crédito",
        "Próximos pasos",
    ]


def test_too_many_minutes_are_said(client, meeting, facilitadora):
    AgendaItemFactory(meeting=meeting, minutes=70)
    client.force_login(facilitadora)

    page = client.get(at("meeting-preparation", meeting)).text

    assert "<b>95</b> de 90 min · no caben" in page


def test_an_item_takes_its_title_from_its_problem(client, meeting, facilitadora):
    problem = ProblemFactory(mesa=meeting.mesa, title="Crédito")
    elsewhere = ProblemFactory()
    client.force_login(facilitadora)
    new = at("meeting-item-new", meeting)

    for told, words in [
        ({"minutes": "20"}, "Escriba el punto"),
        ({"title": "Uno", "minutes": "0"}, 'value="Uno"'),
        ({"minutes": "5", "problem": elsewhere.pk}, "opción válida"),
    ]:
        answer = client.post(new, told)
        assert answer.status_code == 422
        assert words in answer.text
    client.post(new, {"minutes": "20", "problem": problem.pk})

    assert [item.title for item in meeting.items.all()] == ["Registro de plantaciones", "Crédito"]


def test_an_item_is_reworded(client, meeting, facilitadora):
    item = meeting.items.get()
    client.force_login(facilitadora)
    told = {"title": "Registro", "minutes": "30", "is_recurring": "on"}

    assert 'value="25"' in client.get(at("meeting-item", meeting, item.pk)).text
    client.post(at("meeting-item", meeting, item.pk), told)

    item.refresh_from_db()
    assert (item.title, item.minutes, item.is_recurring) == ("Registro", 30, True)


def test_an_item_of_another_meeting_is_not_found_through_this_one(client, meeting, facilitadora):
    other = AgendaItemFactory(meeting=MeetingFactory(mesa=meeting.mesa))
    client.force_login(facilitadora)

    for name in ("meeting-item", "meeting-item-removal"):
        assert client.post(at(name, meeting, other.pk), {}).status_code == 404


def test_an_item_leaves_the_agenda_until_somebody_wrote_on_it(client, meeting, facilitadora):
    kept = AgendaItemFactory(meeting=meeting)
    Note.write(kept, "said", text="Ya se habló", base=0, by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    gone = meeting.items.exclude(pk=kept.pk).get()
    assert client.post(at("meeting-item-removal", meeting, gone.pk)).status_code == 302
    assert client.post(at("meeting-item-removal", meeting, kept.pk)).status_code == 409

    assert list(meeting.items.all()) == [kept]


def test_the_agenda_is_put_in_order_by_dragging_or_step_by_step(client, meeting, facilitadora):
    first = meeting.items.get()
    second, third = AgendaItemFactory.create_batch(2, meeting=meeting)
    order = at("meeting-agenda-order", meeting)
    client.force_login(facilitadora)

    assert client.post(order, {"order": [third.pk, first.pk, second.pk]}).status_code == 204
    assert list(meeting.items.all()) == [third, first, second]
    for move in (f"{second.pk}:up", f"{third.pk}:up", f"{second.pk}:down", "x", "0:up"):
        assert client.post(order, {"move": move}).status_code == 302
    assert list(meeting.items.all()) == [third, first, second]
    client.post(order, {"move": f"{third.pk}:down"})
    assert list(meeting.items.all()) == [first, third, second]


def test_minutes_are_given_to_each_item_and_the_total_is_answered(client, meeting, facilitadora):
    first, second = meeting.items.get(), AgendaItemFactory(meeting=meeting, minutes=10)
    client.force_login(facilitadora)
    told = {f"minutes-{first.pk}": "40", f"minutes-{second.pk}": "60"}
    minutes = at("meeting-agenda-minutes", meeting)

    assert client.post(minutes, told).status_code == 302
    answer = client.post(minutes, told, headers={"HX-Request": "true"})

    assert "<b>100</b> de 90 min · no caben" in answer.text
    assert 'id="agenda-check" hx-swap-oob="true" class="warn"' in answer.text
    assert "2 puntos, 100 de 90 min" in answer.text
    assert "<html" not in answer.text
    assert [item.minutes for item in meeting.items.all()] == [40, 60]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_impossible_minutes_are_refused_and_what_was_typed_stays(
    client, meeting, facilitadora, headers
):
    item = meeting.items.get()
    client.force_login(facilitadora)
    told = {f"minutes-{item.pk}": "-5"}

    answer = client.post(at("meeting-agenda-minutes", meeting), told, headers=headers)

    assert answer.status_code == 422
    assert "entre 1 y 480" in answer.text
    if not headers:
        assert 'value="-5"' in answer.text
    item.refresh_from_db()
    assert item.minutes == 25


def test_who_was_invited_for_a_problem_is_called_when_it_is_on_the_agenda(
    client, meeting, facilitadora
):
    problem = ProblemFactory(mesa=meeting.mesa)
    seat = SeatFactory(mesa=meeting.mesa, kind=SeatKind.FOR_PROBLEM, problem=problem)
    AppointmentFactory(seat=seat, person__name="Perita", person__email=None)
    SeatFactory(mesa=meeting.mesa)
    client.force_login(facilitadora)

    assert "Perita" not in client.get(at("meeting-preparation", meeting)).text
    AgendaItemFactory(meeting=meeting, problem=problem)
    page = client.get(at("meeting-preparation", meeting)).text

    for words in ["Perita", "para un problema de la agenda", "sin correo", "asiento vacante"]:
        assert words in page


def test_a_session_that_was_held_is_not_prepared(client, meeting, facilitadora):
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CLOSED)
    client.force_login(facilitadora)

    answer = client.get(at("meeting-preparation", meeting))
    assert answer.url == at("meeting", meeting)
    told = {"title": "Tarde", "minutes": "5"}
    late = client.post(at("meeting-item-new", meeting), told)
    assert late.status_code == 422
    assert 'value="Tarde"' in late.text


def test_the_queries_of_the_preparation_do_not_grow(
    client, meeting, facilitadora, at_table, django_assert_max_num_queries
):
    client.force_login(facilitadora)
    for number in (1, 6):
        problems = ProblemFactory.create_batch(number, mesa=meeting.mesa, state="in_focus")
        AgendaItemFactory.create_batch(number, meeting=meeting, state=ItemState.PENDING)
        CommitmentFactory.create_batch(number, mesa=meeting.mesa, problem=problems[0])
        at_table(f"otra{number}", "workers")
        for name in ("meeting-preparation", "meeting-invitation"):
            with django_assert_max_num_queries(20):
                client.get(at(name, meeting))


# ── its convocatoria ──


def test_the_letter_is_read_before_it_is_sent(client, meeting, cast):
    CommitmentFactory(
        mesa=meeting.mesa, seat=seat_of(cast.gremio), promise="Prestar topógrafos", due_on=LATE
    )
    client.force_login(cast.facilitadora)
    address = at("meeting-invitation", meeting)

    page = client.get(address).text
    assert "Convocatoria: Sesión 14 · Mesa Ejecutiva Forestal, jueves 26 de noviembre" in page
    assert "Prestar topógrafos" not in page
    part = client.get(
        f"{address}?ver={seat_of(cast.gremio).pk}",
        headers={"HX-Request": "true", "HX-Target": "letter"},
    )
    assert "Prestar topógrafos: venció el viernes 6 de noviembre, hace 16 días" in part.text
    assert "<html" not in part.text


def test_it_is_sent_to_the_seats_that_were_ticked(client, meeting, cast):
    client.force_login(cast.facilitadora)
    address = at("meeting-invitation", meeting)
    ticked = {"elegidos": "1", "asiento": [seat_of(cast.enlace).pk, seat_of(cast.gremio).pk, "x"]}

    assert f'value="{seat_of(cast.sindicato).pk}"' in client.get(address, ticked).text
    assert client.post(address, ticked).url == address
    tell_pending(at=NOON)
    deliver_pending(at=NOON)

    assert {letter.to for letter in Letter.objects.all()} == {cast.enlace, cast.gremio}
    page = client.get(address).text
    assert "salió" in page
    assert "Convocar a quienes faltan" in page


def test_sending_to_nobody_is_refused(client, meeting, facilitadora):
    client.force_login(facilitadora)

    answer = client.post(at("meeting-invitation", meeting), {"elegidos": "1"})

    assert answer.status_code == 409
    assert "al menos un asiento" in answer.text
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.PLANNED


def test_what_did_not_leave_is_shown(client, convened, cast):
    tell_pending(at=NOON)
    states = [
        (cast.enlace, {"next_attempt_at": None, "failures": 6}, "no se pudo entregar"),
        (cast.gremio, {"failures": 1}, "se intenta otra vez"),
        (cast.sindicato, {}, "por salir"),
    ]
    for person, told, _words in states:
        Letter.objects.filter(to=person).update(trouble="550", **told)
    client.force_login(cast.facilitadora)

    page = client.get(at("meeting-invitation", convened)).text

    assert all(words in page for _person, _told, words in states)


def test_without_a_date_nobody_is_called(client, mesa, facilitadora):
    meeting = MeetingFactory(mesa=mesa, starts_at=None)
    client.force_login(facilitadora)

    assert "Falta decir qué día" in client.get(at("meeting-invitation", meeting)).text
    assert client.post(at("meeting-invitation", meeting)).status_code == 409


def test_who_did_not_answer_is_reminded(client, convened, facilitadora):
    client.force_login(facilitadora)

    assert client.post(at("meeting-reminder", convened)).status_code == 302
    tell_pending(at=NOON)

    assert Letter.objects.filter(event__verb="meeting.reminded").count() == 4


# ── what they answer ──


def test_who_was_invited_confirms_or_excuses_herself(client, convened, enlace):
    invitation = convened.invitations.get(person=enlace)
    address = at("meeting-answer", convened, invitation.pk)
    client.force_login(enlace)

    assert "¿Vendrá?" in client.get(at("meeting", convened)).text
    assert client.post(address, {"answer": "tal vez"}).status_code == 422
    client.post(address, {"answer": "no", "words": "Viaja; irá su alterna"})

    invitation.refresh_from_db()
    assert (invitation.answer, invitation.words) == ("no", "Viaja; irá su alterna")
    assert "Usted se excusó" in client.get(at("meeting", convened)).text


def test_what_she_answers_at_length_comes_back_whole(client, convened, enlace):
    invitation = convened.invitations.get(person=enlace)
    address = at("meeting-answer", convened, invitation.pk)
    client.force_login(enlace)

    asked = client.get(at("meeting", convened)).text
    answer = client.post(address, {"answer": "no", "words": "a" * 301})

    invitation.refresh_from_db()
    assert "maxlength" not in asked.split("¿Vendrá?")[1].split("</form>")[0]
    assert answer.status_code == 422
    assert "a" * 301 in answer.text
    assert invitation.is_waiting


def test_an_answer_by_telephone_is_noted_by_the_team(client, convened, cast):
    invitation = convened.invitations.get(person=cast.enlace)
    client.force_login(cast.facilitadora)

    address = at("meeting-answer", convened, invitation.pk)
    told = client.post(f"{address}?desde=convocatoria", {"answer": "yes"}, follow=True)

    invitation.refresh_from_db()
    assert invitation.answer == "yes"
    assert told.redirect_chain == [(f"{at('meeting-invitation', convened)}#respuestas", 302)]
    assert "AFOR, confirma." in told.text
    assert "Gracias por avisar" not in told.text


@pytest.mark.parametrize("who", ["ajena", "gremio", "asesor"])
def test_nobody_answers_for_the_seat_of_another(client, convened, cast, who):
    invitation = convened.invitations.get(person=cast.enlace)
    client.force_login(getattr(cast, who))

    answer = client.post(at("meeting-answer", convened, invitation.pk), {"answer": "no"})

    assert answer.status_code == 404
    invitation.refresh_from_db()
    assert invitation.is_waiting


def test_it_is_too_late_to_answer_once_it_began(client, convened, cast):
    convened.open(by=cast.facilitadora, at=NOON)
    invitation = convened.invitations.get(person=cast.enlace)
    client.force_login(cast.enlace)

    answer = client.post(at("meeting-answer", convened, invitation.pk), {"answer": "yes"})

    assert answer.status_code == 409
