import pytest

from destraba.notifications.models import Mail, Preference
from destraba.notifications.reaching import obstacles
from tests.conftest import NOON
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


def test_who_has_said_nothing_gets_all_that_concerns_her(enlace):
    assert Preference.of(enlace) == Mail.ALL


def test_the_last_word_counts(enlace):
    for wanted in ("none", "invitations"):
        Preference.choose(enlace, wanted, at=NOON)

    assert Preference.of(enlace) == Mail.INVITATIONS


def test_a_choice_that_does_not_exist_is_not_kept(enlace):
    with pytest.raises(ValueError, match="daily"):
        Preference.choose(enlace, "daily", at=NOON)


def test_why_nobody_is_reached_is_said_in_words():
    reached, mute, wrong, silent = (
        PersonFactory(),
        PersonFactory(email=None),
        PersonFactory(email="a@b\nBcc: x@ejemplo.test"),
        PersonFactory(),
    )
    Preference.choose(silent, "none", at=NOON)

    told = obstacles([reached, mute, wrong, silent], "meeting.convened")

    assert [told[person.pk] for person in (reached, mute, wrong, silent)] == [
        "",
        "sin correo",
        "su correo no sirve",
        "eligió no recibir este correo",
    ]
