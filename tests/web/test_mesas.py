import datetime
import gzip

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from destraba.kit.vocabulary import AppointmentRole, Body, Constituency
from destraba.mesas.models import Attendance, Meeting, Mesa, Problem, Seat
from destraba.trail.models import Event, Visit
from destraba.web.components.address import address
from destraba.web.mesas.focus import movement_words
from tests.conftest import NOON
from tests.factories import (
    AppointmentFactory,
    CommitmentFactory,
    MeetingFactory,
    MesaFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
    SeatFactory,
    unblock,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)
FORTNIGHT = datetime.timedelta(days=14)
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


def page(client, person, name, *args, query="", **headers):
    client.force_login(person)
    return client.get(reverse(name, args=args) + query, headers=headers)


def queries(client, name, *args):
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse(name, args=args))
    return len(asked)


def past_sessions(mesa, count):
    starts = [NOON - FORTNIGHT * back for back in range(count, 0, -1)]
    return [
        MeetingFactory(mesa=mesa, number=number, starts_at=starts_at, state="closed")
        for number, starts_at in enumerate(starts, 1)
    ]


def furnish(mesa, count):
    """So many of everything that the page of a mesa shows."""
    for number in range(count):
        problem = ProblemFactory(
            mesa=mesa, state="in_focus" if number % 2 else "listed", moved_on=TODAY
        )
        CommitmentFactory(mesa=mesa, problem=problem, due_on=TODAY)
        problem.involve(OrganizationFactory(), role="must_act", by=None, at=NOON)
        seat = SeatFactory(mesa=mesa)
        AppointmentFactory(seat=seat)
        for meeting in mesa.meetings.all()[:3]:
            Attendance.mark(meeting, seat, presence="present", by=None, at=NOON)


# the list


def test_the_list_shows_how_each_mesa_stands(client, mesa, facilitadora):
    past_sessions(mesa, 3)
    MeetingFactory(mesa=mesa, number=4, starts_at=NOON + datetime.timedelta(days=4))
    unblock(ProblemFactory(mesa=mesa), at=NOON)
    ProblemFactory(mesa=mesa, state="in_focus", moved_on=TODAY - datetime.timedelta(days=31))
    CommitmentFactory(mesa=mesa, due_on=TODAY - datetime.timedelta(days=1))

    [row] = page(client, facilitadora, "mesas").context["rows"]

    assert [beat.state for beat in row.line] == ["held", "held", "held", "next"]
    assert (row.figures.solved, row.figures.still, row.figures.total) == (1, 1, 2)
    assert (row.figures.open, row.figures.late) == (1, 1)
    assert row.trouble == ""


def test_the_list_of_a_stranger_is_empty_and_says_why(client, mesa, ajena):
    answer = page(client, ajena, "mesas")

    assert answer.context["rows"] == []
    assert "Todavía no se sienta en ninguna mesa" in answer.text


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Forestal", "Logística"]),
        ("?tipo=factor", ["Logística"]),
        ("?estado=closed", ["Vieja"]),
        ("?estado=todas", ["Forestal", "Logística", "Vieja"]),
        ("?estado=nada&tipo=otra", ["Forestal", "Logística"]),
    ],
)
def test_the_list_is_filtered_by_known_words_only(client, programme, ministra, query, names):
    MesaFactory(name="Logística", kind="factor")
    MesaFactory(name="Forestal")
    MesaFactory(name="Vieja", state="closed")

    answer = page(client, ministra, "mesas", query=query)

    assert [row.mesa.name for row in answer.context["rows"]] == names


def test_the_queries_of_the_list_do_not_grow_with_the_mesas(client, mesa, ministra):
    page(client, ministra, "mesas")
    past_sessions(mesa, 2)
    few = queries(client, "mesas")
    for number in range(30):
        past_sessions(MesaFactory(name=f"Mesa {number}"), 8)

    assert queries(client, "mesas") == few <= 12


def test_htmx_gets_the_rows_alone(client, mesa, ministra):
    answer = page(client, ministra, "mesas", **HTMX, **{"HX-Target": "rows"})

    assert answer.text.strip().startswith('<div id="rows">')


# the workspace


def test_the_page_of_a_mesa_shows_its_work(client, mesa, facilitadora, enlace):
    past_sessions(mesa, 2)
    ahead = MeetingFactory(mesa=mesa, number=3, starts_at=NOON + datetime.timedelta(days=4))
    problem = ProblemFactory(mesa=mesa, state="in_focus", moved_on=TODAY)
    CommitmentFactory(mesa=mesa, problem=problem, promise="Publicar la directiva", due_on=TODAY)
    ProblemFactory(mesa=mesa, title="Espera su turno")

    answer = page(client, facilitadora, "mesa", mesa.pk)

    assert answer.status_code == 200
    [card] = answer.context["cards"]
    assert card.promises.next.promise == "Publicar la directiva"
    assert card.standing == "0 de 1 compromiso cumplido"
    assert "Espera su turno" in answer.text
    assert "Preparar la sesión 3" in answer.text
    assert answer.text.count(address("meeting-preparation", ahead.pk)) == 1
    assert len(gzip.compress(answer.content)) < 30_000


def test_sessions_of_long_ago_are_found_in_the_timeline(client, mesa, facilitadora):
    older = "Las anteriores, en la cronología"
    past_sessions(mesa, 3)
    assert older not in page(client, facilitadora, "mesa", mesa.pk).text
    for number in range(4, 12):
        MeetingFactory(mesa=mesa, number=number, starts_at=NOON, state="closed")

    assert older in page(client, facilitadora, "mesa", mesa.pk).text


def test_a_session_that_goes_on_comes_before_another_of_the_same_day(client, mesa, facilitadora):
    day = NOON + datetime.timedelta(days=3)
    begun = MeetingFactory(mesa=mesa, number=6, starts_at=day, state="in_progress", opened_at=NOON)
    MeetingFactory(mesa=mesa, number=7, starts_at=day - datetime.timedelta(hours=1))

    told = page(client, facilitadora, "mesa", mesa.pk)

    assert told.context["ahead"] == begun
    assert "Ir a la sesión 6, en curso" in told.text


def test_a_next_step_that_is_late_says_so_on_its_card_and_in_the_list(client, mesa, facilitadora):
    late = {"mesa": mesa, "due_on": TODAY - datetime.timedelta(days=9)}
    for state in ("in_focus", "listed"):
        CommitmentFactory(problem=ProblemFactory(mesa=mesa, state=state, moved_on=TODAY), **late)

    told = page(client, facilitadora, "mesa", mesa.pk).text

    assert told.count("9 días tarde") == 4  # the card, the list, and twice among the commitments


@pytest.mark.parametrize(
    "name",
    [
        "mesa",
        "mesa-problems",
        "mesa-timeline",
        "mesa-seats",
        "mesa-objective",
        "seat-new",
    ],
)
def test_a_stranger_finds_no_page_of_the_mesa(client, mesa, ajena, name):
    assert page(client, ajena, name, mesa.pk).status_code == 404


@pytest.mark.parametrize("name", ["mesa", "mesa-life"])
def test_the_mesa_above_is_a_link_only_for_who_sees_it(client, mesa, facilitadora, ministra, name):
    above = MesaFactory(name="Mesa de arriba")
    mesa.parent, mesa.kind = above, "territorial"
    mesa.save()

    link = f'href="{address("mesa", above.pk)}"'

    assert link in page(client, ministra, name, mesa.pk).text
    below = page(client, facilitadora, name, mesa.pk).text
    assert "Mesa de arriba" in below
    assert link not in below


@pytest.mark.parametrize("name", ["mesa-objective", "seat-new"])
def test_who_does_not_run_the_mesa_finds_no_form(client, mesa, enlace, asesor, name):
    assert page(client, enlace, name, mesa.pk).status_code == 404
    assert page(client, asesor, name, mesa.pk).status_code == 404


def test_who_reads_only_sees_no_way_to_change(client, mesa, asesor):
    furnish(mesa, 2)

    text = page(client, asesor, "mesa", mesa.pk).text

    assert reverse("mesa-objective", args=[mesa.pk]) not in text
    assert reverse("mesa-next-session", args=[mesa.pk]) not in text
    assert reverse("problem-new") not in text


def test_the_queries_of_a_mesa_do_not_grow_with_its_rows(client, mesa, facilitadora):
    past_sessions(mesa, 4)
    furnish(mesa, 2)
    page(client, facilitadora, "mesa", mesa.pk)
    few = queries(client, "mesa", mesa.pk)
    furnish(mesa, 25)

    assert queries(client, "mesa", mesa.pk) == few <= 20


def test_a_new_mesa_says_what_comes_first(client, coordinadora):
    mesa = Mesa.launch(name="Mesa nueva", kind="factor", by=coordinadora, at=NOON)

    answer = page(client, coordinadora, "mesa", mesa.pk)

    assert [step.is_done for step in answer.context["beginnings"]] == [False] * 4
    assert "Ofrecer el primer asiento" in answer.text
    assert "Todavía sin sesiones" in answer.text


def test_what_a_source_does_not_tell_is_unknown(client, programme, ministra):
    told = MesaFactory(name="Mesa de 2015", launched_on="2015", provenance={"source": ["W26"]})

    answer = page(client, ministra, "mesa", told.pk)

    assert answer.text.count("desconocido") >= 4
    assert "<li>W26</li>" in answer.text
    assert answer.context["trouble"] == ""


def test_the_median_to_unblock_counts_from_raised_to_solved(client, mesa, facilitadora):
    for days in (10, 30, 90):
        problem = Problem.raise_at(
            mesa, title="Traba", by=facilitadora, at=NOON - datetime.timedelta(days=days)
        )
        unblock(problem, at=NOON)
    ProblemFactory(mesa=mesa, state="solved")

    context = page(client, facilitadora, "mesa", mesa.pk).context

    assert (context["median_days"], context["measured"]) == (30, 3)


def test_the_table_says_who_is_missing(client, mesa, facilitadora, gremio):
    sessions = past_sessions(mesa, 3)
    seat = gremio.appointments.get().seat
    for meeting in sessions:
        Attendance.mark(meeting, seat, presence="absent", by=None, at=NOON)
    SeatFactory(mesa=mesa, organization=OrganizationFactory(acronym="VACANTE", groups=["rural"]))

    table = page(client, facilitadora, "mesa", mesa.pk).context["table"]

    assert table.away == ["GREMIO"]
    assert table.vacant == ["VACANTE"]
    assert table.missing_constituencies == ["gobierno", "trabajadores"]
    assert table.groups == ["economía rural"]
    assert "mujeres" in table.missing_groups
    [team] = [shape for shape in table.shapes if shape.is_dedicated]
    assert team.holder == "Facilitadora"


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (3, "avanza", "ok"),
        (20, "sin movimiento hace 20 días", "warn"),
        (31, "sin movimiento hace 31 días", "bad"),
        (None, "último movimiento desconocido", "plain"),
    ],
)
def test_stillness_is_said_in_words(days, words, tone):
    assert movement_words(days) == (words, tone)


# its problems


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["En lista"]),
        ("?estado=solved", ["Ya está"]),
        ("?estado=todos&q=ESTA", ["Ya está"]),
        ("?estado=todos&tipo=opportunity", ["Ventana"]),
        ("?estado=nada&tipo=x", ["En lista"]),
    ],
)
def test_the_problems_of_a_mesa_are_filtered(client, mesa, facilitadora, query, titles):
    ProblemFactory(mesa=mesa, title="En lista")
    ProblemFactory(mesa=mesa, title="Ya está", state="solved")
    ProblemFactory(mesa=mesa, title="Ventana", state="in_focus", kind="opportunity")
    headers = HTMX | {"HX-Target": "problems"}

    answer = page(client, facilitadora, "mesa-problems", mesa.pk, query=query, **headers)

    all_titles = ["En lista", "Ya está", "Ventana"]
    assert [title for title in all_titles if f">{title}</a>" in answer.text] == titles
    assert answer.text.strip().startswith('<div id="problems">')


def test_the_queries_of_its_problems_do_not_grow(client, mesa, facilitadora):
    ProblemFactory(mesa=mesa)
    page(client, facilitadora, "mesa-problems", mesa.pk)
    few = queries(client, "mesa-problems", mesa.pk)
    ProblemFactory.create_batch(60, mesa=mesa)

    assert queries(client, "mesa-problems", mesa.pk) == few <= 9


# what happened


@pytest.fixture
def story(mesa, facilitadora, gremio):
    """A week ago she raised a problem; today somebody else made a promise."""
    Problem.raise_at(
        mesa, title="Traba", by=facilitadora, at=NOON - datetime.timedelta(days=7)
    ).focus(why="Urge", by=gremio, at=NOON)
    Meeting.plan(mesa, starts_at=NOON, by=facilitadora, at=NOON)


@pytest.mark.parametrize(
    ("query", "verbs"),
    [
        ("", {"problem.raised", "problem.focused", "meeting.planned"}),
        ("?de=problemas", {"problem.raised", "problem.focused"}),
        ("?de=sesiones", {"meeting.planned"}),
        ("?de=problemas&nuevo=1", {"problem.focused"}),
        ("?de=otra", {"problem.raised", "problem.focused", "meeting.planned"}),
    ],
)
def test_the_timeline_is_filtered(client, mesa, facilitadora, story, query, verbs):
    Visit.note(facilitadora, mesa.stream(), at=NOON - datetime.timedelta(days=1))

    answer = page(client, facilitadora, "mesa-timeline", mesa.pk, query=query)

    assert {event.verb for event in answer.context["story"].page} == verbs


def test_what_others_did_since_the_last_visit_is_new(client, mesa, facilitadora, story):
    Visit.note(facilitadora, mesa.stream(), at=NOON - datetime.timedelta(days=1))

    moments = page(client, facilitadora, "mesa-timeline", mesa.pk).context["story"].moments

    assert [moment.text for moment in moments if moment.is_new] == ["Entró en foco: Traba"]


def test_the_timeline_goes_on_page_by_page(client, mesa, facilitadora, gremio):
    for number in range(60):
        Problem.raise_at(mesa, title=f"Traba {number}", by=gremio, at=NOON)
    first = page(client, facilitadora, "mesa-timeline", mesa.pk)

    headers = HTMX | {"HX-Target": "earlier"}
    rest = client.get(first.context["story"].more_url, headers=headers)

    assert first.text.count("Se planteó") == 50
    assert "Traba 59" in first.text
    assert "Traba 0" in rest.text
    assert 'id="moments"' not in rest.text


def test_the_page_of_the_mesa_tells_the_last_few(client, mesa, facilitadora, gremio):
    for number in range(30):
        Problem.raise_at(mesa, title=f"Traba {number}", by=gremio, at=NOON)
    story = page(client, facilitadora, "mesa", mesa.pk).context["story"]

    here = f"http://testserver{reverse('mesa', args=[mesa.pk])}"
    headers = HTMX | {"HX-Target": "earlier", "HX-Current-URL": here}
    rest = client.get(story.more_url, headers=headers).text

    assert len(story.moments) == rest.count("Se planteó") == 10
    assert story.whole_url == reverse("mesa-timeline", args=[mesa.pk])


def test_seeing_it_is_noted_up_to_when_the_page_was_made(client, mesa, enlace):
    made = NOON - datetime.timedelta(minutes=5)
    client.force_login(enlace)

    answer = client.post(
        reverse("mesa-seen", args=[mesa.pk]),
        {"until": made.isoformat()},
        headers={"X-Beacon": "1"},
    )

    assert answer.status_code == 204
    assert Visit.last(enlace, mesa.stream()) == made


@pytest.mark.parametrize("until", ["", "mañana", "2099-01-01T00:00:00+00:00"])
def test_nobody_sees_what_is_still_to_come(client, mesa, enlace, until):
    client.force_login(enlace)

    answer = client.post(reverse("mesa-seen", args=[mesa.pk]), {"until": until})

    assert answer.url == f"{reverse('mesa', args=[mesa.pk])}#cronologia"
    assert Visit.last(enlace, mesa.stream()) == NOON


def test_a_stranger_sees_nothing(client, mesa, ajena):
    client.force_login(ajena)

    assert client.post(reverse("mesa-seen", args=[mesa.pk])).status_code == 404


# what may happen to it


def test_the_next_session_is_planned_at_the_day_of_the_cadence(client, mesa, facilitadora):
    MeetingFactory(mesa=mesa, number=13, starts_at=NOON - FORTNIGHT, state="closed")
    client.force_login(facilitadora)

    answer = client.post(reverse("mesa-next-session", args=[mesa.pk]))

    planned = mesa.next_session()
    assert planned.number == 14
    assert planned.starts_at > NOON
    assert answer.url == reverse("meeting-preparation", args=[planned.pk])


def test_planning_twice_plans_one(client, mesa, facilitadora):
    client.force_login(facilitadora)

    for _time in range(2):
        client.post(reverse("mesa-next-session", args=[mesa.pk]))

    assert mesa.meetings.count() == 1


def test_who_reads_only_plans_nothing(client, mesa, asesor):
    client.force_login(asesor)

    assert client.post(reverse("mesa-next-session", args=[mesa.pk])).status_code == 404


def test_a_new_objective_keeps_the_old_one_with_its_reason(client, mesa, facilitadora):
    client.force_login(facilitadora)
    words = {"objective": "Duplicar la madera", "why": "Lo pidió la mesa"}

    answer = client.post(reverse("mesa-objective", args=[mesa.pk]), words)

    mesa.refresh_from_db()
    assert answer.url == reverse("mesa", args=[mesa.pk])
    assert mesa.objective == "Duplicar la madera"
    assert Event.objects.get(verb="mesa.aimed").why == "Lo pidió la mesa"


def test_an_objective_without_reason_is_asked_again(client, mesa, facilitadora):
    client.force_login(facilitadora)

    answer = client.post(reverse("mesa-objective", args=[mesa.pk]), {"objective": "Duplicar"})

    assert answer.status_code == 422
    assert "Duplicar" in answer.text


def test_a_coordinator_creates_a_mesa(client, programme, coordinadora):
    client.force_login(coordinadora)
    told = {"name": "Mesa Ejecutiva Acuícola", "kind": "sectoral", "cadence_days": 14}

    answer = client.post(reverse("mesa-new"), told)

    mesa = Mesa.objects.get()
    assert answer.url == reverse("mesa", args=[mesa.pk])
    assert Event.objects.filter(verb="mesa.launched", by=coordinadora).exists()


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"cadence_days": 1}, {"name": "mesa ejecutiva forestal"}]
)
def test_an_impossible_mesa_is_asked_again(client, mesa, coordinadora, wrong):
    client.force_login(coordinadora)
    told = {"name": "Mesa Acuícola", "kind": "sectoral", "cadence_days": 14} | wrong

    assert client.post(reverse("mesa-new"), told).status_code == 422
    assert Mesa.objects.count() == 1


def test_nobody_else_creates_mesas(client, facilitadora, ministra):
    assert page(client, facilitadora, "mesa-new").status_code == 404
    assert page(client, ministra, "mesa-new").status_code == 404


# its seats


def test_seats_are_told_over_time(client, mesa, enlace, gremio):
    seat = gremio.appointments.get().seat
    seat.vacate(gremio, on=TODAY - datetime.timedelta(days=2), by=None, at=NOON, why="Renunció")
    seat.appoint(PersonFactory(name="Nueva"), role="holder", since_on=TODAY, by=None, at=NOON)
    gone = SeatFactory(mesa=mesa)
    gone.withdraw(on=TODAY - datetime.timedelta(days=1), why="Se fue", by=None, at=NOON)

    answer = page(client, enlace, "mesa-seats", mesa.pk)

    [(_body, places)] = [(body, places) for body, places in answer.context["bodies"] if places]
    told = {str(place.seat): place for place in places}
    assert told["AFOR"].is_vacant
    assert [each.person.name for each in told["GREMIO"].current] == ["Nueva"]
    assert [each.person.name for each in told["GREMIO"].past] == ["Gremio"]
    assert [place.seat for place in answer.context["gone"]] == [gone]


def test_the_queries_of_the_seats_do_not_grow(client, mesa, facilitadora):
    page(client, facilitadora, "mesa-seats", mesa.pk)
    few = queries(client, "mesa-seats", mesa.pk)
    for _seat in range(20):
        AppointmentFactory(seat=SeatFactory(mesa=mesa))

    assert queries(client, "mesa-seats", mesa.pk) == few <= 10


def test_a_seat_is_offered_and_then_filled(client, mesa, facilitadora):
    OrganizationFactory(name="Central de Trabajadores", acronym="CTR", constituency="workers")
    person = PersonFactory(name="Ana Pérez")
    client.force_login(facilitadora)
    offer = {
        "organization": "ctr",
        "body": Body.OPERATING,
        "kind": "permanent",
        "since_on": "2026-11-22",
    }

    offered = client.post(reverse("seat-new", args=[mesa.pk]), offer)
    seat = Seat.objects.get(organization__acronym="CTR")
    fill = {"person": "ana perez", "role": AppointmentRole.HOLDER, "since_on": "2026-11-22"}
    filled = client.post(offered.url, fill)

    assert offered.url == reverse("seat-appointment", args=[mesa.pk, seat.pk])
    assert filled.url == reverse("mesa-seats", args=[mesa.pk])
    assert seat.holder == person
    assert seat.constituency == Constituency.WORKERS


@pytest.mark.parametrize(
    "wrong",
    [
        {"organization": "Nadie la conoce"},
        {"kind": "for_problem"},
        {"since_on": "2026-02-30"},
        {"body": "techo"},
    ],
)
def test_an_impossible_seat_is_asked_again(client, mesa, facilitadora, wrong):
    OrganizationFactory(acronym="CTR")
    client.force_login(facilitadora)
    offer = {
        "organization": "CTR",
        "body": "operating",
        "kind": "permanent",
        "since_on": "2026-11-22",
    }

    answer = client.post(reverse("seat-new", args=[mesa.pk]), offer | wrong)

    assert answer.status_code == 422
    assert str(next(iter(wrong.values()))) in answer.text


@pytest.mark.parametrize("name", ["Nadie", "Repetida"])
def test_who_cannot_be_told_apart_is_asked_again(client, mesa, facilitadora, enlace, name):
    PersonFactory.create_batch(2, name="Repetida")
    seat = enlace.appointments.get().seat
    client.force_login(facilitadora)
    told = {"person": name, "role": "holder", "since_on": "2026-11-22"}

    answer = client.post(reverse("seat-appointment", args=[mesa.pk, seat.pk]), told)

    assert answer.status_code == 422
    assert name in answer.text


def test_nobody_runs_a_mesa_and_sits_at_it(client, mesa, facilitadora, enlace):
    seat = enlace.appointments.get().seat
    client.force_login(facilitadora)
    told = {"person": "Facilitadora", "role": "holder", "since_on": "2026-11-22"}

    answer = client.post(reverse("seat-appointment", args=[mesa.pk, seat.pk]), told)

    assert answer.status_code == 422
    assert "no puede ser del equipo dedicado" in answer.text
    assert 'value="Facilitadora"' in answer.text


def test_somebody_leaves_a_seat_and_the_seat_stays(client, mesa, facilitadora, gremio):
    seat = gremio.appointments.get().seat
    client.force_login(facilitadora)
    told = {"person": gremio.pk, "on": "2026-11-20", "why": "Cambió de cargo"}

    answer = client.post(reverse("seat-vacancy", args=[mesa.pk, seat.pk]), told)

    assert answer.url == reverse("mesa-seats", args=[mesa.pk])
    assert seat.is_vacant
    assert Event.objects.get(verb="appointment.ended").why == "Cambió de cargo"


def test_only_who_sits_there_may_leave(client, mesa, facilitadora, gremio, sindicato):
    seat = gremio.appointments.get().seat
    client.force_login(facilitadora)
    told = {"person": sindicato.pk, "on": "2026-11-20", "why": "Cambió de cargo"}

    answer = client.post(reverse("seat-vacancy", args=[mesa.pk, seat.pk]), told)

    assert answer.status_code == 422


def test_an_organisation_leaves_with_its_reason(client, mesa, facilitadora, gremio):
    seat = gremio.appointments.get().seat
    client.force_login(facilitadora)
    url = reverse("seat-withdrawal", args=[mesa.pk, seat.pk])

    without = client.post(url, {"on": "2026-11-22"})
    told = client.post(url, {"on": "2026-11-22", "why": "Se disolvió"})

    seat.refresh_from_db()
    assert without.status_code == 422
    assert told.status_code == 302
    assert seat.until_on == TODAY


def test_a_seat_of_another_mesa_is_not_found(client, mesa, facilitadora):
    other = SeatFactory(mesa=MesaFactory(name="Otra"))
    client.force_login(facilitadora)

    for name in ("seat-appointment", "seat-vacancy", "seat-withdrawal"):
        assert client.get(reverse(name, args=[mesa.pk, other.pk])).status_code == 404


def test_an_address_made_fast_is_the_same():
    assert address("mesa", 7) == reverse("mesa", args=[7])
    assert address("commitment", 123456) == reverse("commitment", args=[123456])


@pytest.mark.parametrize(
    "noun", ["mesas", "problemas", "sesiones", "compromisos", "directorio/organizaciones"]
)
def test_a_number_that_no_column_holds_is_not_there(client, ministra, noun):
    client.force_login(ministra)

    assert client.get(f"/{noun}/{2**63}/").status_code == 404
