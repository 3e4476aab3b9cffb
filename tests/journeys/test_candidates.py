"""A preliminary list, from an empty one to a mesa in its premesa: the order follows the weights."""

import re

import numpy
import pytest
from playwright.sync_api import expect
from pymcdm.methods import TOPSIS, WSM
from pymcdm.normalizations import vector_normalization

from destraba.kit.vocabulary import Criterion
from destraba.mesas.models import Candidate, Mesa, Programme, TeamMember
from tests.conftest import NOON
from tests.factories import LONG_AGO, PersonFactory

from .conftest import check_accessible, photograph

# What two people gave each candidate, by the eleven criteria in their order.
GIVEN = {
    "Textil y confecciones": ([4, 3, 5, 5, 3, 5, 4, 4, 4, 2, 4], [4, 4, 4, 5, 4, 4, 2, 3, 4, 3, 4]),
    "Café de altura": ([4, 4, 2, 3, 5, 4, 5, 1, 5, 5, 3], [4, 3, 3, 4, 5, 3, 4, 2, 5, 5, 3]),
    "Turismo de naturaleza": ([4, 4, 4, 5, 3, 3, 3, 2, 4, 4, 4], [3, 2, 4, 3, 3, 3, 3, 3, 4, 5, 4]),
    "Servicios digitales": ([3, 4, 5, 3, 4, 2, 4, 1, 2, 3, 3], [4, 4, 5, 2, 3, 2, 4, 1, 4, 3, 3]),
}
ROWS = "#results tbody tr"


@pytest.fixture
def member(transactional_db):
    Programme.objects.create(name="Programa de prueba")
    person = PersonFactory(name="Lucía Paredes")
    TeamMember.objects.create(person=person, role="leader", since_on=LONG_AGO)
    return person


@pytest.fixture
def listed(member):
    other = PersonFactory(name="Diego Altuna")
    for name, both in GIVEN.items():
        candidate = Candidate.put_forward(name=name, by=member, at=NOON)
        for person, values in zip([member, other], both, strict=True):
            told = zip(Criterion.values, values, strict=True)
            reasons = {code: (value, "Se vio en el campo.") for code, value in told}
            candidate.score_all(reasons, by=person, at=NOON)
    return member


def oracle(weights):
    """By a library: {candidate: (place, sum, place, closeness)}, as the page writes them."""
    matrix = numpy.array([numpy.mean(both, axis=0) for both in GIVEN.values()])
    shares, gains = numpy.array(weights) / sum(weights), numpy.ones(len(weights))
    sums = WSM(lambda column, cost: column)(matrix, shares, gains, validation=False)
    near = TOPSIS(vector_normalization)(matrix, shares, gains, validation=False)
    return {
        name: (place(sums, nth), f"{sums[nth]:.2f}", place(near, nth), f"{near[nth]:.3f}")
        for nth, name in enumerate(GIVEN)
    }


def place(values, nth):
    return int(1 + sum(round(other, 9) > round(values[nth], 9) for other in values))


def told_by(page):
    """The same, read from the page once it is whole."""
    page.wait_for_load_state()
    found = {}
    for row in page.locator(ROWS).all():
        words = " ".join(row.inner_text().split())
        name = next(name for name in GIVEN if name in words)
        first = re.match(r"(\d)", words)[1]
        total, second, near = re.search(r"(\d,\d\d) de 5 (\d)\.º (\d,\d{3})", words).groups()
        found[name] = int(first), total.replace(",", "."), int(second), near.replace(",", ".")
    return found


def move(page, label, value):
    with page.expect_response(re.compile(r"/candidatas/\?")):
        page.get_by_label(label, exact=True).fill(str(value))


def test_the_order_follows_a_weight_while_it_moves_and_is_the_oracles(open_as, listed):
    page = open_as(listed, "/candidatas/")
    weights = [3] * len(Criterion.values)
    assert told_by(page) == oracle(weights)
    before = list(told_by(page))
    photograph(page, "candidatas")
    check_accessible(page)

    moved = {"early_wins": 0, "productivity": 5, "transition": 5, "national": 0}
    for code, value in moved.items():
        weights[Criterion.values.index(code)] = value
        move(page, str(Criterion(code).label).capitalize(), value)

    expect(page.locator("output[for='weight-productivity']")).to_have_text("5")
    expect(page.locator("#order-said")).to_contain_text("Primera: Café de altura")
    expect(page.locator(ROWS).first).to_contain_text("Café de altura")
    assert told_by(page) == oracle(weights)
    assert list(told_by(page)) != before
    assert Programme.current().weights == {}

    page.reload()
    assert told_by(page) == oracle(weights)
    page.get_by_role("link", name="Guardar estos pesos").click()
    page.get_by_label("Por qué pesan así").fill("La ministra pidió cuidar la cuenca.")
    page.get_by_role("button", name="Guardar los pesos").click()
    expect(page).to_have_url(re.compile(r"/candidatas/$"))
    assert told_by(page) == oracle(weights)
    assert Programme.current().weight_of("transition") == 5


def test_weights_that_are_all_zero_are_told_and_nothing_is_lost(open_as, listed):
    page = open_as(listed, "/candidatas/")

    for criterion in Criterion:
        move(page, str(criterion.label).capitalize(), 0)

    expect(page.locator("#results")).to_contain_text("Todos los pesos son cero")
    expect(page.get_by_role("link", name="Guardar estos pesos")).to_have_count(0)
    move(page, "Manejable", 1)
    expect(page.locator(ROWS)).to_have_count(4)


def test_without_javascript_a_button_does_the_same(open_as, listed):
    page = open_as(listed, "/candidatas/", java_script_enabled=False)

    page.get_by_label("Potencial de productividad").focus()
    page.keyboard.press("End")
    page.get_by_role("button", name="Recalcular").click()

    weights = [3] * len(Criterion.values)
    weights[Criterion.values.index("productivity")] = 5
    assert told_by(page) == oracle(weights)


def test_a_candidate_is_put_forward_scored_and_chosen_on_a_phone(open_as, listed):
    page = open_as(listed, "/candidatas/nueva/", width=390)
    page.get_by_label("Cómo se llama").fill("Construcción en madera")
    page.get_by_label("Qué abarcaría y qué no").fill("Del aserradero a la vivienda.")
    page.get_by_role("button", name="Ponerla en la lista").click()
    expect(page.get_by_text("¿Hay comisiones o mesas que ya se ocupan de esto?")).to_be_visible()
    page.goto("/candidatas/")
    expect(page.locator("#results")).to_contain_text("Nadie la ha puntuado.")
    page.get_by_role("link", name="Construcción en madera").first.click()

    page.get_by_role("link", name="Puntuar").click()
    question = page.get_by_role("group", name="Relativamente técnica")
    question.get_by_text("4", exact=True).click()
    page.get_by_role("button", name="Guardar mis puntajes").click()
    expect(page.get_by_text("la razón se muestra con el puntaje").first).to_be_visible()
    assert question.get_by_label("4", exact=True).is_checked()
    question.get_by_label("Por qué").fill("Hay una norma de construcción que cambiar.")
    photograph(page, "candidata-puntajes")
    check_accessible(page)
    page.get_by_role("button", name="Guardar mis puntajes").click()
    expect(page.get_by_text("Hay una norma de construcción que cambiar.")).to_be_visible()

    page.get_by_text("Decidir", exact=True).click()
    page.get_by_role("link", name="Elegirla").click()
    page.get_by_label("Quién lo decide").fill("La ministra")
    page.get_by_label("Por qué esta, y por qué ahora").fill("Una norma, y hay madera seca.")
    check_accessible(page)
    page.get_by_role("button", name="Elegirla").click()
    expect(page.get_by_text("Una norma, y hay madera seca.").first).to_be_visible()
    photograph(page, "candidata-elegida")
    assert Mesa.objects.get().state == "proposed"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
