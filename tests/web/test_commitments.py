import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from destraba.documents.models import Document
from destraba.mesas.models import Commitment, Fulfilment
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MesaFactory, PersonFactory

pytestmark = pytest.mark.django_db
LATER = {"due_on": "2099-01-01", "certainty": "determined", "reason": "Falta la firma"}


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON):
        yield


@pytest.fixture
def commitment(mesa, enlace, facilitadora):
    seat = enlace.appointments.get().seat
    return CommitmentFactory(
        mesa=mesa,
        responsible=seat.organization,
        seat=seat,
        contact=enlace,
        follower=facilitadora,
    )


def at(name, commitment):
    return reverse(name, args=[commitment.pk])


def test_where_an_imported_one_was_born_is_unknown_until_told(client, enlace, commitment):
    Commitment.objects.update(made_on=None, meeting=None)
    client.force_login(enlace)

    page = client.get(at("commitment", commitment)).text

    assert "fuera de sesión" not in page
    assert "desconocido" in page


def test_the_third_extension_says_so_until_it_is_kept(client, enlace, commitment):
    for day in (1, 2, 3):
        later = datetime.date(2099, 1, day)
        commitment.extend(due_on=later, reason="Falta la firma", by=enlace, at=NOON)
    client.force_login(enlace)

    open_ = client.get(at("commitment", commitment)).text
    commitment.fulfil(evidence="Publicado", by=enlace, at=NOON)
    kept = client.get(at("commitment", commitment)).text

    assert "conviene hablarlo en la mesa" in open_
    assert "conviene hablarlo en la mesa" not in kept


def test_the_list_shows_what_is_open_and_who_answers(client, enlace, commitment):
    CommitmentFactory(mesa=MesaFactory(name="Otra"), promise="De otra mesa")
    client.force_login(enlace)

    page = client.get(reverse("commitments")).text

    assert "Publicar el instructivo" in page
    assert "AFOR" in page
    assert "De otra mesa" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("estado=tarde", ["Tarde"]),
        ("estado=cumplidos", ["Cumplido"]),
        ("estado=todos&orden=recientes", ["Cumplido", "Lejos", "Tarde"]),
        ("q=LEJOS", ["Lejos"]),
        ("estado=nada&orden=password&de=otro&mesa=x", ["Lejos", "Tarde"]),
    ],
)
def test_the_list_is_filtered_and_sorted_by_known_words_only(
    client, mesa, facilitadora, query, shown
):
    CommitmentFactory(mesa=mesa, promise="Tarde", due_on=datetime.date(2020, 1, 1))
    CommitmentFactory(mesa=mesa, promise="Lejos", due_on=datetime.date(2099, 1, 1))
    done = CommitmentFactory(mesa=mesa, promise="Cumplido")
    done.fulfil(evidence="Oficio", by=facilitadora, at=NOON)
    client.force_login(facilitadora)

    rows = client.get(f"{reverse('commitments')}?{query}").context["page"]

    assert sorted(row["promise"] for row in rows) == shown


@pytest.mark.parametrize("number", ["2", "999", "99999999999999999999"])
def test_a_page_that_is_not_there_is_the_first(client, enlace, commitment, number):
    client.force_login(enlace)

    page = client.get(reverse("commitments"), {"pagina": number})

    assert commitment.promise in page.text
    assert page.context["page"].number == 1


def test_a_text_too_long_to_be_looked_for_finds_nothing(client, enlace, commitment):
    client.force_login(enlace)

    page = client.get(reverse("commitments"), {"q": "a" * 10_000})

    assert "Ningún compromiso con este filtro" in page.text


def test_the_queries_of_the_list_do_not_grow_with_its_rows(
    client, mesa, facilitadora, django_assert_max_num_queries
):
    client.force_login(facilitadora)
    for number in (1, 40):
        CommitmentFactory.create_batch(number, mesa=mesa)
        with django_assert_max_num_queries(10):
            client.get(reverse("commitments"))


def test_a_promise_tells_its_history(client, enlace, facilitadora, commitment):
    commitment.extend(
        due_on=datetime.date(2099, 1, 1), reason="Falta la firma", by=facilitadora, at=NOON
    )
    client.force_login(enlace)

    page = client.get(at("commitment", commitment)).text

    assert "Falta la firma" in page
    assert "1ª prórroga" in page


@pytest.mark.parametrize("who", ["ajena", "asesor"])
@pytest.mark.parametrize(
    "name",
    [
        "commitment-fulfilment",
        "commitment-extension",
        "commitment-withdrawal",
        "commitment-reassignment",
        "commitment-wording",
        "commitment-reopening",
    ],
)
def test_who_may_not_change_it_finds_nothing(client, cast, commitment, who, name):
    client.force_login(getattr(cast, who))

    assert client.get(at(name, commitment)).status_code == 404
    assert client.post(at(name, commitment), LATER).status_code == 404
    commitment.refresh_from_db()
    assert commitment.is_open


def test_a_stranger_finds_no_promise(client, ajena, commitment):
    client.force_login(ajena)

    assert client.get(at("commitment", commitment)).status_code == 404


def test_a_liaison_fulfils_with_evidence_and_may_undo(client, enlace, commitment):
    client.force_login(enlace)

    told = {"evidence": "Resolución 12", "on": "2026-11-20"}
    client.post(at("commitment-fulfilment", commitment), told)
    assert Fulfilment.objects.get().evidence == "Resolución 12"
    client.post(at("commitment-reopening", commitment))

    commitment.refresh_from_db()
    assert commitment.is_open
    assert Fulfilment.objects.get().undone_at


def test_without_evidence_the_form_comes_back_with_what_was_typed(client, enlace, commitment):
    client.force_login(enlace)

    answer = client.post(
        at("commitment-fulfilment", commitment), {"link": "https://ejemplo.test/norma"}
    )

    assert answer.status_code == 422
    assert "https://ejemplo.test/norma" in answer.text


def test_an_impossible_date_is_answered_in_words(client, enlace, commitment):
    client.force_login(enlace)

    answer = client.post(at("commitment-extension", commitment), {**LATER, "due_on": "2026-02-30"})

    assert answer.status_code == 422
    assert "2026-02-30" in answer.text
    assert "Falta la firma" in answer.text


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-30", "posterior"),
        ("2026-11-20", "ya pasó"),
        ("0001-01-03", "entre 1990 y 2100"),
        ("9999-12-31", "entre 1990 y 2100"),
    ],
)
def test_another_date_that_cannot_be_is_refused_beside_what_was_typed(
    client, enlace, commitment, day, words
):
    client.force_login(enlace)

    answer = client.post(at("commitment-extension", commitment), {**LATER, "due_on": day})

    assert answer.status_code == 422
    assert words in answer.text
    assert "Falta la firma" in answer.text
    assert not commitment.extensions.exists()


def test_nothing_is_fulfilled_on_a_day_to_come(client, enlace, commitment):
    client.force_login(enlace)
    told = {"evidence": "Resolución 12", "on": "2026-11-23"}

    answer = client.post(at("commitment-fulfilment", commitment), told)

    assert answer.status_code == 422
    assert "todavía no llega" in answer.text
    assert "Resolución 12" in answer.text
    assert not Fulfilment.objects.exists()


def test_a_file_that_is_no_evidence_is_refused_beside_what_was_typed(client, enlace, commitment):
    client.force_login(enlace)
    upload = SimpleUploadedFile("oficio.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600)
    told = {"evidence": "Resolución 12", "on": "2026-11-20", "upload": upload}

    answer = client.post(at("commitment-fulfilment", commitment), told)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"upload"}
    assert "Resolución 12" in answer.text
    commitment.refresh_from_db()
    assert commitment.is_open


def test_a_file_that_came_with_a_mistake_is_asked_for_again(client, enlace, commitment):
    client.force_login(enlace)
    upload = SimpleUploadedFile("oficio <1>.pdf", b"%PDF-1.4")

    answer = client.post(
        at("commitment-fulfilment", commitment),
        {"evidence": "Oficio", "on": "2026-02-31", "upload": upload},
    )

    assert answer.status_code == 422
    assert "«oficio &lt;1&gt;.pdf» todavía no se guardó: elíjalo otra vez." in answer.text


def test_two_who_reassign_at_once_learn_of_each_other(client, cast, commitment):
    def send(organization):
        told = {"responsible": organization.pk, "initial-responsible": before, "why": "Una norma"}
        follower = {"follower": cast.facilitadora.pk, "initial-follower": cast.facilitadora.pk}
        return client.post(at("commitment-reassignment", commitment), {**told, **follower})

    before = commitment.responsible_id
    theirs, mine = (
        each.appointments.get().seat.organization for each in (cast.gremio, cast.sindicato)
    )
    client.force_login(cast.facilitadora)
    assert send(theirs).status_code == 302

    answer = send(mine)

    assert answer.status_code == 422
    assert "otra persona lo cambió" in answer.text
    commitment.refresh_from_db()
    assert commitment.responsible == theirs


def test_what_comes_too_late_is_kept_on_the_page_and_leaves_no_file(client, enlace, commitment):
    client.force_login(enlace)
    commitment.fulfil(evidence="Oficio 11", by=enlace, at=NOON)
    upload = SimpleUploadedFile("oficio.txt", b"Oficio 12")
    told = {"evidence": "Resolución 12", "on": "2026-11-20", "upload": upload}

    answer = client.post(at("commitment-fulfilment", commitment), told)

    assert answer.status_code == 422
    assert "ya está cumplido" in answer.text
    assert "Resolución 12" in answer.text
    assert not Document.objects.exists()


def test_the_team_makes_a_promise_that_can_be_followed_up(client, mesa, facilitadora, enlace):
    client.force_login(facilitadora)
    told = {
        "promise": "Enviar el plano",
        "responsible": enlace.appointments.get().seat.organization_id,
        "due_on": "2026-12-05",
        "certainty": "estimated",
        "follower": facilitadora.pk,
    }
    address = f"{reverse('commitment-new')}?mesa={mesa.pk}"

    incomplete = client.post(address, {**told, "responsible": ""})
    client.post(address, told)

    assert incomplete.status_code == 422
    assert "Enviar el plano" in incomplete.text
    made = Commitment.objects.get()
    assert (made.contact, made.certainty) == (enlace, "estimated")


def test_a_promise_sent_twice_is_one_and_put_otherwise_another(client, mesa, facilitadora, enlace):
    client.force_login(facilitadora)
    address = f"{reverse('commitment-new')}?mesa={mesa.pk}"
    told = {
        "ref": client.get(address).context["form"]["ref"].value(),
        "promise": "Enviar el plano",
        "responsible": enlace.appointments.get().seat.organization_id,
        "due_on": "2026-12-05",
        "certainty": "determined",
        "follower": facilitadora.pk,
    }

    first, second = (client.post(address, told) for _time in range(2))
    anew = client.post(address, {**told, "ref": "otra-pagina"})
    other = client.post(address, {**told, "promise": "Enviar los dos planos"})

    assert first.url == second.url == anew.url != other.url
    assert Commitment.objects.count() == 2


def test_nobody_is_reassigned_to_whoever_does_not_sit_there(
    client, facilitadora, commitment, enlace
):
    client.force_login(facilitadora)
    outsider = PersonFactory()

    answer = client.post(
        at("commitment-reassignment", commitment),
        {
            "responsible": commitment.responsible_id,
            "contact": outsider.pk,
            "follower": facilitadora.pk,
            "why": "Cambio",
        },
    )

    assert answer.status_code == 422
    commitment.refresh_from_db()
    assert commitment.contact == enlace


def test_evidence_is_downloaded_by_who_sees_the_promise_alone(
    client, cast, commitment, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(cast.enlace)
    upload = SimpleUploadedFile("oficio.txt", b"Oficio 12")
    client.post(
        at("commitment-fulfilment", commitment),
        {"evidence": "Adjunto", "on": "2026-11-20", "upload": upload},
    )
    address = reverse("document", args=[Fulfilment.objects.get().document.ref])

    answer = client.get(address)
    client.force_login(cast.ajena)
    refusal = client.get(address)

    assert b"".join(answer.streaming_content) == b"Oficio 12"
    assert answer["Content-Disposition"].startswith("attachment")
    assert refusal.status_code == 404
