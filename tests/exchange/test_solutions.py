"""Solutions, trials and norms that a file brings: what follows from them, and what it refuses."""

import datetime
from decimal import Decimal

import pytest

from destraba.exchange.fault import NotSound
from destraba.mesas import clock, solved
from destraba.mesas.models import Measurement, Option, Problem
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.exchange.files import SMALL, bring, sent

pytestmark = pytest.mark.django_db
ONE = """\
options:
- ref: una
  problem: registro
  title: Plano con GPS
  proposer: gremio
  state: chosen
  value_from: 45
  value_to: 3.5
  turns:
  - {state: chosen, why: La cola es el plano., at: 2026-03-02}
  stages:
  - {stage: proposed, on: 2026-03-01, at: 2026-03-01}
  - {stage: published, on: 2026-05, norm: directiva}
  - {stage: in_operation, on: 2026-08-20, evidence: 41 de 41}
norms:
- {ref: directiva, mesa: forestal, kind: Directiva, number: 004-2026}
trials:
- ref: prueba
  option: una
  text: Diez parcelas
  since_on: 2026-03-10
  until_on: 2026-04-10
  verdict: worked
  measurements:
  - {on: 2026-04-10, value: 3, unit: días, n: 10, found_in: Cuaderno}
"""
OTHER = "- {ref: otra, problem: registro, title: Otra, state: chosen}\n"


def verbs_of(option):
    events = Event.objects.of_subject(option).order_by("at", "pk")
    return [(event.verb, event.at.date().isoformat()) for event in events]


def test_what_happened_to_it_is_told_at_its_date(db):
    bring(SMALL + ONE)

    option = Option.objects.get()
    assert option.stage == "in_operation"
    assert option.value_to == Decimal("3.5")
    assert Measurement.objects.get().value == 3
    assert verbs_of(option) == [
        ("option.proposed", "2026-03-01"),
        ("option.chosen", "2026-03-02"),
        ("option.advanced", "2026-05-01"),
        ("option.advanced", "2026-08-20"),
    ]
    assert solved.tally(Problem.objects.all()).solved == 1
    assert bring(sent()).is_idle


def test_two_cannot_be_chosen_for_a_problem(db):
    with pytest.raises(NotSound, match="ya se eligió «una»"):
        bring(SMALL + ONE.replace("norms:", OTHER + "norms:"))
    bring(SMALL + ONE)
    with pytest.raises(NotSound, match="ya se eligió «una»"):
        bring(f"format: destraba/1\noptions:\n{OTHER}")


def test_one_takes_the_place_of_another_in_the_same_file(db):
    bring(SMALL + ONE)

    bring(
        f"format: destraba/1\noptions:\n{OTHER}- {{ref: una, state: replaced}}\n".replace(
            "{ref: una,", "{ref: una, problem: registro, title: Plano con GPS,"
        )
    )

    assert dict(Option.objects.values_list("ref", "state")) == {"una": "replaced", "otra": "chosen"}


def test_a_later_rung_moves_it_and_an_older_one_does_not(db):
    bring(SMALL + ONE)
    head = "format: destraba/1\noptions:\n- ref: una\n  problem: registro\n  title: Plano con GPS\n"

    bring(head + "  stages:\n  - {stage: agreed, on: 2026-03-05}\n")
    assert Option.objects.get().stage == "in_operation"
    bring(head + "  stages:\n  - {stage: verified, on: 2026-10-01, evidence: Muestra}\n")

    assert Option.objects.get().stage == "verified"
    assert Option.objects.get().stages.count() == 5


def test_the_clock_looks_at_an_exemption_that_a_file_brought(db):
    told = "- {ref: e, problem: registro, title: Exonerar, state: chosen, instrument: vertical,"
    bring(f"{SMALL}options:\n{told} ends_on: 2027-02-01, review_on: [2026-02-01, 2026-12-20]}}\n")

    assert Option.objects.get().attend_on == NOON.date()
    clock.look(at=NOON)
    clock.look(at=NOON + datetime.timedelta(days=20))

    verbs = [event.verb for event in Event.objects.of_subject(Option.objects.get()).order_by("pk")]
    assert verbs == ["option.imported", "option.review_near", "option.end_near"]


@pytest.mark.parametrize(
    ("datum", "words"),
    [
        ("value_to: mucho", "debe ser un número"),
        ("value_to: 99999999999", "es demasiado"),
        ("review_on: [2026-02-31]", "no es una fecha que exista"),
        ("instrument: subsidio", "no es una de las palabras posibles"),
        ("stages: [{on: 2026}]", "falta"),
    ],
)
def test_what_is_out_of_shape_is_said(db, datum, words):
    with pytest.raises(NotSound, match=words):
        bring(f"{SMALL}options:\n- ref: una\n  problem: registro\n  title: Una\n  {datum}\n")
