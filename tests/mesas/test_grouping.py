"""What was said becomes a problem by a person's hand, and may always be undone."""

import pytest

from destraba.kit.vocabulary import Constituency, ProblemState
from destraba.mesas.grouping import (
    ElsewhereNow,
    NothingToGroup,
    WithoutTitle,
    group,
    proposed,
    undo,
)
from destraba.mesas.merging import merge
from destraba.mesas.models import ListeningNote, Problem, SetApart, Statement
from destraba.mesas.models.listening import Said
from destraba.trail.models import Event
from tests.conftest import NOON
from tests.factories import CommitmentFactory, MesaFactory, ProblemFactory

PERMIT = [
    "El permiso de importación de hilado demora cuatro meses",
    "Los permisos para importar hilados demoran demasiado",
]


@pytest.fixture
def hear(mesa, facilitadora):
    def listen(text, deficits=(), speaker="Alguien"):
        note = ListeningNote.hear(
            mesa,
            said=[Said(text)],
            heard_on=NOON.date(),
            speaker=speaker,
            constituency=Constituency.WORKERS,
            deficits=list(deficits),
            by=facilitadora,
            at=NOON,
        )
        return note.statements.get()

    return listen


@pytest.fixture
def by(facilitadora):
    return {"by": facilitadora, "at": NOON}


def told(mesa):
    return list(Statement.objects.of_mesa(mesa).with_who())


def test_statements_become_a_problem_with_the_deficits_they_touch(hear, mesa, by):
    one, two = hear(PERMIT[0], ["DWD01"]), hear(PERMIT[1], ["DWD08", "DWD01"])

    problem = group(mesa, [one, two], title="  Importar hilado demora ", **by).subject

    assert problem.title == "Importar hilado demora"
    assert sorted(problem.deficits) == ["DWD01", "DWD08"]
    assert set(problem.statements.all()) == {one, two}


def test_they_may_join_a_problem_that_is_there(hear, mesa, by):
    there = ProblemFactory(mesa=mesa, deficits=["DWD01"])

    group(mesa, [hear(PERMIT[0], ["DWD01", "DWD02"])], problem=there, **by)

    there.refresh_from_db()
    assert there.deficits == ["DWD01", "DWD02"]
    assert Problem.objects.count() == 1


def test_a_group_of_nothing_or_without_a_title_is_refused(hear, mesa, by):
    with pytest.raises(NothingToGroup):
        group(mesa, [], title="Algo", **by)
    with pytest.raises(WithoutTitle):
        group(mesa, [hear(PERMIT[0])], title=" ", **by)

    assert not Problem.objects.exists()


def test_undone_a_problem_that_was_born_of_it_is_dropped_with_its_reason(hear, mesa, by):
    one, two = hear(PERMIT[0], ["DWD01"]), hear(PERMIT[1])
    event = group(mesa, [one, two], title="Importar hilado demora", **by)

    undo(mesa, event, **by)

    problem = Problem.objects.get()
    assert problem.state == ProblemState.DROPPED
    assert problem.deficits == []
    assert not Statement.objects.exclude(problem=None).exists()


def test_undone_a_problem_that_was_there_stays_as_it_was(hear, mesa, by):
    there = ProblemFactory(mesa=mesa, deficits=["DWD01"])
    event = group(mesa, [hear(PERMIT[0], ["DWD01", "DWD02"])], problem=there, **by)

    undo(mesa, event, **by)

    there.refresh_from_db()
    assert (there.state, there.deficits) == (ProblemState.LISTED, ["DWD01"])


def test_undoing_the_second_grouping_leaves_the_first(hear, mesa, by):
    one, two = hear(PERMIT[0], ["DWD01"]), hear(PERMIT[1], ["DWD02"])
    problem = group(mesa, [one], title="Importar hilado demora", **by).subject
    event = group(mesa, [two], problem=problem, **by)

    undo(mesa, event, **by)

    problem.refresh_from_db()
    assert list(problem.statements.all()) == [one]
    assert (problem.state, problem.deficits) == (ProblemState.LISTED, ["DWD01"])


def test_an_emptied_problem_for_which_something_is_promised_stays(hear, mesa, by):
    one = hear(PERMIT[0])
    problem = group(mesa, [one], title="Importar hilado demora", **by).subject
    CommitmentFactory(mesa=mesa, problem=problem)

    problem.let_go([one], **by)

    problem.refresh_from_db()
    assert problem.state == ProblemState.LISTED


def test_alike_statements_are_proposed_until_somebody_sets_them_apart(hear, mesa, by):
    one, two = hear(PERMIT[0]), hear(PERMIT[1])
    hear("Los talleres no tienen salida de emergencia")

    before, _near = proposed(mesa, told(mesa), [])
    event = one.note.set_apart(one, [one, two], **by)
    after, _near = proposed(mesa, told(mesa), [])
    undo(mesa, event, **by)
    again, _near = proposed(mesa, told(mesa), [])

    assert [each.keys for each in before] == [[one.pk, two.pk]]
    assert after == []
    assert again == before
    assert not SetApart.objects.exists()


def test_a_problem_that_resembles_it_is_proposed_unless_what_is_in_it_was_set_apart(hear, mesa, by):
    one, two = hear(PERMIT[0]), hear(PERMIT[1])
    problem = group(mesa, [one], title="Importar hilado demora", **by).subject

    _groups, near = proposed(mesa, told(mesa), [problem])
    two.note.set_apart(two, [one], **by)
    _groups, apart = proposed(mesa, told(mesa), [problem])

    assert near == {two.pk: problem.pk}
    assert apart == {}


def test_what_somebody_just_grouped_is_not_grouped_again(hear, mesa, by):
    one = hear(PERMIT[0])
    stale = Statement.objects.get(pk=one.pk)
    there = group(mesa, [one], title="Importar hilado demora", **by).subject

    with pytest.raises(NothingToGroup, match="acaba de agrupar"):
        group(mesa, [stale], title="Importar hilado demora", **by)

    assert Problem.objects.get() == there
    assert Statement.objects.get().problem == there


def test_a_problem_that_went_to_another_mesa_is_changed_there(hear, mesa, by):
    event = group(mesa, [hear(PERMIT[0])], title="Importar hilado demora", **by)
    merge(mesa, into=MesaFactory(name="Otra"), why="Es la misma cadena", **by)

    with pytest.raises(ElsewhereNow):
        undo(mesa, Event.objects.get(pk=event.pk), **by)

    assert Problem.objects.get().state == ProblemState.LISTED
