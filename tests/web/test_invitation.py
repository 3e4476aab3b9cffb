"""A person is let in by a letter: nobody needs the command line."""

import re

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.urls import reverse

from destraba.people.models import Person
from destraba.people.models.person import NotInvited
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
SECRET = "una clave larga y propia"


@pytest.fixture(autouse=True)
def _no_limits(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def luz(enlace):
    """In the directory, at a mesa, without a password."""
    enlace.set_unusable_password()
    enlace.save()
    return enlace


def invite(client, person):
    return client.post(reverse("person-invitation", args=[person.pk]), follow=True)


def link_of(letter):
    (address,) = re.findall(r"https?://[^/\s]+(/entrar/olvide/\S+)", letter.body)
    return address


def test_the_letter_leads_to_a_password_and_in(client, luz, facilitadora):
    client.force_login(facilitadora)
    answer = invite(client, luz)
    client.logout()
    (letter,) = mail.outbox

    form = client.get(link_of(letter), follow=True)
    address = form.request["PATH_INFO"]
    client.post(address, {"password1": SECRET, "password2": SECRET})
    entered = client.post(reverse("sign-in"), {"login": luz.email, "password": SECRET})

    assert "Salió la invitación a enlace@ejemplo.test." in answer.text
    assert letter.to == ["enlace@ejemplo.test"]
    assert "Facilitadora le invita a entrar a Programa de prueba" in letter.body
    assert "tres" not in letter.subject
    assert entered["Location"] == "/"


def test_the_link_serves_once(client, luz, facilitadora):
    client.force_login(facilitadora)
    invite(client, luz)
    client.logout()
    link = link_of(mail.outbox[0])
    form = client.get(link, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": SECRET, "password2": SECRET})
    client.logout()
    client.cookies.clear()

    assert "Este enlace ya se usó o venció." in client.get(link, follow=True).text


def test_it_stays_in_the_trail_without_the_link(client, luz, facilitadora):
    client.force_login(facilitadora)
    invite(client, luz)

    event = Event.objects.get(verb="person.invited")
    assert (event.subject, event.by) == (luz, facilitadora)
    assert event.changes == {}
    assert "http" not in event.about + event.why


def test_without_an_email_there_are_words(client, luz, facilitadora):
    luz.email = None
    luz.save()
    client.force_login(facilitadora)

    answer = invite(client, luz)

    assert "no tiene correo en el directorio" in answer.text
    assert "Sin correo no se le puede invitar a entrar." in answer.text
    assert not mail.outbox
    assert not Event.objects.filter(verb="person.invited").exists()


def test_who_signs_in_already_needs_none(client, luz, facilitadora):
    luz.take_password(SECRET, by=luz, at=NOON)
    client.force_login(facilitadora)

    assert "Ya entra con su contraseña." in client.get(reverse("person", args=[luz.pk])).text
    assert "ya entra con su contraseña" in invite(client, luz).text
    assert not mail.outbox


def test_who_may_no_longer_come_in_is_not_invited(luz, facilitadora):
    luz.is_active = False

    luz.save()
    with pytest.raises(NotInvited, match="ya no puede entrar"):
        luz.invite(by=facilitadora, at=NOON)


@pytest.mark.parametrize("who", ["gremio", "ministra", "asesor", "ajena"])
def test_only_who_runs_a_mesa_where_she_sits_invites(client, luz, cast, who):
    client.force_login(getattr(cast, who))

    assert client.post(reverse("person-invitation", args=[luz.pk])).status_code == 404
    page = client.get(reverse("person", args=[luz.pk]))
    assert page.status_code == 404 or "Invitar a entrar" not in page.text


def test_who_sits_nowhere_is_invited_by_the_coordination_alone(client, facilitadora):
    alone = PersonFactory(name="Sola")
    alone.set_unusable_password()
    alone.save()
    client.force_login(facilitadora)

    assert client.post(reverse("person-invitation", args=[alone.pk])).status_code == 404


class ClosedPost(EmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError(messages[0].body)


def test_a_letter_that_does_not_leave_is_told_and_its_link_is_in_no_log(
    client, luz, facilitadora, settings, caplog
):
    settings.EMAIL_BACKEND = f"{__name__}.ClosedPost"
    client.force_login(facilitadora)

    answer = invite(client, luz)

    assert "El correo no salió" in answer.text
    assert "An invitation did not leave (ConnectionRefusedError)." in caplog.text
    assert "/entrar/olvide/" not in caplog.text
    assert not Event.objects.filter(verb="person.invited").exists()


def test_the_letter_is_in_her_language_and_its_subject_is_one_line(client, luz, facilitadora):
    programme = "Programa\nBcc: otra@ejemplo.test"
    Person.objects.filter(pk=luz.pk).update(language="es")
    luz.refresh_from_db()
    client.force_login(facilitadora)
    invite(client, luz)

    assert "\n" not in mail.outbox[0].subject
    assert programme not in mail.outbox[0].subject
