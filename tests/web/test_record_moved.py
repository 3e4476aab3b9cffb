"""The record tells, on its page and in its document, what the session changed of the plan."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from docx import Document

from destraba.mesas.models import AgendaItem, Cause, MeetingRecord, Option
from destraba.notifications.concerning import CONCERNED
from destraba.trail.models import Event
from destraba.web.components.dates import day_words
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MeetingFactory, ProblemFactory

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def session(mesa, facilitadora):
    """It treated one problem, and changed another."""
    treated, apart = (ProblemFactory(mesa=mesa, title=f"Traba {name}") for name in "AB")
    meeting = MeetingFactory(mesa=mesa, number=6, starts_at=NOON)
    at = {"by": facilitadora, "at": NOON}
    AgendaItem.add(meeting, title="El plano", problem=treated, **at)
    meeting.open(**at)
    told = {"by": facilitadora, "at": NOON + HOUR / 2}
    Cause.suppose(treated, text="La cola es el <plano>", **told)
    one, two = (Option.propose(treated, title=title, **told) for title in ("Uno", "Dos"))
    one.choose(why="Se puede", **told)
    two.choose(why="Uno no bastó", **told)
    apart.focus(why="Urge la veda", **told)
    meeting.close(nothing_promised=True, by=facilitadora, at=NOON + HOUR)
    return meeting


def told_in(page):
    return [
        "Causa supuesta: La cola es el",
        "Se reemplazó la solución: Uno → Dos",
        "Uno no bastó",
        "Qué más cambió del plan",
        "Urge la veda",
    ]


def test_the_page_and_the_document_tell_the_same_changes(client, session, enlace):
    client.force_login(enlace)

    page = client.get(reverse("meeting-record", args=[session.pk])).text
    answer = client.get(reverse("meeting-record-docx", args=[session.pk]))

    paper = Document(BytesIO(answer.content))
    text = "\n".join(each.text for each in paper.paragraphs)
    for words in told_in(page):
        assert words in page
        assert words in text
    assert "<plano>" not in page
    assert "<plano>" in text


def test_a_record_of_before_that_tells_no_changes_reads_as_it_did(client, session, enlace):
    record = MeetingRecord.objects.get()
    del record.content["moved"]
    for item in record.content["items"]:
        del item["moved"]
    record.save()
    client.force_login(enlace)

    page = client.get(reverse("meeting-record", args=[session.pk]))

    assert page.status_code == 200
    assert "Qué cambió" not in page.text


def test_adopting_all_opens_the_agenda_and_the_invitation_carries_it(
    client, mesa, session, facilitadora
):
    CommitmentFactory(mesa=mesa, promise="Publicar la tabla").fulfil(
        evidence="Está en la gaceta", by=facilitadora, at=NOON + 2 * HOUR
    )
    following = MeetingFactory(mesa=mesa, number=7, starts_at=NOON + 14 * DAY)
    client.force_login(facilitadora)

    for _ in range(2):
        client.post(reverse("meeting-proposal", args=[following.pk]))
    following.convene(seats=list(following.seats_to_invite()), by=facilitadora, at=NOON + 3 * HOUR)

    first = following.items.first()
    assert first.title.startswith("Desde la sesión 6:")
    assert following.items.filter(title__startswith="Desde la").count() == 1
    event = Event.objects.get(verb="meeting.convened", subject_id=following.pk)
    [concern, *_rest] = CONCERNED["meeting.convened"](event, following)
    assert "Está en la gaceta" in concern.facts["opening"]


def test_it_tells_into_what_until_when_and_how_much(client, mesa, facilitadora, enlace):
    same, rests, stays, guarded = (ProblemFactory(mesa=mesa, title=f"Traba {n}") for n in "ABCD")
    meeting = MeetingFactory(mesa=mesa, number=6, starts_at=NOON)
    meeting.open(by=facilitadora, at=NOON)
    told = {"by": facilitadora, "at": NOON + HOUR / 2}
    day = NOON.date()
    stays.tag(deficits=[], pillars=[], metric="Días", unit="días", **told)
    stays.gauge(value=45, on=day.isoformat(), **told)
    rests.park(until_on=day + 30 * DAY, why="Se espera el censo", **told)
    same.merge_into(stays, why="Son el mismo", **told)
    option = Option.propose(guarded, title="Sin impuesto", instrument="vertical", **told)
    guardrails = {"ends_on": day + 300 * DAY, "complements": "Laboratorio", "fiscal_cost": "1"}
    guardrails |= {"benefit": "Empleos", "review_on": [(day + 90 * DAY).isoformat()]}
    option.choose(why="Salva la campaña", guardrails=guardrails, **told)
    option.renew(ends_on=day + 600 * DAY, why="Faltó un año", **told)
    meeting.close(nothing_promised=True, by=facilitadora, at=NOON + HOUR)
    client.force_login(enlace)

    page = client.get(reverse("meeting-record", args=[meeting.pk])).text

    for words in (
        f"Queda en pausa: Traba B (hasta el {day_words(day + 30 * DAY)})",
        "Se fusionó con otro: Traba A («Traba C»)",
        "Se midió: Traba C (45 días)",
        f"Sin impuesto (hasta el {day_words(day + 600 * DAY)})",
        "Faltó un año",
    ):
        assert words in page
