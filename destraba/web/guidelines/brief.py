"""What other pages show of the high level: a problem's, without asking more questions."""

from django.db.models import Exists, F, OuterRef, Subquery

from destraba.kit.vocabulary import GuidelineStep
from destraba.mesas.advice import R07, stuck_by_itself
from destraba.mesas.models import Guideline, GuidelineTurn, SetAside


def with_origin(problems):
    """Annotate the guideline that a problem was born of, or was joined to; and whether the
    advice to elevate it was set aside."""
    first = Guideline.objects.filter(problem=OuterRef("pk")).order_by("pk")
    born = GuidelineTurn.objects.filter(
        guideline__problem=OuterRef("pk"), kind=GuidelineStep.PROBLEM
    )
    return problems.annotate(
        guideline=Subquery(first.values("pk")[:1]),
        guideline_by=Subquery(first.annotate(who=F("proposer__name")).values("who")[:1]),
        is_born_of_it=Exists(born),
        is_kept_below=Exists(SetAside.objects.filter(signal=R07, problem=OuterRef("pk"))),
    )


def advice_on(problem, elevations, *, today):
    """Why it would be good to elevate it, and with which motive; nothing when it is up already,
    or when somebody said why not (R07)."""
    if problem.is_kept_below or any(not each.is_answered for each in elevations):
        return None
    return stuck_by_itself(problem, on=today)
