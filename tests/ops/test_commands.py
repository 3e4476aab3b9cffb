import pytest
from click.testing import CliRunner
from django.utils import timezone

from destraba.notifications.models import Letter
from destraba.notifications.models.letter import MOST_FAILURES
from destraba.ops.cli import destraba
from destraba.people.models import Person
from destraba.trail.models import ClockLook, Event

STRONG = "una clave bien larga 7"


def say(*words, **options):
    return CliRunner().invoke(destraba, list(words), **options)


def test_the_commands_are_listed_with_their_words():
    shown = say("--help")

    assert shown.exit_code == 0
    assert "Mira el reloj ahora" in shown.output


def test_a_command_that_does_not_exist_is_refused():
    assert say("dance").exit_code == 2


@pytest.mark.django_db
def test_a_person_gets_in():
    done = say("user", "Ana@Ejemplo.test", "--name", "Ana", "--role", "coordinator", input=twice())

    ana = Person.objects.get(email="ana@ejemplo.test")
    assert done.exit_code == 0, done.output
    assert ana.check_password(STRONG)
    assert ana.programme_roles == {"coordinator"}
    assert STRONG not in done.output


@pytest.mark.django_db
def test_the_same_person_again_gets_another_password_and_no_second_role():
    say("user", "ana@ejemplo.test", "--name", "Ana", "--role", "adviser", input=twice())
    say("user", "ana@ejemplo.test", "--role", "adviser", input=twice("otra clave larga 88"))

    ana = Person.objects.get(email="ana@ejemplo.test")
    assert ana.check_password("otra clave larga 88")
    assert (ana.name, ana.roles.count()) == ("Ana", 1)
    assert Event.objects.filter(verb="person.password_taken").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("email", "password", "words"),
    [("ana", STRONG, "correo"), ("ana@ejemplo.test", "1234567", "contraseña")],
)
def test_a_bad_address_or_a_weak_password_is_refused_in_words(email, password, words):
    done = say("user", email, input=twice(password))

    assert done.exit_code != 0
    assert words in done.output
    assert not Person.objects.exists()


@pytest.mark.django_db
def test_the_clock_is_looked_at_now():
    done = say("attend")

    assert done.exit_code == 0, done.output
    assert ClockLook.last() is not None


@pytest.mark.django_db
def test_the_doctor_tells_what_is_right_and_what_is_odd():
    told = say("doctor")

    assert told.exit_code == 0, told.output
    assert "✓ Migraciones" in told.output
    assert "! Correo" in told.output


@pytest.mark.django_db
def test_the_doctor_fails_when_something_is_wrong(settings):
    settings.SECRET_KEY = "short"

    told = say("doctor")

    assert told.exit_code == 1
    assert "✗ Clave secreta" in told.output


@pytest.mark.django_db
def test_django_itself_is_within_reach():
    assert say("manage", "check").exit_code == 0


def twice(password=STRONG):
    return f"{password}\n{password}\n"


@pytest.mark.django_db
def test_the_doctor_tells_which_letters_reached_nobody(mesa, enlace):
    event = mesa.record("aimed", by=None, at=timezone.now())
    letter = Letter.objects.create(event=event, to=enlace, address=enlace.email)
    for _time in range(MOST_FAILURES):
        letter.fail("SMTPRecipientsRefused: 550", at=timezone.now())

    assert "! Cartas: 1 sin entregar" in say("doctor").output

    letter.arrive(at=timezone.now())
    assert "✓ Cartas: ninguna por salir" in say("doctor").output
