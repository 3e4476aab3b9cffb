"""What was written wrong in a session is put right at once; and who came, whoever came."""

import datetime

import pytest

from destraba.kit.vocabulary import Certainty, InvitationAnswer, Presence
from destraba.mesas.models import AgendaItem, Agreement, Attendance, Commitment, Meeting
from destraba.mesas.models.commitment import Incomplete, NoLongerOpen
from destraba.mesas.models.meeting import OutOfTurn
from destraba.people.models import Organization, Person
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    MeetingFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def session(mesa, facilitadora):
    meeting = Meeting.plan(mesa, starts_at=NOON, by=facilitadora, at=NOON)
    meeting.open(by=facilitadora, at=NOON)
    return meeting


@pytest.fixture
def item(session):
    return AgendaItemFactory(meeting=session)


@pytest.fixture
def made(session, item, facilitadora):
    return Commitment.make(
        session.mesa,
        promise="Enviar el plan",
        responsible=OrganizationFactory(acronym="AFOR"),
        due_on=TODAY + 10 * DAY,
        follower=facilitadora,
        meeting=session,
        item=item,
        by=facilitadora,
        at=NOON,
    )


def right(made, person, **changes):
    told = {
        "promise": made.promise,
        "responsible": made.responsible,
        "due_on": made.due_on,
        "follower": made.follower,
        "by": person,
        "at": NOON,
    }
    made.correct(**{**told, **changes})


def test_a_promise_is_said_right_and_what_it_said_is_kept(made, facilitadora, enlace, item):
    seat = enlace.appointments.get().seat
    problem = ProblemFactory(mesa=made.mesa)

    right(
        made,
        facilitadora,
        promise=" Enviar el plano ",
        responsible=seat.organization,
        due_on=TODAY + 20 * DAY,
        certainty=Certainty.ESTIMATED,
        problem=problem,
    )

    made.refresh_from_db()
    event = Event.objects.of_subject(made).get(verb="commitment.corrected")
    assert (made.promise, made.promise_key) == ("Enviar el plano", "enviar el plano")
    assert (made.seat, made.contact, made.problem) == (seat, enlace, problem)
    assert made.attend_on == TODAY + 17 * DAY
    assert event.changes["promise"] == ["Enviar el plan", "Enviar el plano"]
    assert event.changes["due_on"] == ["2026-12-02", "2026-12-12"]


def test_what_is_the_same_leaves_no_trace(made, facilitadora):
    right(made, facilitadora)

    assert not Event.objects.filter(verb="commitment.corrected").exists()


def test_a_correction_must_be_whole(made, facilitadora):
    with pytest.raises(Incomplete, match="para cuándo"):
        right(made, facilitadora, due_on=None)


def test_a_promise_is_taken_back_and_the_trail_keeps_it_untold(made, item, facilitadora):
    made.take_back(by=facilitadora, at=NOON)

    assert not Commitment.objects.exists()
    kept = Event.objects.of_subject(item)
    assert {event.verb for event in kept} == {"commitment.made", "commitment.taken_back"}
    assert not kept.untold().exists()


def test_after_the_session_nothing_is_a_slip(made, session, facilitadora):
    session.close(by=facilitadora, at=NOON)
    made.refresh_from_db()

    with pytest.raises(OutOfTurn, match="mientras está en curso"):
        made.take_back(by=facilitadora, at=NOON)
    with pytest.raises(OutOfTurn):
        right(made, facilitadora, promise="Otra cosa")


def test_what_was_promised_elsewhere_or_extended_is_not_a_slip(made, facilitadora):
    made.extend(due_on=TODAY + 30 * DAY, reason="Falta la firma", by=facilitadora, at=NOON)

    for each in (made, CommitmentFactory()):
        with pytest.raises(NoLongerOpen, match="ya tiene historia"):
            each.take_back(by=facilitadora, at=NOON)


def test_an_agreement_and_an_objection_are_taken_back(item, facilitadora, gremio):
    agreement = Agreement.note(item, text="Un solo plano", by=facilitadora, at=NOON)
    guild = gremio.appointments.get().seat.organization
    objection = agreement.object(guild, words="Sube el costo", by=facilitadora, at=NOON)

    agreement.forget(objection, by=facilitadora, at=NOON)
    standing = agreement.objections.count()
    agreement.take_back(by=facilitadora, at=NOON)

    assert standing == 0
    assert not Agreement.objects.exists()
    verbs = {event.verb for event in Event.objects.of_subject(item)}
    assert {"agreement.noted", "agreement.objection_forgotten", "agreement.taken_back"} <= verbs


def test_an_agreement_of_a_closed_session_stays(item, session, facilitadora):
    agreement = Agreement.note(item, text="Un solo plano", by=facilitadora, at=NOON)
    session.close(nothing_promised=True, by=facilitadora, at=NOON)
    agreement = Agreement.objects.get()

    with pytest.raises(OutOfTurn):
        agreement.take_back(by=facilitadora, at=NOON)


def test_who_came_is_the_holder_unless_told_otherwise(session, gremio):
    seat = gremio.appointments.get().seat

    holder = Attendance.mark(session, seat, presence=Presence.PRESENT, by=None, at=NOON)
    other = Attendance.mark(
        session, seat, presence=Presence.PRESENT, guest_name="Rosa", by=None, at=NOON
    )

    assert (holder.who, other.who, other.person) == ("Gremio", "Rosa", None)
    assert session.attendances.count() == 1


def test_a_guest_noted_by_mistake_is_dismissed(session):
    guest = Attendance.receive(session, guest_name="Rosa", organization=None, by=None, at=NOON)

    guest.dismiss()

    assert not session.attendances.exists()


def test_at_the_table_are_those_called_invited_or_marked_with_their_answer(
    mesa, facilitadora, gremio
):
    meeting = Meeting.plan(mesa, starts_at=NOON, by=facilitadora, at=NOON)
    invited, marked, neither = (
        SeatFactory(mesa=mesa, kind="for_problem", problem=ProblemFactory(mesa=mesa))
        for _ in range(3)
    )
    seat = gremio.appointments.get().seat
    meeting.convene(seats=[invited, seat], by=facilitadora, at=NOON)
    meeting.invitations.get(seat=seat).reply(InvitationAnswer.YES, by=gremio, at=NOON)
    Attendance.mark(meeting, marked, presence=Presence.PRESENT, by=None, at=NOON)

    answers = {each: each.answer for each in meeting.seats_at_table()}

    assert answers[seat] == InvitationAnswer.YES
    assert answers[invited] == InvitationAnswer.WAITING
    assert answers[marked] is None
    assert neither not in answers


def test_the_day_that_follows_is_the_one_planned_or_the_cadences(mesa, facilitadora):
    meeting = Meeting.plan(mesa, starts_at=NOON, by=facilitadora, at=NOON)
    by_cadence = meeting.following_day()
    Meeting.plan(mesa, starts_at=NOON + 9 * DAY, by=facilitadora, at=NOON)

    assert by_cadence == TODAY + 15 * DAY  # a fortnight later is a Sunday
    assert meeting.following_day() == TODAY + 9 * DAY
    assert MeetingFactory(mesa=mesa, number=None, starts_at=None).following_day() is None


def test_names_are_looked_up_by_the_beginning_of_any_word():
    organization = OrganizationFactory(name="Agencia Forestal", acronym="AFOR")
    person = PersonFactory(name="Luz Ñahui")
    problem = ProblemFactory(title="Crédito de largo plazo")

    assert Organization.objects.with_a_word_like(["fores"]).get() == organization
    assert Organization.objects.with_a_word_like(["afo"]).get() == organization
    assert not Organization.objects.with_a_word_like(["orestal"]).exists()
    assert not Organization.objects.with_a_word_like([]).exists()
    assert Person.objects.with_a_word_like(["nahui"]).get() == person
    of_mesa = problem.mesa.problems
    assert of_mesa.with_a_word_like(["largo"]).get() == problem
    assert of_mesa.with_a_word_like([str(problem.pk)]).get() == problem
    assert not of_mesa.with_a_word_like([]).exists()


def test_the_trail_of_what_goes_is_handed_over(item, facilitadora):
    other = AgendaItem.add(item.meeting, title="Otro", by=facilitadora, at=NOON)

    Event.objects.of_subject(other).hand_over(item)

    assert Event.objects.of_subject(item).get().verb == "agendaitem.added"
