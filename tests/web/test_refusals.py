import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from destraba.kit.refusal import Refused
from destraba.web import refusals

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def answer(rf, page):
    return refusals.RefusalMiddleware(page)(rf.post("/", {"text": "palabras"}))


def test_the_domain_says_no_with_409_and_its_own_words(rf):
    response = refusals.RefusalMiddleware(None).process_exception(
        rf.post("/"), Refused("Este compromiso ya está cumplido.")
    )

    assert response.status_code == 409
    assert "Este compromiso ya está cumplido." in response.content.decode()


def test_another_trouble_is_not_a_refusal(rf):
    assert refusals.RefusalMiddleware(None).process_exception(rf.post("/"), ValueError()) is None


def test_what_is_welcome_passes(rf):
    response = answer(rf, lambda request: HttpResponse(request.POST["text"]))

    assert response.content == b"palabras"


def test_an_upload_beyond_the_limit_is_refused_before_it_is_kept(rf, settings):
    settings.UPLOAD_MAX_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10

    response = answer(rf, lambda request: pytest.fail("it was let in"))

    assert response.status_code == 413


def test_a_text_beyond_the_limit_is_refused_in_words(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    client = Client(enforce_csrf_checks=True)
    client.cookies["destraba_csrf"] = "c" * 32

    response = client.post("/salud/", "text=" + "a" * 100, content_type=FORM)

    assert response.status_code == 413
    assert "demasiado grande" in response.content.decode()


@pytest.mark.parametrize(
    ("exception", "status", "words"),
    [
        (RequestDataTooBig(), 413, "demasiado grande"),
        (SuspiciousOperation(), 400, "no se pueden leer"),
    ],
)
def test_a_bad_request_is_answered_in_words(rf, exception, status, words):
    response = refusals.bad_request(rf.post("/"), exception)

    assert response.status_code == status
    assert words in response.content.decode()


def test_what_an_account_may_not_do_is_said(rf):
    response = refusals.forbidden(rf.get("/"), PermissionDenied())

    assert response.status_code == 403
    assert "Su cuenta no permite" in response.content.decode()


def test_a_page_that_is_not_there_is_said_in_words(client):
    response = client.get("/no-existe/")

    assert response.status_code == 404
    assert "<h1>" in response.content.decode()


def test_a_form_from_an_old_page_is_answered_in_words():
    response = Client(enforce_csrf_checks=True).post("/salud/", {"text": "x"})

    assert response.status_code == 403
    assert "<h1>" in response.content.decode()


def test_a_broken_page_asks_nothing_of_the_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = refusals.broken(rf.get("/"))

    assert response.status_code == 500
    assert "<h1>" in response.content.decode()


def test_an_address_that_is_only_sent_to_says_so_and_is_not_blank(client, facilitadora):
    client.force_login(facilitadora)

    answer = client.get(reverse("week-seen"))

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "solo se llega con el botón de una página" in answer.text
