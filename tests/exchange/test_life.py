"""A mesa's life, its roadmaps and the room for change travel, and come back the same."""

import datetime

import pytest

from destraba.exchange.fault import NotSound
from destraba.mesas.models import Mesa, Problem, Programme, RoadmapRevision
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.exchange.files import bring, sent

pytestmark = pytest.mark.django_db
FILE = """\
format: destraba/1
programme: {name: Programa, week_hours: 44, weights: {technical: 5, breadth: 0}}
organizations:
  - {ref: mef, name: Ministerio de Economía, acronym: MEF, constituency: government}
people: [{ref: ana, name: Ana}]
mesas:
  - ref: turismo
    name: Mesa Ejecutiva de Turismo
    events:
      - {kind: launched, happened_on: '2015', host: mef, norm: RM 1, source: W1}
      - {kind: narrowed, happened_on: 2018-05-02, scope_after: Tres asuntos, words: Para llegar}
      - {kind: merged, happened_on: unknown, other: hospedaje}
  - {ref: hospedaje, name: Mesa de Hospedaje}
problems:
  - ref: licencias
    mesa: turismo
    title: Las licencias tardan
    deficits: [DWD01]
    pillars: [institutions]
    change_spaces:
      - authority: wide
        authority_why: Decide el ministro
        assessed_on: 2026-10-01
        assessed_by: ana
      - {ability: little, ability_why: No hay peritos, assessed_on: unknown}
roadmap_revisions:
  - ref: hoja-1
    mesa: turismo
    number: 1
    agreed_on: 2026-10-02
    objective: Recibir el doble
    content:
      focus:
        - {ref: licencias, title: Las licencias tardan, pace: early_win, change_space: null}
      set_aside: [{signal: R03, why: Solo una es nuestra}]
    why: Lo pidieron todos
    written_by: ana
"""


def test_all_of_it_comes_back_the_same():
    bring(FILE)
    first = sent()

    again = bring(first, at=NOON + datetime.timedelta(days=1))

    assert again.is_idle
    assert sent() == first
    assert "week_hours: 44" in first


def test_it_is_kept_where_the_pages_look_for_it():
    bring(FILE)

    mesa, problem = Mesa.objects.get(ref="turismo"), Problem.objects.get()
    assert [turn.kind for turn in mesa.turns()] == ["launched", "narrowed", "merged"]
    assert mesa.life.get(kind="merged").other.ref == "hospedaje"
    assert problem.change_spaces.first().assessed_by.name == "Ana"
    assert RoadmapRevision.objects.get().content["focus"][0]["pace"] == "early_win"
    assert Programme.current().weights == {"technical": 5, "breadth": 0}


def test_what_has_a_day_is_told_in_the_timeline_that_day():
    bring(FILE)

    told = Event.objects.get(verb="mesa.narrowed")
    assert (told.at.date(), told.why) == (datetime.date(2018, 5, 2), "Para llegar")
    assert Event.objects.get(verb="roadmaprevision.agreed").at.date().isoformat() == "2026-10-02"
    assert not Event.objects.filter(verb="mesa.launched_officially").exists()


def test_what_was_agreed_is_not_written_over():
    bring(FILE)

    with pytest.raises(NotSound, match="agregue otra"):
        bring(FILE.replace("pace: early_win", "pace: structural"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: launched", "kind: lanzada"),
        ("authority: wide", "authority: mucho"),
        ("signal: R03, ", ""),
        ("pace: early_win", "ritmo: early_win"),
        ("technical: 5", "technical: 9"),
        ("technical: 5", "tecnico: 5"),
        ("deficits: [DWD01]", "deficits: [DWD99]"),
    ],
)
def test_what_has_another_shape_is_refused_in_words(old, new):
    with pytest.raises(NotSound) as refused:
        bring(FILE.replace(old, new))

    assert "Additional properties" not in str(refused.value)


def test_a_number_is_of_one_revision():
    bring(FILE)

    with pytest.raises(NotSound, match="ya es de"):
        bring(FILE.replace("ref: hoja-1", "ref: hoja-2"))
