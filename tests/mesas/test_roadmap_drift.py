"""What the plan is now, and the last roadmap does not say."""

import datetime

import pytest

from destraba.mesas.models import Commitment, Mesa, Option, RoadmapRevision
from destraba.mesas.models.roadmap import Chosen, NothingChosen, RevisedMeanwhile
from destraba.mesas.roadmap_drift import drift_of, has_moved_plan, sessions_since
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MeetingFactory, ProblemFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
AGREED = NOON - 40 * DAY


@pytest.fixture
def problems(mesa):
    return [ProblemFactory(mesa=mesa, title=f"Traba {name}") for name in "ABCD"]


@pytest.fixture
def revision(mesa, problems, facilitadora):
    return agree(mesa, problems[:3], by=facilitadora)


def agree(mesa, problems, *, by, at=AGREED, why="Lo pidieron", **told):
    chosen = [Chosen(each) for each in problems]
    return RoadmapRevision.agree(
        mesa, objective="Exportar", chosen=chosen, why=why, by=by, at=at, **told
    )


def test_before_the_first_roadmap_there_is_nothing_to_compare(mesa, problems):
    assert drift_of(mesa, at=NOON) is None


def test_a_roadmap_just_agreed_says_all_that_the_mesa_does(mesa, problems, facilitadora):
    CommitmentFactory(mesa=mesa, problem=problems[0], promise="Publicar")
    agree(mesa, problems[:3], by=facilitadora)

    assert drift_of(mesa, at=NOON).is_empty


def test_what_entered_and_left_the_focus_is_told_with_its_reason(
    mesa, problems, revision, facilitadora
):
    told = {"by": facilitadora, "at": NOON - DAY}
    problems[0].solve(why="Ya vale diez días", **told)
    problems[3].focus(why="Urge por la veda", **told)

    story = drift_of(mesa, at=NOON).story

    assert [each.title for each in story.entered] == ["Traba D"]
    assert story.entered[0].changes[0].reasons[0].why == "Urge por la veda"
    assert [(e.title, e.changes[0].after) for e in story.left] == [("Traba A", "solved")]
    assert not story.stayed


def test_another_solution_another_objective_and_other_words_are_told(
    mesa, problems, revision, facilitadora
):
    told = {"by": facilitadora, "at": NOON - DAY}
    first, second = (Option.propose(problems[0], title=title, **told) for title in "UV")
    first.choose(why="Se puede probar", **told)
    second.choose(why="La otra no bastó", **told)
    problems[1].reword(title="Otra cosa", statement="", why="Se midió", **told)
    mesa.aim(objective="Exportar el triple", why="Hay mercado", **told)

    story = drift_of(Mesa.objects.get(pk=mesa.pk), at=NOON).story

    assert (story.objective.before, story.objective.after) == ("Exportar", "Exportar el triple")
    solved, reworded = story.stayed
    assert [each.verb for each in solved.solutions][-1] == "option.chosen"
    assert [(each.what, each.after) for each in reworded.changes] == [("title", "Otra cosa")]


def test_a_trial_and_a_tag_are_not_another_plan(mesa, problems, revision, facilitadora):
    told = {"by": facilitadora, "at": NOON - DAY}
    Option.propose(problems[0], title="U", **told).set_aside(why="Es cara", **told)
    problems[1].tag(deficits=["pay"], pillars=[], **told)

    assert drift_of(mesa, at=NOON).is_empty


def test_a_chosen_solution_that_is_set_aside_is_another_plan(
    mesa, problems, revision, facilitadora
):
    told = {"by": facilitadora, "at": NOON - DAY}
    option = Option.propose(problems[0], title="U", **told)
    option.choose(why="Se puede", **told)
    agree(mesa, problems[:3], by=facilitadora, at=NOON - DAY, why="Con su solución")
    option.set_aside(why="No se pudo", by=facilitadora, at=NOON)

    [chapter] = drift_of(mesa, at=NOON).story.stayed

    assert [each.why for each in chapter.solutions] == ["No se pudo"]


def test_a_next_step_that_moved_or_ended_is_told_and_one_written_by_hand_stays(
    mesa, problems, facilitadora
):
    moved, kept = (
        CommitmentFactory(mesa=mesa, problem=problem, promise=f"Paso de {problem.title}")
        for problem in problems[:2]
    )
    chosen = [Chosen(problems[0]), Chosen(problems[1]), Chosen(problems[2], next_step="Reunirse")]
    told = {"objective": "", "why": "Así", "by": facilitadora}
    RoadmapRevision.agree(mesa, chosen=chosen, at=AGREED, **told)
    before, after = moved.due_on, moved.due_on + 9 * DAY
    moved.extend(due_on=after, reason="Falta la firma", by=facilitadora, at=NOON - DAY)
    kept.fulfil(evidence="Está publicado", by=facilitadora, at=NOON - DAY)
    CommitmentFactory(mesa=mesa, problem=problems[1], promise="Capacitar")

    first, second = drift_of(mesa, at=NOON).story.stayed

    [milestone] = first.changes
    assert (milestone.what, milestone.before, milestone.after) == (
        *("milestone", before.isoformat(), after.isoformat()),
    )
    assert [each.why for each in milestone.reasons] == ["Falta la firma"]
    [step] = second.changes
    assert (step.what, step.before, step.after) == (*("next_step", "Paso de Traba B", "Capacitar"),)
    assert [each.why for each in step.reasons] == ["Está publicado"]


@pytest.mark.parametrize("many", [2, 20])
def test_it_asks_as_much_for_two_as_for_twenty(mesa, facilitadora, many, django_assert_num_queries):
    problems = [ProblemFactory(mesa=mesa, title=f"Traba {n}") for n in range(many)]
    for each in problems:
        CommitmentFactory(mesa=mesa, problem=each, promise="Un paso")
    agree(mesa, problems, by=facilitadora)
    for each in problems:
        Option.propose(each, title="U", by=facilitadora, at=NOON).choose(
            why="Sí", by=facilitadora, at=NOON
        )

    with django_assert_num_queries(5):
        assert len(drift_of(mesa, at=NOON).story.stayed) == many


def test_sessions_are_counted_since_it_was_agreed_or_looked_at(
    mesa, problems, revision, facilitadora
):
    held = [
        MeetingFactory(mesa=mesa, state="closed", starts_at=AGREED + n * 5 * DAY)
        for n in range(-1, 5)
    ]
    MeetingFactory(mesa=mesa, state="closed", kind="intersession", starts_at=NOON - DAY)
    MeetingFactory(mesa=mesa, starts_at=NOON + DAY)

    def since():
        return sessions_since(RoadmapRevision.objects.with_moments().get())

    assert since() == held[:1:-1]
    revision.keep(why="Va bien", by=facilitadora, at=AGREED + 12 * DAY)
    assert since() == held[:3:-1]


def test_keeping_it_takes_a_reason_is_said_once_and_only_of_the_last(
    mesa, problems, revision, facilitadora
):
    told = {"by": facilitadora, "at": NOON}
    with pytest.raises(NothingChosen):
        revision.keep(why=" ", **told)
    for _ in range(2):
        revision.keep(why="Va bien", **told)

    assert Event.objects.filter(verb="roadmaprevision.kept").count() == 1
    agree(mesa, problems, by=facilitadora, at=NOON, why="Otra")
    with pytest.raises(RevisedMeanwhile):
        revision.keep(why="Va mal", **told)


def test_a_revision_sent_twice_is_agreed_once_and_one_of_an_older_is_refused(
    mesa, problems, revision, facilitadora, enlace
):
    two = [agree(mesa, problems, by=facilitadora, at=NOON, why="Otra", since=1) for _ in "ab"]

    assert [each.number for each in two] == [2, 2]
    with pytest.raises(RevisedMeanwhile):
        agree(mesa, problems, by=enlace, at=NOON, why="Otra", since=1)


def test_a_mesa_knows_whether_its_plan_moved(mesa, problems, revision, facilitadora):
    assert not has_moved_plan(mesa)
    problems[3].focus(why="Urge", by=facilitadora, at=NOON)
    assert has_moved_plan(mesa)


def test_what_it_reads_is_kept_with_its_solution_and_its_day(mesa, problems, facilitadora):
    told = {"by": facilitadora, "at": NOON}
    Option.propose(problems[0], title="Ventanilla", **told).choose(why="Sí", **told)
    Commitment.make(
        mesa,
        problem=problems[0],
        promise="Publicar",
        due_on=NOON.date(),
        follower=facilitadora,
        responsible=facilitadora.appointments.get().seat.organization,
        **told,
    )

    [row] = agree(mesa, problems[:1], by=facilitadora, at=NOON).content["focus"]

    assert (row["solution"], row["stage"]) == ("Ventanilla", "proposed")
    assert (row["next_step"], row["next_due_on"]) == ("Publicar", "2026-11-22")
