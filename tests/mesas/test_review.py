"""An exemption is looked at on its days: what it cost, what it gave, whether it goes on."""

import datetime

import pytest

from destraba.kit.lessons import ReviewOutcome
from destraba.kit.vocabulary import Instrument
from destraba.mesas import clock
from destraba.mesas.models import Option, Review
from destraba.mesas.models.exemption import Unguarded
from destraba.mesas.models.review import NotShown
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import ProblemFactory

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = datetime.timedelta(days=1)
FIRST, SECOND = TODAY + 120 * DAY, TODAY + 400 * DAY
GUARDRAILS = {
    "ends_on": TODAY + 800 * DAY,
    "complements": "Laboratorio de uso común",
    "fiscal_cost": "2 millones al año",
    "benefit": "600 empleos formales",
    "review_on": [FIRST.isoformat(), SECOND.isoformat()],
}
SHOWN = {
    "outcome": ReviewOutcome.KEEP,
    "cost": "0,9 millones",
    "benefit": "410 empleos",
    "found_in": "Gasto tributario 2026, cuadro 4",
    "why": "Va hacia lo esperado",
}


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON}


@pytest.fixture
def exemption(mesa, told):
    option = Option.propose(
        ProblemFactory(mesa=mesa), title="Exonerar", instrument=Instrument.VERTICAL, **told
    )
    option.choose(why="Hay empleo en juego", guardrails=GUARDRAILS, **told)
    return option


@pytest.fixture
def review(exemption, facilitadora):
    def review_(*, at=NOON + 119 * DAY, due_on=FIRST, **more):
        told = {**SHOWN, **more}
        return Review.write(exemption, due_on=due_on, by=facilitadora, at=at, **told)

    return review_


def days_of(verb):
    return [
        (event.at - NOON).days
        for event in Event.objects.filter(verb=f"option.{verb}").order_by("pk")
    ]


def test_a_review_keeps_what_the_numbers_showed_and_what_was_decided(exemption, review):
    held = review()

    assert (held.held_on, held.due_on, held.cost) == (TODAY + 119 * DAY, FIRST, "0,9 millones")
    assert exemption.unheld() == [SECOND]
    event = Event.objects.get(verb="option.reviewed")
    assert event.why == "Va hacia lo esperado"
    assert event.changes["outcome"] == ["", "keep"]


def test_sent_twice_it_is_one(review):
    assert review() == review()
    assert review(due_on=None) == review(due_on=None)
    with pytest.raises(Unguarded, match="ya se hizo"):
        review(outcome=ReviewOutcome.ADJUST)

    assert Review.objects.count() == 2


@pytest.mark.parametrize("name", ["cost", "benefit", "found_in", "why"])
def test_without_the_numbers_their_source_or_a_reason_it_is_no_review(review, name):
    with pytest.raises(NotShown):
        review(**{name: " "})

    assert not Review.objects.exists()


def test_it_is_not_held_on_a_day_to_come_nor_of_a_day_that_nobody_planned(review):
    for wrong in [{"held_on": TODAY + 300 * DAY}, {"due_on": TODAY}]:
        with pytest.raises(Unguarded):
            review(**wrong)


def test_only_a_chosen_exemption_is_reviewed(exemption, review, told):
    exemption.set_aside(why="No hacía falta", **told)

    with pytest.raises(Unguarded):
        review()


def test_to_end_it_sets_it_aside_with_the_reason(exemption, review):
    review(outcome=ReviewOutcome.END, why="No dio empleo")

    exemption.refresh_from_db()
    assert exemption.is_out
    assert exemption.turns.last().why == "No dio empleo"
    assert exemption.attend_on is None


def test_a_review_not_held_is_late_until_it_is_held(exemption, review):
    for number in range(119, 126):
        clock.look(at=NOON + number * DAY)

    assert days_of("review_near") == [119]
    assert days_of("review_late") == [121]
    assert exemption.late_reviews(on=FIRST + DAY) == [FIRST]
    review(at=NOON + 130 * DAY)
    assert exemption.late_reviews(on=FIRST + 20 * DAY) == []


def test_of_a_review_held_before_its_day_the_clock_says_nothing_more(review):
    review(at=NOON + 50 * DAY)

    for number in range(50, 130, 5):
        clock.look(at=NOON + number * DAY)

    assert days_of("review_near") == days_of("review_late") == []


def test_a_year_without_a_review_near_is_told_as_its_anniversary(exemption):
    # The first anniversary falls close to the second review; the second one has none.
    days = exemption.days_to_look()

    assert [what for _day, what in days] == ["review", "review", "anniversary", "end"]
    assert days[2][0] == TODAY.replace(year=TODAY.year + 2)
    for number in range(0, 800, 10):
        clock.look(at=NOON + number * DAY)
    assert days_of("anniversary_near") == [680]


def test_a_leap_day_has_its_anniversary_the_day_before(mesa, facilitadora):
    leap = datetime.datetime(2028, 2, 29, 17, tzinfo=datetime.UTC)
    told = {"by": facilitadora, "at": leap}
    option = Option.propose(
        ProblemFactory(mesa=mesa), title="Exonerar", instrument=Instrument.VERTICAL, **told
    )
    ends_on = datetime.date(2029, 12, 31)
    guard = {**GUARDRAILS, "ends_on": ends_on, "review_on": ["2029-10-01"]}
    option.choose(why="Sí", guardrails=guard, **told)

    assert (datetime.date(2029, 2, 28), "anniversary") in option.days_to_look()


def test_renewing_keeps_the_reviews_that_were_held(exemption, review, told):
    review()

    exemption.renew(ends_on=TODAY + 1200 * DAY, why="El empleo aún crece", **told)

    assert exemption.reviews_held.get().due_on == FIRST
    assert exemption.unheld() == [SECOND]
