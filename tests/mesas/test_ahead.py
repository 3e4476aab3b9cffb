import datetime

import pytest

from destraba.kit.vocabulary import Instrument
from destraba.mesas.ahead import ahead_of
from destraba.mesas.models import Option
from tests.conftest import NOON
from tests.factories import ProblemFactory

pytestmark = pytest.mark.django_db

TODAY = NOON.date()
DAY = datetime.timedelta(days=1)


@pytest.fixture
def told(facilitadora):
    return {"by": facilitadora, "at": NOON}


@pytest.fixture
def propose(mesa, told):
    def propose_(title, **more):
        return Option.propose(ProblemFactory(mesa=mesa), title=title, **more, **told)

    return propose_


def soon(on=TODAY):
    return [
        (each.option.title, each.what, each.is_late) for each in ahead_of(Option.objects, on=on)
    ]


def test_a_rung_falls_due_until_it_is_reached(propose, told):
    option = propose("Reglamento", due_stage="published", due_on=TODAY + 20 * DAY)
    propose("Otro", due_stage="published", due_on=TODAY + 31 * DAY)

    assert soon() == [("Reglamento", "stage", False)]
    assert soon(on=TODAY + 25 * DAY)[0] == ("Reglamento", "stage", True)
    option.choose(why="Es la mejor", **told)
    option.advance(stage="published", words="Salió", **told)
    assert ("Reglamento", "stage", False) not in soon()


def test_an_effect_is_expected_of_the_chosen_one(propose, told):
    option = propose("Ventanilla", expected_on=TODAY + 5 * DAY)
    assert soon() == []

    option.choose(why="Es la mejor", **told)

    assert soon() == [("Ventanilla", "effect", False)]


def test_the_days_of_an_exemption_come_and_the_late_ones_stay(propose, told):
    option = propose("Exonerar", instrument=Instrument.VERTICAL)
    guardrails = {
        "ends_on": TODAY + 40 * DAY,
        "complements": "Laboratorio",
        "fiscal_cost": "2 millones",
        "benefit": "600 empleos",
        "review_on": [(TODAY + 10 * DAY).isoformat()],
    }
    option.choose(why="Hay empleo en juego", guardrails=guardrails, **told)

    assert soon() == [("Exonerar", "review", False)]
    assert soon(on=TODAY + 15 * DAY) == [("Exonerar", "review", True), ("Exonerar", "end", False)]
    option.set_aside(why="Ya no", **told)
    assert soon() == []


def test_what_was_left_behind_falls_due_no_more(propose, told):
    option = propose("Reglamento", due_stage="published", due_on=TODAY)
    option.set_aside(why="No hacía falta", **told)

    assert soon() == []


def test_it_asks_three_questions_for_one_or_for_many(propose, django_assert_num_queries):
    for number in range(5):
        propose(f"Regla {number}", due_stage="published", due_on=TODAY)

    with django_assert_num_queries(3):
        assert len(soon()) == 5
