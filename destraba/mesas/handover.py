"""What whoever takes over a mesa must know: why it exists, its people, its promises, its lessons.

Gathered in a fixed number of questions, however much there is: of what is long, the first rows
and how many there are in all.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    CharField,
    Count,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    Window,
)
from django.db.models.functions import Cast, RowNumber

from destraba.kit.vocabulary import (
    Body,
    CauseState,
    CommitmentState,
    DecisionKind,
    NoteKind,
    ProblemState,
)
from destraba.people.models import Person
from destraba.trail.models import Event

from .handover_elsewhere import Elsewhere, elsewhere_of
from .models import (
    Cause,
    Commitment,
    Decision,
    Extension,
    Fulfilment,
    Meeting,
    Mesa,
    MesaEvent,
    Note,
    Problem,
    RoadmapRevision,
    Seat,
    TeamMember,
    Trial,
    Withdrawal,
)
from .models.places import places_of
from .models.roadmap import with_plan

MOST_PROMISES, MOST_KEPT, MOST_FOCUS, MOST_WAITING = 60, 15, 12, 25
MOST_LEARNED, MOST_ENDED, MOST_TRIED, MOST_AHEAD, MOST_TURNS = 40, 20, 5, 6, 40

# Problems in these states are told one by one; of what is long, how many there are in all.
COUNTED: list[str] = [
    *(ProblemState.IN_FOCUS, ProblemState.LISTED),
    *(ProblemState.DROPPED, ProblemState.PARKED),
]

Row = TypeVar("Row")


@dataclass(frozen=True)
class Some(Generic[Row]):
    """The first rows of many, and how many there are."""

    rows: list[Row]
    total: int

    @property
    def hidden(self) -> int:
        return max(self.total - len(self.rows), 0)


class Known(NamedTuple):
    """A cause with its state and its evidence; or a trial with its verdict and why."""

    kind: str
    problem: int
    text: str
    state: str
    why: str


@dataclass(frozen=True)
class Handover:
    """`is_whole` is False for who sits at the mesa and neither runs it nor sees everything."""

    mesa: Mesa
    is_whole: bool
    decisions: list[Decision]
    life: list[MesaEvent]
    seats: list[Seat]
    team: list[TeamMember]
    promises: Some[Commitment]
    focus: Some[Problem]
    waiting: Some[Problem]
    # What was done about each problem, by its id.
    tried: dict[int | None, list[Fulfilment]]
    kept: Some[Fulfilment]
    learned: Some[Note]
    dropped: Some[Problem]
    withdrawn: Some[Withdrawal]
    meetings: list[Meeting]
    # What is asked above and of other mesas, and what is asked of it.
    elsewhere: Elsewhere = field(default_factory=Elsewhere)
    # Of each problem in focus, its causes and what its trials taught.
    known: dict[int, list[Known]] = field(default_factory=dict)
    refusals: list[Decision] = field(default_factory=list)
    # Those that rest until a day.
    parked: Some[Problem] = field(default_factory=lambda: Some([], 0))


def is_told_whole(mesa: Mesa, *, to: Person) -> bool:
    """To who runs it, and to who sees everything; the others read what concerns them."""
    return to.sees_everything or mesa.pk in places_of(to).run


def with_what_made_them(mesas: QuerySet[Mesa]) -> QuerySet[Mesa]:
    """With the mesa above, the host, the candidate that each was, and its last roadmap."""
    latest = RoadmapRevision.objects.filter(mesa=OuterRef("pk")).order_by("-number")
    return mesas.select_related("parent", "host", "candidate__asked_by").annotate(
        roadmap_number=Subquery(latest.values("number")[:1]),
        roadmap_on=Subquery(latest.values("agreed_on")[:1]),
        roadmap_why=Subquery(latest.values("why")[:1]),
        **_counted(),
    )


def handover_of(mesa: Mesa, *, on: datetime.date, seats: Collection[int] | None = None) -> Handover:
    """The whole of it; or, for who fills only these `seats`, the promises of those alone."""
    counts = _counts(mesa)
    decisions = _decisions(mesa)
    problems = _problems(mesa)
    focus = [each for each in problems if each.state == ProblemState.IN_FOCUS]
    waiting = [each for each in problems if each.state == ProblemState.LISTED]
    dropped = [each for each in problems if each.state == ProblemState.DROPPED]
    parked = [each for each in problems if each.state == ProblemState.PARKED]
    kept, tried = _kept(mesa, [*focus, *waiting])
    return Handover(
        mesa=mesa,
        is_whole=seats is None,
        decisions=[each for each in decisions if each.kind != DecisionKind.NO_GO],
        refusals=[each for each in decisions if each.kind == DecisionKind.NO_GO],
        life=list(mesa.life.select_related("host", "other")[:MOST_TURNS]),
        seats=_seats(mesa, on),
        team=_team(on) if seats is None else [],
        promises=_promises(mesa, seats),
        focus=Some(focus, counts.get(ProblemState.IN_FOCUS, 0)),
        waiting=Some(waiting, counts.get(ProblemState.LISTED, 0)),
        tried=tried,
        kept=Some(kept, counts.get(CommitmentState.FULFILLED, 0)),
        learned=Some(_learned(mesa), counts.get(NoteKind.LEARNED, 0)),
        dropped=Some(dropped, counts.get(ProblemState.DROPPED, 0)),
        withdrawn=Some(_withdrawn(mesa), counts.get(CommitmentState.WITHDRAWN, 0)),
        meetings=list(mesa.meetings.ahead()[:MOST_AHEAD]),
        elsewhere=elsewhere_of(mesa, is_whole=seats is None),
        known=_known(focus),
        parked=Some(parked, counts.get(ProblemState.PARKED, 0)),
    )


def _counts(mesa: Mesa) -> dict[str, int]:
    """How many problems and commitments in each state, and lessons."""
    names = [*COUNTED, *CommitmentState.values, NoteKind.LEARNED.value]
    return {name: getattr(mesa, f"n_{name}") or 0 for name in names}


def _counted() -> dict[str, Subquery]:
    """To be asked together with the mesa itself."""
    lessons = _lessons_of(Note.objects.filter(item__meeting__mesa=OuterRef("pk")))
    told: dict[str, QuerySet[Any]] = {
        NoteKind.LEARNED.value: lessons.annotate(of=F("item__meeting__mesa"))
    }
    for states, model in ((COUNTED, Problem), (CommitmentState.values, Commitment)):
        things = model._default_manager.filter(mesa=OuterRef("pk")).annotate(of=F("mesa"))
        told |= {state: things.filter(state=state) for state in states}
    return {
        f"n_{name}": Subquery(
            things.order_by().values("of").annotate(n=Count("pk")).values("n")[:1]
        )
        for name, things in told.items()
    }


def _decisions(mesa: Mesa) -> list[Decision]:
    """Its own, and those to have mesas at all."""
    whole = Q(mesa=None, kind=DecisionKind.CONVENE)
    found = Decision.objects.filter(whole | Q(mesa=mesa)).select_related("person")
    return list(found[:MOST_TURNS])


def _seats(mesa: Mesa, on: datetime.date) -> list[Seat]:
    """By body, the dedicated team last."""
    order: list[str] = [Body.HIGH_LEVEL, Body.OPERATING, Body.DEDICATED_TEAM]
    seats = mesa.seats.current(on=on).with_people()
    return sorted(seats, key=lambda seat: (order.index(seat.body), str(seat)))


def _team(on: datetime.date) -> list[TeamMember]:
    return list(TeamMember.objects.current(on=on).select_related("person"))


def _promises(mesa: Mesa, seats: Collection[int] | None) -> Some[Commitment]:
    """Open ones by urgency, with why each was put off; each row knows how many they are."""
    owed = mesa.commitments.open()
    if seats is not None:
        owed = owed.filter(seat__in=seats)
    extensions = Prefetch("extensions", Extension.objects.order_by("at", "pk"))
    told = owed.select_related("responsible", "contact", "follower", "problem", "meeting")
    told = told.prefetch_related(extensions).annotate(in_all=Window(Count("pk")))
    rows = list(told.by_urgency()[:MOST_PROMISES])
    return Some(rows, rows[0].in_all if rows else 0)  # type: ignore[attr-defined]


def _problems(mesa: Mesa) -> list[Problem]:
    """Those in focus, those that wait, those that rest and those that were dropped, with the reason
    that the trail keeps; what moved last first."""
    moved = mesa.problems.order_by(F("moved_on").desc(nulls_last=True), "-pk")
    first = {
        ProblemState.IN_FOCUS: MOST_FOCUS,
        ProblemState.LISTED: MOST_WAITING,
        ProblemState.DROPPED: MOST_ENDED,
        ProblemState.PARKED: MOST_ENDED,
    }
    chosen = Q(pk__in=[])
    for state, most in first.items():
        chosen |= Q(pk__in=moved.filter(state=state).values("pk")[:most])
    told = Event.objects.filter(
        subject_type=ContentType.objects.get_for_model(Problem),
        subject_id=OuterRef("pk"),
        verb__in=["problem.dropped", "problem.parked"],
    )
    reason = Subquery(told.order_by("-at", "-pk").values("why")[:1])
    return list(with_plan(moved.filter(chosen)).annotate(left_why=reason))


def _known(problems: Collection[Problem]) -> dict[int, list[Known]]:
    """Why each happens, as far as it was shown, and what its trials taught; in one question."""
    of = [each.pk for each in problems]
    shown = Q(parent=None) | ~Q(state=CauseState.SUPPOSED)
    causes = Cause.objects.filter(shown, problem__in=of).order_by()
    trials = Trial.objects.filter(option__problem__in=of).order_by()
    told = causes.annotate(
        kind=Value("cause", output_field=CharField()),
        of=F("problem"),
        words=Cast("text", TextField()),
        standing=Cast("state", CharField()),
        because=F("evidence"),
    )
    taught = trials.annotate(
        kind=Value("trial", output_field=CharField()),
        of=F("option__problem"),
        words=F("text"),
        standing=Cast("verdict", CharField()),
        because=F("why"),
    )
    names = ("kind", "of", "words", "standing", "because", "pk")
    rows = told.values_list(*names).union(taught.values_list(*names), all=True)
    known: dict[int, list[Known]] = {}
    for *row, _pk in sorted(rows, key=lambda row: (row[0], row[-1])):
        each = Known(*row)
        known.setdefault(each.problem, []).append(each)
    return known


def _kept(
    mesa: Mesa, problems: Collection[Problem]
) -> tuple[list[Fulfilment], dict[int | None, list[Fulfilment]]]:
    """What was fulfilled last, and the last that was done about each of these problems."""
    stands = Fulfilment.objects.filter(undone_at=None, commitment__mesa=mesa)
    lately = stands.order_by("-on", "-pk")
    about = stands.filter(commitment__problem__in=[each.pk for each in problems])
    place = Window(
        RowNumber(), partition_by="commitment__problem", order_by=[F("on").desc(), F("pk").desc()]
    )
    of_each = about.annotate(place=place).filter(place__lte=MOST_TRIED)
    chosen = Q(pk__in=lately.values("pk")[:MOST_KEPT]) | Q(pk__in=of_each.values("pk"))
    told = Fulfilment.objects.filter(chosen).select_related("commitment__responsible", "document")
    found = list(told.order_by("-on", "-pk"))
    tried: dict[int | None, list[Fulfilment]] = {each.pk: [] for each in problems}
    for each in found:
        if len(done := tried.get(each.commitment.problem_id, [])) < MOST_TRIED:
            done.append(each)
    return found[:MOST_KEPT], tried


def _lessons_of(notes: QuerySet[Note]) -> QuerySet[Note]:
    return notes.filter(kind=NoteKind.LEARNED).exclude(text="")


def _learned(mesa: Mesa) -> list[Note]:
    """What doing taught, the latest first."""
    latest = _lessons_of(Note.objects.filter(item__meeting__mesa=mesa)).order_by(
        F("item__meeting__starts_at").desc(nulls_last=True), "-pk"
    )
    return list(latest.select_related("item__meeting", "item__problem")[:MOST_LEARNED])


def _withdrawn(mesa: Mesa) -> list[Withdrawal]:
    stands = Withdrawal.objects.filter(undone_at=None, commitment__mesa=mesa)
    latest = stands.order_by("-at", "-pk").values("pk")[:MOST_ENDED]
    told = Withdrawal.objects.filter(pk__in=latest).select_related("commitment__responsible")
    return list(told.order_by("-at", "-pk"))
