"""When a problem counts as solved: the one rule of the whole product (OIT §2c; signal R41).

A problem is solved when the solution chosen for it is in operation and somebody said how one knows.
Those whose effect was verified are among them, and are also counted apart. What is only published
is not solved yet, and is counted apart. That somebody declared a problem solved (`state`) is one
more thing that is known of it; without a solution at work it is `declared`, and no more.
"""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from destraba.kit.vocabulary import ProblemState, Stage

from .models import Option, Problem
from .models.option import AT_WORK

Problems = QuerySet[Problem]


@dataclass(frozen=True)
class Tally:
    """`verified` are among the `solved`; `published` and `declared` are not."""

    solved: int
    verified: int
    published: int
    declared: int


def solved(problems: Problems) -> Problems:
    return problems.filter(_is_at_work())


def verified(problems: Problems) -> Problems:
    return problems.filter(_is_at_work(Stage.VERIFIED))


def published(problems: Problems) -> Problems:
    """The rule is out; nobody has shown yet that it works."""
    return problems.filter(_is_published())


def declared(problems: Problems) -> Problems:
    """Somebody said that it was unblocked, and no solution in operation shows it."""
    return problems.filter(state=ProblemState.SOLVED).exclude(_is_at_work())


def tally(problems: Problems) -> Tally:
    """All four in one query."""
    said = Q(state=ProblemState.SOLVED)
    told = problems.order_by().annotate(
        at_work=_is_at_work(), shown=_is_at_work(Stage.VERIFIED), is_out=_is_published()
    )
    return Tally(
        **told.aggregate(
            solved=Count("pk", filter=Q(at_work=True)),
            verified=Count("pk", filter=Q(shown=True)),
            published=Count("pk", filter=Q(is_out=True)),
            declared=Count("pk", filter=said & Q(at_work=False)),
        )
    )


def is_solved_by(option: Option | None) -> bool:
    """The same rule for a solution at hand, read `with_standing()`."""
    return bool(option and option.is_chosen and option.stage in AT_WORK and _says_how(option))


def _says_how(option: Option) -> bool:
    return bool(getattr(option, "is_shown", False))


def _is_at_work(*stages: str) -> Exists:
    options = Option.objects.chosen().filter(problem=OuterRef("pk"), stage__in=stages or AT_WORK)
    return Exists(options.with_standing().filter(Q(is_shown=True)))


def _is_published() -> Exists:
    options = Option.objects.chosen().filter(problem=OuterRef("pk"), stage=Stage.PUBLISHED)
    return Exists(options)
