"""Whether a person can be written to, and wants to be."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from destraba.people.models import Person

from .concerning import INVITING
from .models import Mail, Preference


def obstacles(people: Iterable[Person], verb: str) -> dict[int, str]:
    """Why no letter reaches each of them, in words, by id; empty for whom it reaches."""
    listed = list(people)
    wanted = Preference.of_each(listed)
    return {person.pk: _obstacle(person, verb, wanted[person.pk]) for person in listed}


def is_address(text: str | None) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _obstacle(person: Person, verb: str, wanted: str) -> str:
    if not person.email:
        return _("sin correo")
    if not person.is_active or not is_address(person.email):
        return _("su correo no sirve")
    if wanted == Mail.NONE or (wanted == Mail.INVITATIONS and verb not in INVITING):
        return _("eligió no recibir este correo")
    return ""
