"""The preliminary list: who may look, what is compared live, and what is kept when it is wrong."""

import time

import pytest
from django.urls import reverse

from destraba.kit.vocabulary import Criterion
from destraba.mesas.models import Candidate, Mesa, Programme, TeamMember
from destraba.trail.models import Event
from destraba.web.candidates.criteria import ASKED
from tests.conftest import NOON
from tests.factories import LONG_AGO, MesaFactory, OrganizationFactory, PersonFactory

pytestmark = pytest.mark.django_db

PAGES = [
    "candidate",
    "candidate-scores",
    "candidate-wording",
    "candidate-choice",
    "candidate-postponement",
    "candidate-return",
]


@pytest.fixture
def member(programme):
    """Of the dedicated team, and with no seat anywhere."""
    person = PersonFactory(name="Lucía")
    TeamMember.objects.create(person=person, role="core", since_on=LONG_AGO)
    return person


@pytest.fixture
def textile(member):
    return Candidate.put_forward(name="Textil", scope="De la fibra.", by=member, at=NOON)


def at(name, candidate=None):
    return reverse(name, args=[candidate.pk] if candidate else [])


def score(candidate, values, *, by):
    """By each criterion, the value of its place; a single number for all."""
    given = values if isinstance(values, list) else [values] * len(Criterion.values)
    told = zip(Criterion.values, given, strict=True)
    candidate.score_all({code: (value, "Se vio.") for code, value in told}, by=by, at=NOON)


def several(number, people, *, by):
    for place in range(number):
        candidate = Candidate.put_forward(name=f"Candidata {place}", by=by, at=NOON)
        for nth, person in enumerate(people):
            score(candidate, 1 + (place + nth) % 5, by=person)


def order(page):
    return [each.candidate.name for each in page.context["comparison"].ranked]


def test_each_criterion_is_asked_in_the_order_of_the_list():
    assert [asked.code for asked in ASKED] == Criterion.values


def test_candidates_are_seen_side_by_side(client, member, textile):
    other = Candidate.put_forward(name="Café", by=member, at=NOON)
    third = Candidate.put_forward(name="Turismo", by=member, at=NOON)
    score(textile, 4, by=member)
    score(textile, 2, by=PersonFactory())
    score(other, 4, by=member)
    client.force_login(member)

    page = client.get(at("candidates"))

    assert order(page) == ["Café", "Textil"]
    assert "4,00" in page.text
    assert "quienes eligen son las personas" in page.text
    assert "Nadie la ha puntuado" in page.text
    assert third.name in page.text
    assert "2–4" in page.text
    assert "Hay solo dos candidatas" in page.text


def test_the_order_follows_the_weights_of_the_address_and_nothing_is_kept(client, member):
    early = 1 + Criterion.values.index("early_wins")
    quick = Candidate.put_forward(name="Rápida", by=member, at=NOON)
    score(quick, [2] * (early - 1) + [5] + [2] * (11 - early), by=member)
    several(3, [member], by=member)
    score(Candidate.objects.get(name="Candidata 2"), 3, by=member)
    client.force_login(member)

    before = client.get(at("candidates"))
    after = client.get(at("candidates") + "?early_wins=5&technical=0&manageable=0&breadth=zzz")

    assert order(before) == ["Candidata 2", "Rápida", "Candidata 1", "Candidata 0"]
    assert after.context["comparison"].weights["early_wins"] == 5
    assert after.context["comparison"].weights["breadth"] == 3
    total = {each.candidate.name: each.total for each in after.context["comparison"].ranked}
    assert total["Rápida"] == pytest.approx((5 * 5 + 3 * 2 * 8) / (5 + 3 * 8))
    assert "Guardar estos pesos" in after.text
    assert Programme.current().weights == {}


def test_a_slider_asks_only_for_the_results(client, member):
    several(4, [member], by=member)
    client.force_login(member)

    headers = {"HX-Request": "true", "HX-Target": "results"}
    part = client.get(at("candidates") + "?technical=5", headers=headers).text

    assert part.strip().startswith('<section id="results"')
    assert "<html" not in part


def test_weights_that_are_all_zero_are_told(client, member, textile):
    score(textile, 3, by=member)
    client.force_login(member)
    zero = "&".join(f"{code}=0" for code in Criterion.values)

    page = client.get(f"{at('candidates')}?{zero}")

    assert page.status_code == 200
    assert "Todos los pesos son cero" in page.text
    assert "Guardar estos pesos" not in page.text


def test_weights_are_saved_with_a_reason(client, member):
    client.force_login(member)
    weights = dict.fromkeys(Criterion.values, "2") | {"early_wins": "5"}
    zero = dict.fromkeys(Criterion.values, "0")

    shown = client.get(at("candidate-weights") + "?early_wins=5").text
    reasonless = client.post(at("candidate-weights"), weights)
    nothing = client.post(at("candidate-weights"), {**zero, "why": "Probar otra cosa"})
    done = client.post(at("candidate-weights"), {**weights, "why": "Urge ganar"})

    assert 'name="early_wins" value="5"' in shown
    assert (reasonless.status_code, nothing.status_code) == (422, 422)
    assert "Todos los pesos son cero" in nothing.text
    assert "Probar otra cosa" in nothing.text
    assert done.url == at("candidates")
    assert Programme.current().weight_of("early_wins") == 5
    assert "Urge ganar" in client.get(at("candidate-weights")).text


@pytest.mark.parametrize("who", ["facilitadora", "enlace", "gremio", "sindicato", "ajena"])
def test_for_the_others_there_is_no_list(client, cast, textile, who):
    client.force_login(getattr(cast, who))

    for name in ("candidates", "candidate-new", "candidate-weights"):
        assert client.get(at(name)).status_code == 404
    for name in PAGES:
        assert client.get(at(name, textile)).status_code == 404
    for name in PAGES[1:]:
        assert client.post(at(name, textile), {"why": "Sí"}).status_code == 404


@pytest.mark.parametrize(("who", "scores"), [("asesor", 404), ("ministra", 200)])
def test_who_sees_everything_reads_and_the_convener_scores_too(client, cast, textile, who, scores):
    client.force_login(getattr(cast, who))

    assert client.get(at("candidates")).status_code == 200
    assert client.get(at("candidate", textile)).status_code == 200
    assert client.get(at("candidate-scores", textile)).status_code == scores
    for name in PAGES[2:]:
        assert client.post(at(name, textile), {"why": "Sí"}).status_code == 404
    assert client.get(at("candidate-new")).status_code == 404
    assert client.post(at("candidate-weights"), {"why": "Sí"}).status_code == 404


def test_a_candidate_is_put_in_the_list(client, member):
    guild = OrganizationFactory(name="Gremio Textil", acronym="GRETEX")
    client.force_login(member)
    told = {"name": "Textil", "scope": "De la fibra a la prenda", "kind": "value_chain"}

    unknown = client.post(at("candidate-new"), {**told, "asked_by": "Nadie"})
    both = {"existing_tables": "La comisión", "no_existing_tables": "on"}
    contradictory = client.post(at("candidate-new"), {**told, **both})
    client.post(at("candidate-new"), {**told, "asked_by": "gretex", "sections": ["C"]})
    again = client.post(at("candidate-new"), {**told, "name": "TEXTIL"})

    assert (unknown.status_code, contradictory.status_code, again.status_code) == (422, 422, 422)
    assert "De la fibra a la prenda" in unknown.text
    candidate = Candidate.objects.get()
    assert (candidate.asked_by, candidate.sections) == (guild, ["C"])


def test_its_page_asks_for_other_tables_and_finds_alike_mesas(client, ministra, member):
    MesaFactory(name="Mesa Ejecutiva de Confecciones")
    candidate = Candidate.put_forward(name="Textil y confección", by=member, at=NOON)
    client.force_login(ministra)

    page = client.get(at("candidate", candidate)).text

    assert "¿Hay comisiones o mesas que ya se ocupan de esto?" in page
    assert "Mesa Ejecutiva de Confecciones" in page
    assert "Tan amplio como se pueda" in page


def test_its_page_tells_who_gave_what_and_where_they_differ(client, member, textile):
    other = PersonFactory(name="Diego")
    textile.score("technical", value=5, reason="Son tres normas.", by=member, at=NOON)
    textile.score("technical", value=1, reason="Es una disputa.", by=other, at=NOON)
    textile.score("technical", value=2, reason="Algo técnico hay.", by=other, at=NOON)
    client.force_login(member)

    page = client.get(at("candidate", textile)).text

    for words in ["Son tres normas.", "Algo técnico hay.", "se ve muy distinto", "Diego"]:
        assert words in page
    assert "1 persona dio 2; 1 persona dio 5" in page
    assert "relativamente técnica: 1 → 2" in page


def test_only_what_is_filled_in_counts_and_nothing_typed_is_lost(client, member, textile):
    client.force_login(member)
    half = {
        "value-technical": "4",
        "reason-technical": "Son tres normas.",
        "value-breadth": "2",
        "reason-workers": "Hay dos sindicatos",
    }

    empty = client.post(at("candidate-scores", textile), {"reason-technical": ""})
    wrong = client.post(at("candidate-scores", textile), half)
    assert not textile.scores.exists()
    whole = {**half, "reason-breadth": "Solo algodón", "value-workers": "5"}
    done = client.post(at("candidate-scores", textile), whole)

    assert (empty.status_code, wrong.status_code) == (422, 422)
    assert "Puntúe al menos un criterio" in empty.text
    assert "Hay dos sindicatos" in wrong.text
    assert "falta el puntaje" in wrong.text
    assert done.url == at("candidate", textile)
    assert set(textile.scores.values_list("criterion", "value")) == {
        ("technical", 4),
        ("breadth", 2),
        ("workers", 5),
    }
    shown = client.get(at("candidate-scores", textile)).text
    assert "Solo algodón" in shown


def test_what_others_gave_is_not_in_sight_while_one_scores(client, member, textile):
    textile.score("technical", value=1, reason="Es disputa.", by=PersonFactory(), at=NOON)
    client.force_login(member)

    page = client.get(at("candidate-scores", textile)).text

    assert "<summary>Lo que dijo otra persona</summary>" in page


def test_choosing_needs_somebody_and_a_reason_and_makes_the_mesa(client, member, textile):
    MesaFactory(name="Mesa que ya hay")
    client.force_login(member)
    told = {"name": "Mesa Ejecutiva Textil", "decider": "La ministra", "why": "Es técnica."}

    for field, value in {"why": "", "decider": "", "name": "Mesa que ya hay"}.items():
        answer = client.post(at("candidate-choice", textile), {**told, field: value})
        assert answer.status_code == 422
        assert answer.context["form"].errors.keys() == {field}
    done = client.post(at("candidate-choice", textile), told)
    again = client.post(at("candidate-choice", textile), {**told, "name": "Otra"})

    assert done.url == at("candidate", textile)
    assert again.status_code == 422
    assert "ya no se puede hacer" in again.text
    mesa = Mesa.objects.get(candidate=textile)
    assert (mesa.name, mesa.state) == ("Mesa Ejecutiva Textil", "proposed")
    page = client.get(at("candidate", textile)).text
    assert "Es técnica." in page
    assert "La ministra" in page
    assert Event.objects.filter(verb="candidate.chosen").count() == 1


def test_it_is_set_aside_and_comes_back(client, member, textile):
    client.force_login(member)

    early = client.post(at("candidate-return", textile), {"why": "Aún está"})
    empty = client.post(at("candidate-postponement", textile), {"why": ""})
    client.post(at("candidate-postponement", textile), {"why": "El equipo no alcanza"})
    listing = client.get(at("candidates"))
    whole = client.get(at("candidates") + "?que=todas")
    client.post(at("candidate-return", textile), {"why": "Ya hay quien la lleve"})

    assert (early.status_code, empty.status_code) == (422, 422)
    assert "El equipo no alcanza" in listing.text
    assert listing.context["comparison"].rows == []
    assert len(whole.context["comparison"].rows) == 1
    textile.refresh_from_db()
    assert textile.is_listed


def test_it_is_said_better_with_a_reason(client, member, textile):
    client.force_login(member)
    told = {"name": "Textil", "scope": "Solo algodón"}

    without = client.post(at("candidate-wording", textile), told)
    client.post(at("candidate-wording", textile), {**told, "why": "Así comparten laboratorio"})

    assert without.status_code == 422
    page = client.get(at("candidate", textile)).text
    assert "Antes: «De la fibra.»" in page
    assert "Así comparten laboratorio" in page


def test_the_queries_do_not_grow_and_thirty_candidates_are_quick(
    client, member, textile, django_assert_max_num_queries
):
    people = [PersonFactory() for _ in range(8)]
    client.force_login(member)
    several(29, people, by=member)
    score(textile, 3, by=member)

    for address in (at("candidates"), at("candidate", textile), at("candidate-scores", textile)):
        client.get(address)
        with django_assert_max_num_queries(14):
            client.get(address)

    began = time.perf_counter()
    page = client.get(at("candidates") + "?technical=5")
    assert len(order(page)) == 30
    assert time.perf_counter() - began < 2
