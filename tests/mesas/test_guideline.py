"""What the high level proposes downward comes back with words, and nothing of it is lost."""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from destraba.kit.refusal import Refused
from destraba.kit.vocabulary import Body, Constituency, GuidelineState, MesaState, ProgrammeRole
from destraba.mesas import clock
from destraba.mesas.merging import merge
from destraba.mesas.models import Guideline, Mesa, NoPower, may_propose
from destraba.mesas.models.guideline import AlreadyProposed, NotNow, NotWhole
from destraba.mesas.models.living import NotItsTurn
from destraba.notifications.concerning import concerns
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import MeetingFactory, MesaFactory, PersonFactory, ProblemFactory

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
SOON = TODAY + datetime.timedelta(days=20)


def later(days):
    return NOON + datetime.timedelta(days=days)


@pytest.fixture
def viceministra(at_table):
    return at_table("viceministra", Constituency.GOVERNMENT, body=Body.HIGH_LEVEL)


@pytest.fixture
def coordinadora(db):
    person = PersonFactory(name="Coordinadora")
    person.roles.create(kind=ProgrammeRole.COORDINATOR, since_on=TODAY)
    return person


def propose(mesas, proposer, **told):
    words = {"text": "Que la cita sea por hora", "why": "Lo piden los puertos", "wanted_by": SOON}
    return Guideline.propose(mesas, proposer=proposer, **{**words, **told}, by=None, at=NOON)


@pytest.fixture
def proposed(mesa, ministra):
    [guideline] = propose([mesa], ministra)
    return guideline


def kinds(guideline):
    return list(guideline.steps.values_list("kind", flat=True))


def test_each_mesa_gets_its_own_and_answers_for_itself(mesa, ministra, facilitadora):
    other = MesaFactory(name="Otra mesa")

    here, there = propose([mesa, other], ministra)
    here.decline(words="Ya se hace desde enero", by=facilitadora, at=NOON)

    there.refresh_from_db()
    assert (here.mesa, there.mesa) == (mesa, other)
    assert here.together
    assert [*here.siblings()] == [there]
    assert (here.state, there.state) == (GuidelineState.DECLINED, GuidelineState.WAITING)
    assert kinds(here) == ["proposed", "declined"]


def test_it_becomes_a_problem_born_of_it(proposed, facilitadora):
    problem = proposed.take_as_problem(title="Las citas son por día", by=facilitadora, at=NOON)

    assert (problem.mesa, problem.statement) == (proposed.mesa, "Que la cita sea por hora")
    assert [*problem.guidelines.all()] == [proposed]
    assert proposed.is_taken
    with pytest.raises(NotNow, match="Ya se tomó"):
        proposed.take_as_problem(title="Otra vez", by=facilitadora, at=NOON)


def test_it_may_be_one_that_the_mesa_already_had(proposed, mesa, facilitadora):
    with pytest.raises(NotNow, match="otra mesa"):
        proposed.link(ProblemFactory(mesa=MesaFactory()), by=facilitadora, at=NOON)

    proposed.link(ProblemFactory(mesa=mesa), words="Es el de siempre", by=facilitadora, at=NOON)

    assert kinds(proposed) == ["proposed", "linked"]


def test_it_may_be_a_theme_of_a_session_and_a_problem_afterwards(proposed, mesa, facilitadora):
    meeting = MeetingFactory(mesa=mesa, state="planned", starts_at=later(5))

    item = proposed.put_on_agenda(meeting, by=facilitadora, at=NOON)
    problem = proposed.take_as_problem(title="Las citas", by=facilitadora, at=later(6))

    assert item.title == "Lineamiento: Que la cita sea por hora"
    assert (proposed.session, proposed.problem) == (meeting, problem)


def test_a_session_that_was_held_takes_no_theme(proposed, mesa, facilitadora):
    held = MeetingFactory(mesa=mesa, state="closed", starts_at=NOON)

    with pytest.raises(Refused, match="ya no se puede"):
        proposed.put_on_agenda(held, by=facilitadora, at=NOON)
    assert proposed.is_waiting


def test_nothing_closes_without_words(proposed, mesa, facilitadora):
    told = {"by": facilitadora, "at": NOON}
    with pytest.raises(NotWhole, match="por qué no"):
        proposed.decline(words=" ", **told)
    with pytest.raises(NotNow, match="diga primero"):
        proposed.give_back(words="Hecho", **told)
    proposed.link(ProblemFactory(mesa=mesa), **told)
    with pytest.raises(NotWhole, match="qué resultó"):
        proposed.give_back(words="", **told)

    proposed.give_back(words="Las citas son por hora", **told)

    assert proposed.state == GuidelineState.RETURNED
    with pytest.raises(NotNow, match="con retorno"):
        proposed.report(words="Algo más", **told)


def test_the_same_report_sent_twice_is_told_once(proposed, mesa, facilitadora):
    proposed.link(ProblemFactory(mesa=mesa), by=facilitadora, at=NOON)

    for _time in range(2):
        proposed.report(words="Falta la norma", by=facilitadora, at=NOON)

    assert kinds(proposed) == ["proposed", "linked", "reported"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"text": " "}, "qué se propone"),
        ({"wanted_by": None}, "para cuándo"),
        ({"wanted_by": TODAY - datetime.timedelta(days=1)}, "después del día"),
    ],
)
def test_it_says_what_and_by_when(mesa, ministra, told, words):
    with pytest.raises(NotWhole, match=words):
        propose([mesa], ministra, **told)
    with pytest.raises(NotWhole, match="a qué mesa"):
        propose([], ministra)
    assert not Guideline.objects.exists()


def test_only_the_high_level_proposes(mesa, enlace, viceministra):
    with pytest.raises(NoPower, match="Enlace"):
        propose([mesa], enlace)
    with pytest.raises(NoPower):
        propose([mesa, MesaFactory()], viceministra)
    assert not Guideline.objects.exists()

    assert propose([mesa], viceministra)[0].proposer == viceministra


def test_the_same_is_not_proposed_twice_while_it_waits(proposed, mesa, ministra, facilitadora):
    with pytest.raises(AlreadyProposed):
        propose([mesa], ministra)

    proposed.decline(words="No toca ahora", by=facilitadora, at=NOON)

    assert propose([mesa], ministra)


def test_a_mesa_that_rests_takes_none(mesa, ministra):
    Mesa.objects.filter(pk=mesa.pk).update(state=MesaState.SUSPENDED)
    mesa.refresh_from_db()

    with pytest.raises(NotItsTurn):
        propose([mesa], ministra)


def test_to_which_mesas_each_may_propose(
    mesa, ministra, viceministra, coordinadora, facilitadora, asesor, ajena
):
    other = MesaFactory()

    def mesas_of(person):
        return set(Mesa.objects.filter(may_propose(person)))

    assert mesas_of(ministra) == mesas_of(coordinadora) == {mesa, other}
    assert mesas_of(viceministra) == {mesa}
    assert not any(mesas_of(each) for each in (facilitadora, asesor, ajena))


def test_both_ends_see_it_and_only_the_mesa_answers(
    proposed, ministra, viceministra, facilitadora, enlace, asesor, ajena
):
    sees, answers = Guideline.objects.visible_to, Guideline.objects.run_by

    assert all(sees(each).exists() for each in (ministra, viceministra, facilitadora, enlace))
    assert not sees(ajena).exists()
    assert answers(facilitadora).exists()
    assert not any(answers(each).exists() for each in (ministra, viceministra, enlace, asesor))


def test_the_clock_asks_for_its_return_every_week(proposed):
    for days in range(20, 37):
        clock.look(at=later(days))

    told = Event.objects.filter(verb="guideline.unreturned").order_by("pk")
    assert [event.at for event in told] == [later(21), later(28), later(35)]
    assert proposed.is_late(on=later(21).date())


def test_the_mesa_is_told_of_it_and_the_minister_of_its_return(
    proposed, mesa, facilitadora, ministra
):
    [event] = Event.objects.of_subject(proposed)
    assert [concern.person for concern in concerns(event)] == [facilitadora]

    proposed.link(ProblemFactory(mesa=mesa), by=facilitadora, at=NOON)
    proposed.give_back(words="Hecho", by=facilitadora, at=NOON)

    last = Event.objects.of_subject(proposed).get(verb="guideline.returned")
    assert [concern.person for concern in concerns(last)] == [ministra]


def test_when_mesas_merge_it_goes_along(proposed, mesa, facilitadora):
    into = MesaFactory(name="La otra mesa")

    merge(mesa, into=into, why="Es la misma cadena", by=facilitadora, at=later(1))

    proposed.refresh_from_db()
    assert proposed.mesa == into


VERBS = st.lists(
    st.sampled_from(["problem", "link", "theme", "decline", "report", "return", "clock"]),
    max_size=15,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(verbs=VERBS)
def test_none_is_lost_or_closed_without_words(verbs, mesa, ministra, facilitadora):
    told = {"by": facilitadora}
    Guideline.objects.all().delete()
    [guideline] = propose([mesa], ministra)
    session = MeetingFactory(mesa=mesa, state="planned", starts_at=later(99))
    does = {
        "problem": lambda at: guideline.take_as_problem(title="Un problema", at=at, **told),
        "link": lambda at: guideline.link(ProblemFactory(mesa=mesa), at=at, **told),
        "theme": lambda at: guideline.put_on_agenda(session, at=at, **told),
        "decline": lambda at: guideline.decline(words="No", at=at, **told),
        "report": lambda at: guideline.report(words=f"Va bien {at}", at=at, **told),
        "return": lambda at: guideline.give_back(words="Hecho", at=at, **told),
        "clock": lambda at: guideline.attend(at=at),
    }
    for day, verb in enumerate(verbs):
        before = list(guideline.steps.values_list("pk", flat=True))
        try:
            does[verb](later(day * 4))
        except Refused:
            guideline.refresh_from_db()
        assert list(guideline.steps.values_list("pk", flat=True))[: len(before)] == before

    last = guideline.steps.last()
    ended = last.kind in ("declined", "returned")
    assert guideline.is_open == (not ended)
    assert guideline.is_open == (guideline.attend_on is not None)
    assert last.words or not ended
    assert guideline.is_taken == (not ended and len(kinds(guideline)) > 1)
