import datetime

import pytest
from django.apps import apps
from django.urls import reverse

from destraba.mesas.models import Elevation, Mesa, Problem
from destraba.trail.models import Tracked
from destraba.web.search.views import KINDS
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def problem(mesa, facilitadora):
    return Problem.raise_at(mesa, title="Tarda el registro", by=facilitadora, at=NOON)


def test_one_box_finds_what_one_may_see(client, enlace, problem, facilitadora):
    other = Mesa.launch(name="Otra mesa", kind="factor", by=facilitadora, at=NOON)
    Problem.raise_at(other, title="Registro de otra mesa", by=facilitadora, at=NOON)
    client.force_login(enlace)

    page = client.get(reverse("search"), {"q": "registros"}).text

    assert "Tarda el registro" in page
    assert reverse("problem", args=[problem.pk]) in page
    assert "Registro de otra mesa" not in page


def test_a_stranger_finds_nothing(client, ajena, problem):
    client.force_login(ajena)

    answer = client.get(reverse("search"), {"q": "registro"})

    assert problem.title not in answer.text
    assert "Nada con esas palabras" in answer.text


@pytest.mark.parametrize("query", [{"tipo": "__class__", "q": "registro"}, {"q": "x" * 5000}])
def test_strange_questions_get_a_page(client, enlace, problem, query):
    client.force_login(enlace)

    assert client.get(reverse("search"), query).status_code == 200


def test_the_queries_do_not_grow(client, enlace, mesa, facilitadora, django_assert_max_num_queries):
    client.force_login(enlace)
    for number in (1, 30):
        for each in range(number):
            Problem.raise_at(mesa, title=f"Registro {each}", by=facilitadora, at=NOON)
        with django_assert_max_num_queries(12):
            client.get(reverse("search"), {"q": "registro"})


def test_whatever_can_be_found_has_its_word_and_its_page(client, mesa, ministra, facilitadora):
    """What a search finds and cannot name would break the page of all the rest."""
    problem = Problem.raise_at(mesa, title="Dos registros", by=facilitadora, at=NOON)
    soon = NOON.date() + datetime.timedelta(days=9)
    elevation = Elevation.prepare(
        problem=problem, asked="Uno solo", asked_of=ministra, wanted_by=soon, by=None, at=NOON
    )
    client.force_login(facilitadora)

    page = client.get(reverse("search"), {"q": "registros"}).text

    assert reverse("elevation", args=[elevation.pk]) in page
    findable = {
        model._meta.model_name
        for model in apps.get_models()
        if issubclass(model, Tracked) and model.search_text is not Tracked.search_text
    }
    assert findable == set(KINDS)
