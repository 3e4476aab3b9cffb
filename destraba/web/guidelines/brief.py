"""What other pages show of the high level: a problem's, read holding what it has."""

from django.db.models import Exists, F, OuterRef

from destraba.kit.vocabulary import GuidelineStep, MesaKind
from destraba.mesas.advice import R07, stuck_by_itself
from destraba.mesas.models import Guideline, GuidelineTurn, SetAside


def origin_of(problem):
    """The guideline that a problem was born of, or was joined to: its `pk`, of whom, and how."""
    if "guidelines" not in problem.held:
        return None
    born = GuidelineTurn.objects.filter(
        guideline__problem=OuterRef("problem"), kind=GuidelineStep.PROBLEM
    )
    told = Guideline.objects.filter(problem=problem).order_by("pk")
    return told.values("pk", by=F("proposer__name"), is_born_of_it=Exists(born)).first()


def advice_on(problem, parts, elevations, *, today):
    """Why it would be good to elevate it, and with which motive; nothing when it is up already,
    or when somebody said why not (R07)."""
    if any(not each.is_answered for each in elevations):
        return None
    advice = stuck_by_itself(problem, parts, on=today)
    return None if advice and (_is_kept_below(problem) or _was_handed_up(problem)) else advice


def _was_handed_up(problem):
    """A national mesa has it already: of a territorial one only."""
    is_below = problem.mesa.kind == MesaKind.TERRITORIAL
    return is_below and problem.referrals.waiting().exists()


def _is_kept_below(problem):
    kept = SetAside.objects.filter(signal=R07, problem=problem)
    return "set_aside" in problem.held and kept.exists()
