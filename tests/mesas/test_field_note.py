"""What the articulator notes day by day, and who may read it."""

import datetime

import pytest

from destraba.kit.vocabulary import Body, Constituency
from destraba.mesas.following import followed_at, looked_after_by, watches_over
from destraba.mesas.merging import merge
from destraba.mesas.models import Commitment, Entrusting, FieldNote, Mesa
from destraba.mesas.models.entrusting import NotEntrusted
from destraba.mesas.models.field_note import NotFollowedHere, NothingSeen
from destraba.mesas.models.question import NotReady
from destraba.notifications.concerning import concerns
from destraba.trail.models import Event
from tests.below import articulator
from tests.conftest import NOON
from tests.factories import (
    AppointmentFactory,
    CommitmentFactory,
    MesaFactory,
    OrganizationFactory,
    PersonFactory,
    ProblemFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _today(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def selva(mesa):
    return MesaFactory(name="Mesa Selva", kind="territorial", parent=mesa)


@pytest.fixture
def articuladora(selva):
    return articulator(selva, body=Body.DEDICATED_TEAM)


@pytest.fixture
def vecino(selva):
    """Sits at the territorial mesa, and runs nothing."""
    person = PersonFactory(name="Vecino")
    organization = OrganizationFactory(constituency=Constituency.OTHER)
    AppointmentFactory(seat=SeatFactory(mesa=selva, organization=organization), person=person)
    return person


def note(mesa, by, **told):
    return FieldNote.note(mesa, **{"noted_on": TODAY, "by": by, "at": NOON, **told})


def entrust(commitment, mesa, by):
    return Entrusting.entrust(commitment, to=mesa, why="Ver si llega.", by=by, at=NOON)


# ── field notes ──


def test_one_touch_is_a_note_and_what_advanced_moves_its_problem(selva, articuladora):
    problem = ProblemFactory(mesa=selva)
    commitment = CommitmentFactory(mesa=selva, problem=problem)

    noted = note(selva, articuladora, course="moved", commitment=commitment)

    problem.refresh_from_db()
    assert (noted.course, noted.about, problem.moved_on) == ("moved", commitment, TODAY)
    event = Event.objects.get(verb="fieldnote.noted")
    assert (event.stream, event.by) == (f"field:{selva.pk}", articuladora)


def test_sent_twice_under_one_name_it_is_one_and_says_what_came_last(selva, articuladora):
    first = note(selva, articuladora, ref="n-1", text="Llegó uno")
    again = note(selva, articuladora, ref="n-1", text="Llegaron dos")
    note(selva, articuladora, ref="n-1", text="Llegaron dos")

    assert again == first
    assert selva.field_notes.get().text == "Llegaron dos"
    event = Event.objects.get(verb="fieldnote.corrected")
    assert event.changes == {"text": ["Llegó uno", "Llegaron dos"]}


def test_the_name_of_somebody_elses_note_makes_another_one(selva, articuladora, facilitadora):
    note(selva, articuladora, ref="n-1", text="Mía")
    other = note(selva, facilitadora, ref="n-1", text="Otra")

    assert other.ref != "n-1"
    assert selva.field_notes.get(ref="n-1").text == "Mía"


def test_without_a_word_nor_a_touch_there_is_no_note(selva, articuladora):
    with pytest.raises(NothingSeen, match="Diga cómo va"):
        note(selva, articuladora, text="  ")

    assert not selva.field_notes.exists()


def test_it_is_about_what_its_own_mesa_follows(mesa, selva, articuladora):
    above = CommitmentFactory(mesa=mesa)
    with pytest.raises(NotFollowedHere, match="no sigue ese compromiso"):
        note(selva, articuladora, course="same", commitment=above)
    with pytest.raises(NotFollowedHere, match="de otra mesa"):
        note(selva, articuladora, course="same", problem=ProblemFactory(mesa=mesa))
    with pytest.raises(NotFollowedHere, match="mesas territoriales"):
        note(mesa, articuladora, course="same", commitment=above)


def test_the_two_teams_read_it_and_nobody_else(
    selva, articuladora, facilitadora, vecino, enlace, ministra
):
    noted = note(selva, articuladora, text="Reservado")

    for person in (articuladora, facilitadora, ministra):
        assert noted in FieldNote.objects.visible_to(person), person
    for person in (vecino, enlace):
        assert noted not in FieldNote.objects.visible_to(person), person
    assert noted not in FieldNote.objects.run_by(facilitadora)


# ── handing down ──


def test_a_commitment_is_handed_down_once_and_its_articulator_is_told(
    mesa, selva, articuladora, facilitadora
):
    commitment = CommitmentFactory(mesa=mesa)

    told = entrust(commitment, selva, facilitadora)

    assert entrust(commitment, selva, facilitadora) == told
    (event,) = Event.objects.filter(verb="entrusting.made")
    assert [each.person for each in concerns(event)] == [articuladora]
    note(selva, articuladora, course="same", commitment=commitment)


def test_it_is_handed_down_only_to_a_mesa_below_at_work(mesa, selva, facilitadora):
    commitment = CommitmentFactory(mesa=mesa)
    elsewhere = MesaFactory(name="Otra", kind="territorial")
    with pytest.raises(NotEntrusted, match="no es una mesa territorial de esta"):
        entrust(commitment, elsewhere, facilitadora)
    with pytest.raises(NotEntrusted, match="no es una mesa territorial de esta"):
        entrust(commitment, mesa, facilitadora)
    with pytest.raises(NotReady, match="qué se espera"):
        Entrusting.entrust(commitment, to=selva, why=" ", by=facilitadora, at=NOON)
    commitment.fulfil(evidence="Se hizo", by=facilitadora, at=NOON)
    with pytest.raises(NotEntrusted, match="ya está cumplido"):
        entrust(commitment, selva, facilitadora)

    assert not Entrusting.objects.exists()


def test_below_it_is_read_and_not_changed_and_only_by_who_follows_it(
    mesa, selva, articuladora, facilitadora, vecino
):
    commitment = CommitmentFactory(mesa=mesa)
    assert commitment not in Commitment.objects.visible_to(articuladora)

    told = entrust(commitment, selva, facilitadora)

    assert commitment in Commitment.objects.visible_to(articuladora)
    assert commitment not in Commitment.objects.visible_to(vecino)
    assert commitment not in Commitment.objects.answerable_by(articuladora)
    assert commitment not in Commitment.objects.run_by(articuladora)
    assert commitment not in Commitment.objects.seen_whole_by(articuladora)
    assert not commitment.is_seen_whole_by(articuladora)
    assert commitment.is_seen_whole_by(facilitadora)
    assert told in Entrusting.objects.visible_to(articuladora)
    assert told not in Entrusting.objects.takeable_by(articuladora)
    assert told not in Entrusting.objects.visible_to(vecino)


def test_taken_back_it_is_no_longer_seen_below_and_what_was_reported_stays(
    mesa, selva, articuladora, facilitadora
):
    commitment = CommitmentFactory(mesa=mesa)
    told = entrust(commitment, selva, facilitadora)
    report = note(selva, articuladora, course="stuck", commitment=commitment)
    with pytest.raises(NotReady, match="Diga por qué"):
        told.take_back(why="", by=facilitadora, at=NOON)

    told.take_back(why="Lo vemos desde aquí.", by=facilitadora, at=NOON)
    told.take_back(why="Otra vez.", by=facilitadora, at=NOON)

    assert (told.until_on, told.until_why) == (TODAY, "Lo vemos desde aquí.")
    assert commitment not in Commitment.objects.visible_to(articuladora)
    assert report in FieldNote.objects.visible_to(facilitadora)
    with pytest.raises(NotFollowedHere):
        note(selva, articuladora, course="same", commitment=commitment)
    assert entrust(commitment, selva, facilitadora) != told


def test_when_mesas_become_one_it_is_followed_from_the_other(
    mesa, selva, articuladora, facilitadora
):
    other = MesaFactory(name="Mesa Río", kind="territorial", parent=mesa)
    told = entrust(CommitmentFactory(mesa=mesa), selva, facilitadora)

    merge(selva, into=other, why="Son vecinas.", by=facilitadora, at=NOON)

    told.refresh_from_db()
    assert told.until_why == "Son vecinas."
    assert other.entrustings.standing().get().why == told.why
    national = MesaFactory(name="Mesa del Agro")
    merge(mesa, into=national, why="Caben juntas.", by=facilitadora, at=NOON)
    other.refresh_from_db()
    assert other.parent == national
    assert other.entrustings.standing().get().commitment.mesa == national


# ── what is followed, and since when nobody did ──


def test_what_is_followed_is_what_is_open_here_handed_down_and_executed(
    mesa, selva, articuladora, facilitadora
):
    late = CommitmentFactory(mesa=selva, due_on=TODAY - DAY)
    later = CommitmentFactory(mesa=selva, due_on=TODAY + 9 * DAY)
    kept = CommitmentFactory(mesa=selva)
    kept.fulfil(evidence="Se hizo", by=articuladora, at=NOON)
    above = CommitmentFactory(mesa=mesa, due_on=TODAY + DAY)
    CommitmentFactory(mesa=mesa)
    entrust(above, selva, facilitadora)
    executed = ProblemFactory(mesa=selva, level="second")
    ProblemFactory(mesa=selva, level="third")
    noted = note(selva, articuladora, course="stuck", commitment=late)
    note(selva, articuladora, noted_on=TODAY - DAY, course="same", commitment=late)

    followed = followed_at(selva)

    things = [each.commitment or each.problem for each in followed]
    assert things == [late, above, later, executed]
    assert followed[0].last == noted
    assert [bool(each.entrusting) for each in followed] == [False, True, False, False]


def test_a_week_without_a_note_is_said_and_so_is_a_mesa_without_articulator(selva, articuladora):
    def trouble(on):
        (watch,) = watches_over([*Mesa.objects.values_list("pk", flat=True)], on=on)
        return watch.trouble(on=on)

    note(selva, articuladora, text="Todo bien")

    assert trouble(TODAY + 6 * DAY) == ""
    assert trouble(TODAY + 7 * DAY) == "Sin seguimiento hace 7 días."
    seat = articuladora.appointments.get().seat
    seat.vacate(articuladora, on=TODAY - DAY, why="Se fue", by=articuladora, at=NOON)
    assert "Sin articulador" in trouble(TODAY)


def test_whoever_runs_the_mesa_above_looks_after_those_below(
    selva, articuladora, facilitadora, vecino
):
    assert selva in looked_after_by(facilitadora)
    assert selva in looked_after_by(articuladora)
    assert not looked_after_by(vecino).exists()
