"""The doors of the demonstration, which real work does not have."""

import importlib

import pytest

from destraba.config import urls as config_urls
from destraba.web import urls as web_urls
from destraba.web.demo_entry import urls as doors
from destraba.web.demo_entry.views import ROLES
from tests.factories import PersonFactory


@pytest.fixture
def lucia(programme):
    programme.is_fictional = True
    programme.save()
    return PersonFactory(name="Lucía", ref="facilitadora")


@pytest.fixture
def reread(settings):
    """Read the addresses again, as a process started with these settings would."""

    def again(*, demo):
        settings.DEMO = demo
        for module in (doors, web_urls, config_urls):
            importlib.reload(module)
        settings.ROOT_URLCONF = "destraba.config.urls"  # forgets what it knew

    yield again
    settings.DEMO = False
    for module in (doors, web_urls, config_urls):
        importlib.reload(module)


@pytest.fixture
def demo(reread):
    reread(demo=True)


def test_an_address_signs_in_as_one_of_the_cast(client, demo, lucia):
    answer = client.get("/entrar/demo/facilitadora/")

    assert (answer.status_code, answer.url) == (302, "/")
    assert int(client.session["_auth_user_id"]) == lucia.pk


def test_it_goes_on_to_the_page_that_was_asked_for(client, demo, lucia):
    answer = client.get("/entrar/demo/facilitadora/", {"next": "/compromisos/?estado=tarde"})

    assert answer.url == "/compromisos/?estado=tarde"


def test_whoever_comes_to_sign_in_is_shown_every_door(client, demo, lucia):
    page = client.get("/entrar/").text

    assert all(f'href="/entrar/demo/{role}/"' in page for role in ROLES)


def test_no_door_is_shown_where_none_opens(client, demo, lucia, programme, reread):
    programme.is_fictional = False
    programme.save()
    assert "/entrar/demo/" not in client.get("/entrar/").text

    programme.is_fictional = True
    programme.save()
    reread(demo=False)
    assert "/entrar/demo/" not in client.get("/entrar/").text


@pytest.mark.parametrize("elsewhere", ["https://otro.test/", "//otro.test/", "javascript:1"])
def test_it_sends_nobody_elsewhere(client, demo, lucia, elsewhere):
    answer = client.get("/entrar/demo/facilitadora/", {"next": elsewhere})

    assert answer.url == "/"


def test_only_the_cast_comes_in(client, demo, lucia):
    PersonFactory(name="Otra", ref="otra")

    assert client.get("/entrar/demo/otra/").status_code == 404
    assert client.get("/entrar/demo/gremio/").status_code == 404


def test_whoever_is_closed_out_stays_out(client, demo, lucia):
    lucia.is_active = False
    lucia.save()

    assert client.get("/entrar/demo/facilitadora/").status_code == 404


def test_it_opens_no_door_to_a_real_programme(client, demo, lucia, programme):
    programme.is_fictional = False
    programme.save()

    assert client.get("/entrar/demo/facilitadora/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_out_of_the_demonstration_there_is_no_such_address(client, reread, lucia):
    reread(demo=False)

    assert doors.urlpatterns == []
    assert client.get("/entrar/demo/facilitadora/").status_code == 404


def test_the_view_refuses_by_itself_too(client, demo, lucia, settings):
    settings.DEMO = False

    assert client.get("/entrar/demo/facilitadora/").status_code == 404


def test_it_asks_little_of_the_database(client, demo, lucia, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get("/entrar/demo/facilitadora/")
