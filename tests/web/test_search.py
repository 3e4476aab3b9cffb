import pytest
from django.urls import reverse

from destraba.mesas.models import Mesa, Problem
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
