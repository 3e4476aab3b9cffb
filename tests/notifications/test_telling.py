import datetime

import pytest

from destraba.mesas.models import Brief, Commitment, Elevation, Promise
from destraba.notifications.models import Letter, Preference
from destraba.notifications.telling import FRESH, tell_pending
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    MesaFactory,
    PersonFactory,
    ProblemFactory,
)

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def addressed(verb):
    return set(Letter.objects.filter(event__verb=verb).values_list("to__name", flat=True))


def promise(mesa, cast, *, by=None, at=NOON, **more):
    told = {
        "promise": "Publicar la directiva única",
        "responsible": cast.enlace.appointments.get().seat.organization,
        "due_on": datetime.date(2026, 12, 2),
        "follower": cast.facilitadora,
        **more,
    }
    return Commitment.make(mesa, by=by or cast.facilitadora, at=at, **told)


def test_who_is_invited_is_told_when_where_about_what_and_what_she_owes(meeting, cast):
    promise(meeting.mesa, cast, due_on=datetime.date(2026, 11, 20))

    meeting.convene(seats=list(meeting.seats_to_invite()), by=cast.facilitadora, at=NOON)
    tell_pending(at=NOON)

    letter = Letter.objects.get(event__verb="meeting.convened", to=cast.enlace)
    assert letter.subject == (
        "Convocatoria: Sesión 14 · Mesa Ejecutiva Forestal, jueves 26 de noviembre"
    )
    for told in [
        "Hola, Enlace:",
        "Cuándo: jueves 26 de noviembre, de 10:00 a 11:30",
        "Dónde: Sala Cedro",
        "1. Registro de plantaciones (25 min)",
        "Lo que AFOR tiene pendiente",
        "- Publicar la directiva única: venció el viernes 20 de noviembre, hace 2 días",
        f"http://127.0.0.1:8000/sesiones/{meeting.pk}/",
        "Recibe este correo por el asiento de AFOR en Mesa Ejecutiva Forestal.",
    ]:
        assert told in letter.body
    assert letter.reply_to == cast.facilitadora.email
    other = Letter.objects.get(event__verb="meeting.convened", to=cast.gremio)
    assert "Publicar" not in other.body
    assert "equipo dedicado" in Letter.objects.get(to=cast.facilitadora).body


def test_an_event_is_told_once(convened):
    before = Letter.objects.count()
    Event.objects.filter(verb="meeting.convened").update(told_at=None)

    tell_pending(at=NOON)

    assert before == Letter.objects.count() == 4
    assert not Event.objects.untold().exists()


def test_who_is_invited_later_is_told_alone(convened, cast, at_table):
    late = at_table("tardia", "employers")

    convened.convene(seats=list(convened.seats_to_invite()), by=cast.facilitadora, at=NOON + HOUR)
    tell_pending(at=NOON + HOUR)

    last = Event.objects.filter(verb="meeting.convened").latest("pk")
    assert [letter.to for letter in Letter.objects.filter(event=last)] == [late]


def test_who_has_no_mail_or_wants_none_gets_no_letter(meeting, cast):
    cast.gremio.email = None
    cast.gremio.save()
    cast.sindicato.is_active = False
    cast.sindicato.save()
    Preference.choose(cast.enlace, "none", at=NOON)

    meeting.convene(seats=list(meeting.seats_to_invite()), by=cast.facilitadora, at=NOON)
    tell_pending(at=NOON)

    assert addressed("meeting.convened") == {"Facilitadora"}


def test_who_wants_invitations_only_is_not_told_of_promises(meeting, cast):
    Preference.choose(cast.enlace, "invitations", at=NOON)
    promise(meeting.mesa, cast)

    meeting.convene(seats=list(meeting.seats_to_invite()), by=cast.facilitadora, at=NOON)
    tell_pending(at=NOON)

    assert "Enlace" in addressed("meeting.convened")
    assert not addressed("commitment.made")


def test_who_has_not_answered_is_reminded(convened, cast):
    convened.invitations.get(person=cast.enlace).reply("yes", by=cast.enlace, at=NOON)

    convened.remind(by=cast.facilitadora, at=NOON)
    tell_pending(at=NOON)

    assert addressed("meeting.reminded") == {"Facilitadora", "Gremio", "Sindicato"}


def test_another_date_says_what_it_was_and_why(convened, cast):
    convened.reschedule(
        starts_at=convened.starts_at + datetime.timedelta(days=1),
        minutes=90,
        place="Sala Cedro",
        link="",
        why="Paro de transporte",
        by=cast.facilitadora,
        at=NOON,
    )
    tell_pending(at=NOON)

    letter = Letter.objects.get(event__verb="meeting.rescheduled", to=cast.enlace)
    assert "viernes 27 de noviembre" in letter.subject
    assert "Era: jueves 26 de noviembre, 10:00." in letter.body
    assert "Por qué: Paro de transporte" in letter.body


def test_another_room_on_the_same_day_is_said_as_such(convened, cast):
    convened.reschedule(
        starts_at=convened.starts_at,
        minutes=90,
        place="Sala Roble",
        link="",
        why="Obras",
        by=cast.facilitadora,
        at=NOON,
    )
    tell_pending(at=NOON)

    letter = Letter.objects.get(event__verb="meeting.rescheduled", to=cast.enlace)
    assert letter.subject.startswith("Cambio:")
    assert "Dónde: Sala Roble" in letter.body


def test_a_cancelled_session_is_told_with_its_reason(convened, cast):
    convened.cancel(why="Duelo nacional", by=cast.facilitadora, at=NOON)
    tell_pending(at=NOON)

    assert len(addressed("meeting.cancelled")) == 4
    letter = Letter.objects.filter(event__verb="meeting.cancelled").first()
    assert "Por qué: Duelo nacional" in letter.body


def test_a_plan_that_nobody_was_invited_to_moves_in_silence(meeting, cast):
    meeting.cancel(why="Se junta con la siguiente", by=cast.facilitadora, at=NOON)

    assert tell_pending(at=NOON) == 0


def test_the_day_before_is_told_to_who_has_not_excused_herself(convened, cast):
    convened.invitations.get(person=cast.gremio).reply("no", by=cast.gremio, at=NOON)
    convened.invitations.get(person=cast.enlace).reply("yes", by=cast.enlace, at=NOON)

    the_day_before = NOON + 3 * 24 * HOUR
    convened.attend_on = the_day_before.date()
    convened.save()
    convened.attend(at=the_day_before)
    tell_pending(at=the_day_before)

    assert addressed("meeting.near") == {"Facilitadora", "Enlace", "Sindicato"}
    bodies = dict(Letter.objects.filter(event__verb="meeting.near").values_list("to__name", "body"))
    assert "Confirme o excúsese" in bodies["Sindicato"]
    assert "Confirme o excúsese" not in bodies["Enlace"]
    assert not Letter.objects.filter(event__verb="meeting.near").exclude(ics="").exists()


def test_the_record_begins_with_what_each_one_promised(convened, cast):
    convened.open(by=cast.facilitadora, at=NOON)
    item = convened.items.get()
    item.agreements.create(text="Se prueba en Región Norte", by=cast.facilitadora, at=NOON)
    here = {"meeting": convened, "item": item, "at": NOON + HOUR}
    promise(convened.mesa, cast, **here)
    guild = cast.gremio.appointments.get().seat.organization
    promise(convened.mesa, cast, promise="Prestar topógrafos", responsible=guild, **here)

    convened.close(next_at=convened.proposed_next_at(), by=cast.facilitadora, at=NOON + 2 * HOUR)
    tell_pending(at=NOON + 2 * HOUR)

    assert not addressed("commitment.made"), "the record tells it"
    body = Letter.objects.get(event__verb="meeting.closed", to=cast.gremio).body
    mine, _others, rest = body.partition("Los demás compromisos de la sesión")
    assert "Prestar topógrafos" in mine
    assert "Publicar la directiva única" in rest
    assert "Se prueba en Región Norte" in rest
    assert "La próxima: Sesión 15, jueves 10 de diciembre, de 10:00 a 11:30." in rest


def test_a_corrected_record_says_what_was_corrected(convened, cast):
    convened.open(by=cast.facilitadora, at=NOON)
    convened.close(nothing_promised=True, by=cast.facilitadora, at=NOON + HOUR)
    convened.reissue_record(why="Faltaba un acuerdo", by=cast.facilitadora, at=NOON + 2 * HOUR)
    tell_pending(at=NOON + 2 * HOUR)

    letter = Letter.objects.filter(event__verb="meeting.record_reissued").first()
    assert "Qué se corrigió: Faltaba un acuerdo" in letter.body
    assert "No se anotaron compromisos nuevos." in letter.body


def test_a_promise_is_told_to_who_answers_for_it(mesa, cast):
    problem = ProblemFactory(mesa=mesa)
    promise(mesa, cast, problem=problem)

    tell_pending(at=NOON)

    letter = Letter.objects.get(event__verb="commitment.made")
    assert letter.to == cast.enlace
    assert "Facilitadora anotó un compromiso" in letter.body
    assert "Para destrabar: El registro tarda 90 días" in letter.body


def test_who_writes_her_own_promise_is_not_told_of_it(mesa, cast):
    promise(mesa, cast, by=cast.enlace)

    assert tell_pending(at=NOON) == 0


def test_who_takes_over_is_told_why_it_exists(mesa, cast):
    commitment = promise(mesa, cast)
    newcomer = PersonFactory(name="Nueva")
    commitment.pass_to(newcomer, why="Cambió de cargo", by=cast.facilitadora, at=NOON)
    commitment.reassign(
        contact=newcomer,
        responsible=commitment.responsible,
        follower=cast.asesor,
        why="Reparto",
        by=cast.facilitadora,
        at=NOON,
    )

    tell_pending(at=NOON)

    letter = Letter.objects.get(event__verb="commitment.reassigned")
    assert letter.to == newcomer
    assert "Este compromiso es ahora suyo; antes respondía Enlace." in letter.body
    assert "Por qué: Cambió de cargo" in letter.body


def test_who_answered_only_for_a_moment_is_not_told(mesa, cast):
    commitment = promise(mesa, cast)
    for person in (PersonFactory(name="De paso"), PersonFactory(name="Al fin")):
        commitment.pass_to(person, why="Relevo", by=cast.facilitadora, at=NOON)
    commitment.pass_to(None, why="Vacante", by=cast.facilitadora, at=NOON)
    commitment.pass_to(person, why="Se cubrió", by=cast.facilitadora, at=NOON)

    tell_pending(at=NOON)

    assert addressed("commitment.reassigned") == {"Al fin"}


@pytest.mark.parametrize(("day", "verb"), [(29, "due_soon"), (3, "overdue")])
def test_what_falls_due_is_told_to_who_answers_and_to_who_follows(mesa, cast, day, verb):
    month = 11 if day == 29 else 12
    then = datetime.datetime(2026, month, day, 17, tzinfo=datetime.UTC)
    commitment = promise(mesa, cast)

    commitment.attend(at=then)
    tell_pending(at=then)

    letters = {letter.to: letter.body for letter in Letter.objects.filter(event__at=then)}
    assert addressed(f"commitment.{verb}") == {"Enlace", "Facilitadora"}
    assert "pida otra fecha" in letters[cast.enlace]
    assert "da seguimiento" in letters[cast.facilitadora]
    assert "pida otra fecha" not in letters[cast.facilitadora]


def test_what_was_kept_meanwhile_is_not_chased(mesa, cast):
    then = datetime.datetime(2026, 12, 3, 17, tzinfo=datetime.UTC)
    commitment = promise(mesa, cast)
    commitment.attend(at=then)
    commitment.fulfil(evidence="Salió en la gaceta", by=cast.enlace, at=then)

    tell_pending(at=then)

    assert not addressed("commitment.overdue")


def test_what_happened_long_ago_is_marked_as_told_without_letters(mesa, cast):
    promise(mesa, cast, at=NOON - FRESH - HOUR)

    assert tell_pending(at=NOON) == 0

    assert not Event.objects.untold().exists()


def test_an_event_that_cannot_be_told_does_not_silence_the_others(mesa, cast, caplog):
    strange = mesa.record("aimed", by=None, at=NOON, changes={"contact": ["", "x"]})
    Event.objects.filter(pk=strange.pk).update(verb="commitment.reassigned")
    promise(mesa, cast)

    assert tell_pending(at=NOON) == 1

    assert "could not be told" in caplog.text
    assert Event.objects.untold().count() == 1


def test_what_somebody_typed_cannot_add_a_header(mesa, cast):
    promise(mesa, cast, promise="Publicar\nBcc: todos@ejemplo.test\r\n" + "largo " * 40)

    tell_pending(at=NOON)

    letter = Letter.objects.get()
    assert "\n" not in letter.subject
    assert "\r" not in letter.subject
    assert len(letter.subject) <= 200


def test_the_queries_of_an_invitation_do_not_grow_with_those_invited(
    meeting, cast, at_table, django_assert_max_num_queries
):
    for number in range(12):
        at_table(f"invitada{number}", "workers")
    AgendaItemFactory.create_batch(5, meeting=meeting)
    CommitmentFactory.create_batch(30, mesa=meeting.mesa)
    CommitmentFactory(mesa=MesaFactory(name="Otra"))
    meeting.convene(seats=list(meeting.seats_to_invite()), by=cast.facilitadora, at=NOON)
    Event.objects.exclude(verb="meeting.convened").settle(at=NOON)

    with django_assert_max_num_queries(18):
        assert tell_pending(at=NOON) == 16


def test_who_left_the_office_is_reminded_of_nothing(mesa, cast, time_machine):
    time_machine.move_to(NOON, tick=False)
    soon = NOON.date() + datetime.timedelta(days=9)
    elevation = Elevation.prepare(
        problem=ProblemFactory(mesa=mesa),
        asked="Que sí",
        asked_of=cast.ministra,
        wanted_by=soon,
        by=cast.facilitadora,
        at=NOON,
    )
    Brief.write(elevation, text="Lo que pasa.", by=cast.facilitadora, at=NOON)
    elevation.warn(by=cast.facilitadora, at=NOON)
    elevation.go_up(by=cast.facilitadora, at=NOON)
    tell_pending(at=NOON)
    assert addressed("elevation.raised") == {"Ministra"}

    day = datetime.timedelta(days=1)
    cast.ministra.roles.get().end(on=NOON.date() - day, by=None, at=NOON)
    elevation.record("unanswered", by=None, at=NOON + 11 * day)
    tell_pending(at=NOON + 11 * day)

    assert addressed("elevation.unanswered") == {"Facilitadora"}


@pytest.mark.parametrize("is_party", [False, True])
def test_the_articulator_who_elevated_it_hears_what_came_back_once(
    mesa, cast, at_table, time_machine, is_party
):
    time_machine.move_to(NOON, tick=False)
    articulator = at_table("articuladora", "government", role="articulator")
    problem = ProblemFactory(mesa=mesa)
    if is_party:
        organization = articulator.appointments.get().seat.organization
        problem.involve(organization, role="must_act", by=None, at=NOON)
    elevation = Elevation.objects.create(
        mesa=mesa, problem=problem, asked="Que sí", asked_of=cast.ministra, state="raised"
    )

    elevation.send_back(words="Falta el costo", by=cast.ministra, at=NOON)
    tell_pending(at=NOON)

    told = Letter.objects.filter(event__verb="elevation.returned", to=articulator)
    assert told.count() == 1
    assert addressed("elevation.returned") == {"Facilitadora", "Articuladora"}


def test_the_letters_of_an_elevation_bring_its_brief_and_its_decision(mesa, cast, time_machine):
    time_machine.move_to(NOON, tick=False)
    told = {"by": cast.facilitadora, "at": NOON}
    elevation = Elevation.prepare(
        problem=ProblemFactory(mesa=mesa),
        asked="Que sí",
        asked_of=cast.ministra,
        wanted_by=NOON.date() + datetime.timedelta(days=9),
        **told,
    )
    Brief.write(elevation, text="Lo que pasa.", **told)
    elevation.warn(**told)
    elevation.go_up(**told)
    entity = cast.enlace.appointments.get().seat.organization
    elevation.decide(
        ruling="budget",
        words="Se hace este año",
        amount="300 mil de 2027",
        decider=cast.ministra,
        decided_on=NOON.date(),
        promises=[Promise("Firmar el convenio", entity, NOON.date(), cast.facilitadora)],
        by=cast.ministra,
        at=NOON,
    )
    tell_pending(at=NOON)

    asked = Letter.objects.get(event__verb="elevation.raised", to=cast.ministra).body
    assert f"/elevaciones/{elevation.pk}/ayuda-memoria/" in asked
    assert f"/elevaciones/{elevation.pk}/ayuda-memoria.docx" in asked
    back = Letter.objects.get(event__verb="elevation.decided", to=cast.facilitadora).body
    assert "Presupuesto asignado: 300 mil de 2027\nDecidió: Ministra" in back
    assert f"- {entity.short}: Firmar el convenio\n" in back
