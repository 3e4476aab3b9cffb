import datetime
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _

from destraba.people.models import Person


class Mail(models.TextChoices):
    ALL = "all", _("todo lo que me toca")
    INVITATIONS = "invitations", _("solo convocatorias")
    NONE = "none", _("nada")


class Preference(models.Model):
    """Which mail a person wants. Who has said nothing gets all that concerns her."""

    person = models.OneToOneField(
        Person, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    mail = models.CharField(max_length=12, choices=Mail, default=Mail.ALL)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person}: {self.get_mail_display()}"

    @classmethod
    def choose(cls, person: Person, mail: str, *, at: datetime.datetime) -> None:
        """Her own choice, of which nobody needs a history."""
        cls.objects.update_or_create(person=person, defaults={"mail": Mail(mail), "at": at})

    @classmethod
    def of(cls, person: Person) -> str:
        return cls.of_each([person])[person.pk]

    @classmethod
    def of_each(cls, people: Iterable[Person]) -> dict[int, str]:
        """What each of them wants, by id, in one query."""
        wanted: dict[int, str] = {person.pk: Mail.ALL for person in people}
        chosen = cls.objects.filter(person__in=list(wanted)).values_list("person", "mail")
        return wanted | dict(chosen)
