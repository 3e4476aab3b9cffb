import datetime

import pytest

from destraba.kit.vocabulary import Body, ItemState, MeetingKind, MeetingState, SeatKind
from destraba.mesas.models import (
    AgendaItem,
    Agreement,
    Attendance,
    Commitment,
    Meeting,
    Note,
    NoteConflict,
)
from destraba.mesas.models.commitment import NoLongerOpen
from destraba.mesas.models.invitation import TooLate
from destraba.mesas.models.meeting import NotAfter, NothingPromised, OutOfTurn
from destraba.mesas.models.note import TooLong
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
FORTNIGHT = datetime.timedelta(days=14)


@pytest.fixture
def session(mesa, facilitadora):
    meeting = Meeting.plan(mesa, starts_at=NOON, by=facilitadora, at=NOON - FORTNIGHT)
    meeting.open(by=facilitadora, at=NOON)
    return meeting


def close(meeting, person):
    return meeting.close(
        next_at=meeting.proposed_next_at(), nothing_promised=True, by=person, at=NOON + HOUR
    )


def promise(meeting, item, person):
    return Commitment.make(
        meeting.mesa,
        promise="Enviar el plano",
        responsible=OrganizationFactory(),
        due_on=NOON.date() + FORTNIGHT,
        follower=person,
        meeting=meeting,
        item=item,
        problem=item.problem,
        by=person,
        at=NOON,
    )


def test_each_kind_of_meeting_counts_for_itself(mesa, facilitadora):
    kinds = [MeetingKind.PERIODIC, MeetingKind.INTERSESSION, MeetingKind.PERIODIC]

    meetings = [
        Meeting.plan(mesa, starts_at=NOON, kind=kind, by=facilitadora, at=NOON) for kind in kinds
    ]

    assert [str(meeting) for meeting in meetings] == ["Sesión 1", "Intersesión 1", "Sesión 2"]


def test_the_seats_of_the_body_and_of_the_problems_on_the_agenda_are_invited(mesa, cast):
    meeting = MeetingFactory(mesa=mesa)
    problem, other = ProblemFactory(mesa=mesa), ProblemFactory(mesa=mesa)
    invited = SeatFactory(mesa=mesa, kind=SeatKind.FOR_PROBLEM, problem=problem)
    SeatFactory(mesa=mesa, kind=SeatKind.FOR_PROBLEM, problem=other)
    SeatFactory(mesa=mesa, body=Body.HIGH_LEVEL)
    AgendaItemFactory(meeting=meeting, problem=problem)

    meeting.convene(
        seats=list(meeting.seats_to_invite()), by=cast.facilitadora, at=NOON - FORTNIGHT
    )

    seats = {invitation.seat for invitation in meeting.invitations.all()}
    cast_seats = {
        person.appointments.get().seat
        for person in (cast.facilitadora, cast.enlace, cast.gremio, cast.sindicato)
    }
    assert seats == cast_seats | {invited}
    assert meeting.state == MeetingState.CONVENED


def test_convening_again_invites_nobody_twice(mesa, cast):
    meeting = MeetingFactory(mesa=mesa)

    for _time in range(2):
        seats = list(meeting.seats_to_invite())
        meeting.convene(seats=seats, by=cast.facilitadora, at=NOON)

    assert meeting.invitations.count() == 4


def test_the_clock_of_an_item_counts_its_turns(session):
    first, second = AgendaItemFactory.create_batch(2, meeting=session)

    first.start(at=NOON)
    second.start(at=NOON + HOUR)
    first.refresh_from_db()
    first.start(at=NOON + 2 * HOUR)

    assert first.spent_by(NOON + 3 * HOUR) == 2 * HOUR
    second.refresh_from_db()
    assert (second.state, second.spent) == (ItemState.DISCUSSED, HOUR)


def test_only_one_item_is_at_hand(session):
    for item in AgendaItemFactory.create_batch(3, meeting=session):
        item.start(at=NOON)

    assert session.items.filter(state=ItemState.CURRENT).count() == 1


def test_an_item_moves_and_the_others_make_room(session):
    first, second, third = AgendaItemFactory.create_batch(3, meeting=session)

    third.move(to=1)

    assert list(session.items.all()) == [third, first, second]


def test_items_are_put_in_order_and_what_is_not_named_stays_at_the_end(session):
    first, second, third = AgendaItemFactory.create_batch(3, meeting=session)
    elsewhere = AgendaItemFactory()

    AgendaItem.arrange(session, [third.pk, elsewhere.pk, first.pk, 0])

    assert list(session.items.all()) == [third, first, second]
    elsewhere.refresh_from_db()
    assert elsewhere.meeting != session


def test_nobody_is_called_to_a_day_that_is_unknown(mesa, facilitadora):
    meeting = MeetingFactory(mesa=mesa, starts_at=None)

    with pytest.raises(OutOfTurn, match="qué día"):
        meeting.convene(seats=[], by=facilitadora, at=NOON)


def test_what_was_not_discussed_carries_over_and_says_from_where(session, facilitadora):
    AgendaItemFactory(meeting=session, title="Discutido", state=ItemState.DISCUSSED)
    AgendaItemFactory(meeting=session, title="Quedó")

    following = close(session, facilitadora)

    item = following.items.get()
    assert (item.title, item.came_from.meeting, item.carried_times) == ("Quedó", session, 1)


def test_a_recurring_item_carries_over_even_when_discussed(session, facilitadora):
    AgendaItemFactory(meeting=session, is_recurring=True, state=ItemState.DISCUSSED)

    assert close(session, facilitadora).items.get().is_recurring


def test_an_item_carries_over_while_any_action_is_open(session, facilitadora):
    item = AgendaItemFactory(meeting=session, state=ItemState.DISCUSSED)
    commitment = promise(session, item, facilitadora)

    second = close(session, facilitadora)
    carried = second.items.get()
    second.open(by=facilitadora, at=NOON + FORTNIGHT)
    carried.start(at=NOON + FORTNIGHT)
    third = close(second, facilitadora)
    assert third.items.get().carried_times == 2

    third.open(by=facilitadora, at=NOON + 2 * FORTNIGHT)
    third.items.get().start(at=NOON + 2 * FORTNIGHT)
    commitment.fulfil(evidence="Llegó", by=facilitadora, at=NOON + 2 * FORTNIGHT)
    fourth = close(third, facilitadora)
    assert not fourth.items.exists()


def test_an_item_carries_over_while_its_problem_is_owed_something(session, facilitadora):
    problem = ProblemFactory(mesa=session.mesa)
    item = AgendaItemFactory(meeting=session, problem=problem, state=ItemState.DISCUSSED)
    elsewhere = AgendaItemFactory(meeting=session, state=ItemState.DISCUSSED, problem=problem)
    promise(session, elsewhere, facilitadora)

    following = close(session, facilitadora)

    assert {carried.came_from for carried in following.items.all()} == {item, elsewhere}


def test_carrying_over_twice_puts_nothing_twice(session, facilitadora):
    AgendaItemFactory(meeting=session, title="Quedó")
    following = Meeting.plan(session.mesa, starts_at=NOON + FORTNIGHT, by=facilitadora, at=NOON)
    session.items.carry_over(following)

    assert close(session, facilitadora) == following

    assert following.items.count() == 1


def test_what_is_carried_over_comes_before_what_is_new(session, facilitadora):
    AgendaItemFactory(meeting=session, title="Quedó")
    following = Meeting.plan(session.mesa, starts_at=NOON + FORTNIGHT, by=facilitadora, at=NOON)
    AgendaItem.add(following, title="Nuevo", by=facilitadora, at=NOON)

    close(session, facilitadora)

    assert [item.title for item in following.items.all()] == ["Quedó", "Nuevo"]


def test_what_was_already_put_on_the_next_agenda_becomes_its_continuation(session, facilitadora):
    problem = ProblemFactory(mesa=session.mesa)
    followed = {"title": "Seguimiento", "is_follow_up": True, "is_recurring": True}
    AgendaItemFactory(meeting=session, **followed)
    AgendaItemFactory(meeting=session, title="Registro", problem=problem)
    following = Meeting.plan(session.mesa, starts_at=NOON + FORTNIGHT, by=facilitadora, at=NOON)
    AgendaItem.add(following, by=facilitadora, at=NOON, **followed)
    AgendaItem.add(following, title="El registro", problem=problem, by=facilitadora, at=NOON)

    close(session, facilitadora)

    told = [(item.title, str(item.came_from.meeting)) for item in following.items.all()]
    assert told == [("Seguimiento", "Sesión 1"), ("El registro", "Sesión 1")]


def test_what_an_intersession_left_open_goes_to_the_next_session(mesa, facilitadora):
    between = Meeting.plan(
        mesa, starts_at=NOON, kind=MeetingKind.INTERSESSION, by=facilitadora, at=NOON
    )
    AgendaItem.add(between, title="Quedó", by=facilitadora, at=NOON)
    session = Meeting.plan(mesa, starts_at=NOON + FORTNIGHT, by=facilitadora, at=NOON)
    between.open(by=facilitadora, at=NOON)

    between.close(nothing_promised=True, by=facilitadora, at=NOON + HOUR)

    assert str(session.items.get().came_from.meeting) == "Intersesión 1"


def test_the_next_session_comes_after_this_one(session, facilitadora):
    with pytest.raises(NotAfter):
        session.close(next_at=NOON - FORTNIGHT, nothing_promised=True, by=facilitadora, at=NOON)


def test_nothing_is_promised_or_agreed_at_a_meeting_that_somebody_has_closed(session, facilitadora):
    item = AgendaItemFactory(meeting=session)
    stale = AgendaItem.objects.select_related("meeting", "problem").get(pk=item.pk)
    close(session, facilitadora)

    with pytest.raises(OutOfTurn):
        Agreement.note(stale, text="Tarde", by=facilitadora, at=NOON)
    with pytest.raises(OutOfTurn):
        promise(stale.meeting, stale, facilitadora)


def test_an_agreement_taken_back_stays_whole_in_the_trail(session, facilitadora):
    text = "palabra " * 100
    agreement = Agreement.note(
        AgendaItemFactory(meeting=session), text=text, by=facilitadora, at=NOON
    )

    agreement.take_back(by=facilitadora, at=NOON)

    event = Event.objects.get(verb="agreement.taken_back")
    assert event.changes["text"] == [text.strip(), ""]


def test_a_promise_with_history_is_not_taken_back(session, facilitadora):
    commitment = promise(session, AgendaItemFactory(meeting=session), facilitadora)
    commitment.fulfil(evidence="Oficio", by=facilitadora, at=NOON)
    commitment.reopen(why="Era otro", by=facilitadora, at=NOON)

    with pytest.raises(NoLongerOpen):
        commitment.take_back(by=facilitadora, at=NOON)


def test_a_record_tells_the_promises_that_belong_to_no_item(session, facilitadora):
    commitment = promise(session, AgendaItemFactory(meeting=session), facilitadora)
    commitment.item.delete()

    close(session, facilitadora)

    assert [each["promise"] for each in session.records.get().content["apart"]] == [
        "Enviar el plano"
    ]


def test_the_next_session_is_a_cadence_later_at_the_same_hour(session, facilitadora):
    following = close(session, facilitadora)

    # 22 November 2026 is a Sunday: a fortnight later moves to the Monday.
    assert following.starts_at == NOON + FORTNIGHT + datetime.timedelta(days=1)
    assert (following.number, following.after) == (2, session)


def test_a_session_does_not_close_in_silence(session, facilitadora):
    with pytest.raises(NothingPromised):
        session.close(by=facilitadora, at=NOON + HOUR)

    session.refresh_from_db()
    assert session.state == MeetingState.IN_PROGRESS


def test_the_record_keeps_who_was_there_what_was_said_and_promised(
    session, facilitadora, enlace, gremio
):
    item = AgendaItemFactory(meeting=session, title="Registro")
    Attendance.mark(
        session, enlace.appointments.get().seat, presence="present", by=facilitadora, at=NOON
    )
    Attendance.receive(session, guest_name="Visita", organization=None, by=facilitadora, at=NOON)
    Note.write(item, "said", text="Falta el plano", base=0, by=facilitadora, at=NOON)
    agreement = item.agreements.create(text="Plano simplificado", by=facilitadora, at=NOON)
    guild = gremio.appointments.get().seat.organization
    agreement.object(guild, words="Sube el costo", by=facilitadora, at=NOON)
    promise(session, item, facilitadora)

    close(session, facilitadora)

    content = session.records.get().content
    assert [group["group"] for group in content["attendance"]] == ["government", "guest"]
    told = content["items"][0]
    assert told["said"] == "Falta el plano"
    assert told["agreements"][0]["objections"] == [
        {"organization": guild.name, "words": "Sube el costo"}
    ]
    assert told["commitments"][0]["promise"] == "Enviar el plano"
    assert content["next"]["meeting"] == "Sesión 2"


def test_a_corrected_record_keeps_the_earlier_version(session, facilitadora):
    close(session, facilitadora)

    session.reissue_record(why="Faltaba un acuerdo", by=facilitadora, at=NOON + 2 * HOUR)

    assert [record.version for record in session.records.all()] == [1, 2]
    with pytest.raises(OutOfTurn):
        session.reissue_record(why=" ", by=facilitadora, at=NOON + 2 * HOUR)


def test_a_closed_session_is_not_opened_again(session, facilitadora):
    close(session, facilitadora)

    with pytest.raises(OutOfTurn, match="cerrada"):
        session.open(by=facilitadora, at=NOON + HOUR)


def test_a_cancelled_session_says_why(mesa, facilitadora):
    meeting = MeetingFactory(mesa=mesa)

    with pytest.raises(OutOfTurn):
        meeting.cancel(why="", by=facilitadora, at=NOON)
    meeting.cancel(why="Paro nacional", by=facilitadora, at=NOON)

    assert meeting.state == MeetingState.CANCELLED


def test_two_people_writing_one_note_lose_nothing(session, facilitadora, enlace):
    item = AgendaItemFactory(meeting=session)
    Note.write(item, "said", text="Región Norte pide plazo", base=0, by=facilitadora, at=NOON)

    note = Note.write(item, "said", text="El gremio ofrece ayuda", base=0, by=enlace, at=NOON)

    assert note.text == "Región Norte pide plazo\nEl gremio ofrece ayuda"
    assert note.version == 2


def test_the_same_words_changed_by_two_show_both_texts(session, facilitadora, enlace):
    item = AgendaItemFactory(meeting=session)
    Note.write(item, "said", text="tarda noventa días", base=0, by=facilitadora, at=NOON)
    Note.write(item, "said", text="tarda sesenta días", base=1, by=facilitadora, at=NOON)

    with pytest.raises(NoteConflict) as conflict:
        Note.write(item, "said", text="tarda treinta días", base=1, by=enlace, at=NOON)

    assert conflict.value.mine == "tarda treinta días"
    assert conflict.value.theirs == "tarda sesenta días"
    assert [each.text for each in item.notes.get().versions.all()] == [
        "tarda noventa días",
        "tarda sesenta días",
    ]


def test_a_note_has_a_limit_in_words(session, facilitadora):
    with pytest.raises(TooLong):
        Note.write(
            AgendaItemFactory(meeting=session),
            "said",
            text="a" * 100_001,
            base=0,
            by=facilitadora,
            at=NOON,
        )


def test_marking_a_seat_again_changes_the_mark(session, enlace, facilitadora):
    seat = enlace.appointments.get().seat

    for presence in ("present", "excused"):
        Attendance.mark(session, seat, presence=presence, by=facilitadora, at=NOON)

    assert session.attendances.get().presence == "excused"


def test_a_seat_whose_people_changed_is_addressed_again(mesa, enlace, gremio, facilitadora):
    meeting = MeetingFactory(mesa=mesa)
    seat, guild = (each.appointments.get().seat for each in (enlace, gremio))
    meeting.convene(seats=[seat, guild], by=facilitadora, at=NOON)
    meeting.invitations.get(seat=guild).reply("yes", by=gremio, at=NOON)
    newcomer = PersonFactory()
    for each in (seat, guild):
        each.appoint(
            newcomer, role="liaison", since_on=NOON.date(), by=facilitadora, at=NOON + HOUR
        )

    meeting.convene(seats=[seat, guild], by=facilitadora, at=NOON + HOUR)

    told = {invitation.seat: invitation for invitation in meeting.invitations.all()}
    assert (told[seat].person, told[seat].at) == (newcomer, NOON + HOUR)
    assert (told[guild].person, told[guild].at) == (gremio, NOON)


def test_for_another_day_all_answer_again_and_the_reason_is_asked(mesa, enlace, facilitadora):
    meeting = MeetingFactory(mesa=mesa)
    meeting.convene(seats=list(meeting.seats_to_invite()), by=facilitadora, at=NOON)
    meeting.invitations.get(person=enlace).reply("yes", by=enlace, at=NOON)
    told = {"minutes": meeting.minutes, "place": "Sala Cedro", "link": ""}

    with pytest.raises(OutOfTurn, match="por qué"):
        meeting.reschedule(starts_at=NOON + FORTNIGHT, why=" ", by=facilitadora, at=NOON, **told)
    meeting.reschedule(
        starts_at=meeting.starts_at, why="Otra sala", by=facilitadora, at=NOON, **told
    )
    assert meeting.invitations.waiting().count() == 1
    meeting.reschedule(starts_at=NOON + FORTNIGHT, why="Paro", by=facilitadora, at=NOON, **told)
    assert meeting.invitations.waiting().count() == 2


def test_those_who_have_not_answered_are_reminded(mesa, enlace, facilitadora):
    meeting = MeetingFactory(mesa=mesa)
    meeting.convene(seats=list(meeting.seats_to_invite()), by=facilitadora, at=NOON)

    meeting.remind(by=facilitadora, at=NOON)

    for invitation in meeting.invitations.all():
        invitation.reply("yes", by=facilitadora, at=NOON)
    with pytest.raises(OutOfTurn, match="ya respondieron"):
        meeting.remind(by=facilitadora, at=NOON)


def test_who_was_invited_answers_until_the_session_begins(mesa, cast):
    meeting = MeetingFactory(mesa=mesa)
    meeting.convene(seats=list(meeting.seats_to_invite()), by=cast.facilitadora, at=NOON)
    invitation = meeting.invitations.get(person=cast.enlace)

    for person, count in [(cast.enlace, 1), (cast.facilitadora, 4), (cast.ajena, 0)]:
        assert meeting.invitations.answerable_by(person).count() == count
    invitation.reply("no", words="Viaje", by=cast.enlace, at=NOON)
    meeting.open(by=cast.facilitadora, at=NOON)
    invitation.refresh_from_db()
    with pytest.raises(TooLate, match="en curso"):
        invitation.reply("yes", by=cast.enlace, at=NOON)
