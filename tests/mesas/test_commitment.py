import datetime

import pytest

from destraba.kit.vocabulary import CommitmentState
from destraba.mesas import clock
from destraba.mesas.models import Commitment
from destraba.mesas.models.commitment import Incomplete, NoLongerOpen, NotLater
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import (
    CommitmentFactory,
    MesaFactory,
    OrganizationFactory,
    ProblemFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
DUE = datetime.date(2026, 12, 1)


def promise(mesa, person, **changes):
    told = {
        "promise": "Publicar el instructivo",
        "responsible": OrganizationFactory(),
        "due_on": DUE,
        "follower": person,
        "by": person,
        "at": NOON,
    }
    return Commitment.make(mesa, **{**told, **changes})


def test_a_promise_is_kept_with_who_answers_until_when_and_who_follows(mesa, facilitadora):
    commitment = promise(mesa, facilitadora)

    assert commitment.is_open
    assert commitment.follower == facilitadora
    assert commitment.attend_on == DUE - 3 * DAY
    assert Event.objects.of_subject(commitment).get().verb == "commitment.made"


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"promise": "  "}, "qué se promete"),
        ({"responsible": None}, "quién responde"),
        ({"due_on": None}, "para cuándo"),
        ({"follower": None}, "quién le da seguimiento"),
    ],
)
def test_a_promise_that_nobody_could_follow_up_is_refused(mesa, facilitadora, missing, words):
    with pytest.raises(Incomplete, match=words):
        promise(mesa, facilitadora, **missing)

    assert not Commitment.objects.exists()
    assert not Event.objects.filter(verb="commitment.made").exists()


def test_the_seat_of_the_responsible_owes_it_and_its_liaison_is_written_to(
    mesa, facilitadora, enlace
):
    seat = enlace.appointments.get().seat

    commitment = promise(mesa, facilitadora, responsible=seat.organization)

    assert commitment.seat == seat
    assert commitment.contact == enlace


def test_making_a_promise_moves_its_problem(mesa, facilitadora):
    problem = ProblemFactory(mesa=mesa, moved_on=datetime.date(2026, 1, 1))

    promise(mesa, facilitadora, problem=problem)

    problem.refresh_from_db()
    assert problem.moved_on == NOON.date()


def test_fulfilling_keeps_who_when_and_evidence(facilitadora):
    commitment = CommitmentFactory()

    commitment.fulfil(evidence="Oficio 12", by=facilitadora, at=NOON)

    fulfilment = commitment.fulfilments.get()
    assert (fulfilment.evidence, fulfilment.by, fulfilment.at) == ("Oficio 12", facilitadora, NOON)
    assert commitment.state == CommitmentState.FULFILLED
    assert commitment.attend_on is None


def test_a_commitment_is_fulfilled_once(facilitadora):
    commitment = CommitmentFactory()
    commitment.fulfil(evidence="Oficio 12", by=facilitadora, at=NOON)

    with pytest.raises(NoLongerOpen, match="ya está cumplido"):
        commitment.fulfil(evidence="Oficio 13", by=facilitadora, at=NOON)


def test_fulfilling_asks_how_one_knows(facilitadora):
    with pytest.raises(Incomplete, match="cómo se sabe"):
        CommitmentFactory().fulfil(evidence=" ", by=facilitadora, at=NOON)


def test_extending_keeps_the_old_date_and_the_reason(facilitadora):
    commitment = CommitmentFactory(due_on=DUE)

    commitment.extend(due_on=DUE + 9 * DAY, reason="Falta la firma", by=facilitadora, at=NOON)

    extension = commitment.extensions.get()
    assert (extension.old_due_on, extension.new_due_on) == (DUE, DUE + 9 * DAY)
    assert commitment.due_on == DUE + 9 * DAY
    assert commitment.attend_on == DUE + 6 * DAY
    event = Event.objects.of_subject(commitment).get()
    assert event.changes == {"due_on": ["2026-12-01", "2026-12-10"]}
    assert event.why == "Falta la firma"


def test_another_date_is_a_later_one(facilitadora):
    with pytest.raises(NotLater):
        CommitmentFactory(due_on=DUE).extend(due_on=DUE, reason="x", by=facilitadora, at=NOON)


def test_nothing_disappears_without_a_reason(facilitadora):
    with pytest.raises(Incomplete):
        CommitmentFactory().withdraw(reason="", by=facilitadora, at=NOON)


def test_what_was_undone_stays_in_the_history(facilitadora):
    commitment = CommitmentFactory()
    commitment.fulfil(evidence="Oficio 12", by=facilitadora, at=NOON)

    commitment.reopen(why="Era otro oficio", by=facilitadora, at=NOON + DAY)
    commitment.withdraw(reason="Ya no hace falta", by=facilitadora, at=NOON + 2 * DAY)

    assert commitment.fulfilments.get().undone_at == NOON + DAY
    assert commitment.withdrawals.get().undone_at is None
    assert commitment.state == CommitmentState.WITHDRAWN


def test_the_seat_keeps_what_it_owes_when_its_official_changes(mesa, facilitadora, enlace, gremio):
    seat = enlace.appointments.get().seat
    commitment = promise(mesa, facilitadora, responsible=seat.organization)

    seat.appoint(gremio, role="liaison", since_on=NOON.date(), by=facilitadora, at=NOON)

    commitment.refresh_from_db()
    assert commitment.contact == gremio
    assert commitment.seat == seat
    event = Event.objects.of_subject(commitment).get(verb="commitment.reassigned")
    assert event.changes["contact"] == ["Enlace", "Gremio"]


def test_overdue_are_the_open_ones_past_their_date(facilitadora):
    late = CommitmentFactory(due_on=NOON.date() - DAY)
    CommitmentFactory(due_on=NOON.date())
    CommitmentFactory(due_on=None)
    done = CommitmentFactory(due_on=NOON.date() - DAY)
    done.fulfil(evidence="Registro", by=facilitadora, at=NOON)

    assert list(Commitment.objects.overdue(on=NOON.date())) == [late]
    assert late.days_late(on=NOON.date()) == 1


def test_who_answers_sees_it_even_without_a_seat_at_the_mesa(mesa, ajena, cast):
    commitment = CommitmentFactory(mesa=MesaFactory(name="Otra"), contact=ajena)

    assert list(Commitment.objects.visible_to(ajena)) == [commitment]
    assert list(Commitment.objects.answerable_by(ajena)) == [commitment]
    assert not Commitment.objects.visible_to(cast.enlace).exists()
    assert not Commitment.objects.run_by(ajena).exists()


def test_who_left_the_seat_answers_no_longer_and_whoever_comes_does(
    mesa, facilitadora, enlace, gremio
):
    seat = enlace.appointments.get().seat
    commitment = promise(mesa, facilitadora, responsible=seat.organization)

    seat.vacate(enlace, on=NOON.date() - DAY, by=facilitadora, at=NOON)
    commitment.refresh_from_db()
    assert commitment.contact is None
    assert not Commitment.objects.answerable_by(enlace).exists()
    assert not Commitment.objects.visible_to(enlace).exists()

    seat.appoint(gremio, role="holder", since_on=NOON.date(), by=facilitadora, at=NOON)
    commitment.refresh_from_db()
    assert commitment.contact == gremio


def test_who_is_appointed_for_a_day_to_come_takes_over_that_day(mesa, facilitadora, enlace, gremio):
    seat = enlace.appointments.get().seat
    commitment = promise(
        mesa, facilitadora, responsible=seat.organization, due_on=NOON.date() + 99 * DAY
    )
    clock.look(at=NOON)

    seat.appoint(gremio, role="liaison", since_on=NOON.date() + 3 * DAY, by=None, at=NOON)
    commitment.refresh_from_db()
    assert commitment.contact == enlace
    clock.look(at=NOON + 5 * DAY)

    commitment.refresh_from_db()
    assert commitment.contact == gremio


def test_what_the_team_withdrew_only_the_team_brings_back(mesa, facilitadora, enlace):
    seat = enlace.appointments.get().seat
    commitment = promise(mesa, facilitadora, responsible=seat.organization)

    commitment.withdraw(reason="Ya no hace falta", by=facilitadora, at=NOON)

    assert not Commitment.objects.reopenable_by(enlace).exists()
    assert Commitment.objects.reopenable_by(facilitadora).exists()


def test_an_adviser_reads_even_what_she_is_the_contact_of(mesa, asesor):
    CommitmentFactory(mesa=mesa, contact=asesor)

    assert Commitment.objects.visible_to(asesor).exists()
    assert not Commitment.objects.answerable_by(asesor).exists()


def test_an_organisation_with_several_seats_answers_at_its_operating_one(mesa, facilitadora):
    organization = OrganizationFactory()
    for body in ("high_level", "dedicated_team", "operating"):
        SeatFactory(mesa=mesa, organization=organization, body=body)

    commitment = promise(mesa, facilitadora, responsible=organization)

    assert commitment.seat.body == "operating"


def test_reassigning_without_a_contact_leaves_it_to_whoever_fills_the_seat(
    mesa, facilitadora, enlace, gremio
):
    vacant = SeatFactory(mesa=mesa).organization
    guild = gremio.appointments.get().seat.organization
    commitment = promise(
        mesa, facilitadora, responsible=enlace.appointments.get().seat.organization
    )
    told = {"follower": facilitadora, "why": "Cambio", "by": facilitadora, "at": NOON}

    commitment.reassign(responsible=vacant, **told)
    assert commitment.contact is None
    commitment.reassign(responsible=guild, **told)
    assert commitment.contact == gremio


def test_a_verb_from_a_page_loaded_before_restores_nothing_old(mesa, facilitadora):
    commitment = promise(mesa, facilitadora)
    stale = Commitment.objects.get(pk=commitment.pk)
    commitment.reword(promise="Publicarlo hoy", why="Más claro", by=facilitadora, at=NOON)
    commitment.extend(due_on=DUE + DAY, reason="Firma", by=facilitadora, at=NOON)

    stale.reassign(
        responsible=OrganizationFactory(), follower=facilitadora, why="x", by=None, at=NOON
    )

    commitment.refresh_from_db()
    assert (commitment.promise, commitment.due_on) == ("Publicarlo hoy", DUE + DAY)


def test_the_clock_decides_from_what_is_true_now(mesa, facilitadora):
    commitment = promise(mesa, facilitadora, due_on=NOON.date() - DAY)
    held_by_the_clock = Commitment.objects.get(pk=commitment.pk)
    commitment.extend(due_on=DUE, reason="Firma", by=facilitadora, at=NOON)

    held_by_the_clock.attend(at=NOON)

    commitment.refresh_from_db()
    assert commitment.attend_on == DUE - 3 * DAY
    assert not Event.objects.filter(verb="commitment.overdue").exists()


def test_facts_of_a_whole_list_cost_one_query(facilitadora, django_assert_num_queries):
    for commitment in CommitmentFactory.create_batch(3):
        commitment.extend(due_on=DUE + DAY, reason="Falta la firma", by=facilitadora, at=NOON)

    with django_assert_num_queries(1):
        rows = list(Commitment.objects.with_facts().by_urgency())
        told = [(row.mesa.name, row.responsible.short, row.times_extended) for row in rows]

    assert [times for *_rest, times in told] == [1, 1, 1]
