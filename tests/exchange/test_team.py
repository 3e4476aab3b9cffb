"""The team and the decisions travel in the programme file."""

import pytest

from destraba.exchange.fault import NotSound
from destraba.kit.vocabulary import ProgrammeRole
from destraba.mesas.models import ConflictDeclaration, Decision, TeamMember
from destraba.people.models import Role
from destraba.trail.models import Event
from tests.exchange.files import bring, sent

pytestmark = pytest.mark.django_db
FILE = """
format: destraba/1
people:
- {ref: ana, name: Ana}
team:
- ref: ana-1
  person: ana
  role: core
  share_percent: 50
  since_on: 2024-01-01
  until_on: 2024-12-31
- ref: ana-2
  person: ana
  role: leader
  since_on: 2025-06-01
  direct_line: la ministra
  criteria: {ethics: Sin dudas.}
  declarations:
  - {declared_on: 2025-06-02, has_interest: true, words: Acciones.}
decisions:
- {ref: convocar, kind: convene, decided_on: 2024, decider: Ministra, powers: [budget]}
"""


def test_a_team_comes_with_its_history_told_at_its_dates():
    bring(FILE)

    member = TeamMember.objects.get(ref="ana-2")
    assert member.criteria == {"ethics": "Sin dudas."}
    assert ConflictDeclaration.objects.get().has_interest
    told = Event.objects.filter(verb__startswith="teammember").order_by("at")
    assert [(each.verb, each.at.date().isoformat()) for each in told] == [
        ("teammember.joined", "2024-01-01"),
        ("teammember.left", "2024-12-31"),
        ("teammember.joined", "2025-06-01"),
    ]
    assert Decision.objects.get().decided_on == "2024"


def test_bringing_it_again_changes_nothing_and_gives_nobody_power():
    bring(FILE)

    assert bring(FILE).is_idle
    assert bring(sent()).is_idle
    assert not Role.objects.filter(kind=ProgrammeRole.COORDINATOR).exists()


def test_nobody_is_twice_of_the_team_at_a_time():
    with pytest.raises(NotSound, match="ya está en el equipo"):
        bring(FILE.replace("  until_on: 2024-12-31\n", ""))
    assert not TeamMember.objects.exists()

    bring(FILE)
    more = "format: destraba/1\nteam: [{ref: otra, person: ana, role: core}]"
    with pytest.raises(NotSound, match="ya está en el equipo"):
        bring(more)


def test_a_criterion_that_is_none_of_the_five_is_told():
    with pytest.raises(NotSound):
        bring(FILE.replace("ethics: Sin dudas.", "puntaje: 7"))
