"""Causes come and go with a programme file, whole, and never in a circle."""

import pytest

from destraba.exchange.fault import NotSound
from destraba.mesas.models import Cause
from destraba.trail.models import Event
from tests.exchange.files import SMALL, bring, sent

pytestmark = pytest.mark.django_db
CAUSES = (
    SMALL
    + """\
causes:
- {ref: hondo, problem: registro, parent: plano, text: La norma no dice qué plano}
- ref: plano
  problem: registro
  text: El plano se pide dos veces
  state: confirmed
  said_by: gremio
  evidence: 41 de 60
  noted_on: 2026-02-11
  change_spaces:
  - {authority: wide, authority_why: Lo pidió la jefa, assessed_on: 2026-02-12, assessed_by: ana}
"""
)


def test_they_come_in_any_order_and_go_parents_first():
    bring(CAUSES)

    hondo, plano = (Cause.objects.get(ref=ref) for ref in ("hondo", "plano"))
    assert (hondo.parent, plano.said_by.ref, plano.state) == (plano, "gremio", "confirmed")
    assert plano.change_spaces.get().problem == plano.problem
    assert not plano.problem.change_spaces.filter(cause=None).exists()
    assert Event.objects.of_subject(plano).get().at.date() == plano.noted_on
    told = sent()
    assert told.index("ref: plano") < told.index("ref: hondo")
    assert told.count("Lo pidió la jefa") == 1
    assert bring(told).is_idle


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  text: El plano se", "  parent: hondo\n  text: El plano se", "da la vuelta"),
        ("  text: El plano se", "  parent: plano\n  text: El plano se", "da la vuelta"),
        ("parent: plano", "parent: otra", "«otra» no está en causes"),
        ("hondo, problem: registro", "hondo, problem: otro", "es de otro problema"),
    ],
)
def test_what_cannot_hang_so_is_refused_in_words(old, new, words):
    another = "- {ref: otro, mesa: forestal, title: Otro}\nmeetings:"
    told = CAUSES.replace("meetings:", another).replace(old, new)

    with pytest.raises(NotSound) as refused:
        bring(told)

    assert words in str(refused.value.faults[0].words)
    assert not Cause.objects.exists()


def test_a_circle_closed_with_what_was_there_is_found_too():
    bring(CAUSES)
    closing = "- {ref: plano, parent: hondo, problem: registro, text: Otra}"

    with pytest.raises(NotSound):
        bring(f"format: destraba/1\ncauses:\n{closing}")

    assert Cause.objects.get(ref="plano").parent is None
