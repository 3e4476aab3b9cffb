"""Two roadmaps told as what changed between them, each thing with its reason."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from destraba.mesas.models import Option, RoadmapRevision
from destraba.mesas.models.roadmap import Chosen
from destraba.mesas.roadmap_between import story_between
from destraba.mesas.roadmap_story import Happening, Snapshot, story_of
from tests.conftest import NOON
from tests.factories import ProblemFactory

DAY = datetime.timedelta(days=1)


def row(ref, **told):
    return {"ref": ref, "title": f"Traba {ref}", "pace": "", "next_step": "", **told}


def test_what_entered_says_why_it_did():
    before = Snapshot(1, focus=[row("a")], waiting=[row("b")])
    after = Snapshot(2, why="Urge", focus=[row("a"), row("b", why="Ya hay con quién")])

    story = story_of(before, after, [Happening("problem.focused", "b", why="Ya hay con quién")])

    [chapter] = story.entered
    assert chapter.changes[0].before == "waiting"
    assert [each.why for each in chapter.changes[0].reasons] == ["Ya hay con quién"]
    assert [each.ref for each in story.untouched] == ["a"]


@pytest.mark.parametrize(
    ("verb", "where"),
    [("solved", "solved"), ("dropped", "dropped"), ("handed_over", "handed_over")],
)
def test_what_left_says_how_it_left(verb, where):
    before, after = Snapshot(1, focus=[row("a")]), Snapshot(2, why="Todo cambió")
    happened = [
        Happening("problem.waited", "a", why="Antes"),
        Happening(f"problem.{verb}", "a", why="Se vio"),
    ]

    [chapter] = story_of(before, after, happened).left

    assert chapter.changes[0].after == where
    assert chapter.changes[0].reasons[0].why == "Se vio"


def test_what_left_without_a_word_leaves_by_the_reason_of_the_whole_revision():
    before = Snapshot(1, focus=[row("a")])
    after = Snapshot(2, why="No hay competencia", waiting=[row("a")])

    [chapter] = story_of(before, after).left

    assert chapter.changes[0].after == "waiting"
    assert chapter.changes[0].reasons[0].why == "No hay competencia"


def test_words_pace_step_and_room_each_tell_from_what_to_what():
    space = {"authority": "little", "authority_why": "Nadie firma"}
    before = Snapshot(1, focus=[row("a", pace="early_win", change_space=space)])
    room = {"authority": "wide", "authority_why": "La ministra firma"}
    told = {"title": "Otra", "pace": "structural", "next_step": "Firmar", "change_space": room}
    after = Snapshot(2, focus=[row("a", **told, why="Es de fondo")])
    happened = [
        Happening("problem.reworded", "a", why="Se midió", fields=frozenset({"title", "pace"}))
    ]

    [chapter] = story_of(before, after, happened).stayed

    assert [(each.what, each.before, each.after) for each in chapter.changes] == [
        ("title", "Traba a", "Otra"),
        ("pace", "early_win", "structural"),
        ("next_step", "", "Firmar"),
        ("authority", "little", "wide"),
    ]
    assert chapter.changes[0].reasons[0].why == "Se midió"
    assert chapter.changes[3].reasons[0].why == "La ministra firma"


def test_a_solution_that_another_replaced_is_part_of_its_problems_chapter():
    both = [Snapshot(number, focus=[row("a")]) for number in (1, 2)]
    happened = [Happening("option.replaced", "a", about="Ventanilla", why="No bajó de 52 días")]

    [chapter] = story_of(*both, happened).stayed

    assert chapter.solutions[0].why == "No bajó de 52 días"


refs = st.lists(st.sampled_from("abcdef"), unique=True)
snapshots = st.builds(
    lambda focus, waiting, why: Snapshot(
        1,
        why=why,
        focus=[row(each) for each in focus],
        waiting=[row(each) for each in waiting if each not in focus],
    ),
    refs,
    refs,
    st.text(max_size=5),
)


@given(snapshots, snapshots)
def test_every_problem_in_focus_is_told_once_and_nothing_changes_by_itself(before, after):
    story = story_of(before, after)

    told = [*story.entered, *story.left, *story.stayed, *story.untouched]
    in_focus = {each["ref"] for each in [*before.focus, *after.focus]}
    assert sorted(each.ref for each in told) == sorted(in_focus)
    assert {each.ref for each in story_of(after, before).left} == {e.ref for e in story.entered}
    assert story_of(before, before).is_empty


@pytest.mark.django_db
def test_the_trail_between_both_gives_the_reasons(mesa, facilitadora):
    told = {"by": facilitadora}
    kept, solved, late = (ProblemFactory(mesa=mesa, title=f"Traba {n}") for n in range(3))
    first = agree(mesa, [kept, solved], at=NOON, **told)
    option = Option.propose(kept, title="Ventanilla", at=NOON + DAY, **told)
    option.choose(why="Se puede probar", at=NOON + DAY, **told)
    solved.solve(why="Ya vale diez días", at=NOON + DAY, **told)
    second = agree(mesa, [kept, late], at=NOON + 2 * DAY, **told)
    kept.reword(title="Tarde", statement="", why="Después", at=NOON + 3 * DAY, **told)

    story = story_between(mesa, first, second)

    assert story.left[0].changes[0].reasons[0].why == "Ya vale diez días"
    assert story.left[0].changes[0].reasons[0].who == "Facilitadora"
    assert story.stayed[0].solutions[0].why == "Se puede probar"
    assert [each.title for each in story.entered] == ["Traba 2"]
    assert story.objective is None


def agree(mesa, problems, **told):
    chosen = [Chosen(each) for each in problems]
    return RoadmapRevision.agree(
        mesa, objective="Exportar más", chosen=chosen, why="Lo pidieron", **told
    )
