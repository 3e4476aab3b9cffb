import pytest

from destraba.mesas.models import Mesa, Problem
from destraba.people.models import Organization
from destraba.search.models import SearchDoc
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def found(text, **more):
    return {doc.title for doc in SearchDoc.objects.matching(text, **more)}


@pytest.fixture
def problem(mesa, facilitadora):
    return Problem.raise_at(
        mesa,
        title="Los registros de plantaciones tardan",
        statement="Cada región pide otro plano",
        by=facilitadora,
        at=NOON,
    )


@pytest.mark.parametrize(
    "text",
    ["registro", "REGISTRÓ", "plantación", "plantaciones tardar", "region", "regi", "plano otro"],
)
def test_a_word_is_found_in_any_of_its_forms(problem, text):
    assert found(text) == {problem.title}


def test_a_short_stem_does_not_find_every_longer_word_that_begins_with_it(mesa):
    for title in ("Plano simplificado", "Los planos tardan", "Plantación", "Prácticas en planta"):
        Problem.raise_at(mesa, title=title, by=None, at=NOON)

    assert found("plano") == {"Plano simplificado", "Los planos tardan"}
    assert found("planta") == {"Plantación", "Prácticas en planta"}
    assert len(found("plan")) == 4


@pytest.mark.parametrize(
    "text",
    ["", "  ", "'", '"', "NEAR(", "registro AND puerto", "% _ *", "\x00", "⒇", "㈠", "ﷺ", "ﾞ"],
)
def test_strange_text_finds_nothing_and_breaks_nothing(problem, text):
    assert found(text) == set()


@pytest.mark.parametrize("text", ["⑴", "(1)", "registro ⑴", "½", "ﷺ", "ﾞ registro"])
def test_a_sign_that_opens_into_words_is_found_by_them(mesa, text):
    title = "Registro ⑴ y ½ ﷺ"
    Problem.raise_at(mesa, title=title, by=None, at=NOON)

    assert found(text) == {title}


def test_what_changed_is_found_by_what_it_says_now(problem, facilitadora):
    problem.reword(title="Falta crédito", statement="", why="Mejor dicho", by=facilitadora, at=NOON)

    assert found("crédito") == {"Falta crédito"}
    assert found("plantaciones") == set()


def test_the_other_names_of_a_problem_find_it(problem, facilitadora):
    problem.also_call("Permisología", organization=None, by=facilitadora, at=NOON)

    assert found("permisología") == {problem.title}


def test_many_at_once_are_found_as_one_by_one(mesa):
    Problem.objects.bulk_create(
        Problem(mesa=mesa, ref=f"p{n}", title=f"Puerto {n}", title_key=f"puerto {n}")
        for n in range(3)
    )
    nouns = Problem.objects.select_related("mesa").prefetch_related("names")

    for _time in range(2):
        SearchDoc.refresh_all(nouns)

    assert found("puertos") == {"Puerto 0", "Puerto 1", "Puerto 2"}


def test_the_names_of_organisations_and_mesas_are_found(facilitadora):
    Organization.register(
        name="Autoridad Forestal", acronym="AFOR", constituency="government", by=None, at=NOON
    )
    Mesa.launch(name="Mesa Forestal", kind="sectoral", by=facilitadora, at=NOON)

    assert found("forestales") == {"Autoridad Forestal", "Mesa Forestal"}
    assert found("afor") == {"Autoridad Forestal"}
