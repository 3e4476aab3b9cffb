"""What goes up comes back: with a decision or with a reason, and every step in view."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Body, Constituency, ElevationState
from destraba.mesas import clock
from destraba.mesas.high_level import call_session
from destraba.mesas.merging import merge
from destraba.mesas.models import Brief, Commitment, Elevation, NoPower, Problem, Promise
from destraba.mesas.models.brief import WrittenMeanwhile
from destraba.mesas.models.elevation import NotAtThatStep, NotReady
from destraba.mesas.models.meeting import NotBriefed
from destraba.mesas.parties import parties_of
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    MeetingFactory,
    MesaFactory,
    PersonFactory,
    ProblemFactory,
)

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
SOON = TODAY + datetime.timedelta(days=20)


def later(days):
    return NOON + datetime.timedelta(days=days)


@pytest.fixture
def viceministro(at_table):
    return at_table("viceministro", Constituency.GOVERNMENT, body=Body.HIGH_LEVEL)


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa, title="Dos ministerios no se ponen de acuerdo")


@pytest.fixture
def prepared(problem, viceministro, facilitadora):
    return Elevation.prepare(
        problem=problem,
        motive="deadlock",
        asked="Que un solo ministerio lleve el registro",
        asked_of=viceministro,
        wanted_by=SOON,
        by=facilitadora,
        at=NOON,
    )


@pytest.fixture
def raised(prepared, facilitadora):
    Brief.write(prepared, text="# Ayuda memoria", by=facilitadora, at=NOON)
    prepared.warn(by=facilitadora, at=NOON)
    prepared.go_up(by=facilitadora, at=NOON)
    return prepared


def prepare(subject, of, **told):
    words = {"motive": "budget", "asked": "Asignar 200 mil", "wanted_by": SOON, **told}
    return Elevation.prepare(**subject, asked_of=of, by=None, at=NOON, **words)


def test_it_goes_up_with_a_brief_and_after_the_parties_were_told(prepared, facilitadora):
    with pytest.raises(NotReady, match="ayuda memoria"):
        prepared.go_up(by=facilitadora, at=NOON)
    Brief.write(prepared, text="Lo que pasa", by=facilitadora, at=NOON)
    with pytest.raises(NotReady, match="Avise primero"):
        prepared.go_up(by=facilitadora, at=NOON)
    prepared.warn(words="Por correo", by=facilitadora, at=NOON)

    prepared.go_up(by=facilitadora, at=NOON)

    assert prepared.state == ElevationState.RAISED
    assert (prepared.rung_name, prepared.answer_by) == ("viceministerio", later(10).date())
    assert [turn.kind for turn in prepared.turns.all()] == ["warned", "raised"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"asked": " "}, "la decisión exacta"),
        ({"wanted_by": None}, "para cuándo"),
    ],
)
def test_it_says_what_is_asked_and_by_when(problem, viceministro, told, words):
    with pytest.raises(NotReady, match=words):
        prepare({"problem": problem}, viceministro, **told)

    assert not Elevation.objects.exists()


def test_it_is_asked_of_somebody_with_the_power(problem, enlace, ministra):
    with pytest.raises(NoPower, match="Enlace"):
        prepare({"problem": problem}, enlace)
    with pytest.raises(NotReady, match="a quién"):
        prepare({"problem": problem}, None)

    assert prepare({"problem": problem}, ministra).asked_of == ministra


def test_only_what_the_operating_body_has_at_hand_goes_up(problem, viceministro, facilitadora):
    problem.drop(why="Ya no ocurre", by=facilitadora, at=NOON)
    kept = CommitmentFactory(mesa=problem.mesa, state="fulfilled")

    with pytest.raises(NotReady, match="descartado"):
        prepare({"problem": problem}, viceministro)
    with pytest.raises(NotReady, match="cumplido"):
        prepare({"commitment": kept}, viceministro)
    with pytest.raises(NotReady, match="qué problema"):
        prepare({}, viceministro)


def test_the_same_thing_does_not_go_up_twice_at_once(raised, problem, viceministro, facilitadora):
    with pytest.raises(NotReady, match="sin respuesta"):
        prepare({"problem": problem}, viceministro)

    raised.send_back(words="Falta el costo", by=facilitadora, at=later(1))

    assert prepare({"problem": problem}, viceministro).is_prepared


def test_a_decision_comes_back_with_its_promises(raised, viceministro, facilitadora, enlace):
    entity = enlace.appointments.get().seat.organization
    promise = Promise("Publicar la resolución", entity, SOON, facilitadora)

    turn = raised.decide(
        ruling="dispute",
        words="El registro lo lleva AFOR",
        decider=viceministro,
        decided_on=later(3).date(),
        promises=[promise],
        by=facilitadora,
        at=later(3),
    )

    assert raised.is_answered
    assert raised.attend_on is None
    made = Commitment.objects.get()
    assert list(turn.commitments.all()) == [made]
    assert (made.problem, made.responsible) == (raised.problem, entity)
    told = Event.objects.of_subject(raised).get(verb="elevation.decided")
    assert told.why == "El registro lo lleva AFOR"


def test_a_decision_without_words_decider_or_amount_is_no_decision(raised, viceministro):
    def decide(**told):
        whole = {"ruling": "other", "words": "Sí", "decider": viceministro, "decided_on": TODAY}
        raised.decide(**{**whole, **told}, by=viceministro, at=NOON)

    with pytest.raises(NotReady, match="qué se decidió"):
        decide(words=" ")
    with pytest.raises(NotReady, match="quién decidió"):
        decide(decider=None)
    with pytest.raises(NotReady, match="cuánto"):
        decide(ruling="budget")
    with pytest.raises(NotReady, match="antes de que subiera"):
        decide(decided_on=TODAY - datetime.timedelta(days=1))
    raised.refresh_from_db()
    assert raised.is_waiting


def test_each_rung_is_climbed_once_and_has_its_own_clock(raised, facilitadora):
    assert not raised.is_late(on=later(10).date())
    assert raised.is_late(on=later(11).date())

    raised.climb(why="Nadie respondió en diez días", by=facilitadora, at=later(11))
    assert (raised.rung_name, raised.days_on_rung(on=later(12).date())) == ("ministerio", 1)
    assert not raised.is_late(on=later(12).date())
    raised.climb(why="Tampoco", by=facilitadora, at=later(30))
    with pytest.raises(NotAtThatStep, match="más alto"):
        raised.climb(why="Más", by=facilitadora, at=later(60))

    assert [turn.rung_name for turn in raised.turns.filter(kind="climbed")] == [
        "ministerio",
        "jefatura de Estado",
    ]


def test_the_clock_says_that_nobody_answers_and_again_every_week(raised):
    for days in range(25):
        clock.look(at=later(days))

    told = Event.objects.filter(verb="elevation.unanswered").order_by("at")
    assert [event.at for event in told] == [later(11), later(18)]


def test_each_sees_and_answers_its_half(
    raised, prepared, viceministro, enlace, ministra, asesor, ajena
):
    seen = Elevation.objects.visible_to
    answered = Elevation.objects.answerable_by

    assert [seen(each).count() for each in [viceministro, enlace, ministra, asesor]] == [1] * 4
    assert not seen(ajena).exists()
    assert answered(viceministro).exists()
    assert answered(ministra).exists()
    assert not any(answered(each).exists() for each in [enlace, asesor, ajena])


def test_one_who_is_asked_from_outside_the_mesa_sees_it_once_it_is_up(mesa, facilitadora):
    elsewhere = PersonFactory(name="Ministro de otro ramo", email="otro@ejemplo.test")
    problem = ProblemFactory(mesa=mesa)
    elevation = Elevation.objects.create(
        mesa=mesa, problem=problem, asked="Que sí", asked_of=elsewhere
    )

    assert not Elevation.objects.visible_to(elsewhere).exists()
    Elevation.objects.filter(pk=elevation.pk).update(raised_on=TODAY, state="raised")
    assert Elevation.objects.visible_to(elsewhere).exists()


def test_what_it_says_is_reworded_only_before_it_goes_up(raised, facilitadora):
    with pytest.raises(NotAtThatStep):
        raised.reword(why="Mejor dicho", asked="Otra cosa", by=facilitadora, at=NOON)


STEPS = st.lists(
    st.sampled_from(["warn", "brief", "go_up", "receive", "study", "schedule", "climb"])
    | st.sampled_from(["decide", "send_back", "clock", "session", "send"]),
    max_size=25,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_none_is_lost_or_closed_without_an_answer(steps, mesa, ministra, facilitadora):
    elevation = prepare({"problem": ProblemFactory(mesa=mesa)}, ministra)
    told = {"by": facilitadora}
    # Without a number: another example would bring the one that a verb gave next.
    session = MeetingFactory(
        mesa=mesa, kind="high_level", state="planned", starts_at=later(200), number=None
    )
    verbs = {
        "warn": lambda at: elevation.warn(at=at, **told),
        "brief": lambda at: Brief.write(elevation, text=f"A {at}", at=at, **told),
        "go_up": lambda at: elevation.go_up(at=at, **told),
        "receive": lambda at: elevation.receive(at=at, **told),
        "study": lambda at: elevation.study(words="", at=at, **told),
        "schedule": lambda at: elevation.schedule(words="", at=at, **told),
        "climb": lambda at: elevation.climb(why="x", at=at, **told),
        "decide": lambda at: elevation.decide(
            ruling="other", words="Sí", decider=ministra, decided_on=at.date(), at=at, **told
        ),
        "send_back": lambda at: elevation.send_back(words="No", at=at, **told),
        "clock": lambda at: elevation.attend(at=at),
        "session": lambda at: call_session([elevation], starts_at=at, at=at, **told),
        "send": lambda at: elevation.send_brief(session, at=at, **told),
    }
    for day, step in enumerate(steps):
        before = list(elevation.turns.values_list("pk", flat=True))
        try:
            verbs[step](later(day * 4))
        except Refused:
            elevation.refresh_from_db()
        assert list(elevation.turns.values_list("pk", flat=True))[: len(before)] == before

    kinds = set(elevation.turns.values_list("kind", flat=True))
    assert elevation.is_answered == bool(kinds & {"decided", "returned"})
    if elevation.is_waiting:
        assert {"warned", "raised"} <= kinds
        assert elevation.attend_on is not None
    elif elevation.is_answered:
        assert elevation.turns.get(kind__in=["decided", "returned"]).words


def test_the_high_level_is_convened_for_what_was_elevated_with_its_brief(
    mesa, raised, facilitadora, viceministro
):
    seat = viceministro.appointments.get().seat
    meeting = MeetingFactory(mesa=mesa, kind="high_level", state="planned", starts_at=later(3))
    told = {"seats": [seat], "by": facilitadora, "at": NOON}

    with pytest.raises(NotBriefed, match="para un problema elevado"):
        meeting.convene(**told)
    item = AgendaItemFactory(meeting=meeting, problem=raised.problem)
    other = AgendaItemFactory(meeting=meeting, problem=ProblemFactory(mesa=mesa), title="Otra cosa")
    with pytest.raises(NotBriefed, match="Otra cosa"):
        meeting.convene(**told)
    other.delete()
    meeting.convene(**told)

    assert item.problem == raised.problem
    assert meeting.is_convened


def test_when_mesas_merge_what_waits_above_goes_along(mesa, raised, facilitadora):
    into = MesaFactory(name="La otra mesa")

    merge(mesa, into=into, why="Es la misma cadena", by=facilitadora, at=later(1))

    raised.refresh_from_db()
    assert (raised.mesa, raised.problem.mesa) == (into, into)
    told = Event.objects.of_subject(raised).filter(verb__endswith="_over")
    assert {event.stream for event in told} == {f"mesa:{mesa.pk}", f"mesa:{into.pk}"}


def test_two_elevations_of_the_same_are_not_prepared_at_once(problem, viceministro):
    """The problem is held, and looked at again, before anything is decided from it."""
    stale = Problem.objects.get(pk=problem.pk)
    problem.drop(why="Ya no hace falta", by=None, at=NOON)

    with pytest.raises(NotReady, match="descartado"):
        prepare({"problem": stale}, viceministro)


def test_a_ladder_that_was_shortened_is_said_in_words(prepared, facilitadora):
    Elevation.objects.filter(pk=prepared.pk).update(rung=7)
    Brief.write(prepared, text="Lo que pasa", by=facilitadora, at=NOON)
    prepared.warn(by=facilitadora, at=NOON)

    with pytest.raises(NotReady, match="ya no tiene ese peldaño"):
        prepared.go_up(by=facilitadora, at=NOON)


def test_a_brief_is_not_written_over_a_newer_one(prepared, facilitadora):
    Brief.write(prepared, text="Una", base=0, by=facilitadora, at=NOON)

    with pytest.raises(WrittenMeanwhile):
        Brief.write(prepared, text="Otra", base=0, by=facilitadora, at=NOON)

    assert prepared.briefs.get().text == "Una"


def test_a_convener_that_left_is_asked_no_more(
    problem, facilitadora, ministra, viceministro, time_machine
):
    time_machine.move_to(NOON, tick=False)
    of_hers = prepare({"problem": problem}, ministra)
    Brief.write(of_hers, text="Lo que pasa", by=facilitadora, at=NOON)
    of_hers.warn(by=facilitadora, at=NOON)
    of_hers.go_up(by=facilitadora, at=NOON)
    ministra.roles.get().end(on=TODAY - datetime.timedelta(days=1), by=None, at=NOON)
    ministra = type(ministra).objects.get(pk=ministra.pk)

    assert not Elevation.objects.visible_to(ministra).exists()
    assert not Elevation.objects.answerable_by(ministra).exists()
    assert Elevation.objects.visible_to(viceministro).exists()


def test_the_parties_are_who_sits_there_now(
    problem, viceministro, enlace, facilitadora, time_machine
):
    time_machine.move_to(NOON, tick=False)
    seat = enlace.appointments.get().seat
    problem.involve(seat.organization, role="must_act", liaison=enlace, by=None, at=NOON)
    elevation = prepare({"problem": problem}, viceministro)
    assert parties_of(elevation) == [enlace]

    enlace.appointments.update(
        since_on=TODAY - datetime.timedelta(days=90), until_on=TODAY - datetime.timedelta(days=1)
    )
    heiress = PersonFactory(name="Heredera")
    seat.appoint(heiress, role="liaison", since_on=TODAY, by=facilitadora, at=NOON)

    assert parties_of(elevation) == [heiress]
