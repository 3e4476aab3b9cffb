import datetime
import io
import zipfile

import docx
import pytest
import yaml
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from destraba.kit.vocabulary import DecisionKind, NoteKind
from destraba.mesas.models import Decision, Guideline, Note
from destraba.people.models import Person
from tests.below import articulator, sent, territorial
from tests.conftest import NOON
from tests.factories import (
    AgendaItemFactory,
    CommitmentFactory,
    MeetingFactory,
    MesaFactory,
    ProblemFactory,
)

pytestmark = pytest.mark.django_db
RUN = ["facilitadora", "ministra", "asesor"]


@pytest.fixture
def story(mesa, cast):
    """A mesa with something in each section of its dossier."""
    by = {"by": cast.facilitadora, "at": NOON}
    Decision.take(
        kind=DecisionKind.CONVENE,
        decided_on=NOON.date(),
        decider="La ministra",
        norm="Decreto 14",
        norm_url="https://normas.ejemplo.test/14",
        why="Noventa días son demasiados",
        **by,
    )
    mesa.aim(objective="Duplicar la <madera> legal", why="Primera sesión", **by)
    problem = ProblemFactory(mesa=mesa, state="in_focus", title="El registro *tarda* 90 días")
    seat = cast.gremio.appointments.get().seat
    CommitmentFactory(mesa=mesa, problem=problem, promise="Publicar la guía", seat=seat)
    CommitmentFactory(mesa=mesa, promise="Del sindicato")
    CommitmentFactory(mesa=mesa, problem=problem).fulfil(evidence="Se probó en Loreto", **by)
    CommitmentFactory(mesa=mesa).withdraw(reason="Nadie tenía la competencia", **by)
    ProblemFactory(mesa=mesa, title="Bajar la luna").drop(why="No se puede", **by)
    told = {"asked": "Que lo firme el Tesoro", "state": "raised", "rung_name": "ministerio"}
    mesa.elevations.create(problem=problem, asked_of=cast.ministra, raised_on=NOON, **told)
    told = {"asked": "Que se decida ya", "state": "decided"}
    mesa.elevations.create(problem=problem, asked_of=cast.ministra, **told)
    item = AgendaItemFactory(meeting=MeetingFactory(mesa=mesa), problem=problem)
    Note.objects.create(item=item, kind=NoteKind.LEARNED, text="El plano se pide dos veces")
    return mesa


TOLD = [
    "Noventa días son demasiados",
    "Duplicar la &lt;madera&gt; legal",
    "El registro *tarda* 90 días",
    "Publicar la guía",
    "Se probó en Loreto",
    "Nadie tenía la competencia",
    "No se puede",
    "Que lo firme el Tesoro",
    "El plano se pide dos veces",
    "https://normas.ejemplo.test/14",
]


@pytest.mark.parametrize("who", RUN)
def test_the_dossier_tells_all_of_it_to_who_may_hand_it_over(client, story, cast, who):
    client.force_login(getattr(cast, who))

    page = client.get(reverse("handover", args=[story.pk])).text

    for words in [*TOLD, "Del sindicato"]:
        assert words in page
    assert "Que se decida ya" not in page
    assert reverse("handover-docx", args=[story.pk]) in page


@pytest.fixture
def both_ways(story, cast, programme):
    """A guideline from above, and what a territorial mesa handed up to this one."""
    below = territorial(story)
    hands = articulator(below)
    month_ago = NOON - datetime.timedelta(days=30)
    told = {"wanted_by": NOON.date() - datetime.timedelta(days=2), "proposer": cast.ministra}
    told |= {"text": "Que la cita sea *por hora*", "why": "Lo pidió el puerto"}
    Guideline.propose([story], **told, by=cast.ministra, at=month_ago)
    Guideline.objects.create(mesa=story, text="Ya contada", state="returned")
    referral = sent(below, story, by=hands, at=month_ago)
    referral.receive(by=cast.facilitadora, at=NOON - datetime.timedelta(days=10))
    return below, hands, referral


def test_the_dossier_tells_what_came_down_and_what_waits_for_this_mesa(
    client, story, cast, both_ways
):
    client.force_login(cast.facilitadora)

    page = client.get(reverse("handover", args=[story.pk])).text

    assert "Que la cita sea *por hora*" in page
    assert "sin respuesta; lo propuso Ministra" in page
    assert "2 días tarde" in page
    assert page.index("Que la cita") < page.index("Ya contada")
    assert "El puente se corta tres meses al año" in page
    assert "recibida; espera 30 días; le toca a esta mesa desde hace 10 días" in page


def test_below_it_tells_whose_turn_each_thing_is(client, story, cast, both_ways):
    below, hands, referral = both_ways
    client.force_login(hands)
    url = reverse("handover", args=[below.pk])

    before = client.get(url).text
    referral.ask_for_more(words="¿Qué puente?", by=cast.facilitadora, at=NOON)
    after = client.get(url).text

    assert f"ante «{story.name}»" in before
    assert "le toca a la mesa nacional desde hace 10 días; hay que decir algo el" in before
    assert "piden saber más; espera 30 días; le toca a esta mesa desde hace 0 días" in after
    assert "hay que decir algo" not in after


def test_the_tray_is_not_of_who_only_sits(client, story, cast, both_ways):
    client.force_login(cast.gremio)

    page = client.get(reverse("handover", args=[story.pk])).text

    assert "Que la cita sea *por hora*" in page
    assert "El puente se corta" not in page


def test_of_many_guidelines_the_first_are_told_and_the_rest_is_a_door(client, story, cast):
    rows = [Guideline(mesa=story, ref=f"g-{n}", text=f"Lineamiento {n}") for n in range(15)]
    Guideline.objects.bulk_create(rows)
    client.force_login(cast.facilitadora)

    page = client.get(reverse("handover", args=[story.pk])).text

    assert "Lineamiento 11" in page
    assert "Lineamiento 12" not in page
    assert f"{reverse('guidelines')}?mesa={story.pk}&amp;estado=todos" in page
    assert "y 3 más" in page


@pytest.mark.parametrize("who", ["facilitadora", "gremio"])
def test_it_asks_the_same_of_few_promises_and_of_many(
    client, story, cast, who, django_assert_num_queries
):
    client.force_login(getattr(cast, who))
    seat = cast.gremio.appointments.get().seat
    url = reverse("handover", args=[story.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for _each in range(70):
        CommitmentFactory(mesa=story, seat=seat)

    with django_assert_num_queries(len(few)):
        page = client.get(url).text

    assert "y 11 más" in page or "y 12 más" in page


def test_who_sits_reads_what_concerns_her_and_takes_no_file(client, story, cast):
    client.force_login(cast.gremio)

    page = client.get(reverse("handover", args=[story.pk])).text

    for words in TOLD:
        assert words in page
    assert "Lo que usted responde" in page
    assert "Del sindicato" not in page
    assert reverse("handover-docx", args=[story.pk]) not in page
    assert client.get(reverse("handover-docx", args=[story.pk])).status_code == 404
    assert client.get(reverse("handover-yaml", args=[story.pk])).status_code == 404


@pytest.mark.parametrize("name", ["handover", "handover-docx", "handover-yaml"])
def test_a_stranger_finds_nothing(client, story, cast, name):
    client.force_login(cast.ajena)

    assert client.get(reverse(name, args=[story.pk])).status_code == 404


def test_the_document_says_the_same(client, story, cast, programme):
    programme.letterhead = "Ministerio de Prueba"
    programme.save()
    client.force_login(cast.facilitadora)

    answer = client.get(reverse("handover-docx", args=[story.pk]))

    document = docx.Document(io.BytesIO(answer.content))
    text = "\n".join(p.text for p in document.paragraphs)
    for words in ["Duplicar la <madera> legal", "El registro *tarda* 90 días", "No se puede"]:
        assert words in text
    assert document.paragraphs[0].text == f"Traspaso: {story.name}"
    assert document.sections[0].header.paragraphs[0].text == "Ministerio de Prueba"
    assert answer["Content-Disposition"].endswith('traspaso-mesa-ejecutiva-forestal.docx"')


def test_an_empty_mesa_has_a_dossier_too(client, mesa, facilitadora):
    client.force_login(facilitadora)

    page = client.get(reverse("handover", args=[mesa.pk])).text

    assert "no consta" in page
    assert "Ninguna." in page
    assert "Qué no volver a intentar" not in page
    assert client.get(reverse("handover-docx", args=[mesa.pk])).status_code == 200


def test_the_file_of_the_mesa_goes_out(client, story, cast):
    MesaFactory(name="Otra", ref="otra")
    client.force_login(cast.facilitadora)

    answer = client.get(reverse("handover-yaml", args=[story.pk]))

    told = yaml.safe_load(answer.content)
    assert [each["name"] for each in told["mesas"]] == [story.name]
    assert Person.objects.get(pk=cast.gremio.pk).email in answer.text
    assert "ajena@ejemplo.test" not in answer.text
    assert answer["Content-Disposition"].startswith('attachment; filename="mesa-ejecutiva-for')


def test_the_whole_programme_is_handed_over_in_one_page(client, story, cast):
    other = MesaFactory(name="Mesa de Turismo")
    client.force_login(cast.ministra)

    page = client.get(reverse("handovers")).text

    for words in ["Noventa días son demasiados", story.name, other.name]:
        assert words in page
    assert reverse("handover", args=[other.pk]) in page


def test_the_document_of_all_holds_each_mesa(client, story, cast):
    MesaFactory(name="Mesa de Turismo")
    client.force_login(cast.ministra)

    answer = client.get(reverse("handovers-docx"))

    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    document = docx.Document(io.BytesIO(answer.content))
    text = "\n".join(p.text for p in document.paragraphs)
    assert "Mesa de Turismo" in text
    assert "Publicar la guía" in text


@pytest.mark.parametrize("name", ["handovers", "handovers-docx"])
@pytest.mark.parametrize("who", ["facilitadora", "gremio", "ajena"])
def test_only_who_sees_everything_hands_over_the_programme(client, cast, name, who):
    client.force_login(getattr(cast, who))

    assert client.get(reverse(name)).status_code == 404


def test_the_button_is_for_who_may_hand_it_over(client, story, cast):
    link = reverse("handover", args=[story.pk])

    shown = {}
    for who in [*RUN, "gremio"]:
        client.force_login(getattr(cast, who))
        shown[who] = link in client.get(reverse("mesa", args=[story.pk])).text

    assert shown == dict.fromkeys(RUN, True) | {"gremio": False}
