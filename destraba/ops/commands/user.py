import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from destraba.kit.vocabulary import ProgrammeRole
from destraba.people.models import Person, Role


def sound(check):
    """A click callback that says no with the words of one of Django's validators."""

    def callback(context, parameter, value):
        try:
            if value is not None:
                check(value)
        except ValidationError as error:
            raise click.BadParameter(" ".join(error.messages)) from error
        return value

    return callback


@click.command(help=_("Da entrada a una persona: la registra si falta, y le pone contraseña."))
@click.argument("email", metavar=_("CORREO"), callback=sound(validate_email))
@click.option("--name", metavar=_("NOMBRE"), help=_("Nombre y apellido; por omisión, el correo."))
@click.option("--role", type=click.Choice(ProgrammeRole.values), help=_("Función en el programa."))
@click.option(
    "--password",
    metavar=_("CONTRASEÑA"),
    envvar="DESTRABA_PASSWORD",
    prompt=_("Contraseña"),
    confirmation_prompt=_("Otra vez"),
    hide_input=True,
    callback=sound(validate_password),
    help=_("Mejor no escribirla en la orden: si falta, se pregunta."),
)
@transaction.atomic
def command(email, name, role, password):
    now = timezone.now()
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person.register(name=name or email, email=email, password=None, by=None, at=now)
    person.take_password(password, by=None, at=now)
    if role and role not in person.programme_roles:
        Role.give(person, role, since_on=timezone.localdate(now), by=None, at=now)
    click.echo(_("%(name)s puede entrar con %(email)s.") % {"name": person, "email": person.email})
