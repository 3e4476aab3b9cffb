import pytest

from destraba.kit.vocabulary import CandidateState, Criterion, MesaState
from destraba.mesas.comparison import Comparison
from destraba.mesas.duplication import alike
from destraba.mesas.models import Candidate, Mesa, Programme, Score, TeamMember
from destraba.mesas.models.candidate import (
    AlreadyListed,
    NotListed,
    OutOfScale,
    Unattributed,
    Unreasoned,
)
from destraba.mesas.models.programme import NotWeighed
from destraba.people.models import Person, Territory
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import LONG_AGO, MesaFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db

EQUAL = dict.fromkeys(Criterion.values, 3)


@pytest.fixture
def ana(db):
    return PersonFactory(name="Ana")


@pytest.fixture
def told(ana):
    return {"by": ana, "at": NOON}


@pytest.fixture
def textile(told):
    return Candidate.put_forward(
        name="Textil", kind="value_chain", scope="De la fibra a la prenda.", sections=["C"], **told
    )


def last(verb):
    return Event.objects.filter(verb=verb).latest("pk")


def score_all(candidate, value, *, by, skip=()):
    given = {code: (value, "Se vio en el campo.") for code in Criterion.values if code not in skip}
    candidate.score_all(given, by=by, at=NOON)


def compare(weights=EQUAL):
    return Comparison(Candidate.objects.with_values(), weights)


def test_a_candidate_enters_the_list_with_who_asks_for_it(told):
    guild, place = OrganizationFactory(), Territory.enter(scheme="iso", code="X", name="Norte")

    candidate = Candidate.put_forward(name="Café", asked_by=guild, territories=[place], **told)

    assert candidate.is_listed
    assert candidate.put_on == "2026-11-22"
    assert list(candidate.territories.all()) == [place]
    assert last("candidate.put_forward").stream == "candidates"


def test_there_is_one_candidate_of_a_name(textile, told):
    with pytest.raises(AlreadyListed, match="Textil"):
        Candidate.put_forward(name=" TEXTIL", **told)


def test_what_it_said_is_kept_when_it_is_said_better(textile, told):
    guild = OrganizationFactory(name="Gremio Textil")
    place = Territory.enter(scheme="iso", code="X", name="Norte")

    textile.restate(
        scope="Solo algodón.", asked_by=guild, territories=[place], why="Se acotó.", **told
    )

    event = last("candidate.restated")
    assert event.why == "Se acotó."
    assert event.changes == {
        "scope": ["De la fibra a la prenda.", "Solo algodón."],
        "asked_by": ["", "Gremio Textil"],
        "territories": ["", "Norte"],
    }
    textile.refresh_from_db()
    assert textile.scope == "Solo algodón."


def test_it_is_said_anew_with_a_reason_or_not_at_all(textile, told):
    with pytest.raises(Unreasoned):
        textile.restate(scope="Otro.", why=" ", **told)
    textile.restate(scope=textile.scope, why="", **told)

    assert not Event.objects.filter(verb="candidate.restated").exists()


def test_each_person_scores_once_and_what_she_said_before_is_kept(textile, told):
    textile.score("technical", value=3, reason="Hay normas.", **told)
    textile.score("technical", value=5, reason="Son tres normas.", **told)
    textile.score("technical", value=5, reason="Son tres normas.", **told)
    textile.score("technical", value=1, reason="No lo veo.", by=PersonFactory(), at=NOON)

    assert sorted(Score.objects.values_list("value", flat=True)) == [1, 5]
    event = Event.objects.get(verb="candidate.rescored")
    assert event.changes == {
        "score": ["technical: 3", "technical: 5"],
        "reason": ["Hay normas.", "Son tres normas."],
    }
    assert event.why == "Son tres normas."


@pytest.mark.parametrize(
    ("criterion", "value", "reason", "refusal"),
    [
        ("technical", 3, " ", Unreasoned),
        ("technical", 6, "Sí", OutOfScale),
        ("technical", 0, "Sí", OutOfScale),
        ("beauty", 3, "Sí", OutOfScale),
    ],
)
def test_a_score_is_of_one_to_five_and_has_its_reason(
    textile, told, criterion, value, reason, refusal
):
    with pytest.raises(refusal):
        textile.score(criterion, value=value, reason=reason, **told)


def test_several_scores_are_kept_together_or_none(textile, told):
    with pytest.raises(Unreasoned):
        textile.score_all({"technical": (3, "Sí"), "breadth": (2, "")}, **told)

    assert not Score.objects.exists()


def test_chosen_it_becomes_a_mesa_that_listens_first(textile, told):
    mesa = textile.choose(why="Hay trabas técnicas.", decider="La ministra", ref="textil", **told)

    textile.refresh_from_db()
    assert mesa == textile.mesa == Mesa.objects.get(ref="textil")
    assert (mesa.state, mesa.kind, mesa.sections) == (MesaState.PROPOSED, "value_chain", ["C"])
    assert mesa.scope == textile.scope
    assert textile.is_chosen
    assert textile.settled_by == "La ministra"
    assert last("candidate.chosen").changes["decider"] == ["", "La ministra"]


def test_a_team_member_sits_at_the_mesa_that_she_chose(textile, told, ana):
    Programme.objects.create(convener=OrganizationFactory())
    TeamMember.objects.create(person=ana, role="core", since_on=LONG_AGO)
    ana = Person.objects.get(pk=ana.pk)

    mesa = textile.choose(why="Sí", decider="La ministra", by=ana, at=NOON)

    assert list(Mesa.objects.run_by(Person.objects.get(pk=ana.pk))) == [mesa]


def test_it_is_chosen_once_by_somebody_with_a_reason(textile, told):
    with pytest.raises(Unreasoned):
        textile.choose(why="", decider="La ministra", **told)
    with pytest.raises(Unattributed):
        textile.choose(why="Sí", decider=" ", **told)
    assert not Mesa.objects.exists()

    textile.choose(why="Sí", decider="La ministra", **told)

    for act in (textile.choose, textile.set_aside, textile.score, textile.restate, textile.take_up):
        more = {
            textile.choose: {"why": "Sí", "decider": "Ella"},
            textile.score: {"criterion": "technical", "value": 2, "reason": "No"},
        }.get(act, {"why": "No"})
        with pytest.raises(NotListed):
            act(**more, **told)
    assert Mesa.objects.count() == 1


def test_what_is_set_aside_can_come_back(textile, told):
    textile.set_aside(why="El equipo no alcanza.", **told)

    assert textile.state == CandidateState.SET_ASIDE
    assert (textile.settled_why, textile.settled_by) == ("El equipo no alcanza.", "Ana")
    with pytest.raises(NotListed):
        textile.choose(why="Sí", decider="Ella", **told)
    with pytest.raises(Unreasoned):
        textile.take_up(why="", **told)

    textile.take_up(why="Ya hay quien la lleve.", **told)

    textile.refresh_from_db()
    assert textile.is_listed
    assert textile.settled_why == ""
    assert last("candidate.taken_up").changes["settled_why"][0] == "El equipo no alcanza."


def test_the_list_is_for_the_team_and_for_who_sees_everything(textile, cast):
    def seen_by(person):
        rows = Candidate.objects
        found = (rows.visible_to, rows.run_by, rows.scorable_by)
        return [each(person).exists() for each in found]

    member = PersonFactory()
    TeamMember.objects.create(person=member, role="core", since_on=LONG_AGO)

    assert seen_by(member) == [True, True, True]
    assert seen_by(cast.ministra) == [True, False, True]
    assert seen_by(cast.asesor) == [True, False, False]
    for name in ("facilitadora", "enlace", "gremio", "sindicato", "ajena"):
        assert seen_by(getattr(cast, name)) == [False] * 3


def test_weights_are_kept_with_their_reason(programme, told):
    programme.weigh({"early_wins": 5, "breadth": 0}, why="Importa ganar pronto.", **told)

    programme = Programme.current()
    assert programme.weight_of("early_wins") == 5
    assert programme.weight_of("technical") == 3
    assert last("programme.weighed").changes == {
        "weights": [{"early_wins": 3, "breadth": 3}, {"early_wins": 5, "breadth": 0}]
    }


@pytest.mark.parametrize(
    ("weights", "why"),
    [
        (dict.fromkeys(Criterion.values, 0), "Sí"),
        ({"technical": 6}, "Sí"),
        ({"technical": -1}, "Sí"),
        ({"technical": 2.5}, "Sí"),
        ({"beauty": 2}, "Sí"),
        ({"technical": 4}, " "),
    ],
)
def test_weights_that_compare_nothing_are_refused(programme, told, weights, why):
    with pytest.raises(NotWeighed):
        programme.weigh(weights, why=why, **told)

    assert Programme.current().weights == {}


def test_a_candidate_with_all_its_scores_has_a_place_and_the_others_what_they_lack(told, ana):
    first, second, third = [Candidate.put_forward(name=name, **told) for name in ("A", "B", "C")]
    score_all(first, 2, by=ana)
    score_all(first, 4, by=PersonFactory())
    score_all(second, 4, by=ana, skip=["breadth"])

    comparison = compare()

    assert [each.candidate for each in comparison.ranked] == [first]
    lacking = {row.candidate: lacks for row, lacks in comparison.lacking}
    assert lacking[second] == ["amplitud del alcance"]
    assert len(lacking[third]) == 11
    assert comparison.is_too_few


def test_what_weighs_nothing_need_not_be_scored(told, ana):
    for name, value in {"A": 2, "B": 4, "C": 3}.items():
        score_all(Candidate.put_forward(name=name, **told), value, by=ana, skip=["breadth"])

    comparison = compare({**EQUAL, "breadth": 0})

    assert [each.candidate.name for each in comparison.ranked] == ["B", "C", "A"]
    assert [each.total for each in comparison.ranked] == pytest.approx([4, 3, 2])
    assert [each.closeness for each in comparison.ranked] == pytest.approx([1, 0.5, 0])
    assert comparison.is_all_podium
    assert not comparison.lacking


def test_nothing_is_ranked_when_all_weights_are_zero(textile, ana):
    score_all(textile, 3, by=ana)

    comparison = compare(dict.fromkeys(Criterion.values, 0))

    assert comparison.weighs_nothing
    assert comparison.ranked == []


def test_a_score_varies_among_what_people_gave_or_a_point_around_a_single_one(textile, ana):
    textile.score("technical", value=5, reason="Sí", by=ana, at=NOON)
    textile.score("breadth", value=2, reason="Sí", by=ana, at=NOON)
    textile.score("breadth", value=5, reason="Sí", by=PersonFactory(), at=NOON)

    cells = {cell.criterion: cell for cell in compare().rows[0].cells}

    assert cells["technical"].span == (4, 5)
    assert cells["breadth"].span == (2, 5)
    assert cells["breadth"].is_far_apart
    assert not cells["technical"].differs
    assert cells["workers"].mean is None


def test_mesas_that_may_deal_with_the_same_are_found_by_their_name_and_their_activities(told):
    forest = MesaFactory(name="Mesa Ejecutiva de Plantaciones Forestales", sections=["A"])
    other = MesaFactory(name="Mesa Ejecutiva de Turismo", sections=["I"])
    farm = MesaFactory(name="Mesa Ejecutiva Agraria", sections=["A", "C"])
    candidate = Candidate.put_forward(name="Sector forestal", sections=["A"], **told)

    found = alike(candidate, Mesa.objects.all())

    assert [each.mesa for each in found] == [forest, farm]
    assert found[0].words == ["forestal"]
    assert found[1].sections == ["agricultura, ganadería, silvicultura y pesca"]
    assert other not in [each.mesa for each in found]
