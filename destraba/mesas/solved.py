"""When a problem counts as solved: the one rule of the whole product (OIT §2c; signal R41).

A problem is solved when the solution chosen for it is in operation and somebody said how one knows.
Those whose effect was verified are among them, and are also counted apart. What is only published
is not solved yet, and is counted apart. That somebody declared a problem solved (`state`) is one
more thing that is known of it; without a solution at work it is `declared`, and no more. What was
dropped is not counted, nor what was merged or split: it is counted where it goes on.
"""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from destraba.kit.vocabulary import Instrument, OptionState, ProblemState, Stage

from .models import Option, Problem, StageReached
from .models.option import AT_WORK
from .models.reshaping import REPLACED

Problems = QuerySet[Problem]
# Where a problem no longer counts as one of the mesa's.
NOT_COUNTED = [ProblemState.DROPPED, *REPLACED]
COUNTED = ~Q(state__in=NOT_COUNTED)


@dataclass(frozen=True)
class Tally:
    """`verified` are among the `solved`; `published` and `declared` are not.

    Of those for which a solution was `chosen`, how many are answered by an `exempted` one (R13).
    """

    solved: int
    verified: int
    published: int
    declared: int
    chosen: int
    exempted: int

    @property
    def share_exempted(self) -> int:
        """Of a hundred solutions chosen."""
        return round(100 * self.exempted / self.chosen) if self.chosen else 0


def rule_in_words() -> str:
    """As it stands today: a snapshot of figures keeps it beside them."""
    return _(
        "Un problema cuenta como resuelto cuando la solución elegida para él está en operación y"
        " alguien dijo cómo se sabe. Los que tienen su efecto verificado están entre ellos y se"
        " cuentan además aparte. Los que solo tienen la norma publicada, y los que alguien dio por"
        " resueltos sin evidencia en operación, se cuentan aparte y no suman. Los descartados, los"
        " fusionados y los divididos no cuentan: siguen donde hayan ido."
    )


def solved(problems: Problems) -> Problems:
    return problems.filter(COUNTED, is_at_work())


def verified(problems: Problems) -> Problems:
    return problems.filter(COUNTED, is_at_work(Stage.VERIFIED))


def published(problems: Problems) -> Problems:
    """The rule is out; nobody has shown yet that it works."""
    return problems.filter(COUNTED, _is_published())


def declared(problems: Problems) -> Problems:
    """Somebody said that it was unblocked, and no solution in operation shows it."""
    return problems.filter(state=ProblemState.SOLVED).exclude(is_at_work())


def answered(problems: Problems) -> Problems:
    """The mesa chose a solution for them."""
    return problems.filter(COUNTED, _has_chosen())


def exempted(problems: Problems) -> Problems:
    """The solution that was chosen intervenes in one market: an exemption, a subsidy (R13)."""
    return problems.filter(COUNTED, _has_chosen(instrument=Instrument.VERTICAL))


def counted(problems: Problems) -> Problems:
    """All of which a mesa gives account: not what was dropped, nor what goes on in another."""
    return problems.filter(COUNTED)


def solved_since(
    problems: Problems, after: datetime.date, until: datetime.date | None = None
) -> Problems:
    """Solved by the rule, and working since a day after that one; of a known day alone."""
    found = solved(problems).annotate(works_on=works_on("pk")).filter(works_on__gt=str(after))
    return found.filter(works_on__lte=str(until)) if until else found


def works_on(problem: str) -> Subquery:
    """Since when its chosen solution works, as somebody showed it; `problem` names its id."""
    shown = StageReached.objects.filter(~Q(evidence="") | ~Q(link=""), stage__in=AT_WORK)
    its = shown.filter(option__problem=OuterRef(problem), option__state=OptionState.CHOSEN)
    return Subquery(its.order_by("at", "pk").values("on")[:1])


def tally(problems: Problems) -> Tally:
    """All of it in one query."""
    said = Q(state=ProblemState.SOLVED)
    told = (
        problems.filter(COUNTED)
        .order_by()
        .annotate(
            at_work=is_at_work(),
            shown=is_at_work(Stage.VERIFIED),
            is_out=_is_published(),
            is_answered=_has_chosen(),
            is_exempted=_has_chosen(instrument=Instrument.VERTICAL),
        )
    )
    return Tally(
        **told.aggregate(
            solved=Count("pk", filter=Q(at_work=True)),
            verified=Count("pk", filter=Q(shown=True)),
            published=Count("pk", filter=Q(is_out=True)),
            declared=Count("pk", filter=said & Q(at_work=False)),
            chosen=Count("pk", filter=Q(is_answered=True)),
            exempted=Count("pk", filter=Q(is_exempted=True)),
        )
    )


def is_solved_by(option: Option | None) -> bool:
    """The same rule for a solution at hand, read `with_standing()`."""
    return bool(option and option.is_chosen and option.stage in AT_WORK and _says_how(option))


def _says_how(option: Option) -> bool:
    return bool(getattr(option, "is_shown", False))


def is_at_work(*stages: str) -> Exists:
    """Of each problem, whether the rule holds for it."""
    options = Option.objects.chosen().filter(problem=OuterRef("pk"), stage__in=stages or AT_WORK)
    return Exists(options.with_standing().filter(Q(is_shown=True)))


def _has_chosen(**told: str) -> Exists:
    return Exists(Option.objects.chosen().filter(problem=OuterRef("pk"), **told))


def _is_published() -> Exists:
    options = Option.objects.chosen().filter(problem=OuterRef("pk"), stage=Stage.PUBLISHED)
    return Exists(options)
