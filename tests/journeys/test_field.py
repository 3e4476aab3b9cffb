"""An articulator follows up on a phone, with line and without; the national team reads it."""

import datetime
import re

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from destraba.mesas.models import FieldNote
from destraba.notifications.delivery import deliver_pending
from destraba.notifications.telling import tell_pending
from destraba.people.models import Territory
from tests.below import articulator, sent, territorial
from tests.factories import CommitmentFactory, MesaFactory

from .conftest import check_accessible, photograph

pytestmark = pytest.mark.django_db(transaction=True)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def selva(mesa):
    selva = territorial(mesa, name="Mesa Selva")
    selva.sections = ["A"]
    selva.save()
    selva.territories.add(Territory.enter(scheme="iso3166-2", code="QM-NO", name="Norte"))
    return selva


@pytest.fixture
def articuladora(selva):
    return articulator(selva)


def card(page, words):
    return page.locator("li.card", has_text=words)


def test_it_is_followed_up_with_line_and_without_and_read_above(
    open_as, mesa, selva, articuladora, cast
):
    today = timezone.localdate()
    CommitmentFactory(mesa=selva, promise="Dar veinte licencias", due_on=today - DAY)
    CommitmentFactory(mesa=selva, promise="Abrir la ventanilla", due_on=today + DAY)
    above = CommitmentFactory(mesa=mesa, promise="Prestar topógrafos", due_on=today + 9 * DAY)

    # The national team hands one down.
    hers = open_as(cast.facilitadora, reverse("commitment", args=[above.pk]))
    hers.get_by_text("Más", exact=True).click()
    hers.get_by_role("link", name="Encargar su seguimiento").click()
    hers.get_by_label("A qué mesa territorial").select_option(label="Mesa Selva")
    hers.get_by_label("Qué se espera que sigan allí").fill("Ver si llegaron a Tarahuanca.")
    check_accessible(hers)
    photograph(hers, "entrusting")
    hers.get_by_role("button", name="Encargar").click()
    hers.get_by_role("heading", name="Quién lo sigue abajo").wait_for()
    tell_pending(at=timezone.now())
    deliver_pending(at=timezone.now())
    letters = {letter.to[0]: letter.subject for letter in mail.outbox}
    assert letters[articuladora.email] == "Se le encarga seguir: Prestar topógrafos"

    # One touch, on a phone.
    phone = open_as(articuladora, reverse("mesa", args=[selva.pk]), width=390, height=844)
    phone.get_by_role("link", name="Seguimiento").click()
    check_accessible(phone)
    photograph(phone, "field-390")
    card(phone, "Dar veinte licencias").get_by_role("button", name="Se trabó").click()
    phone.get_by_text("Anotado.").wait_for()
    expect(card(phone, "Dar veinte licencias").locator(".last .tag")).to_have_text("se trabó")

    # Without a line: two things wait on the telephone, and leave by themselves when it is back.
    phone.context.set_offline(True)
    for promise, words, touch in (
        ("Abrir la ventanilla", "Atiende de lunes a viernes.", "Avanzó"),
        ("Prestar topógrafos", "Llegaron dos de cuatro.", "Avanzó"),
    ):
        card(phone, promise).get_by_label("Qué vio o qué le dijeron").fill(words)
        card(phone, promise).get_by_role("button", name=touch).click()
        card(phone, promise).get_by_text("Sin conexión").wait_for()
    photograph(phone, "field-offline-390")
    assert FieldNote.objects.count() == 1
    phone.context.set_offline(False)
    for promise, words in (
        ("Abrir la ventanilla", "Atiende de lunes a viernes."),
        ("Prestar topógrafos", "Llegaron dos de cuatro."),
    ):
        card(phone, promise).locator(".last").get_by_text(words).wait_for()
    phone.wait_for_function(
        "!Object.keys(localStorage).some((key) => key.startsWith('destraba:draft:'))"
    )
    noted = FieldNote.objects.order_by("pk")
    assert [each.course for each in noted] == ["stuck", "moved", "moved"]

    # Below, of what was handed down: the promise, who and when.
    phone.get_by_role("link", name="Prestar topógrafos").click()
    phone.get_by_text("Lo encarga Mesa Ejecutiva Forestal").wait_for()
    check_accessible(phone)
    photograph(phone, "entrusted-390")

    # Above, the report; and it is taken back.
    hers.reload()
    hers.get_by_text("Llegaron dos de cuatro.").wait_for()
    check_accessible(hers)
    photograph(hers, "entrusted-above")
    hers.get_by_role("link", name="Dejar de seguirlo allí").click()
    hers.get_by_label("Por qué ya no se sigue allí").fill("Ya están los cuatro.")
    hers.get_by_role("button", name="Volver a seguirlo aquí").click()
    hers.get_by_text("ya no se sigue allí").wait_for()


def test_words_typed_without_a_line_are_not_said_to_lack_it_once_it_is_back(
    open_as, selva, articuladora
):
    CommitmentFactory(mesa=selva, promise="Abrir la ventanilla")
    phone = open_as(articuladora, reverse("field", args=[selva.pk]), width=390, height=844)
    phone.context.set_offline(True)
    told = card(phone, "Abrir la ventanilla").locator("[data-draft-status]")
    card(phone, "Abrir la ventanilla").get_by_label("Qué vio o qué le dijeron").fill("Atiende.")
    expect(told).to_contain_text("Sin conexión")

    phone.context.set_offline(False)

    expect(told).to_contain_text("Guardado en este dispositivo")


def test_the_map_and_its_list_say_the_same(open_as, mesa, selva, articuladora, ministra):
    today = timezone.localdate()
    begun = timezone.now() - 12 * DAY
    sent(selva, mesa, by=articuladora, at=begun)
    CommitmentFactory(mesa=selva, promise="Dar veinte licencias", due_on=today - 40 * DAY)
    south = MesaFactory(name="Mesa Sur", kind="territorial", parent=mesa)
    south.territories.add(Territory.enter(scheme="iso3166-2", code="QM-SU", name="Sur"))
    CommitmentFactory(mesa=south, promise="Traer agua", due_on=today - DAY)
    Territory.enter(scheme="iso3166-2", code="QM-IS", name="Islas")

    page = open_as(ministra, reverse("territories"))
    check_accessible(page)
    photograph(page, "territories")
    assert told_by_the_map(page) == told_by_the_list(page) == {"QM-NO": (2, 40), "QM-SU": (1, 1)}

    # By the keyboard: a place chosen leaves its own in the list.
    page.locator("a.tile", has_text="QM-NO").focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Norte").wait_for()
    assert told_by_the_list(page) == {"QM-NO": (2, 40)}
    phone = open_as(ministra, reverse("territories"), width=390, height=844)
    check_accessible(phone)
    photograph(phone, "territories-390")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390


def told_by_the_map(page):
    found = {}
    for tile in page.locator("a.tile").all():
        words = tile.inner_text()
        waits = re.search(r"(\d+) esperan?, (?:hasta )?(\d+) día", words)
        if waits:
            found[re.search(r"QM-\w+", words)[0]] = (int(waits[1]), int(waits[2]))
    return found


def told_by_the_list(page):
    page.wait_for_load_state()
    found = {}
    for row in page.locator("#lista tbody tr").all():
        code = re.search(r"QM-\w+", row.inner_text())[0]
        days = int(row.locator("td.num").inner_text())
        count, longest = found.get(code, (0, 0))
        found[code] = (count + 1, max(longest, days))
    return found
