import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from destraba.notifications.models import Preference
from destraba.people.models import Person
from tests.conftest import NOON
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
SECRET = "una clave larga y propia"
TOLD = {"name": "Enlace Nuevo", "phone": "999", "language": "es"}


@pytest.fixture(autouse=True)
def _no_limits(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def luz(programme):
    return Person.register(name="Luz", email="luz@ejemplo.test", password=SECRET, by=None, at=NOON)


def sign_in(client, password=SECRET, email="luz@ejemplo.test"):
    return client.post(reverse("sign-in"), {"login": email, "password": password})


def test_coming_in_and_going_out_are_not_told_as_a_session_of_a_mesa(client, luz):
    sign_in(client)
    assert "sesión exitosamente" not in client.get("/").text

    client.post(reverse("sign-out"))

    page = client.get(reverse("sign-in")).text
    assert "Ya está fuera." in page
    assert "Ha cerrado sesión" not in page


def test_a_visitor_is_sent_to_sign_in(client, programme):
    answer = client.get(reverse("profile"))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("sign-in"))


def test_one_signs_in_with_the_email_however_it_is_written(client, luz):
    answer = sign_in(client, email="LUZ@Ejemplo.test")

    assert answer["Location"] == "/"
    assert client.get(reverse("profile")).context["user"] == luz


def test_a_wrong_password_is_told_in_words_and_the_email_stays(client, luz):
    answer = sign_in(client, password="otra")

    assert "luz@ejemplo.test" in answer.text
    assert "sessionid" not in answer.cookies
    assert client.get(reverse("profile")).status_code == 302


def test_the_next_page_is_only_ours(client, luz):
    told = {"login": luz.email, "password": SECRET, "next": "https://otra.test/"}

    assert client.post(reverse("sign-in"), told)["Location"] == "/"


def test_signing_out_asks_for_a_click(client, luz):
    client.force_login(luz)

    assert client.get(reverse("sign-out")).status_code == 200
    client.post(reverse("sign-out"))

    assert client.get(reverse("profile")).status_code == 302


def test_nobody_signs_up_alone(client, programme):
    answer = client.post(
        reverse("account_signup"), {"email": "nadie@ejemplo.test", "password1": SECRET}
    )

    assert "equipo dedicado" in answer.text
    assert not Person.objects.filter(email="nadie@ejemplo.test").exists()


def test_a_forgotten_password_is_chosen_anew_by_email(client, luz):
    client.post(reverse("account_reset_password"), {"email": luz.email})
    link = re.search(r"http://testserver(/entrar/olvide/\S+)", mail.outbox[0].body)[1]

    page = client.get(link, follow=True)
    new = "otra clave muy distinta"
    client.post(page.request["PATH_INFO"], {"password1": new, "password2": new})

    assert sign_in(client, password=new)["Location"] == "/"
    assert luz.events.filter(verb="person.password_taken").count() == 1


def test_a_password_that_one_takes_stays_in_the_trail(client, luz):
    client.force_login(luz)
    new = "otra clave muy distinta"

    told = {"oldpassword": SECRET, "password1": new, "password2": new}
    client.post(reverse("account_change_password"), told)

    event = luz.events.get(verb="person.password_taken")
    assert event.by == luz
    assert sign_in(client, password=new)["Location"] == "/"


@pytest.mark.parametrize("who", ["directory", "inactive", "nobody"])
def test_who_cannot_sign_in_gets_no_link_and_the_same_answer(client, luz, who):
    Person.register(name="Ana", email="directory@ejemplo.test", by=None, at=NOON)
    PersonFactory(email="inactive@ejemplo.test", is_active=False, password=luz.password)
    known = client.post(reverse("account_reset_password"), {"email": luz.email})
    mail.outbox.clear()

    answer = client.post(reverse("account_reset_password"), {"email": f"{who}@ejemplo.test"})

    assert answer["Location"] == known["Location"]
    assert not [letter for letter in mail.outbox if "/entrar/olvide/" in letter.body]


def test_the_profile_keeps_what_it_said_before(client, enlace):
    client.force_login(enlace)

    client.post(reverse("profile"), {**TOLD, "mail": "invitations"})

    enlace.refresh_from_db()
    assert Preference.of(enlace) == "invitations"
    assert (enlace.name, enlace.phone) == ("Enlace Nuevo", "999")
    assert enlace.events.get().changes["name"] == ["Enlace", "Enlace Nuevo"]


def test_a_profile_without_a_name_comes_back(client, enlace):
    client.force_login(enlace)

    answer = client.post(reverse("profile"), {"name": "", "phone": "999"})

    assert answer.status_code == 422
    assert "999" in answer.text


def test_who_sent_something_without_being_in_comes_back_to_the_page_and_is_told(client, programme):
    page = "http://testserver/mesas/?orden=nombre"
    sent = {"Referer": page, "Sec-Fetch-Mode": "navigate"}

    answer = client.post(reverse("week-seen"), headers=sent)

    assert answer["Location"] == f"{reverse('sign-in')}?next=/mesas/%3Forden%3Dnombre"
    assert "no se guardó" in client.get(answer["Location"]).text


HERE = {"Origin": "http://testserver", "Sec-Fetch-Mode": "navigate"}
WRITTEN = {"evidence": "Llegó el <oficio>\r\ny está firmado", "certainty": "determined"}


def test_what_was_written_comes_back_to_who_was_no_longer_in(client, programme):
    answer = client.post(reverse("commitment-fulfilment", args=[7]), WRITTEN, headers=HERE)

    assert answer.status_code == 401
    assert "Todavía no se guardó" in answer.text
    assert answer.context["sent"].words == [WRITTEN["evidence"]]
    assert "Llegó el &lt;oficio&gt;" in answer.text
    assert 'name="certainty" value="determined"' in answer.text


def test_what_was_written_before_one_came_in_again_is_sent_with_one_more_press(
    programme, facilitadora
):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(facilitadora)

    answer = browser.post(reverse("profile"), {"name": "Lucía Paz", "mail": "all"}, headers=HERE)

    assert answer.status_code == 403
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', answer.text)[1]
    again = {**dict(answer.context["sent"].fields), "csrfmiddlewaretoken": token}
    browser.post(reverse("profile"), again, headers=HERE)
    facilitadora.refresh_from_db()
    assert facilitadora.name == "Lucía Paz"


@pytest.mark.parametrize("origin", ["", "null", "https://otro.test", "http://testserver.otro.test"])
def test_no_other_site_puts_its_words_on_a_page_of_ours(client, programme, origin):
    sent = {**HERE, "Origin": origin}

    answer = client.post(reverse("week-seen"), WRITTEN, headers=sent)
    refused = Client(enforce_csrf_checks=True).post(reverse("week-seen"), WRITTEN, headers=sent)

    assert "oficio" not in client.get(answer["Location"]).text
    assert refused.status_code == 403
    assert "oficio" not in refused.text


def test_no_password_comes_back(client, programme):
    told = {"oldpassword": "una clave vieja y larga", "password1": "otra clave, mejor"}

    answer = client.post(reverse("account_change_password"), told, headers=HERE)

    assert answer.status_code == 302


def test_a_file_is_not_sent_again_without_its_bytes(client, programme):
    told = {**WRITTEN, "upload": SimpleUploadedFile("oficio.pdf", b"%PDF-1.4")}

    answer = client.post(reverse("commitment-fulfilment", args=[7]), told, headers=HERE)

    assert "Llegó el &lt;oficio&gt;" in answer.text
    assert "elíjalo otra vez" in answer.text
    assert "Enviar otra vez" not in answer.text


@pytest.mark.parametrize("page", ["", "https://otro.test/mesas/", "http://testserver"])
def test_nobody_is_sent_back_to_another_site_nor_to_what_is_only_sent(client, programme, page):
    answer = client.post(reverse("week-seen"), headers={"Referer": page})

    assert answer["Location"] == f"{reverse('sign-in')}?next=/"


def test_a_part_of_a_page_is_answered_in_words_and_not_with_the_way_in(client, programme):
    answer = client.post(reverse("week-seen"), headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert "Ya no está dentro" in answer.text
    assert "Contraseña" not in answer.text
