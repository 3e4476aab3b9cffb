"""The next session begins with what happened since the last one."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from destraba.mesas.models import Option, Trial
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MeetingFactory, ProblemFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOON, tick=False)


@pytest.fixture
def meeting(mesa):
    MeetingFactory(mesa=mesa, state="closed", number=4, starts_at=NOON - 14 * DAY)
    return MeetingFactory(mesa=mesa, number=5, starts_at=NOON + 2 * DAY)


def fortnight(mesa, by, times=1):
    for _ in range(times):
        promise = CommitmentFactory(mesa=mesa, due_on=(NOON + DAY).date(), promise="Publicar")
        promise.fulfil(evidence="Está <publicado>", by=by, at=NOON - DAY)
        CommitmentFactory(mesa=mesa, due_on=(NOON - DAY).date(), promise="Firmar")
        problem = ProblemFactory(mesa=mesa)
        problem.focus(why="Urge ya", why_more="Son muchos", by=by, at=NOON - DAY)


@pytest.mark.parametrize("name", ["meeting", "meeting-preparation"])
def test_who_prepares_reads_what_happened_and_why(client, mesa, meeting, facilitadora, name):
    fortnight(mesa, facilitadora)
    client.force_login(facilitadora)

    page = client.get(reverse(name, args=[meeting.pk])).text

    for words in ("Desde la última sesión", "Se cumplieron", "Está &lt;publicado&gt;", "Urge ya"):
        assert words in page
    assert "1 día tarde" in page
    # The evidence of what was kept is not a reason.
    assert "«Está &lt;publicado&gt;»" in page


def test_who_only_sits_reads_it_before_it_begins_and_cannot_put_it(client, mesa, meeting, enlace):
    client.force_login(enlace)

    page = client.get(reverse("meeting", args=[meeting.pk])).text

    assert "Nada cambió" in page
    assert "Abrir la agenda con esto" not in page


def test_once_it_began_or_before_the_first_one_it_is_not_there(client, mesa, meeting, enlace):
    client.force_login(enlace)
    first = MeetingFactory(number=1)
    meeting.open(by=enlace, at=NOON)

    assert "Desde la última" not in client.get(reverse("meeting", args=[meeting.pk])).text
    assert first.mesa.last_session() is None


def test_it_becomes_the_first_item_of_the_agenda_once(client, mesa, meeting, facilitadora):
    fortnight(mesa, facilitadora)
    client.force_login(facilitadora)
    where = reverse("meeting-since", args=[meeting.pk])

    answers = [client.post(where) for _ in range(2)]

    [item] = meeting.items.all()
    assert answers[0].url == f"{reverse('meeting-preparation', args=[meeting.pk])}#agenda"
    assert item.title.startswith("Desde la sesión 4: 1 cumplido, 1 tarde")


def test_others_may_not_put_it(client, meeting, enlace, ajena):
    for person in (enlace, ajena):
        client.force_login(person)
        assert client.post(reverse("meeting-since", args=[meeting.pk])).status_code == 404
    assert not meeting.items.exists()


def test_it_asks_the_same_of_one_as_of_thirty(client, mesa, meeting, facilitadora):
    client.force_login(facilitadora)
    where = reverse("meeting", args=[meeting.pk])
    asked = []
    for times in (1, 30):
        fortnight(mesa, facilitadora, times)
        client.get(where)
        with CaptureQueriesContext(connection) as queries:
            client.get(where)
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 20


def test_a_solution_is_told_with_where_it_stands_and_a_trial_with_its_verdict(
    client, mesa, meeting, facilitadora
):
    told = {"by": facilitadora, "at": NOON}
    option = Option.propose(ProblemFactory(mesa=mesa), title="Ventanilla", **told)
    option.choose(why="Se puede", **told)
    for stage in ("agreed", "published"):
        option.advance(stage=stage, words=f"Paso a {stage}", **told)
    trial = Trial.begin(option, text="Diez expedientes", since_on=NOON.date(), **told)
    trial.conclude(verdict="did_not", why="La cola es el plano", **told)
    client.force_login(facilitadora)

    page = client.get(reverse("meeting-preparation", args=[meeting.pk])).text

    assert page.count("Avanzó la solución: Ventanilla") == 2
    assert "publicada" in page
    assert "acordada" not in page
    assert "no funcionó" in page
