"""An installation where nobody has done anything yet: each page says what comes first."""

import pytest
from django.urls import reverse

from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def first(client, coordinadora):
    """Whom `destraba user --role coordinator` let in."""
    client.force_login(coordinadora)
    return coordinadora


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("week", "Ninguna mesa en marcha"),
        ("mesas", "Crear la primera"),
        ("problems", "Un problema se anota en la página de su mesa"),
        ("commitments", "Se anotan en cada sesión de una mesa"),
        ("directory", "Anotar la primera"),
    ],
)
def test_an_empty_page_says_how_it_begins(client, first, name, words):
    page = client.get(reverse(name)).text

    assert words in page
    assert "con este filtro" not in page


def test_who_coordinates_is_not_told_to_wait_for_a_seat(client, first):
    assert "Todavía no se sienta" not in client.get(reverse("week")).text


@pytest.mark.parametrize("name", ["problems", "commitments", "directory"])
def test_a_filter_that_leaves_nothing_is_told_as_such(client, first, name):
    assert "con este filtro" in client.get(reverse(name), {"texto": "xyz", "q": "xyz"}).text


def test_only_who_may_keep_the_directory_is_offered_to_begin_it(client):
    client.force_login(PersonFactory())

    assert "Anotar la primera" not in client.get(reverse("directory")).text
