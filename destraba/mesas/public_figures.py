"""What the programme counts: each figure once, with the rows behind it, and never one without."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from destraba.kit.vocabulary import CommitmentState, FigureCode, ProblemState
from destraba.people.models import Person

from . import solved
from .models import Commitment, FigureSnapshot, Mesa, Problem

Rows = QuerySet[Any]
Contents = dict[str, list[dict[str, str]]]


def _of_state(state: str) -> Callable[[datetime.date], Rows]:
    return lambda _on: Problem.objects.filter(state=state)


def _by_the_rule(which: Callable[[Rows], Rows]) -> Callable[[datetime.date], Rows]:
    return lambda _on: which(Problem.objects.all())


BEHIND: dict[str, Callable[[datetime.date], Rows]] = {
    FigureCode.SOLVED: _by_the_rule(solved.solved),
    FigureCode.VERIFIED: _by_the_rule(solved.verified),
    FigureCode.PUBLISHED: _by_the_rule(solved.published),
    FigureCode.DECLARED: _by_the_rule(solved.declared),
    FigureCode.IN_FOCUS: _of_state(ProblemState.IN_FOCUS),
    FigureCode.LISTED: _of_state(ProblemState.LISTED),
    FigureCode.PARKED: _of_state(ProblemState.PARKED),
    FigureCode.OPEN: lambda _on: Commitment.objects.open(),
    FigureCode.LATE: lambda on: Commitment.objects.overdue(on=on),
    FigureCode.KEPT: lambda _on: Commitment.objects.filter(state=CommitmentState.FULFILLED),
    FigureCode.MESAS: lambda _on: Mesa.objects.active(),
}
# Of which noun each figure is, and what each row of it is called.
NOUNS: dict[str, type[Any]] = {
    **dict.fromkeys(BEHIND, Problem),
    **dict.fromkeys((FigureCode.OPEN, FigureCode.LATE, FigureCode.KEPT), Commitment),
    FigureCode.MESAS: Mesa,
}
OF_THE_RULE = ("solved", "verified", "published", "declared")
TITLES = {Problem: "title", Commitment: "promise", Mesa: "name"}


def counts_now(*, on: datetime.date) -> dict[str, int]:
    """Every figure of today, in four queries; each is as many as the rows behind it."""
    problems = Problem.objects.order_by()
    by_rule = solved.tally(problems)
    ours = [ProblemState.IN_FOCUS, ProblemState.LISTED, ProblemState.PARKED]
    states = {str(state): Count("pk", Q(state=state)) for state in ours}
    is_open = Q(state=CommitmentState.OPEN)
    owed = Commitment.objects.order_by().aggregate(
        open=Count("pk", is_open),
        late=Count("pk", is_open & Q(due_on__lt=on)),
        kept=Count("pk", Q(state=CommitmentState.FULFILLED)),
    )
    counts = {
        **{name: getattr(by_rule, name) for name in OF_THE_RULE},
        **problems.aggregate(**states),
        **owed,
        "mesas": Mesa.objects.active().count(),
    }
    return {code: counts[code] for code in BEHIND}


def rows_now(*, on: datetime.date) -> Contents:
    """What is behind every figure of today, as it reads: for a snapshot."""
    return {code: list(_told(code, rows(on))) for code, rows in BEHIND.items()}


def _told(code: str, rows: Rows) -> Iterable[dict[str, str]]:
    model = NOUNS[code]
    mesa = "name" if model is Mesa else "mesa__name"
    told: Rows = rows.order_by("pk").values_list("ref", TITLES[model], mesa)
    for ref, title, of_mesa in told:
        yield {"ref": ref, "title": title, "mesa": of_mesa}


def take(
    *, title: str, note: str = "", ref: str = "", by: Person | None, at: datetime.datetime
) -> FigureSnapshot:
    """Keep today's figures for good, with the rule in force."""
    return FigureSnapshot.take(
        title=title,
        note=note,
        content=rows_now(on=timezone.localdate(at)),
        rule=solved.rule_in_words(),
        ref=ref,
        by=by,
        at=at,
    )
