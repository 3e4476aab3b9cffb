import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from destraba.kit.vocabulary import Instrument
from destraba.mesas.models import Norm, Option, Trial
from tests.conftest import NOON
from tests.factories import OrganizationFactory, ProblemFactory

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON}


@pytest.fixture
def problem(mesa):
    return ProblemFactory(mesa=mesa)


@pytest.fixture
def option(problem, told):
    return Option.propose(
        problem,
        title="Certificar la planta y no cada lote",
        proposer=OrganizationFactory(acronym="CADEMAR", constituency="employers"),
        instrument=Instrument.RED_TAPE,
        metric="Mediana de días del certificado",
        unit="días",
        value_from=Decimal(45),
        value_to=Decimal(3),
        **told,
    )


@pytest.fixture
def chosen(option, told):
    option.choose(why="Se puede medir en semanas", **told)
    return option


@pytest.fixture
def trial(chosen, told):
    return Trial.begin(chosen, text="Dos plantas", since_on=TODAY - 60 * DAY, **told)


def at(name, *parts):
    return reverse(name, args=[getattr(part, "pk", part) for part in parts])


def ways_to_change(problem, option, trial, norm):
    yield at("option-new", problem)
    for name in ["wording", "choice", "aside", "return", "stage", "step-back"]:
        yield at(f"option-{name}", problem, option)
    for name in ["guardrails", "review", "renewal"]:
        yield at(f"option-{name}", problem, option)
    yield at("trial-new", problem, option)
    for name in ["measurement", "verdict"]:
        yield at(f"trial-{name}", problem, trial)
    yield at("norm-correction", norm)


def test_they_are_seen_side_by_side_with_what_each_would_change(client, enlace, problem, option):
    client.force_login(enlace)

    page = client.get(at("problem-options", problem)).text

    told = ["Certificar la planta", "CADEMAR", "1. simplificar", "45 → 3 días", "Hay propuesta"]
    assert [words for words in told if words not in page] == []
    assert "Proponer una solución" not in page


def test_a_stranger_finds_nothing_and_only_the_team_changes(
    client, cast, problem, trial, mesa, told
):
    norm = Norm.keep(mesa, kind="ley", number="1", **told)
    seen = [at("problem-options", problem), at("option", trial.option), at("trial", trial)]
    changes = list(ways_to_change(problem, trial.option, trial, norm))

    client.force_login(cast.ajena)
    assert {client.get(path).status_code for path in [*seen, at("norm", norm), *changes]} == {404}
    for who in (cast.enlace, cast.asesor):
        client.force_login(who)
        assert {client.post(path, {"why": "x"}).status_code for path in changes} == {404}
        assert client.get(at("norm", norm)).status_code == 200

    trial.option.refresh_from_db()
    assert trial.option.is_chosen


def test_what_is_of_another_problem_is_not_reached_through_this_one(
    client, facilitadora, mesa, trial
):
    other = ProblemFactory(mesa=mesa)
    client.force_login(facilitadora)

    assert client.get(at("option-wording", other, trial.option)).status_code == 404
    assert client.get(at("trial-verdict", other, trial)).status_code == 404


def test_one_is_proposed_by_an_organisation_of_the_directory(client, facilitadora, problem):
    guild = OrganizationFactory(acronym="SITAC", constituency="workers")
    client.force_login(facilitadora)
    told = {"title": "Pagar la espera", "instrument": "regulation", "value_to": "2.5"}

    unknown = client.post(at("option-new", problem), {**told, "proposer": "Nadie"})
    client.post(at("option-new", problem), {**told, "proposer": "sitac"})

    assert unknown.status_code == 422
    assert "Pagar la espera" in unknown.text
    option = problem.options.get()
    assert (option.proposer, option.value_to) == (guild, Decimal("2.5"))


def test_a_solution_that_fails_its_trial_is_replaced_with_its_reason(
    client, facilitadora, problem, trial, told
):
    other = Option.propose(problem, title="Muestreo por riesgo", **told)
    client.force_login(facilitadora)

    client.post(
        at("trial-verdict", problem, trial),
        {"verdict": "did_not", "why": "Nadie leyó el aviso", "until_on": TODAY.isoformat()},
    )
    page = client.get(at("problem-options", problem)).text
    form = client.get(at("option-choice", problem, other)).text
    client.post(at("option-choice", problem, other), {"why": "La prueba no funcionó"})

    assert "Reemplazarla por «Muestreo por riesgo»" in page
    assert "Nadie leyó el aviso" in form
    states = dict(problem.options.values_list("title", "state"))
    assert states == {
        "Certificar la planta y no cada lote": "replaced",
        "Muestreo por riesgo": "chosen",
    }
    after = client.get(at("problem-options", problem)).text
    assert "Quedaron atrás, con su razón" in after
    assert "Nadie leyó el aviso" in after


def test_an_exemption_is_refused_without_an_end_and_nothing_typed_is_lost(
    client, facilitadora, problem, told
):
    option = Option.propose(
        problem, title="Exonerar el alimento", instrument=Instrument.VERTICAL, **told
    )
    client.force_login(facilitadora)
    typed = {
        "why": "Hay empleo en juego",
        "complements": "Laboratorio de uso común",
        "fiscal_cost": "2 millones",
        "benefit": "600 empleos",
        "review_1": (TODAY + 100 * DAY).isoformat(),
    }

    refused = client.post(at("option-choice", problem, option), typed)
    ends_on = {"ends_on": (TODAY + 365 * DAY).isoformat()}
    accepted = client.post(at("option-choice", problem, option), {**typed, **ends_on})

    assert refused.status_code == 422
    assert "Falta: la fecha en que termina" in refused.text
    for words in typed.values():
        assert words in refused.text
    assert accepted.status_code == 302
    option.refresh_from_db()
    assert option.is_chosen
    assert option.reviews == [TODAY + 100 * DAY]


def test_a_chosen_exemption_is_renewed_and_its_guardrails_are_said_better(
    client, facilitadora, problem, told
):
    option = Option.propose(
        problem,
        title="Exonerar",
        instrument=Instrument.VERTICAL,
        ends_on=TODAY + 50 * DAY,
        complements="Laboratorio",
        fiscal_cost="2 millones",
        benefit="600 empleos",
        review_on=[(TODAY + 20 * DAY).isoformat()],
        **told,
    )
    option.choose(why="Sí", **told)
    client.force_login(facilitadora)

    near = client.get(at("problem-options", problem)).text
    client.post(
        at("option-guardrails", problem, option),
        {
            "complements": "Laboratorio y cursos",
            "fiscal_cost": "2",
            "benefit": "600",
            "review_1": "",
        }
        | {"review_2": (TODAY + 30 * DAY).isoformat()},
    )
    client.post(
        at("option-renewal", problem, option),
        {"ends_on": (TODAY + 300 * DAY).isoformat(), "why": "El empleo tarda"},
    )

    assert "Toca revisarla en 20 días." in near
    option.refresh_from_db()
    assert option.complements == "Laboratorio y cursos"
    assert option.ends_on == TODAY + 300 * DAY
    assert "El empleo tarda" in client.get(at("problem-options", problem)).text


def test_only_an_exemption_has_guardrails(client, facilitadora, problem, option):
    client.force_login(facilitadora)

    assert client.get(at("option-guardrails", problem, option)).status_code == 404
    assert client.get(at("option-renewal", problem, option)).status_code == 404


def test_a_stage_is_reached_with_its_norm(client, facilitadora, problem, chosen, mesa):
    client.force_login(facilitadora)
    address = at("option-stage", problem, chosen)
    told = {"stage": "published", "on": TODAY.isoformat(), "words": "Salió en la gaceta"}

    half = client.post(address, {**told, "norma-number": "012-2026"})
    client.post(
        address,
        {**told, "norma-kind": "decreto supremo", "norma-number": "012-2026"}
        | {"norma-dated": "2026-11", "norma-issuer": "El Congreso"},
    )

    assert half.status_code == 422
    assert "012-2026" in half.text
    norm = Norm.objects.get(mesa=mesa)
    assert norm.body_name == "El Congreso"
    page = client.get(at("problem-options", problem)).text
    assert "decreto supremo 012-2026" in page
    assert "todavía no cuenta como resuelto" in page
    assert chosen.title in client.get(at("norm", norm)).text


def test_what_works_without_evidence_may_be_shown_later(client, facilitadora, problem, chosen):
    client.force_login(facilitadora)
    address = at("option-stage", problem, chosen)
    told = {"stage": "in_operation", "on": TODAY.isoformat()}
    client.post(address, told)
    silent = client.get(at("problem-options", problem)).text
    again = client.post(address, told)
    client.post(address, {**told, "evidence": "41 de 41 envíos"})

    assert "sin decir cómo se sabe" in silent
    assert "Decir cómo se sabe" in silent
    assert again.status_code == 422
    assert "cuenta como resuelto: en operación" in client.get(at("problem-options", problem)).text
    assert [each.stage for each in chosen.stages.all()][-2:] == ["in_operation"] * 2


def test_who_chooses_reads_which_one_is_replaced(client, facilitadora, problem, chosen):
    told = {"by": facilitadora, "at": NOON}
    other = Option.propose(problem, title="Otra manera", **told)
    client.force_login(facilitadora)

    page = client.get(at("option-choice", problem, other)).text

    assert f"Se elegirá: Otra manera. Reemplaza a «{chosen.title}»" in page


def test_in_operation_with_evidence_it_counts_as_solved(client, facilitadora, problem, chosen):
    client.force_login(facilitadora)
    told = {"stage": "in_operation", "on": TODAY.isoformat(), "evidence": "41 de 41 envíos"}
    client.post(at("option-stage", problem, chosen), told)

    assert "cuenta como resuelto: en operación" in client.get(at("problem-options", problem)).text
    page = client.get(at("problem", problem)).text
    assert "en operación, con evidencia" in page
    client.post(
        at("option-step-back", problem, chosen),
        {"stage": "agreed", "on": TODAY.isoformat(), "why": "Se suspendió"},
    )
    assert "todavía no cuenta" in client.get(at("problem-options", problem)).text


def test_what_was_measured_is_a_table_and_a_line_that_can_be_heard(
    client, facilitadora, problem, trial
):
    client.force_login(facilitadora)
    address = at("trial-measurement", problem, trial)
    for days, value in [(40, "30"), (1, "3.5")]:
        on = (TODAY - days * DAY).isoformat()
        told = {"on": on, "value": value, "unit": "días", "n": "38", "found_in": "Mesa de partes"}
        client.post(address, {**told, "metric": "Mediana de días del certificado"})
    wrong = client.post(address, {"on": (TODAY + 5 * DAY).isoformat(), "value": "1"})

    page = client.get(at("problem-options", problem)).text
    assert wrong.status_code == 422
    assert "45 días → 3,5 días" in page
    assert 'aria-label="2 mediciones. antes: 45 días; ' in page
    assert "Mesa de partes" in page


def test_the_page_of_the_problem_tells_the_chosen_one_and_its_last_verdict(
    client, enlace, problem, trial, told
):
    trial.conclude(verdict="partly", why="Faltó avisar", **told)
    Option.propose(problem, title="Otra", **told)
    client.force_login(enlace)

    page = client.get(at("problem", problem)).text

    for words in ["Certificar la planta", "funcionó en parte", "Faltó avisar", "Compite con 1 más"]:
        assert words in page
    assert at("problem-options", problem) in page


def test_the_trail_and_the_search_lead_to_its_place(client, enlace, problem, trial):
    client.force_login(enlace)

    there = client.get(at("option", trial.option)).url
    found = client.get(reverse("search"), {"q": "certificar planta"}).text

    assert there == f"{at('problem-options', problem)}#solucion-{trial.option.pk}"
    assert client.get(at("trial", trial)).url.endswith(f"#prueba-{trial.pk}")
    assert at("option", trial.option) in found


@pytest.mark.parametrize("name", ["option-new", "trial-new", "cause-new"])
def test_a_double_click_makes_one(client, facilitadora, problem, option, name):
    parts = [problem, option] if name == "trial-new" else [problem]
    client.force_login(facilitadora)
    page = client.get(at(name, *parts))
    words = {"title": "Otra", "text": "Un mes", "since_on": TODAY.isoformat()}
    told = {**words, "ref": page.context["form"]["ref"].value()}

    answers = [client.post(at(name, *parts), told) for _time in range(2)]
    again = client.post(at(name, *parts), words)

    assert [answer.status_code for answer in [*answers, again]] == [302, 302, 302]
    assert answers[0].url == answers[1].url
    # That one, and the one of the page without scripts that knows no ref.
    made = {
        "option-new": problem.options.filter(title="Otra"),
        "trial-new": option.trials.all(),
        "cause-new": problem.causes.all(),
    }
    assert made[name].count() == 2


@pytest.fixture
def exemption(problem, told):
    option = Option.propose(problem, title="Exonerar", instrument=Instrument.VERTICAL, **told)
    guardrails = {
        "ends_on": TODAY + 300 * DAY,
        "complements": "Laboratorio",
        "fiscal_cost": "2 millones",
        "benefit": "600 empleos",
        "review_on": [(TODAY - 10 * DAY).isoformat(), (TODAY + 90 * DAY).isoformat()],
    }
    option.choose(why="Hay empleo en juego", guardrails=guardrails, **told)
    return option


def looked(**more):
    return {
        "due_on": (TODAY - 10 * DAY).isoformat(),
        "held_on": TODAY.isoformat(),
        "cost": "0,9 millones",
        "benefit": "410 empleos",
        "found_in": "Gasto tributario 2026",
        "outcome": "keep",
        "why": "Va hacia lo esperado",
        **more,
    }


def test_a_review_not_held_is_late_and_once_held_it_is_told(
    client, facilitadora, problem, exemption
):
    client.force_login(facilitadora)
    late = client.get(at("problem-options", problem)).text

    empty = client.post(at("option-review", problem, exemption), looked(found_in=""))
    client.post(at("option-review", problem, exemption), looked())
    again = client.post(at("option-review", problem, exemption), looked())

    assert "No consta su revisión" in late
    assert empty.status_code == 422
    assert "de dónde salen los datos" in empty.text
    assert "410 empleos" in empty.text
    other = client.post(at("option-review", problem, exemption), looked(cost="1 millón"))
    assert (again.status_code, other.status_code) == (302, 422)
    page = client.get(at("problem-options", problem)).text
    for words in ["sigue como está", "0,9 millones", "410 empleos", "Gasto tributario 2026"]:
        assert words in page
    assert "No consta su revisión" not in page
    assert exemption.reviews_held.count() == 1


@pytest.mark.parametrize(
    ("outcome", "place"), [("adjust", "option-guardrails"), ("end", "problem-options")]
)
def test_what_a_review_decides_is_done_next(
    client, facilitadora, problem, exemption, outcome, place
):
    client.force_login(facilitadora)

    answer = client.post(at("option-review", problem, exemption), looked(outcome=outcome))

    parts = [problem, exemption] if place == "option-guardrails" else [problem]
    assert answer.url.startswith(at(place, *parts))
    exemption.refresh_from_db()
    assert exemption.is_out == (outcome == "end")


def test_a_trial_recommends_something_for_the_budget(client, facilitadora, problem, trial):
    client.force_login(facilitadora)
    told = {"verdict": "worked", "why": "Bastó", "until_on": TODAY.isoformat(), "budget": "spread"}

    bare = client.post(at("trial-verdict", problem, trial), told)
    client.post(at("trial-verdict", problem, trial), {**told, "budget_why": "Cuesta poco"})

    assert bare.status_code == 422
    page = client.get(at("problem-options", problem)).text
    assert "financiarla y extenderla" in page
    assert "Cuesta poco" in page
    assert "financiarla y extenderla" in client.get(at("problem", problem)).text


def test_one_that_reuses_another_is_asked_what_it_adapted(
    client, cast, facilitadora, mesa, problem, chosen, told
):
    other = ProblemFactory(mesa=mesa, title="El registro demora")
    client.force_login(facilitadora)
    client.post(at("option-new", other), {"title": "Una vez", "reuses": chosen.pk})
    option = other.options.get()

    asked = client.get(at("problem-options", other)).text
    wording = at("option-wording", other, option)
    client.post(
        wording, {"title": "Una vez", "reuses": chosen.pk, "adapted": "En lancha", "why": "Faltaba"}
    )

    assert "¿Qué adaptó? Dígalo" in asked
    page = client.get(at("problem-options", other)).text
    assert "En lancha" in page
    assert at("option", chosen) in page
    own = client.get(at("option-new", problem))
    assert chosen not in own.context["form"].fields["reuses"].queryset


def test_the_share_of_exemptions_leads_to_its_list(client, facilitadora, mesa, exemption, told):
    other = Option.propose(ProblemFactory(mesa=mesa), title="Capacitar", **told)
    other.choose(why="Basta", **told)
    client.force_login(facilitadora)

    page = client.get(at("mesa-problems", mesa))

    tally = page.context["tally"]
    assert (tally.exempted, tally.chosen, tally.share_exempted) == (1, 2, 50)
    for word, count in {"exonerados": 1, "con-solucion": 2}.items():
        assert f"?mesa={mesa.pk}&amp;estado={word}" in page.text
        rows = client.get(f"{reverse('problems')}?mesa={mesa.pk}&estado={word}").context["page"]
        assert len(list(rows)) == count


def test_a_norm_is_corrected_with_its_reason(client, facilitadora, mesa, told):
    norm = Norm.keep(mesa, kind="ley", number="31", **told)
    client.force_login(facilitadora)

    client.post(at("norm-correction", norm), {"kind": "ley", "number": "310"})
    client.post(at("norm-correction", norm), {"kind": "ley", "number": "310", "why": "Una cifra"})

    norm.refresh_from_db()
    assert norm.number == "310"


def test_the_queries_do_not_grow_with_solutions_and_trials(
    client, facilitadora, problem, told, django_assert_max_num_queries
):
    client.force_login(facilitadora)
    for number in (1, 12):
        for _ in range(number):
            option = Option.propose(
                problem, title="Otra", proposer=OrganizationFactory(), payer=None, **told
            )
            option.choose(why="Sí", **told)
            norm = {"kind": "ley", "number": "1"}
            option.advance(stage="published", words="Salió", new_norm=norm, **told)
            trial = Trial.begin(option, text="En pequeño", since_on=TODAY, **told)
            trial.measure(on=TODAY, value=Decimal(3), **told)
        with django_assert_max_num_queries(15):
            client.get(at("problem-options", problem))
        with django_assert_max_num_queries(20):
            client.get(at("problem", problem))


def test_figures_of_a_mesa_lead_to_their_list(client, facilitadora, mesa, problem, chosen, told):
    chosen.advance(stage="in_operation", words="", evidence="41 de 41", **told)
    ProblemFactory(mesa=mesa, state="solved", title="Dicho y no mostrado")
    client.force_login(facilitadora)

    page = client.get(at("mesa-problems", mesa))

    tally = page.context["tally"]
    shown = {"en-operacion": 1, "verificados": 0, "publicados": 0, "por-mostrar": 1}
    assert (tally.solved, tally.verified, tally.published, tally.declared) == (*shown.values(),)
    for word, count in shown.items():
        assert f"?mesa={mesa.pk}&amp;estado={word}" in page.text
        rows = client.get(f"{reverse('problems')}?mesa={mesa.pk}&estado={word}").context["page"]
        assert len(list(rows)) == count
