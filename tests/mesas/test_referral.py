"""What a territorial mesa hands up comes back: with words, who and day; never lost (OIT §2f)."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import WAITING_FOR_A_MESA, ReferralState
from destraba.mesas import clock, upstream
from destraba.mesas.merging import merge
from destraba.mesas.models import NoLevel, Option, Programme, Referral, ReferralTurn
from destraba.mesas.models.elevation import NotAtThatStep
from destraba.mesas.models.question import NotReady
from destraba.trail.models import Event
from tests.below import articulator, asking, sent, territorial
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MesaFactory, PersonFactory, ProblemFactory

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def problem(met):
    return ProblemFactory(mesa=met, title="El puente se corta tres meses al año")


@pytest.fixture
def referral(met, mesa, articuladora):
    return sent(met, mesa, by=articuladora, at=NOON)


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON + DAY}


def verbs_in(mesa):
    events = Event.objects.of_streams([mesa.stream()]).filter(verb__startswith="referral.")
    return list(events.order_by("pk").values_list("verb", flat=True))


# ── the level ──


def test_a_level_says_who_solves_it_and_keeps_what_was_said_before(problem, articuladora):
    problem.place("first", why="Se arregla aquí", solver="La tractora", by=articuladora, at=NOON)
    problem.place("third", why="Hace falta un ministerio", by=articuladora, at=NOON + DAY)

    assert problem.level == "third"
    said = [(each.level, each.solver, each.words) for each in problem.levels.all()]
    assert said == [
        ("first", "La tractora", "Se arregla aquí"),
        ("third", "", "Hace falta un ministerio"),
    ]
    changes = Event.objects.of_subject(problem).filter(verb="problem.placed").last().changes
    assert changes == {"level": ["first", "third"]}


def test_a_level_said_twice_in_the_same_words_is_said_once(problem, articuladora):
    for _click in range(2):
        problem.place("first", why="Aquí", solver="Dos de acá", by=articuladora, at=NOON)

    assert problem.levels.count() == 1
    assert Event.objects.filter(verb="problem.placed").count() == 1


@pytest.mark.parametrize(("level", "why"), [("cuarto", "Sí"), ("first", " "), ("", "Sí")])
def test_a_level_is_one_of_three_and_has_its_reason(problem, level, why):
    with pytest.raises(NoLevel):
        problem.place(level, why=why, by=None, at=NOON)

    assert problem.levels.count() == 0


def test_a_national_mesa_has_no_levels(mesa):
    with pytest.raises(NoLevel, match="territoriales"):
        ProblemFactory(mesa=mesa).place("first", why="Sí", by=None, at=NOON)


# ── up ──


def test_it_goes_up_with_its_level_and_a_clock(referral, met, mesa):
    assert (referral.state, referral.mesa, referral.to) == (ReferralState.SENT, met, mesa)
    assert referral.problem.level == "third"
    assert (referral.sent_on, referral.answer_by) == (TODAY, TODAY + 10 * DAY)
    assert [turn.kind for turn in referral.turns.all()] == ["sent"]
    assert verbs_in(met) == ["referral.sent"]
    assert verbs_in(mesa) == ["referral.arrived"]


def test_the_days_of_the_clock_are_the_programmes(programme, met, mesa, articuladora):
    Programme.objects.update(referral_days=4)

    assert sent(met, mesa, by=articuladora, at=NOON).answer_by == TODAY + 4 * DAY


def test_what_is_sent_twice_is_one(problem, mesa, articuladora):
    once, twice = (
        Referral.send_up(problem, to=mesa, ref="una-vez", by=articuladora, at=NOON, **asking(NOON))
        for _click in range(2)
    )

    assert once == twice
    with pytest.raises(NotReady, match="Ya espera respuesta"):
        Referral.send_up(problem, to=mesa, by=articuladora, at=NOON, **asking(NOON))
    assert Referral.objects.count() == 1


def test_a_mesa_may_serve_several_and_ask_each(problem, mesa, articuladora):
    other = MesaFactory(name="Mesa de Caminos")
    for to in (mesa, other):
        Referral.send_up(problem, to=to, by=articuladora, at=NOON, **asking(NOON))

    assert problem.referrals.waiting().count() == 2


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"level": "first"}, "segundo o tercer nivel"),
        ({"asked": " "}, "qué se pide"),
        ({"executor": ""}, "entidades nacionales"),
        ({"wanted_by": None}, "para cuándo"),
        ({"consulted": ""}, "a quién se consultó"),
        ({"contact": ""}, "con quién hablar"),
        ({"why": ""}, "por qué no se puede"),
        ({"level": "second"}, "qué se espera"),
        ({"level": "second", "inducement": "budget", "executor": ""}, "quién ejecuta"),
    ],
)
def test_each_level_asks_for_what_is_needed_to_answer(problem, mesa, told, words):
    with pytest.raises(NotReady, match=words):
        Referral.send_up(problem, to=mesa, by=None, at=NOON, **asking(NOON, **told))

    problem.refresh_from_db()
    assert (problem.level, Referral.objects.count()) == ("", 0)


def test_it_goes_from_a_territorial_mesa_to_a_national_one_at_work(problem, mesa, met):
    resting = MesaFactory(state="suspended", name="Mesa que descansa")
    for to, words in ((None, "a qué mesa"), (met, "también es territorial"), (resting, "marcha")):
        with pytest.raises(NotReady, match=words):
            Referral.send_up(problem, to=to, by=None, at=NOON, **asking(NOON))
    with pytest.raises(NotReady, match="Solo una mesa territorial"):
        Referral.send_up(ProblemFactory(mesa=mesa), to=mesa, by=None, at=NOON, **asking(NOON))


# ── back ──


def test_it_is_received_and_the_clock_begins_anew(referral, told, met, mesa):
    referral.receive(**told)

    assert referral.state == ReferralState.RECEIVED
    assert referral.answer_by == TODAY + 11 * DAY
    assert verbs_in(met)[-1] == "referral.received"
    assert verbs_in(mesa)[-1] == "referral.replied"
    with pytest.raises(NotAtThatStep):
        referral.receive(**told)


def test_accepted_it_becomes_a_problem_of_the_national_mesa(referral, mesa, told):
    above = referral.accept(words="La tomamos", **told)

    assert (above.mesa, above.title) == (mesa, referral.title)
    assert referral.asked in above.statement
    assert referral.national_problem == above
    assert upstream.who_waits_for(above) == [referral]


def test_several_hang_from_one_and_each_waits_for_its_own_answer(referral, mesa, told):
    sierra = territorial(mesa, name="Mesa Territorial Sierra")
    other = sent(sierra, mesa, by=articulator(sierra, name="Otra"), at=NOON)
    above = ProblemFactory(mesa=mesa, title="Puentes")

    referral.accept(words="Juntas", problem=above, also=[other], **told)
    referral.answer(words="Ya está la respuesta de la selva", **told)

    other.refresh_from_db()
    assert upstream.who_waits_for(above) == [other]
    assert (referral.state, other.state) == (ReferralState.ANSWERED, ReferralState.ACCEPTED)


def test_it_may_join_another_problem_later(referral, mesa, told):
    first = referral.accept(words="Sola", **told)
    above = ProblemFactory(mesa=mesa, title="Puentes de todo el país")
    with pytest.raises(NotAtThatStep, match="Ya está"):
        referral.accept(words="Otra vez", problem=first, **told)

    referral.accept(words="Con las demás", problem=above, **told)

    assert referral.national_problem == above
    assert [turn.kind for turn in referral.turns.all()] == ["sent", "accepted", "joined"]


def test_it_is_not_taken_into_a_problem_of_another_mesa_or_one_that_ended(referral, mesa, told):
    gone = ProblemFactory(mesa=mesa, state="dropped", moved_on=TODAY)
    elsewhere = ProblemFactory(mesa=MesaFactory(name="Otra"))
    for problem, words in ((gone, "descartado"), (elsewhere, "otra mesa")):
        with pytest.raises(NotReady, match=words):
            referral.accept(words="Sí", problem=problem, **told)

    referral.refresh_from_db()
    assert referral.state == ReferralState.SENT


def test_while_more_is_asked_the_clock_stands_and_then_goes_on(referral, facilitadora):
    referral.ask_for_more(words="¿De quién es el puente?", by=facilitadora, at=NOON + 4 * DAY)
    assert referral.is_turn_below
    assert not referral.is_late(on=TODAY + 40 * DAY)

    referral.tell(words="De la provincia", by=None, at=NOON + 9 * DAY)

    assert referral.state == ReferralState.RECEIVED
    assert referral.answer_by == TODAY + 15 * DAY
    assert referral.is_late(on=TODAY + 16 * DAY)


def test_an_answer_in_part_leaves_it_open(referral, told):
    referral.answer(words="Hay dinero para la mitad", is_partial=True, **told)
    assert referral.is_waiting

    referral.answer(words="Y para la otra mitad no", **told)

    assert referral.state == ReferralState.ANSWERED
    assert referral.attend_on is None


def test_solved_it_says_what_who_and_since_when(referral, mesa, told):
    made = CommitmentFactory(mesa=mesa)
    with pytest.raises(NotReady, match="quién lo hace"):
        referral.solve(words="Se repara", who="", starts_on=TODAY, **told)
    with pytest.raises(NotReady, match="qué día"):
        referral.solve(words="Se repara", who="Caminos", starts_on=None, **told)

    told_at_last = {"who": "Caminos", "starts_on": TODAY + 9 * DAY, "commitments": [made]}
    turn = referral.solve(words="Se repara", **told_at_last, **told)

    assert referral.state == ReferralState.SOLVED
    assert (turn.who, turn.starts_on, list(turn.commitments.all())) == (
        "Caminos",
        TODAY + 9 * DAY,
        [made],
    )


def test_promises_of_another_mesa_solve_nothing(referral, met, told):
    with pytest.raises(NotReady, match="otra mesa"):
        referral.solve(
            words="Sí",
            who="Ellos",
            starts_on=TODAY,
            commitments=[CommitmentFactory(mesa=met)],
            **told,
        )


@pytest.mark.parametrize("verb", ["ask_for_more", "answer", "send_back", "tell", "accept"])
def test_nothing_is_said_without_words(referral, told, verb):
    with pytest.raises(NotReady):
        getattr(referral, verb)(words="  ", **told)

    referral.refresh_from_db()
    assert (referral.state, referral.turns.count()) == (ReferralState.SENT, 1)


def test_a_step_taken_from_an_old_page_is_refused(referral, told):
    referral.answer(words="En parte", is_partial=True, since=1, **told)

    with pytest.raises(NotAtThatStep, match="otro paso"):
        referral.answer(words="En parte", is_partial=True, since=1, **told)
    assert referral.turns.count() == 2


def test_returned_it_may_be_sent_again(referral, mesa, told):
    referral.send_back(words="Eso lo puede la municipalidad", **told)

    again = Referral.send_up(referral.problem, to=mesa, by=None, at=NOON, **asking(NOON))

    assert referral.state == ReferralState.RETURNED
    assert again.pk != referral.pk


# ── the clock, and what moves above ──


def test_the_clock_reminds_every_week_while_nobody_says_anything(referral):
    for days in range(30):
        clock.look(at=NOON + days * DAY)

    days = [
        (event.at.date() - TODAY).days
        for event in Event.objects.filter(verb="referral.unanswered").order_by("at")
    ]
    assert days == [11, 18, 25]


def test_who_waits_reads_that_it_moved_and_what_was_promised(referral, mesa, told, enlace):
    above = referral.accept(words="Sí", **told)
    above.focus(why="Lo que se discutió en la sesión", **told)
    CommitmentFactory(mesa=mesa, problem=above, promise="Reparar", made_on=TODAY + DAY)
    since = upstream.hangs_since(referral.turns.all())

    moves = upstream.moves_of(referral, since=since)

    assert [str(move.text) for move in moves] == ["La mesa nacional puso el asunto en foco"]
    assert "discutió" not in str(moves)
    [promise] = upstream.promises_of(referral, since=since.date())
    assert promise["promise"] == "Reparar"


def test_who_waits_reads_that_a_solution_was_chosen_above(referral, told):
    above = referral.accept(words="Sí", **told)
    option = Option.propose(above, title="Que lo pague el canon", **told)
    option.choose(why="Es lo más barato", **told)

    moves = upstream.moves_of(referral, since=upstream.hangs_since(referral.turns.all()))

    assert [str(move.text) for move in moves] == ["La mesa nacional eligió una solución"]


def test_when_its_national_problem_ends_it_must_be_answered(referral, told):
    above = referral.accept(words="Sí", **told)
    above.solve(why="Se reparó", **told)
    referral.refresh_from_db()

    assert referral.is_waiting
    assert referral.must_be_answered


def test_those_that_say_much_the_same_are_proposed_together(referral, mesa):
    sierra, costa = (territorial(mesa, name=f"Mesa {name}") for name in ("Sierra", "Costa"))
    alike = sent(sierra, mesa, by=None, at=NOON, title="El puente se corta cada invierno")
    other = sent(
        costa, mesa, by=None, at=NOON, title="Falta agua", asked="Un pozo", why="Sequía larga"
    )
    bridges = ProblemFactory(mesa=mesa, title="Los puentes vecinales se cortan cada invierno")
    ProblemFactory(mesa=mesa, title="El crédito es caro")

    assert upstream.alike_waiting(referral, [alike, other]) == [alike]
    assert upstream.alike_among(referral, mesa.problems.all()) == bridges


def test_what_is_of_level_2_or_3_and_nobody_handed_up_is_told(met, mesa, articuladora):
    forgotten, fresh, here = (ProblemFactory(mesa=met, title=name) for name in ("A", "B", "C"))
    forgotten.place("second", why="Sí", by=None, at=NOON - 20 * DAY)
    fresh.place("third", why="Sí", by=None, at=NOON)
    here.place("first", why="Sí", by=None, at=NOON - 20 * DAY)
    sent(met, mesa, by=articuladora, at=NOON - 20 * DAY)

    assert upstream.unsent(met.pk, days=10, on=TODAY) == [forgotten]


# ── each sees its half ──


def test_each_end_sees_its_half_and_nothing_else(referral, cast, articuladora, met, mesa, told):
    above = referral.accept(words="Sí", **told)
    theirs = articulator(territorial(mesa, name="Otra"), name="Vecina")
    Model, mine = Referral.objects, referral.pk

    assert Model.visible_to(articuladora).filter(pk=mine).exists()
    assert Model.visible_to(cast.facilitadora).filter(pk=mine).exists()
    assert Model.visible_to(cast.ministra).filter(pk=mine).exists()
    for person in (cast.enlace, cast.gremio, cast.sindicato, cast.ajena, theirs):
        assert not Model.visible_to(person).exists(), person.name
    assert not type(above).objects.visible_to(articuladora).filter(pk=above.pk).exists()
    assert not type(above).objects.visible_to(cast.facilitadora).filter(mesa=met).exists()


def test_below_they_ask_and_above_they_answer(referral, cast, articuladora):
    assert list(Referral.objects.run_by(articuladora)) == [referral]
    assert list(Referral.objects.answerable_by(cast.facilitadora)) == [referral]
    assert not Referral.objects.run_by(cast.facilitadora).exists()
    assert not Referral.objects.answerable_by(articuladora).exists()
    for person in (cast.ministra, cast.asesor, cast.enlace):
        assert not Referral.objects.answerable_by(person).exists()
        assert not Referral.objects.run_by(person).exists()


# ── nothing is lost ──


def test_when_a_mesa_joins_another_what_waits_goes_along(referral, met, mesa, facilitadora):
    national, sierra = MesaFactory(name="Nacional"), territorial(mesa, name="Sierra")
    told = {"why": "Se unen", "by": facilitadora, "at": NOON}

    merge(mesa, into=national, **told)
    merge(met, into=sierra, **told)

    referral.refresh_from_db()
    assert (referral.mesa, referral.to) == (sierra, national)
    assert referral.is_waiting
    assert "referral.taken_over" in verbs_in(national)
    assert "referral.taken_over" in verbs_in(sierra)


CLOSING = {"answered", "solved", "returned"}
STEPS = st.sampled_from(
    [
        ("receive", {}),
        ("accept", {}),
        ("accept", {"problem": True}),
        ("ask_for_more", {}),
        ("tell", {}),
        ("answer", {"is_partial": True}),
        ("answer", {}),
        ("solve", {"who": "Caminos", "starts_on": TODAY}),
        ("solve", {"who": "", "starts_on": TODAY}),
        ("send_back", {}),
        ("attend", None),
        ("above.solve", None),
        ("above.drop", None),
        ("above.reopen", None),
        ("below.drop", None),
    ]
)


@given(steps=st.lists(st.tuples(STEPS, st.sampled_from(["Sí", ""])), max_size=9))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_happens_none_is_closed_without_an_answer(db, steps):
    above = MesaFactory(name="Nacional")
    below = territorial(above)
    person = PersonFactory()
    referral = sent(below, above, by=person, at=NOON)
    theirs = ProblemFactory(mesa=above, title="De la nacional")
    at = NOON
    for (verb, told), words in steps:
        at += 3 * DAY
        _try(referral, theirs, verb, told, words, by=person, at=at)
        referral.refresh_from_db()
        _stands(referral, at)
    assert Referral.objects.filter(pk=referral.pk).exists()


def _try(referral, theirs, verb, told, words, *, by, at):
    whose, _dot, name = verb.rpartition(".")
    try:
        if whose:
            problem = referral.problem if whose == "below" else referral.national_problem
            if problem:
                getattr(problem, name)(why=words, by=by, at=at)
        elif told is None:
            referral.attend(at=at)
        else:
            told = {**told, **({"problem": theirs} if "problem" in told else {})}
            getattr(referral, verb)(words=words, by=by, at=at, **told)
    except Refused:
        pass


def _stands(referral, at):
    """Either it waits, with a clock; or it was answered, with words, who and day."""
    turns = list(referral.turns.all())
    closing = [turn for turn in turns if turn.kind in CLOSING]
    if referral.state in WAITING_FOR_A_MESA:
        assert closing == []
        assert referral.attend_on is not None
        assert referral.attend_on <= at.date() + 20 * DAY
    else:
        assert [turn.kind for turn in closing] == [referral.state]
        assert closing[0] == turns[-1]
        assert closing[0].words
        assert closing[0].by
        assert closing[0].on
    assert ReferralTurn.objects.filter(referral=referral).first().kind == "sent"
