import datetime
import gzip

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from destraba.kit.vocabulary import Body
from destraba.mesas.models import AgendaItem, Commitment, Meeting, Mesa, Problem
from destraba.trail.models import Visit
from tests.conftest import NOON
from tests.factories import (
    CommitmentFactory,
    MeetingFactory,
    MesaFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
    unblock,
)

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


def days(count):
    return datetime.timedelta(days=count)


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def session(mesa):
    return MeetingFactory(mesa=mesa, number=14, starts_at=NOON + days(4))


def week(client, person, query=""):
    client.force_login(person)
    return client.get(reverse("week") + query)


def seat_of(person):
    return person.appointments.get().seat


# the meetings that come


def test_a_meeting_without_agenda_or_invitations_says_what_it_lacks(client, facilitadora, session):
    [coming] = week(client, facilitadora).context["coming"]

    assert coming.standing == "faltan 2 cosas"
    assert [check.text for check in coming.checks] == ["Falta la agenda", "Falta convocar"]
    assert coming.checks[0].url == reverse("meeting-preparation", args=[session.pk])


def test_a_meeting_that_is_ready_says_so(client, facilitadora, enlace, gremio, session):
    AgendaItem.add(session, title="Registro", minutes=30, by=facilitadora, at=NOON)
    seats = [seat_of(enlace), seat_of(gremio)]
    session.convene(seats=seats, by=facilitadora, at=NOON)
    session.invitations.get(seat=seats[0]).reply("yes", by=enlace, at=NOON)

    [coming] = week(client, facilitadora).context["coming"]

    assert (coming.standing, coming.tone) == ("lista", "ok")
    assert [check.text for check in coming.checks] == [
        "Agenda: 1 punto, 30 de 90 min",
        "Confirman 1 de 2",
    ]


def test_an_agenda_longer_than_the_meeting_is_told(client, facilitadora, session):
    AgendaItem.add(session, title="Todo", minutes=200, by=facilitadora, at=NOON)

    [coming] = week(client, facilitadora).context["coming"]

    assert coming.checks[0].text == "Agenda: 1 punto, 200 min en una sesión de 90: no caben"


def test_a_meeting_that_nobody_closed_is_told(client, facilitadora, session):
    session.starts_at = NOON - days(2)
    session.save()

    [coming] = week(client, facilitadora).context["coming"]

    assert (coming.standing, coming.tone) == ("pasó su día y nadie la cerró", "bad")


def test_a_member_sees_her_answer_and_nothing_to_prepare(client, enlace, facilitadora, session):
    session.convene(seats=[seat_of(enlace)], by=facilitadora, at=NOON)
    session.invitations.get().reply("no", words="De viaje", by=enlace, at=NOON)

    [coming] = week(client, enlace).context["coming"]

    assert coming.checks == []
    assert coming.readiness.mine == "se excusa"


def test_a_member_answers_from_her_week(client, enlace, facilitadora, session):
    session.convene(seats=[seat_of(enlace)], by=facilitadora, at=NOON)
    [coming] = week(client, enlace).context["coming"]

    answer = reverse("meeting-answer", args=[session.pk, coming.asks_me])
    told = client.post(answer, {"answer": "no", "desde": "semana"}, follow=True)

    assert told.redirect_chain == [(reverse("week"), 302)]
    [coming] = told.context["coming"]
    assert coming.asks_me is None
    assert "su respuesta:" in told.content.decode()


def test_a_liaison_sees_an_intersession_only_when_she_is_invited(
    client, mesa, enlace, gremio, facilitadora
):
    talk = MeetingFactory(mesa=mesa, kind="intersession", number=1, starts_at=NOON + days(1))

    before = week(client, enlace).context["coming"]
    talk.convene(seats=[seat_of(enlace)], by=facilitadora, at=NOON)

    assert before == []
    assert len(week(client, enlace).context["coming"]) == 1
    assert len(week(client, gremio).context["coming"]) == 1


# what is owed


def test_what_i_owe_comes_by_urgency(client, mesa, enlace, facilitadora):
    for promise, due_on in [
        ("Lejos", TODAY + days(60)),
        ("Hoy", TODAY),
        ("Tarde", TODAY - days(3)),
        ("Pronto", TODAY + days(7)),
        ("Sin fecha", None),
    ]:
        CommitmentFactory(mesa=mesa, promise=promise, contact=enlace, due_on=due_on)
    CommitmentFactory(mesa=mesa, promise="De otros", due_on=TODAY)

    duties = week(client, enlace).context["duties"]

    told = [
        (str(group.label), [duty.told["promise"] for duty in group.duties]) for group in duties.mine
    ]
    assert told == [
        ("Tarde", ["Tarde"]),
        ("Hoy", ["Hoy"]),
        ("En siete días", ["Pronto"]),
        ("Más adelante", ["Lejos", "Sin fecha"]),
    ]
    assert duties.followed == []


def test_what_my_seat_owes_is_mine_and_may_be_answered(client, mesa, gremio, facilitadora):
    Commitment.make(
        mesa,
        promise="Lista de aserraderos",
        responsible=seat_of(gremio).organization,
        due_on=TODAY,
        follower=facilitadora,
        by=facilitadora,
        at=NOON,
    )

    [mine] = week(client, gremio).context["duties"].mine
    [followed] = week(client, facilitadora).context["duties"].followed

    assert mine.duties[0].may_answer
    assert followed.duties[0].may_answer


def test_who_only_follows_up_is_not_offered_to_answer(client, mesa, ajena):
    CommitmentFactory(mesa=mesa, follower=ajena)

    answer = week(client, ajena)

    assert not answer.context["duties"].followed[0].duties[0].may_answer
    assert "cumplimiento" not in answer.text


def test_only_some_of_many_are_shown_and_the_rest_counted(client, mesa, enlace):
    CommitmentFactory.create_batch(12, mesa=mesa, contact=enlace, due_on=TODAY - days(1))

    answer = week(client, enlace)

    [late] = answer.context["duties"].mine
    assert (late.total, len(late.duties), late.hidden) == (12, 6, 6)
    assert "y 6 más" in answer.text


def test_nothing_due_is_good_news(client, mesa, enlace):
    answer = week(client, enlace)

    assert answer.context["summary"] == "Nada le espera esta semana."
    assert "Nada le espera" in answer.text


def test_the_week_in_a_sentence_puts_the_worst_first(client, mesa, facilitadora, session):
    CommitmentFactory(mesa=mesa, follower=facilitadora, due_on=TODAY - days(1))

    summary = week(client, facilitadora).context["summary"]

    assert summary == (
        "1 compromiso tarde; Sesión 14, jue 26 nov, falta la agenda, falta convocar."
    )


# what changed


@pytest.fixture
def happenings(mesa, facilitadora, enlace):
    """A fortnight of work by the team: before yesterday, and today."""
    Problem.raise_at(mesa, title="Vieja noticia", by=facilitadora, at=NOON - days(5))
    Problem.raise_at(mesa, title="Noticia", by=facilitadora, at=NOON)
    return MesaFactory(name="Otra mesa")


def texts(answer):
    return [moment.text for group in answer.context["news"].groups for moment in group.moments]


def test_the_first_look_tells_the_last_fortnight(client, gremio, happenings):
    assert texts(week(client, gremio)) == ["Se planteó: Noticia", "Se planteó: Vieja noticia"]


def test_afterwards_only_what_is_new_is_told(client, gremio, happenings):
    Visit.note(gremio, "week", at=NOON - days(1))

    assert texts(week(client, gremio)) == ["Se planteó: Noticia"]
    assert len(texts(week(client, gremio, "?novedades=todas"))) == 2


def test_what_one_does_oneself_is_no_news(client, facilitadora, happenings):
    assert texts(week(client, facilitadora)) == []


def test_other_mesas_are_no_news(client, gremio, facilitadora, happenings):
    Problem.raise_at(happenings, title="Ajena", by=facilitadora, at=NOON)

    assert "Se planteó: Ajena" not in texts(week(client, gremio))


def test_a_liaison_is_told_what_touches_her_entity(client, mesa, enlace, facilitadora, happenings):
    hers = ProblemFactory(mesa=mesa, title="De su entidad")
    entity = seat_of(enlace).organization
    hers.involve(entity, role="must_act", by=facilitadora, at=NOON)
    Meeting.plan(mesa, starts_at=NOON + days(3), by=facilitadora, at=NOON)
    Commitment.make(
        mesa,
        promise="Del gremio",
        responsible=OrganizationFactory(),
        due_on=TODAY,
        follower=facilitadora,
        by=facilitadora,
        at=NOON,
    )

    assert sorted(texts(week(client, enlace))) == [
        "Entidades de: De su entidad",
        "Sesión 1: queda prevista",
    ]


def test_looking_writes_nothing_and_saying_so_does(client, gremio, happenings):
    week(client, gremio)
    assert Visit.last(gremio, "week") is None

    answer = client.post(reverse("week-seen"), {"until": NOON.isoformat()})

    assert answer.url == reverse("week")
    assert Visit.last(gremio, "week") == NOON
    assert texts(week(client, gremio)) == []


def test_a_beacon_is_answered_without_a_page(client, gremio):
    client.force_login(gremio)

    answer = client.post(
        reverse("week-seen"), {"until": NOON.isoformat()}, headers={"X-Beacon": "1"}
    )

    assert answer.status_code == 204


# by who looks


def test_a_stranger_is_welcomed(client, mesa, ajena):
    answer = week(client, ajena)

    assert answer.status_code == 200
    assert "Todavía no se sienta en ninguna mesa" in answer.text
    assert mesa.name not in answer.text


def test_a_pulse_that_fails_is_told_to_who_runs_the_mesa(client, mesa, facilitadora, gremio):
    MeetingFactory(mesa=mesa, number=1, starts_at=NOON - days(30), state="closed")

    [row] = week(client, facilitadora).context["failing"]

    assert row.trouble == "Van 30 días sin sesión y no hay próxima prevista"
    assert week(client, gremio).context["failing"] == []


def test_the_convener_sees_the_programme_at_a_glance(client, mesa, ministra):
    late = OrganizationFactory(acronym="MINECO")
    CommitmentFactory.create_batch(2, mesa=mesa, responsible=late, due_on=TODAY - days(9))
    for ago in (2, 20):
        unblock(ProblemFactory(mesa=mesa), on=str(TODAY - days(ago)), at=NOON)
    MesaFactory(name="Cerrada", state="closed")

    answer = week(client, ministra)

    glance = answer.context["glance"]
    assert (glance.mesas, glance.beating, glance.late) == (1, 0, 2)
    assert glance.solved == {"lately": 1, "before": 1}
    [entity] = glance.entities
    assert (entity.organization, entity.count, entity.days) == (late, 2, 9)


def test_the_adviser_reads_the_same_and_is_offered_nothing(client, mesa, asesor, session):
    CommitmentFactory(mesa=mesa, due_on=TODAY - days(1))

    answer = week(client, asesor)

    assert answer.context["glance"].late == 1
    assert [coming.checks for coming in answer.context["coming"]] == [[]]
    assert "cumplimiento" not in answer.text


def test_an_articulator_runs_her_mesa(client, mesa, at_table, session):
    articuladora = at_table("articuladora", "other", role="articulator", body=Body.OPERATING)

    [coming] = week(client, articuladora).context["coming"]

    assert len(coming.checks) == 2


def test_an_articulator_goes_from_her_week_to_the_day_follow_up(client, mesa, at_table, gremio):
    articuladora = at_table("articuladora", "other", role="articulator", body=Body.OPERATING)
    Mesa.objects.filter(pk=mesa.pk).update(kind="territorial")
    to_follow = reverse("field", args=[mesa.pk])

    assert to_follow in week(client, articuladora).content.decode()
    assert to_follow not in week(client, gremio).content.decode()


@pytest.mark.parametrize("who", ["facilitadora", "enlace", "ministra"])
def test_the_queries_of_the_week_do_not_grow_with_its_rows(client, cast, mesa, who):
    person = getattr(cast, who)

    def live(count):
        for number in range(count):
            promise = {"contact": person, "follower": PersonFactory()}
            CommitmentFactory(mesa=mesa, due_on=TODAY - days(number), **promise)
            CommitmentFactory(mesa=mesa, follower=person, due_on=TODAY + days(number))
            ProblemFactory(mesa=mesa, state="solved", moved_on=TODAY)
            Problem.raise_at(mesa, title="Traba", by=cast.gremio, at=NOON)
            MeetingFactory(mesa=mesa, kind="intersession", starts_at=NOON + days(1))

    live(2)
    week(client, person)
    few = queries(client)
    live(20)

    assert queries(client) == few <= 20
    assert len(gzip.compress(client.get(reverse("week")).content)) < 30_000


def queries(client):
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("week"))
    return len(asked)
