"""How many times one may try to come in, and who shares a limit with whom."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from destraba.people.models import Person
from tests.conftest import NOON

pytestmark = pytest.mark.django_db
SECRET = "una clave larga y propia"
HERE, THERE = "198.51.100.7", "203.0.113.9"


@pytest.fixture(autouse=True)
def _limits_of_its_own(settings):
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": __name__}}
    yield
    cache.clear()


@pytest.fixture
def luz(programme):
    return Person.register(name="Luz", email="luz@ejemplo.test", password=SECRET, by=None, at=NOON)


def sign_in(client, password=SECRET, *, email="luz@ejemplo.test", came_from=HERE):
    # The proxy stands on the same machine, and says whom it answers.
    headers = {"x-forwarded-for": came_from}
    told = {"login": email, "password": password}
    return client.post(reverse("sign-in"), told, headers=headers)


def test_a_password_is_not_guessed_by_trying_many(client, luz):
    for nth in range(5):
        sign_in(client, f"otra {nth}")

    assert sign_in(client).status_code != 302


@pytest.mark.parametrize(("proxies", "status"), [(1, 302), (0, 200)])
def test_behind_a_proxy_who_tries_many_times_shuts_out_nobody_else(
    client, luz, settings, proxies, status
):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for nth in range(12):
        sign_in(client, "otra", email=f"nadie{nth}@ejemplo.test")

    assert sign_in(client, came_from=THERE).status_code == status
