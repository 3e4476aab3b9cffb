import datetime

import pytest

from destraba.people.models import Person, Role
from destraba.people.models.person import EmailTaken
from tests.conftest import NOON

pytestmark = pytest.mark.django_db


def test_a_person_without_a_password_cannot_sign_in(client):
    Person.register(name="Ana", email="ana@ejemplo.test", by=None, at=NOON)

    assert not client.login(username="ana@ejemplo.test", password="")


def test_an_email_belongs_to_one_person():
    Person.register(name="Ana", email="ana@ejemplo.test", by=None, at=NOON)

    with pytest.raises(EmailTaken):
        Person.register(name="Otra", email="ANA@ejemplo.test", by=None, at=NOON)


def test_a_role_counts_between_its_dates(ajena):
    role = Role.give(ajena, "adviser", since_on=datetime.date(2026, 1, 1), by=None, at=NOON)
    assert Person.objects.get(pk=ajena.pk).sees_everything

    role.end(on=datetime.date(2026, 2, 1), by=None, at=NOON)

    assert not Person.objects.get(pk=ajena.pk).sees_everything


def test_a_name_whose_ligatures_open_is_kept():
    person = Person.register(name="ß" * 160, by=None, at=NOON)

    assert list(Person.objects.named("ß" * 160)) == [person]


def test_a_text_without_letters_names_nobody():
    Person.register(name="´", by=None, at=NOON)

    assert not Person.objects.named("¨").exists()
