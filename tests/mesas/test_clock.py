import datetime

import pytest

from destraba.mesas import clock
from destraba.mesas.models import Commitment
from destraba.trail.models import ClockLook, Event
from tests.factories import MeetingFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def day(number):
    return datetime.datetime(2026, 11, number, 18, tzinfo=datetime.UTC)


def test_the_life_of_a_late_commitment(mesa, facilitadora):
    commitment = Commitment.make(
        mesa,
        promise="Publicar el instructivo",
        responsible=OrganizationFactory(),
        due_on=day(10).date(),
        follower=facilitadora,
        by=facilitadora,
        at=day(1),
    )

    for number in range(2, 25):
        clock.look(at=day(number))
        clock.look(at=day(number))
    commitment.refresh_from_db()
    commitment.extend(due_on=day(28).date(), reason="Firma", by=facilitadora, at=day(25))
    clock.look(at=day(25))

    told = [(event.verb, event.at.day) for event in Event.objects.order_by("pk")]
    assert told == [
        ("commitment.made", 1),
        ("commitment.due_soon", 7),
        ("commitment.overdue", 11),
        ("commitment.extended", 25),
        ("commitment.due_soon", 25),
    ]


def test_a_clock_that_slept_tells_what_is_true_when_it_wakes(mesa, facilitadora):
    Commitment.make(
        mesa,
        promise="Publicar el instructivo",
        responsible=OrganizationFactory(),
        due_on=day(10).date(),
        follower=facilitadora,
        by=facilitadora,
        at=day(1),
    )

    assert clock.look(at=day(20)) == 1

    assert Event.objects.latest("pk").verb == "commitment.overdue"
    assert ClockLook.last() == day(20)


def test_a_meeting_planned_for_today_is_not_called_tomorrow(mesa, facilitadora):
    meeting = MeetingFactory(mesa=mesa, starts_at=day(12), attend_on=day(11).date())

    clock.look(at=day(12))
    meeting.refresh_from_db()
    meeting.open(by=facilitadora, at=day(12))
    for number in (12, 13, 14):
        clock.look(at=day(number))

    told = [
        (event.verb, event.at.day) for event in Event.objects.of_subject(meeting).order_by("pk")
    ]
    assert told == [("meeting.opened", 12), ("meeting.left_open", 13)]


def test_a_meeting_is_near_the_day_before_and_left_open_the_day_after(mesa):
    MeetingFactory(mesa=mesa, starts_at=day(12), attend_on=day(11).date())

    for number in range(10, 15):
        clock.look(at=day(number))

    told = [(event.verb, event.at.day) for event in Event.objects.order_by("pk")]
    assert told == [("meeting.near", 11), ("meeting.left_open", 13)]
