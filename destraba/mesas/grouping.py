"""What was said becomes a problem: a person groups statements, and may always undo it."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.people.models import Person
from destraba.trail.models import Event

from .likeness import Alike, Text, groups, nearest
from .models import ListeningNote, Mesa, Problem, SetApart, Statement

LONGEST_TITLE = 200


class NothingToGroup(Refused):
    pass


class WithoutTitle(Refused):
    pass


class ElsewhereNow(Refused):
    pass


@transaction.atomic
def group(
    mesa: Mesa,
    statements: Sequence[Statement],
    *,
    title: str = "",
    problem: Problem | None = None,
    by: Person,
    at: datetime.datetime,
) -> Event:
    """They say the same: a new problem of this title, or one that is there already.

    The event that tells it is what undoes it.
    """
    if not statements:
        raise NothingToGroup(_("Marque al menos una de las cosas que se dijeron."))
    mesa.hold()
    told = [each.pk for each in statements]
    if Statement.objects.filter(pk__in=told).exclude(problem=None).exists():
        raise NothingToGroup(_("Alguien acaba de agrupar algo de esto: vuelva a mirar."))
    if problem:
        return problem.gather(statements, by=by, at=at)
    if not title.strip():
        raise WithoutTitle(_("Dé un título al problema, o elija uno que ya está."))
    born = Problem.raise_at(mesa, title=title.strip()[:LONGEST_TITLE], by=by, at=at)
    return born.gather(statements, is_born=True, by=by, at=at)


@transaction.atomic
def undo(mesa: Mesa, event: Event, *, by: Person, at: datetime.datetime) -> None:
    """Take back one grouping, or one setting apart, as its event tells it."""
    subject = event.subject
    if isinstance(subject, Problem):
        must_be_of(mesa, subject)
        said = Statement.objects.of_mesa(mesa).filter(problem=subject)
        there = said.filter(pk__in=event.changes["statements"][1])
        subject.let_go(list(there), by=by, at=at)
    elif isinstance(subject, ListeningNote):
        subject.rejoin(event.changes["pairs"][1], by=by, at=at)


def must_be_of(mesa: Mesa, problem: Problem) -> None:
    """A problem that went on to another mesa is changed there."""
    if problem.mesa_id != mesa.pk:
        raise ElsewhereNow(_("El problema pasó a otra mesa: ya no se cambia desde aquí."))


def proposed(
    mesa: Mesa, statements: Sequence[Statement], problems: Sequence[Problem]
) -> tuple[list[Alike], dict[int, int]]:
    """Groups of statements that look alike; and the problem that each one resembles, if any.

    `statements` are all of the mesa: the grouped ones tell what their problem is about.
    """
    free = [Text(each.pk, each.text, each.cause) for each in statements if not each.problem_id]
    apart = set(SetApart.objects.filter(one__note__mesa=mesa).values_list("one", "other"))
    within = _within(statements)
    known = [
        Text(each.pk, " ".join([each.title, each.statement, *within.get(each.pk, {}).values()]))
        for each in problems
    ]
    alike = nearest(free, known)
    for key, problem in list(alike.items()):
        pairs = {tuple(sorted((key, pk))) for pk in within.get(problem, {})}
        if pairs & apart:
            del alike[key]
    return groups(free, apart=apart), alike


def _within(statements: Sequence[Statement]) -> dict[int, dict[int, str]]:
    """By problem, what was said of it."""
    found: dict[int, dict[int, str]] = {}
    for each in statements:
        if each.problem_id:
            found.setdefault(each.problem_id, {})[each.pk] = each.text
    return found
