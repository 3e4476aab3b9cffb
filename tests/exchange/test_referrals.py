"""What was handed up travels whole: its level, its steps, its clock."""

import datetime

import pytest

from destraba.exchange.fault import NotSound
from destraba.kit.vocabulary import ReferralState
from destraba.mesas import clock
from destraba.mesas.models import Guideline, LevelSaid, Problem, Referral
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.exchange.files import bring, sent

pytestmark = pytest.mark.django_db

FILE = """
format: destraba/1
mesas:
- {ref: nacional, name: Mesa Nacional, kind: sectoral}
- {ref: selva, name: Mesa Selva, kind: territorial, parent: nacional}
problems:
- ref: puente
  mesa: selva
  title: El puente se corta
  level: third
  levels:
  - {level: first, solver: La municipalidad, words: Se intentó, said_on: 2026-05-01}
  - {level: third, solver: El ministerio, words: No alcanza, said_on: 2026-06-01}
- {ref: puentes, mesa: nacional, title: Los puentes vecinales}
referrals:
- ref: puente-arriba
  mesa: selva
  to: nacional
  problem: puente
  title: El puente se corta
  level: third
  asked: Que lo reparen.
  state: accepted
  sent_on: 2026-06-02
  answer_by: 2026-06-30
  national_problem: puentes
  turns:
  - {kind: sent, on: 2026-06-02, words: Que lo reparen.}
  - {kind: accepted, on: 2026-06-20, words: Lo tomamos.}
"""


def test_it_arrives_with_its_steps_and_its_clock():
    bring(FILE)

    referral = Referral.objects.get()
    assert referral.state == ReferralState.ACCEPTED
    assert referral.national_problem.title == "Los puentes vecinales"
    assert referral.attend_on >= datetime.date(2026, 7, 1)
    assert [turn.kind for turn in referral.turns.all()] == ["sent", "accepted"]
    told = Event.objects.of_subject(referral).order_by("at").values_list("verb", flat=True)
    assert list(told) == ["referral.sent", "referral.accepted"]
    assert [each.level for each in LevelSaid.objects.all()] == ["first", "third"]
    assert referral.days_waited(on=datetime.date(2026, 6, 12)) == 10
    assert bring(sent()).is_idle


def test_a_problem_does_not_hang_from_itself():
    told = FILE.replace("national_problem: puentes", "national_problem: puente")

    with pytest.raises(NotSound) as refused:
        bring(told)

    assert "es el mismo problema" in str(refused.value.faults[0].words)
    assert not Referral.objects.exists()


RESTS = """
format: destraba/1
mesas: [{ref: nacional, name: Mesa Nacional, kind: sectoral}]
problems:
- ref: puentes
  mesa: nacional
  title: Los puentes vecinales
  state: parked
  parked_until: 2026-06-01
"""


def test_a_pause_that_the_clock_asked_about_is_not_asked_again_by_the_same_file(time_machine):
    time_machine.move_to(NOON, tick=False)
    bring(RESTS)
    clock.look(at=NOON)
    asked = Problem.objects.get().attend_on

    assert bring(RESTS).is_idle
    assert Problem.objects.get().attend_on == asked > NOON.date()


ANSWERED = """
format: destraba/1
mesas:
- {ref: vieja, name: Mesa Vieja, kind: sectoral}
- {ref: nueva, name: Mesa Nueva, kind: sectoral}
problems: [{ref: puentes, mesa: nueva, title: Los puentes vecinales}]
guidelines:
- {ref: dicho, mesa: vieja, text: Que se reparen, state: returned, problem: puentes}
"""


def test_a_guideline_that_has_its_return_stays_where_it_was_when_its_problem_goes_on():
    bring(ANSWERED)

    assert Guideline.objects.get().problem.mesa.ref == "nueva"
    with pytest.raises(NotSound):
        bring(ANSWERED.replace("ref: dicho", "ref: otro").replace("returned", "taken"))


def test_what_rests_without_a_day_is_asked_about_at_once(time_machine):
    time_machine.move_to(NOON, tick=False)

    bring(RESTS.replace("  parked_until: 2026-06-01\n", ""))
    clock.look(at=NOON)

    assert Event.objects.filter(verb="problem.pause_over").count() == 1


@pytest.mark.parametrize("value", [".nan", ".inf", "1e400", "1e30", "'9e99'", "[1]"])
def test_a_figure_that_is_no_figure_is_refused_in_words(value):
    with pytest.raises(NotSound):
        bring(f"{RESTS}  metric: Días\n  readings: [{{metric: Días, value: {value}}}]\n")

    assert not Problem.objects.exists()
