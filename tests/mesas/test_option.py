import datetime
from decimal import Decimal

import pytest

from destraba.kit.vocabulary import Instrument
from destraba.mesas import clock
from destraba.mesas.models import Option
from destraba.mesas.models.exemption import Unguarded
from destraba.mesas.models.option import NotThatStage, NotThatState, OptionUnclear
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = datetime.timedelta(days=1)
GUARDRAILS = {
    "ends_on": TODAY + 200 * DAY,
    "complements": "Capacitación y laboratorio de uso común",
    "fiscal_cost": "2 millones al año",
    "benefit": "600 empleos formales",
    "review_on": [(TODAY + 120 * DAY).isoformat()],
}


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON}


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa)


@pytest.fixture
def propose(problem, told):
    def propose_(title="Una ventanilla", **more):
        return Option.propose(problem, title=title, **more, **told)

    return propose_


def verbs(noun):
    events = Event.objects.of_subject(noun).order_by("pk")
    return [event.verb.partition(".")[2] for event in events]


def test_several_are_proposed_side_by_side(propose, problem):
    guild = OrganizationFactory(constituency="employers")

    one = propose("Ventanilla única", proposer=guild, value_from=Decimal(90), value_to=Decimal(30))
    other = propose("Silencio administrativo", instrument=Instrument.REGULATION)

    assert [each.state for each in problem.options.all()] == ["proposed", "proposed"]
    assert one.proposer == guild
    assert one.expected == "90 → 30"
    assert other.stages.get().stage == "proposed"
    assert problem.moved_on == TODAY


def test_sent_twice_under_one_ref_it_is_one(propose, mesa, told):
    first, again = propose(ref="abc"), propose(ref="abc")
    other = Option.propose(ProblemFactory(mesa=mesa), title="Otra", ref="abc", **told)

    assert first == again
    assert verbs(first) == ["proposed"]
    assert other.ref != "abc"


def test_it_says_what_it_takes_from_another_and_what_was_adapted(propose, told):
    known, option = propose("Ventanilla"), propose("Ventanilla móvil")

    option.reword(reuses=known, adapted="Va en lancha", why="Se usó en otra mesa", **told)

    assert list(known.reused_by.all()) == [option]
    event = Event.objects.of_subject(option).get(verb="option.reworded")
    assert event.changes == {"reuses": ["", "Ventanilla"], "adapted": ["", "Va en lancha"]}


def test_without_words_nothing_is_proposed(propose):
    with pytest.raises(OptionUnclear):
        propose("  ")


def test_one_is_chosen_with_a_reason_and_the_others_stay(propose, told):
    one, other = propose("Una"), propose("Otra")

    with pytest.raises(OptionUnclear):
        one.choose(why=" ", **told)
    one.choose(why="Es la más rápida", **told)

    other.refresh_from_db()
    assert one.is_chosen
    assert other.is_proposed
    assert one.turns.get().why == "Es la más rápida"


def test_to_choose_another_replaces_the_one_before_with_the_reason(propose, told):
    one, other, third = propose("Una"), propose("Otra"), propose("Tercera")
    third.set_aside(why="Muy cara", **told)
    one.choose(why="Es rápida", **told)

    other.choose(why="La primera no bajó los días", **told)

    one.refresh_from_db()
    third.refresh_from_db()
    assert (one.state, other.state, third.state) == ("replaced", "chosen", "set_aside")
    assert [turn.why for turn in one.turns.all()] == ["Es rápida", "La primera no bajó los días"]
    assert verbs(one) == ["proposed", "chosen", "replaced"]


def test_what_was_set_aside_or_replaced_comes_back_with_a_reason(propose, told):
    option = propose()
    option.set_aside(why="Ahora no", **told)

    with pytest.raises(NotThatState):
        option.choose(why="Sí", **told)
    option.bring_back(why="Hay presupuesto", **told)

    assert option.is_proposed
    with pytest.raises(NotThatState):
        option.bring_back(why="Otra vez", **told)


def test_it_climbs_its_ladder_and_no_rung_is_lost(propose, told, problem):
    option = propose()
    with pytest.raises(NotThatState):
        option.advance(stage="agreed", words="", **told)
    option.choose(why="Es la mejor", **told)

    option.advance(stage="agreed", words="La mesa la acordó", on="2026-10", **told)
    option.advance(stage="in_congress", words="Proyecto de ley 123", **told)
    with pytest.raises(NotThatStage):
        option.advance(stage="consulted", words="", **told)
    option.step_back(stage="consulted", why="El congreso la devolvió", **told)
    option.advance(stage="published", words="Salió", on="2026-11-20", **told)

    rungs = [(each.stage, each.words) for each in option.stages.all()]
    assert rungs == [
        ("proposed", ""),
        ("agreed", "La mesa la acordó"),
        ("in_congress", "Proyecto de ley 123"),
        ("consulted", "El congreso la devolvió"),
        ("published", "Salió"),
    ]
    assert option.step == 3


@pytest.mark.parametrize("stage", ["agreed", "proposed", "published"])
def test_a_step_back_goes_back_and_says_why(propose, told, stage):
    option = propose()
    option.choose(why="Sí", **told)
    option.advance(stage="agreed", words="", **told)

    with pytest.raises((NotThatStage, OptionUnclear)):
        option.step_back(stage=stage, why="", **told)


def test_no_rung_is_reached_on_a_day_to_come(propose, told):
    option = propose()
    option.choose(why="Sí", **told)

    for day in ["2026-11-23", "2026-12", "2027"]:
        with pytest.raises(NotThatStage):
            option.advance(stage="agreed", words="", on=day, **told)
    option.advance(stage="agreed", words="", on="2026", **told)


def test_an_effect_is_verified_only_if_somebody_says_how(propose, told):
    option = propose()
    option.choose(why="Sí", **told)

    with pytest.raises(OptionUnclear):
        option.advance(stage="verified", words="Bajó", **told)
    option.advance(stage="verified", words="Bajó", evidence="Muestra de 40 expedientes", **told)

    assert option.stage == "verified"


def test_rewording_keeps_what_it_said(propose, told):
    option = propose("Ventanilla", value_to=Decimal(30))

    with pytest.raises(OptionUnclear):
        option.reword(title="Ventanilla única", why="", **told)
    option.reword(title="Ventanilla única", value_to=Decimal(20), why="Se midió", **told)
    option.reword(title="Ventanilla única", why="Nada cambia", **told)

    event = Event.objects.of_subject(option).get(verb="option.reworded")
    assert event.changes == {"title": ["Ventanilla", "Ventanilla única"], "value_to": ["30", "20"]}
    assert event.why == "Se midió"


def test_an_exemption_is_not_chosen_without_its_guardrails(propose, told):
    option = propose("Exonerar", instrument=Instrument.VERTICAL)

    with pytest.raises(Unguarded, match="la fecha en que termina; los bienes públicos"):
        option.choose(why="Hay empleo en juego", **told)
    without_end = {**GUARDRAILS, "ends_on": None}
    with pytest.raises(Unguarded, match="Falta: la fecha en que termina"):
        option.choose(why="Hay empleo en juego", guardrails=without_end, **told)
    option.refresh_from_db()
    assert (option.state, option.complements) == ("proposed", "")
    option.choose(why="Hay empleo en juego", guardrails=GUARDRAILS, **told)

    option.refresh_from_db()
    assert option.is_chosen
    assert option.fiscal_cost == "2 millones al año"
    assert option.attend_on == TODAY + 60 * DAY


@pytest.mark.parametrize(
    "wrong",
    [
        {"ends_on": TODAY - DAY, "review_on": [TODAY.isoformat()]},
        {"review_on": [(TODAY + 201 * DAY).isoformat()]},
    ],
)
def test_an_exemption_ends_in_the_future_and_is_reviewed_before(propose, told, wrong):
    option = propose("Exonerar", instrument=Instrument.VERTICAL, **{**GUARDRAILS, **wrong})

    with pytest.raises(Unguarded):
        option.choose(why="Sí", **told)


def test_a_chosen_exemption_keeps_its_guardrails(propose, told):
    option = propose("Exonerar", instrument=Instrument.VERTICAL, **GUARDRAILS)
    option.choose(why="Sí", **told)
    plain = propose("Capacitar")

    with pytest.raises(Unguarded):
        option.guard(complements="", **told)
    with pytest.raises(Unguarded, match="renuévela"):
        option.guard(ends_on=TODAY + 900 * DAY, **told)
    option.guard(benefit="900 empleos", why="Se contó mejor", **told)
    plain.choose(why="Basta con esto", **told)
    plain.refresh_from_db()
    with pytest.raises(Unguarded):
        plain.reword(instrument=Instrument.VERTICAL, why="Era otra cosa", **told)

    assert Option.objects.get(pk=option.pk).benefit == "900 empleos"


def test_the_clock_warns_before_each_review_and_the_end_and_when_it_lapses(propose, told):
    option = propose("Exonerar", instrument=Instrument.VERTICAL, **GUARDRAILS)
    option.choose(why="Sí", **told)

    for number in range(260):
        clock.look(at=NOON + number * DAY)
        clock.look(at=NOON + number * DAY)

    told_ = Event.objects.filter(
        verb__in=["option.review_near", "option.end_near", "option.lapsed"]
    )
    days = [(event.verb, (event.at - NOON).days) for event in told_.order_by("pk")]
    assert days == [
        ("option.review_near", 60),
        ("option.end_near", 140),
        ("option.lapsed", 201),
    ]


def test_what_is_near_already_when_it_is_chosen_is_told_at_once(propose, told):
    near = {"ends_on": TODAY + 30 * DAY, "review_on": [(TODAY + 10 * DAY).isoformat()]}
    option = propose("Exonerar", instrument=Instrument.VERTICAL, **{**GUARDRAILS, **near})
    option.choose(why="Sí", **told)

    clock.look(at=NOON)
    clock.look(at=NOON + DAY)

    assert verbs(option)[-2:] == ["review_near", "end_near"]


def test_a_renewal_keeps_its_history_and_warns_again(propose, told):
    option = propose("Exonerar", instrument=Instrument.VERTICAL, **GUARDRAILS)
    option.choose(why="Sí", **told)

    for wrong in [{"why": ""}, {"ends_on": TODAY + 100 * DAY}]:
        with pytest.raises(Unguarded):
            option.renew(**{"ends_on": TODAY + 400 * DAY, "why": "Sigue", **wrong}, **told)
        option.refresh_from_db()
    option.renew(ends_on=TODAY + 400 * DAY, why="El empleo aún no llega", **told)
    for number in (210, 345, 401):
        clock.look(at=NOON + number * DAY)

    renewal = option.renewals.get()
    assert renewal.old_ends_on == GUARDRAILS["ends_on"]
    assert renewal.new_ends_on == TODAY + 400 * DAY
    assert verbs(option)[-2:] == ["end_near", "lapsed"]


def test_only_a_chosen_exemption_is_renewed_or_warned_of(propose, told):
    option = propose("Exonerar", instrument=Instrument.VERTICAL, **GUARDRAILS)
    with pytest.raises(Unguarded):
        option.renew(ends_on=TODAY + 400 * DAY, why="Sigue", **told)
    option.choose(why="Sí", **told)
    option.set_aside(why="No hacía falta", **told)

    clock.look(at=NOON + 150 * DAY)

    assert verbs(option)[-1] == "set_aside"
