"""Importing and exporting on screen: first what would change, and nothing until one says yes."""

import datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from destraba.exchange.nouns import NOUNS
from destraba.mesas.models import Commitment, Mesa
from destraba.people.models import Role
from destraba.trail.models import Event
from destraba.web.exchange.words import SECTIONS
from tests.conftest import NOON
from tests.exchange.files import SMALL, bring

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client, ajena):
    Role.give(ajena, "coordinator", since_on=datetime.date(2026, 1, 1), by=None, at=NOON)
    client.force_login(ajena)
    return ajena


def upload(client, text, name="programa.yaml"):
    file = SimpleUploadedFile(name, text if isinstance(text, bytes) else text.encode())
    return client.post(reverse("import"), {"file": file})


def test_a_file_is_reviewed_first_and_imported_when_confirmed(client, coordinator):
    sent = upload(client, SMALL)

    shown = client.get(sent.url)
    assert shown.status_code == 200
    assert "Mesa Forestal" in shown.text
    assert not Mesa.objects.exists()

    client.post(sent.url)

    assert Mesa.objects.get().name == "Mesa Forestal"
    assert Event.objects.filter(verb="person.imported", by=coordinator).count() == 2


def test_a_second_click_or_a_file_that_waits_no_more_leads_back_with_words(client, coordinator):
    sent = upload(client, SMALL)

    client.post(sent.url)
    again = client.post(sent.url, follow=True)

    assert again.redirect_chain == [(reverse("import"), 302)]
    assert "ya no espera" in again.text
    assert Mesa.objects.count() == 1


def test_every_section_of_the_file_has_its_words():
    assert set(SECTIONS) == {noun.name for noun in NOUNS}


def test_the_history_that_is_shipped_can_be_reviewed_and_imported(client, coordinator):
    sent = upload(client, (ROOT / "examples" / "historia.yaml").read_bytes(), "historia.yaml")

    shown = client.get(sent.url)
    client.post(sent.url)

    assert (shown.status_code, "Normas" in shown.text) == (200, True)
    assert Mesa.objects.count() == 14


def test_what_would_change_is_shown_beside_what_is_there(client, coordinator):
    bring(SMALL)
    more = "  extensions: [{new_due_on: 2026-12-15, reason: Falta firma}]\n"

    sent = upload(client, SMALL.replace("due_on: 2026-12-01", "due_on: 2026-12-15") + more)

    told = client.get(sent.url).content.decode()
    assert "<del>2026-12-01</del>" in told
    assert "<ins>2026-12-15</ins>" in told
    assert "2026-12-15 · Falta firma" in told
    assert Commitment.objects.get().due_on == datetime.date(2026, 12, 1)


def test_what_nobody_knows_and_lists_are_shown_as_a_person_reads_them(client, coordinator):
    bring(SMALL)
    programme = "{name: Programa, convener_title: unknown, time_zone: America/Lima, "
    programme += "norm_kinds: [ley, decreto], facts: [{ref: uno, text: Empieza en marzo}]}"

    sent = upload(
        client,
        SMALL.replace("{name: Programa, time_zone: America/Lima}", programme).replace(
            "due_on: 2026-12-01", "due_on: unknown"
        ),
    )

    told = client.get(sent.url).text
    assert "<del>2026-12-01</del> <ins>desconocido</ins>" in told
    assert "<ins>ley; decreto</ins>" in told
    assert "<ins>ref: uno · text: Empieza en marzo</ins>" in told


def test_a_file_that_brings_nothing_new_says_so(client, coordinator):
    bring(SMALL)

    assert "ya está" in client.get(upload(client, SMALL).url).text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SMALL.replace("kind: sectoral", "kind: x"), "mesas[0].kind"),
        (b"\xff\xfe", "UTF-8"),
        ("a,b\nc,d\n", "CSV"),
        ("a: &a [1]\nb: *a", "anclas"),
        ("", "vacío"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(client, coordinator, text, words):
    answer = upload(client, text)

    assert answer.status_code == 422
    assert words in answer.text
    assert not Mesa.objects.exists()


def test_what_one_uploaded_is_not_anothers_to_confirm(client, coordinator, asesor):
    sent = upload(client, SMALL)
    Role.give(asesor, "coordinator", since_on=datetime.date(2026, 1, 1), by=None, at=NOON)
    client.force_login(asesor)

    assert client.post(sent.url).url == reverse("import")
    assert not Mesa.objects.exists()


def test_what_a_file_took_away_is_told_in_the_history(client, coordinator):
    bring(SMALL)
    bring(SMALL.replace("due_on: 2026-12-01", "due_on:"), at=NOON + datetime.timedelta(days=1))

    page = client.get(reverse("commitment", args=[Commitment.objects.get().pk]))

    assert "1 dic → sin fecha" in page.text


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_the_programme_goes_out_and_is_accepted_back(client, coordinator, kind):
    bring(SMALL)

    answer = client.get(reverse(f"export-{kind}"))

    assert "attachment" in answer["Content-Disposition"]
    assert client.get(reverse("export")).status_code == 200
    assert upload(client, answer.content, f"programa.{kind}").status_code == 302


@pytest.mark.parametrize("page", ["import", "export", "export-yaml", "export-json"])
def test_only_who_coordinates_may(client, cast, page):
    for person in (cast.facilitadora, cast.ministra, cast.asesor, cast.enlace, cast.ajena):
        client.force_login(person)

        assert client.get(reverse(page)).status_code == 404


def test_the_pages_ask_little(client, coordinator, django_assert_max_num_queries):
    token = upload(client, SMALL).url

    for page in (reverse("import"), reverse("export"), token):
        with django_assert_max_num_queries(12):
            client.get(page)
