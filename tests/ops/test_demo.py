"""The demonstration: a fictional country, told through the verbs, the same for the same day."""

import datetime

import pytest
import time_machine
from click.testing import CliRunner
from django.db import transaction
from django.forms.models import model_to_dict

from destraba.kit.vocabulary import AppointmentRole, Criterion, MeetingKind, MeetingState
from destraba.mesas.grouping import proposed
from destraba.mesas.models import (
    AgendaItem,
    Appointment,
    Candidate,
    Cause,
    Commitment,
    Extension,
    Guideline,
    Meeting,
    MeetingRecord,
    Mesa,
    Objection,
    Problem,
    Programme,
    Score,
    Seat,
    SetAside,
    Statement,
)
from destraba.mesas.pulse import pulse_of
from destraba.mesas.roadmap_between import story_between
from destraba.mesas.since import since_last
from destraba.mesas.voices import heard_at
from destraba.ops import demo
from destraba.ops.commands.demo import command
from destraba.people.models import Organization, Person
from destraba.trail.models import Event
from destraba.web.demo_entry.views import ROLES
from tests.replaying import differences

SUNDAY = datetime.date(2026, 11, 22)
NOON = datetime.datetime(2026, 11, 22, 17, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker):
    """The demo of one Sunday, built once for the whole module."""
    unblocked, noon = django_db_blocker.unblock(), time_machine.travel(NOON, tick=False)
    with unblocked, noon, transaction.atomic():
        demo.build(today=SUNDAY)
        yield
        transaction.set_rollback(True)


def test_it_is_a_fictional_country_with_four_mesas(country):
    programme = Programme.current()

    assert programme.is_fictional
    assert "ficticio" in programme.letterhead
    assert sorted(Mesa.objects.active().values_list("kind", flat=True)) == [
        "factor",
        "sectoral",
        "sectoral",
        "territorial",
    ]
    assert Mesa.objects.get(kind="territorial").parent.kind == "sectoral"


def test_its_second_round_compares_five_candidates_and_chooses_one(country):
    candidates = {each.ref: each for each in Candidate.objects.all()}
    states = sorted(each.state for each in candidates.values())
    scores = Score.objects.all()

    assert states == ["chosen", "listed", "listed", "listed", "set_aside"]
    assert candidates["textil"].mesa == Mesa.objects.get(state="proposed")
    assert all(each.settled_why for each in candidates.values() if not each.is_listed)
    assert scores.values("person").distinct().count() == 3
    assert {each.criterion for each in scores} == set(Criterion.values)
    assert not scores.filter(reason="").exists()
    assert Programme.current().weight_of("early_wins") == 5


def test_in_its_premesa_all_spoke_but_one_group_and_nothing_is_grouped_yet(country):
    mesa = Mesa.objects.get(ref="textil")
    statements = list(Statement.objects.of_mesa(mesa).with_who())

    heard = heard_at(mesa)
    groups, _near = proposed(mesa, statements, [])

    assert heard.conversations == 13
    assert heard.missing_constituencies == []
    assert [each.value for each in heard.missing_groups] == ["indigenous"]
    assert len(groups) >= 4
    assert not any(each.problem_id for each in statements)
    assert mesa.diagnoses.count() == 1


def test_it_has_as_many_of_each_noun_as_it_promises(country):
    counted = [noun.objects.count() for noun in (Problem, Meeting, Commitment)]

    assert counted == [40, 18, 120]
    assert {each.kind for each in Meeting.objects.all()} == set(MeetingKind.values)


def test_one_mesa_revised_its_roadmap_and_the_comparison_tells_why(country):
    mesa = Mesa.objects.get(ref="mesa-forestal")
    first, second = mesa.roadmap_revisions.all()

    story = story_between(mesa, first, second)

    [left], [entered] = story.left, story.entered
    reworded = story.stayed[0]
    assert left.changes[0].after == "solved"
    assert left.changes[0].reasons[0].who
    assert entered.ref == "p-10"
    assert reworded.changes[0].what == "title"
    assert "option.replaced" in [each.verb for each in reworded.solutions]
    assert "sindicato" in story.objective.reasons[0].why


def test_its_commitments_are_in_every_state(country):
    opened = Commitment.objects.open()
    late = opened.overdue(on=SUNDAY)
    times = {each.times_extended for each in Commitment.objects.with_facts()}
    natures = {each.nature for each in Commitment.objects.select_related("responsible")}

    assert set(Commitment.objects.values_list("state", flat=True)) == {
        "open",
        "fulfilled",
        "withdrawn",
    }
    assert set(opened.values_list("certainty", flat=True)) == {"determined", "estimated", "pending"}
    assert times == {0, 1, 2, 3}
    assert natures == {"government", "employers", "workers", "other"}
    assert 10 <= late.count() <= 20
    assert any(each.days_late(on=SUNDAY) > 60 for each in late)
    assert opened.filter(due_on__range=(SUNDAY, SUNDAY + datetime.timedelta(days=7))).count() >= 5
    for verb in ("reassigned", "reopened"):
        assert Event.objects.filter(verb=f"commitment.{verb}").exists()


def test_its_organisations_are_of_every_kind(country):
    known = Organization.objects.all()

    assert {each.constituency for each in known} == {"government", "employers", "workers", "other"}
    assert {each.level for each in known} == {"national", "subnational"}
    assert {group for each in known for group in each.groups} >= {"indigenous", "women", "youth"}
    assert known.filter(is_anchor=True).exists()
    assert known.exclude(parent=None).exists()
    assert known.exclude(names=None).get().names.get().acronym == "CIMAD"


def test_seats_are_held_left_and_vacant(country):
    seats = Seat.objects.current().with_people()

    assert any(seat.is_vacant for seat in seats)
    assert Seat.objects.filter(kind="for_problem").exists()
    assert set(Appointment.objects.values_list("role", flat=True)) == set(AppointmentRole.values)
    assert Appointment.objects.exclude(until_on=None).exists()


def test_one_mesa_is_perfect_one_missed_a_fortnight_and_one_fails(country):
    pulse = {mesa.ref: pulse_of(mesa, today=SUNDAY) for mesa in Mesa.objects.all()}
    missed = {
        ref: [beat.state for beat in each.beats()].count("missed") for ref, each in pulse.items()
    }

    assert missed["mesa-forestal"] == missed["mesa-selva-norte"] == 0
    assert missed["mesa-acuicola"] == 1
    assert pulse["mesa-logistica"].trouble
    assert pulse["mesa-logistica"].coming is None


def test_each_mesa_has_three_or_four_problems_in_focus(country):
    in_focus = Problem.objects.in_focus()
    counted = [in_focus.filter(mesa=mesa).count() for mesa in Mesa.objects.active()]

    assert all(3 <= count <= 4 for count in counted)


def test_each_problem_in_focus_has_causes_and_some_were_shown(country):
    causes = Cause.objects.filter(problem__state="in_focus")

    counted = [problem.causes.count() for problem in Problem.objects.in_focus()]
    assert all(3 <= count <= 9 for count in counted)
    assert set(causes.values_list("state", flat=True)) == {"supposed", "confirmed", "refuted"}
    assert not causes.filter(said_by=None).exists()
    assert not causes.filter(state="confirmed", evidence="").exists()


def test_what_was_not_discussed_was_carried_over_and_what_was_said_is_kept(country):
    held = Meeting.objects.held()

    assert all(each.records.exists() for each in held)
    assert AgendaItem.objects.filter(carried_times__gte=2).exists()
    assert Objection.objects.exists()
    assert not Meeting.objects.filter(state=MeetingState.IN_PROGRESS).exists()


def test_its_records_tell_what_each_session_changed_of_the_plan(country):
    moved = {each.meeting.ref: verbs_told(each) for each in MeetingRecord.objects.all()}

    assert moved["s-for-4"] >= {"problem.reworded", "cause.refuted", "trial.concluded"}
    assert moved["s-for-4"] >= {"option.replaced", "option.chosen"}
    assert moved["s-acu-1"] >= {"problem.focused", "option.chosen", "option.advanced"}
    assert moved["s-acu-3"] == {"problem.raised", "problem.split"}
    assert all(moved[each] for each in ("s-for-1", "s-for-2", "s-for-3", "s-for-5", "s-acu-2"))


def test_since_the_last_session_of_two_mesas_the_plan_moved_again(country):
    mesas = [Mesa.objects.get(ref=ref) for ref in ("mesa-forestal", "mesa-acuicola")]

    told = [since_last(mesa.last_session(), on=SUNDAY) for mesa in mesas]

    assert all(since.problems.all and since.elevations.all for since in told)
    assert "option.advanced" in [step.event.verb for step in told[1].solutions.told]


def test_one_problem_turned_out_to_be_two_and_each_took_what_was_its(country):
    whole = Problem.objects.get(state="split")

    parts = {each.ref: each for each in whole.parts.all()}

    assert set(parts) == {"p-18-prenda", "p-18-concesion"}
    assert [each.ref for each in parts["p-18-prenda"].commitments.all()] == ["c-052"]
    assert [each.ref for each in whole.commitments.all()] == ["c-053"]
    assert parts["p-18-concesion"].entities.get().organization.acronym == "REMAC"


def verbs_told(record):
    """Of the problems on the agenda, and of the others."""
    content = record.content
    steps = [item.get("moved", []) for item in content["items"]]
    steps += [each["told"] for each in content["moved"]["problems"]]
    return {step["verb"] for each in steps for step in each}


def test_its_history_ends_today_and_nobody_is_told_of_it(country):
    tomorrow = datetime.datetime(2026, 11, 23, 5, tzinfo=datetime.UTC)

    assert not Event.objects.filter(at__gte=tomorrow).exists()
    assert not Event.objects.untold().exists()
    assert Event.objects.order_by("at").first().at.date() < SUNDAY - datetime.timedelta(days=240)
    assert not Extension.objects.filter(new_due_on__lte=SUNDAY, at__gte=NOON).exists()


@pytest.mark.parametrize("role", ROLES)
def test_each_of_the_cast_is_there(country, role):
    person = Person.objects.get(ref=role)

    assert Mesa.objects.visible_to(person).exists()


def test_the_cast_may_do_what_its_part_is(country):
    def runs(ref):
        mesas = Mesa.objects.run_by(Person.objects.get(ref=ref))
        return set(mesas.values_list("ref", flat=True))

    assert runs("facilitadora") == {"mesa-forestal", "mesa-logistica", "textil"}
    assert runs("articuladora") == {"mesa-selva-norte"}
    assert runs("coordinadora") == set(Mesa.objects.values_list("ref", flat=True))
    assert not any(runs(ref) for ref in ("enlace", "gremio", "sindicato", "ministra", "asesor"))
    enlace = Mesa.objects.visible_to(Person.objects.get(ref="enlace"))
    assert enlace.count() == 2


def test_a_liaison_has_just_taken_over_a_seat_that_owes(country, client):
    client.force_login(Person.objects.get(ref="enlace"))

    page = client.get("/").text

    assert "Estos compromisos ahora son suyos" in page
    assert "Aceptar la licencia provisional en el registro forestal" in page
    assert "Lo prometió primero Saúl Pinchi Vásquez" in page


def told():
    """Everything the trail, the promises and the seats say."""
    rows = [
        [(e.verb, e.about, e.why, e.changes, e.at, e.by_id) for e in Event.objects.order_by("pk")],
        [model_to_dict(each) for each in Commitment.objects.order_by("pk")],
        [model_to_dict(each) for each in Seat.objects.order_by("pk")],
    ]
    return repr(rows)


def test_the_command_says_that_it_is_there_already(country):
    before = told()

    answer = CliRunner().invoke(command)

    assert "ya está" in answer.output
    assert told() == before


def test_done_again_it_is_the_same_story_without_what_was_tried(country):
    before = told()
    Problem.objects.get(ref="p-01").also_call("Otra", organization=None, by=None, at=NOON)

    answer = CliRunner().invoke(command, ["--again"])

    assert "Lista" in answer.output
    assert told() == before


@pytest.mark.django_db
@pytest.mark.parametrize("days", [4, 6])
def test_it_can_be_built_on_another_day_of_the_week(days):
    day = SUNDAY + datetime.timedelta(days=days)

    with time_machine.travel(NOON + datetime.timedelta(days=days), tick=False):
        demo.build(today=day)

        assert Commitment.objects.count() == 120
        assert demo.is_there(today=day)
        assert not demo.is_there(today=day + datetime.timedelta(days=1))


@pytest.mark.django_db
def test_it_never_wipes_a_real_programme(programme):
    with pytest.raises(demo.NotFictional, match=programme.name):
        demo.build(today=SUNDAY)

    assert Programme.current() == programme


@pytest.mark.django_db
def test_people_without_a_programme_are_real_too(ajena):
    with pytest.raises(demo.NotFictional):
        demo.build(today=SUNDAY)

    assert Person.objects.get() == ajena


def test_its_trail_alone_rebuilds_its_problems_solutions_and_promises(country):
    assert differences() == []


def test_of_what_the_high_level_proposed_one_came_back_and_one_waits_in_two_mesas(country):
    back = Guideline.objects.get(state="returned")
    waiting = Guideline.objects.filter(state="waiting")

    assert back.steps.last().words
    assert back.problem.ref == "p-09"
    assert waiting.values("mesa").distinct().count() == 2
    assert SetAside.objects.get(signal="R07").why
