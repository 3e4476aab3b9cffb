"""The guided path: where each mesa stands from a to f, what it lacks, and what was skipped."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from destraba.kit.vocabulary import LaunchStep, MesaState
from destraba.mesas.milestones import of_the_programme
from destraba.mesas.models import (
    Candidate,
    Decision,
    ListeningNote,
    Mesa,
    MesaEvent,
    RoadmapRevision,
    TeamMember,
)
from destraba.mesas.models.decision import Undecided
from destraba.mesas.path import NothingToSkip, programme_stages, skip, tracks_of
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import (
    LONG_AGO,
    MeetingFactory,
    MesaFactory,
    PersonFactory,
    ProblemFactory,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
TOLD = {"by": None, "at": NOON}


def decide(kind="convene", mesa=None, **more):
    told = {"decided_on": TODAY, "decider": "Ministra", "why": "Urge.", **more}
    return Decision.take(kind=kind, mesa=mesa, **told, **TOLD)


def join(role="core", **more):
    return TeamMember.join(PersonFactory(), role=role, since_on=LONG_AGO, **more, **TOLD)


def track_of(mesa):
    [track] = tracks_of([mesa], of_the_programme(today=TODAY))
    return track


def states(mesa):
    return [stage.state for stage in track_of(mesa).stages]


def stage_of(mesa, step):
    return track_of(mesa).stages[list(LaunchStep).index(step)]


def lacking(stage):
    return [lack.what for lack in stage.lacks]


def test_without_anything_the_decision_comes_first():
    team, chosen = programme_stages(of_the_programme(today=TODAY))

    assert (team.state, chosen.state) == ("missing", "to_come")
    assert [lack.what for lack in team.musts] == [
        "La decisión política de quien convoca",
        "Quien lidera el equipo dedicado",
    ]
    assert all(lack.why and lack.source.startswith("OIT §") for lack in team.lacks)


def test_a_decision_and_a_leader_take_the_first_step_and_the_rest_is_advice():
    decide(powers=["budget"])
    join("leader")

    team, chosen = programme_stages(of_the_programme(today=TODAY))

    assert (team.state, chosen.state) == ("done", "missing")
    assert len(team.advice) == 5
    assert "zanjar disputas" in team.advice[0].what


def test_a_whole_team_lacks_nothing():
    decide(powers=["budget", "regulation", "induce", "disputes"], norm="Decreto 1")
    team = [join("leader", direct_line="La ministra"), join(), join()]
    for member in team:
        member.declare(has_interest=False, on=TODAY, **TOLD)

    first, _second = programme_stages(of_the_programme(today=TODAY))

    assert (first.state, first.lacks) == ("done", [])


def test_a_mesa_at_work_without_a_premesa_shows_what_it_missed():
    mesa = MesaFactory(launched_on="2026-02", objective="Exportar más.")
    ProblemFactory(mesa=mesa, state="in_focus")

    assert states(mesa) == ["missing", "missing", "missing", "done", "under_way", "to_come"]
    track = track_of(mesa)
    assert track.now.step == LaunchStep.ROADMAP
    assert [each.step.letter for each in track.gaps] == ["a", "b", "c"]


def test_a_premesa_ends_with_a_decision():
    mesa = MesaFactory(state=MesaState.PROPOSED)
    assert stage_of(mesa, LaunchStep.PREMESA).state == "under_way"
    ListeningNote.objects.create(mesa=mesa, constituency="employers")

    assert "Escuchar a: gobierno, trabajadores" in lacking(stage_of(mesa, LaunchStep.PREMESA))
    decide("go", mesa)

    assert stage_of(mesa, LaunchStep.PREMESA).state == "done"
    assert stage_of(mesa, LaunchStep.LAUNCH).state == "under_way"


def test_what_is_not_to_be_launched_lacks_nothing_more():
    mesa = MesaFactory(state=MesaState.CLOSED)
    decide("no_go", mesa)

    assert states(mesa)[2:] == ["done", "to_come", "to_come", "to_come"]
    assert track_of(mesa).now is None


def test_the_whole_way():
    decide()
    join("leader")
    mesa = MesaFactory(objective="Exportar más.")
    Candidate.objects.create(name="Textil", mesa=mesa, state="chosen", put_on="2026-01")
    decide("go", mesa)
    told = {"mesa": mesa, "kind": "launched", "authorities": "La ministra", "norm": "R. 7"}
    MesaEvent.objects.create(**told)
    RoadmapRevision.objects.create(mesa=mesa, number=1)
    ProblemFactory.create_batch(
        3, mesa=mesa, state="in_focus", pace="early_win", deficits=["DWD01"]
    )

    assert states(mesa) == ["done", "done", "done", "done", "done", "to_come"]
    assert stage_of(mesa, LaunchStep.ROADMAP).lacks == []
    MesaFactory(parent=mesa)
    assert states(mesa)[-1] == "done"


def test_sessions_before_the_launch_are_told():
    mesa = MesaFactory()
    MeetingFactory(mesa=mesa, state="closed")

    [lack] = stage_of(mesa, LaunchStep.LAUNCH).musts

    assert "Ya hubo sesiones" in lack.why


def test_a_step_is_skipped_with_its_reason():
    mesa, person = MesaFactory(launched_on="2026-02"), PersonFactory()

    skip(mesa, LaunchStep.PREMESA, why="Venía de una mesa anterior.", by=person, at=NOON)

    stage = stage_of(mesa, LaunchStep.PREMESA)
    assert (stage.state, stage.skipped.why) == ("skipped", "Venía de una mesa anterior.")
    event = Event.objects.get(verb="decision.taken")
    assert (event.stream, event.why) == (mesa.stream(), "Venía de una mesa anterior.")
    assert "premesa" in event.about
    with pytest.raises(NothingToSkip, match="Ya se saltó"):
        skip(mesa, LaunchStep.PREMESA, why="Otra vez.", by=person, at=NOON)


@pytest.mark.parametrize("step", [LaunchStep.TEAM, LaunchStep.EXTEND, LaunchStep.LAUNCH])
def test_what_is_done_or_is_no_ones_to_skip_is_refused(step):
    with pytest.raises(NothingToSkip):
        skip(
            MesaFactory(launched_on="2026-02"), step, why="Porque sí.", by=PersonFactory(), at=NOON
        )


def test_a_step_is_not_skipped_without_a_reason():
    with pytest.raises(Undecided):
        skip(MesaFactory(), LaunchStep.LIST, why=" ", by=PersonFactory(), at=NOON)


def test_a_step_that_was_skipped_and_then_taken_is_done():
    mesa = MesaFactory()
    skip(mesa, LaunchStep.LAUNCH, why="No hay fecha.", by=PersonFactory(), at=NOON)

    MesaEvent.objects.create(mesa=mesa, kind="launched")

    assert stage_of(mesa, LaunchStep.LAUNCH).state == "done"


def test_a_decision_is_somebodys_on_a_day_with_a_reason():
    for wrong in (
        {"decider": " "},
        {"why": ""},
        {"decided_on": TODAY + datetime.timedelta(days=1)},
    ):
        with pytest.raises(Undecided):
            decide(**wrong)
    assert not Decision.objects.exists()


def test_who_sees_decisions(cast, mesa):
    decide()
    decide("go", mesa)
    decide("go", MesaFactory())

    def seen(person):
        return Decision.objects.visible_to(person).count()

    assert [seen(each) for each in (cast.ministra, cast.asesor, join().person)] == [3, 3, 3]
    assert [seen(each) for each in (cast.enlace, cast.facilitadora, cast.ajena)] == [2, 2, 0]


def test_many_mesas_cost_what_one_does():
    def asked():
        with CaptureQueriesContext(connection) as queries:
            tracks_of(Mesa.objects.all(), of_the_programme(today=TODAY))
        return len(queries)

    MesaFactory()
    decide()
    join()
    few = asked()
    for _ in range(5):
        mesa = MesaFactory()
        decide("go", mesa)
        ProblemFactory(mesa=mesa)
        ListeningNote.objects.create(mesa=mesa, constituency="workers")
        join()

    assert asked() == few <= 13
