"""What the method would have elevated: deadlocks, disputes, who does not keep (R07, R35)."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.vocabulary import (
    WHO_ACT,
    Constituency,
    CoordinationFailure,
    ElevationMotive,
    ProblemState,
)
from destraba.people.models import Organization, Person

from .figures import STILL
from .models import Commitment, Elevation, Mesa, Problem, ProblemEntity, Referral, SetAside

R07, R35 = "R07", "R35"
MISSED, MOST = 3, 20
# A dispute between entities does not settle by itself: it is said sooner.
DISPUTE = datetime.timedelta(days=14)


@dataclass(frozen=True)
class Advice:
    """It would be good to elevate this; `motive` and the subject fill in the form."""

    signal: str
    words: str
    motive: str
    problem: Problem | None = None
    commitment: Commitment | None = None
    organization: Organization | None = None

    @property
    def mesa(self) -> Mesa:
        subject = self.problem or self.commitment
        assert subject
        return subject.mesa


def worth_elevating(person: Person, *, on: datetime.date) -> list[Advice]:
    """Of the mesas that she runs, the oldest first; five queries whatever there is."""
    problems = Problem.objects.run_by(person).in_focus().select_related("mesa")
    owed = Commitment.objects.run_by(person).overdue(on=on)
    return [*_stuck(problems, on=on), *_missed(owed)]


def _stuck(problems: QuerySet[Problem], *, on: datetime.date) -> list[Advice]:
    """In focus, with public entities that must act, and without movement for a month; for a
    fortnight when it is among them. None that waits above, or that somebody set aside."""
    waiting = Elevation.objects.unanswered().filter(problem=OuterRef("pk"))
    through = Elevation.objects.unanswered().filter(commitment__problem=OuterRef("pk"))
    handed = Referral.objects.waiting().filter(problem=OuterRef("pk"))
    aside = SetAside.objects.filter(signal=R07, problem=OuterRef("pk"))
    public = ProblemEntity.objects.filter(
        problem=OuterRef("pk"), role__in=WHO_ACT, organization__constituency=Constituency.GOVERNMENT
    )
    found = problems.filter(Exists(public), moved_on__lt=on - DISPUTE)
    found = found.exclude(Exists(waiting) | Exists(through) | Exists(handed) | Exists(aside))
    stuck = (each for each in found.order_by("moved_on", "pk") if _is_stuck(each, on=on))
    return [_of_problem(each, on=on) for each in islice(stuck, MOST)]


def stuck_by_itself(
    problem: Problem, parts: Iterable[ProblemEntity], *, on: datetime.date
) -> Advice | None:
    """The same of one problem and the entities that have a part in it; no question is asked."""
    public = any(
        part.role in WHO_ACT and part.organization.constituency == Constituency.GOVERNMENT
        for part in parts
    )
    is_in_focus = problem.state == ProblemState.IN_FOCUS
    is_worth = is_in_focus and public and _is_stuck(problem, on=on)
    return _of_problem(problem, on=on) if is_worth else None


def _is_stuck(problem: Problem, *, on: datetime.date) -> bool:
    patience = DISPUTE if _is_disputed(problem) else STILL
    return (problem.days_still(on=on) or 0) > patience.days


def _is_disputed(problem: Problem) -> bool:
    """Among entities of the State."""
    return CoordinationFailure.PUBLIC_PUBLIC in problem.failures


def _of_problem(problem: Problem, *, on: datetime.date) -> Advice:
    days = problem.days_still(on=on) or 0
    told = ngettext(
        "Lleva %(n)s día sin movimiento, y entidades públicas deben actuar.",
        "Lleva %(n)s días sin movimiento, y entidades públicas deben actuar.",
        days,
    ) % {"n": days}
    if _is_disputed(problem):
        words = _("%s Además, la traba está entre entidades del Estado.") % told
        return Advice(R07, words, ElevationMotive.DEADLOCK, problem=problem)
    return Advice(R07, told, ElevationMotive.UNRESPONSIVE, problem=problem)


def _missed(owed: QuerySet[Commitment]) -> list[Advice]:
    """A public entity with three promises late at one mesa (R35: if inertia persists)."""
    late = owed.filter(responsible__constituency=Constituency.GOVERNMENT)
    counted = (
        late.order_by().values("mesa", "responsible").annotate(n=Count("pk"), first=Min("due_on"))
    )
    many = list(counted.filter(n__gte=MISSED).order_by("first", "mesa", "responsible")[:MOST])
    if not many:
        return []
    pairs = Q(pk__in=[])
    for each in many:
        pairs |= Q(mesa=each["mesa"], responsible=each["responsible"])
    asides = SetAside.objects.filter(signal=R35).values_list("mesa", "organization")
    answered = set(asides) | set(_already_up())
    first: dict[tuple[int, int | None], Commitment] = {}
    for commitment in (
        late.filter(pairs).select_related("mesa", "responsible").order_by(F("due_on").asc(), "pk")
    ):
        first.setdefault((commitment.mesa_id, commitment.responsible_id), commitment)
    numbers = {(each["mesa"], each["responsible"]): each["n"] for each in many}
    return [_of_entity(first[pair], numbers[pair]) for pair in numbers if pair not in answered]


def _already_up() -> Iterable[tuple[int, int]]:
    """Whose silence somebody above has been asked about."""
    asked = Elevation.objects.unanswered().exclude(commitment=None)
    return asked.values_list("mesa", "commitment__responsible")


def _of_entity(commitment: Commitment, missed: int) -> Advice:
    words = _("%(who)s tiene %(n)s compromisos vencidos en esta mesa.")
    told = {"who": commitment.responsible.short if commitment.responsible else "", "n": missed}
    return Advice(
        R35,
        words % told,
        ElevationMotive.UNRESPONSIVE,
        commitment=commitment,
        organization=commitment.responsible,
    )
