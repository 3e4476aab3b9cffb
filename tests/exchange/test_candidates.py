"""The preliminary list comes in a file, with who gave what and what was decided of it."""

import pytest

from destraba.exchange.fault import NotSound
from destraba.mesas.models import Candidate
from destraba.trail.models import Event
from tests.exchange.files import bring, sent, with_more

pytestmark = pytest.mark.django_db

LIST = """
candidates:
- ref: textil
  name: Textil
  asked_by: gremio
  state: set_aside
  put_on: 2026-01-20
  settled_on: 2026-03-02
  settled_by: La ministra
  settled_why: El equipo no alcanza.
  scores:
  - {person: ana, criterion: technical, value: 4, reason: Son trámites., scored_on: 2026-02-10}
  - {person: luz, criterion: technical, value: 2}
- {ref: bosque, name: Bosque, state: chosen, mesa: forestal, scope: unknown}
"""


def test_a_list_comes_with_its_history_and_goes_out_the_same():
    bring(with_more(LIST))

    textile = Candidate.objects.get(ref="textil")
    told = Event.objects.of_subject(textile).order_by("at").values_list("verb", "why")
    assert list(told) == [
        ("candidate.put_forward", ""),
        ("candidate.scored", "Son trámites."),
        ("candidate.set_aside", "El equipo no alcanza."),
    ]
    forest = Candidate.objects.get(ref="bosque")
    assert forest.mesa.ref == "forestal"
    assert forest.is_unknown("scope")
    assert bring(sent()).is_idle


def test_a_score_that_changes_is_told_by_its_candidate():
    bring(with_more(LIST))

    bring(with_more(LIST.replace("value: 4", "value: 5")))

    changed = Event.objects.filter(verb="candidate.imported").latest("pk")
    assert changed.changes == {"scores[0].value": [4, 5]}
    assert Candidate.objects.get(ref="textil").scores.count() == 2


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("value: 4", "value: 6", "el máximo es 5"),
        ("value: 2", "value: 0", "el mínimo es 1"),
        ("criterion: technical, value: 2", "criterion: tecnical, value: 2", "«technical»"),
        ("person: luz", "person: ana", "dos veces"),
        ("state: set_aside", "state: chosen\n  mesa: forestal", "viene ya de otra candidata"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(old, new, words):
    with pytest.raises(NotSound) as refused:
        bring(with_more(LIST.replace(old, new)))

    assert words in str(refused.value)
    assert not Candidate.objects.exists()
