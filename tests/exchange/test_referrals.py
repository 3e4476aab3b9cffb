"""What was handed up travels whole: its level, its steps, its clock."""

import datetime

import pytest

from destraba.exchange.fault import NotSound
from destraba.kit.vocabulary import ReferralState
from destraba.mesas.models import LevelSaid, Referral
from destraba.trail.models import Event
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
