"""What whoever takes a seat finds on her first page."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from destraba.kit.vocabulary import AppointmentRole
from destraba.trail.models import Visit
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MeetingFactory, PersonFactory, ProblemFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
WORDS = "Estos compromisos ahora son suyos"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def owed(mesa, cast, today):
    """What the seat of the employers owes since long ago, put off once."""
    seat = cast.gremio.appointments.get().seat
    promise = CommitmentFactory(
        mesa=mesa,
        promise="Publicar la guía",
        problem=ProblemFactory(mesa=mesa, title="El registro tarda"),
        meeting=MeetingFactory(mesa=mesa, number=3),
        seat=seat,
        responsible=seat.organization,
        contact=cast.gremio,
        made_on=today - 90 * DAY,
        due_on=today + DAY,
    )
    promise.extend(
        due_on=today + 9 * DAY, reason="Faltaba la imprenta", by=cast.facilitadora, at=NOON
    )
    return promise


@pytest.fixture
def nueva(owed, cast, today):
    """Holds the seat since five days ago."""
    person = PersonFactory(name="Nueva Titular")
    owed.seat.appoint(
        person,
        role=AppointmentRole.HOLDER,
        since_on=today - 5 * DAY,
        by=cast.facilitadora,
        at=timezone.now(),
    )
    return person


def week(client, person):
    client.force_login(person)
    return client.get(reverse("week")).text


def test_she_sees_what_is_hers_now_and_why_it_exists(client, nueva, owed, mesa):
    page = week(client, nueva)

    for words in [
        WORDS,
        "Publicar la guía",
        "El registro tarda",
        "Sesión 3",
        "Lo prometió primero Gremio",
        "Se pidió otra fecha una vez:",
        "Faltaba la imprenta",
        reverse("handover", args=[mesa.pk]),
    ]:
        assert words in page


def test_once_understood_it_is_not_told_again(client, nueva, owed):
    client.force_login(nueva)

    answer = client.post(reverse("seat-understood", args=[owed.seat_id]), follow=True)

    assert "Entendido: siguen en «Me toca»" in answer.text
    assert WORDS not in week(client, nueva)
    assert Visit.last(nueva, f"seat:{owed.seat_id}")


def test_it_is_told_to_nobody_else(client, nueva, owed, cast):
    told = {
        who: WORDS in week(client, person) for who, person in vars(cast).items() if who != "ajena"
    }

    assert not any(told.values())


@pytest.mark.parametrize("who", ["enlace", "ajena", "facilitadora"])
def test_only_who_fills_the_seat_says_that_she_understood(client, nueva, owed, cast, who):
    client.force_login(getattr(cast, who))
    url = reverse("seat-understood", args=[owed.seat_id])

    assert client.post(url).status_code == 404
    assert client.get(url).status_code == 405


def test_what_she_promised_herself_is_not_inherited(client, nueva, owed, today):
    owed.made_on = today
    owed.save()

    assert WORDS not in week(client, nueva)


def test_after_a_month_it_is_no_longer_told(client, nueva, owed, today):
    nueva.appointments.update(since_on=today - 31 * DAY)

    assert WORDS not in week(client, nueva)


def test_an_alternate_takes_nothing_over(client, owed, cast, today):
    person = PersonFactory(name="Suplente")
    owed.seat.appoint(
        person,
        role=AppointmentRole.ALTERNATE,
        since_on=today - DAY,
        by=cast.facilitadora,
        at=timezone.now(),
    )

    assert WORDS not in week(client, person)


def test_a_seat_that_owes_much_tells_the_first_and_how_many_more(client, nueva, owed, today):
    for number in range(20):
        CommitmentFactory(
            mesa=owed.mesa,
            seat=owed.seat,
            promise=f"Promesa {number}",
            made_on=None,
            due_on=today + 20 * DAY,
        )

    page = week(client, nueva)

    assert 'de=mios">y 9 más' in page


def queries(client, person, django_assert_max_num_queries):
    client.force_login(person)
    client.get(reverse("week"))
    with django_assert_max_num_queries(20) as asked:
        client.get(reverse("week"))
    return len(asked)


def test_it_costs_one_query_and_only_to_who_arrived(
    client, nueva, owed, cast, today, django_assert_max_num_queries
):
    few = queries(client, nueva, django_assert_max_num_queries)
    for number in range(9):
        more = CommitmentFactory(
            mesa=owed.mesa, seat=owed.seat, made_on=None, due_on=today + 9 * DAY
        )
        more.extend(due_on=today + (20 + number) * DAY, reason="Más", by=cast.facilitadora, at=NOON)
    many = queries(client, nueva, django_assert_max_num_queries)
    client.post(reverse("seat-understood", args=[owed.seat_id]))
    understood = queries(client, nueva, django_assert_max_num_queries)

    assert many == few == understood + 1
