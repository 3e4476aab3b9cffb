"""Two snapshots of the figures beside each other: what entered, what left, and why (R41)."""

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from destraba.kit.vocabulary import FigureCode
from destraba.trail.models import Event

from .models import Commitment, FigureSnapshot, Mesa, Option, Problem
from .public_figures import NOUNS
from .words import in_words

# So many rows of each side of a figure are told with their reason; the rest are counted.
MOST = 30
FEW = 6
# What makes a thing enter a figure, or leave it.
MOVES = (
    *("problem.raised", "problem.focused", "problem.waited", "problem.solved", "problem.dropped"),
    *("problem.reopened", "problem.parked", "problem.resumed", "problem.merged", "problem.split"),
    *("option.chosen", "option.replaced", "option.set_aside"),
    *("option.advanced", "option.stepped_back", "option.lapsed"),
    *("commitment.made", "commitment.fulfilled", "commitment.extended"),
    *("commitment.withdrawn", "commitment.reopened", "commitment.overdue"),
    *("mesa.launched", "mesa.launched_officially", "mesa.suspended"),
    *("mesa.relaunched", "mesa.merged", "mesa.closed"),
)
# Where a problem stands: only its own moves take it there, not those of its solutions.
PLACES = {FigureCode.IN_FOCUS, FigureCode.LISTED, FigureCode.PARKED}
Row = dict[str, str]


@dataclass(frozen=True)
class Moved:
    """A row that is in one of the two, and the last that the trail tells of it in between."""

    row: Row
    event: Event | None = None

    @property
    def words(self) -> str:
        """What happened to it; what it is called, the row says."""
        if self.event is None:
            return ""
        words = in_words(self.event)
        is_its_own = not self.event.verb.startswith("option.")
        return words.removesuffix(f": {self.event.about}") if is_its_own else words


@dataclass(frozen=True)
class Change:
    code: str
    before: int
    after: int
    entered: Sequence[Moved]
    left: Sequence[Moved]
    # How many more entered, or left, than those that are told.
    more_entered: int = 0
    more_left: int = 0

    @property
    def label(self) -> str:
        return str(FigureCode(self.code).label) if self.code in FigureCode.values else self.code

    @property
    def all_entered(self) -> int:
        return len(self.entered) + self.more_entered

    @property
    def all_left(self) -> int:
        return len(self.left) + self.more_left

    @property
    def is_short(self) -> bool:
        """Few enough to be read at once."""
        return self.all_entered + self.all_left <= FEW

    @property
    def is_same(self) -> bool:
        return not self.entered and not self.left


def compare(before: FigureSnapshot, after: FigureSnapshot) -> list[Change]:
    """Figure by figure, those of the later one; in a fixed number of queries."""
    told = [_sides(code, before, after) for code in after.content]
    told += [_sides(code, before, after) for code in before.content if code not in after.content]
    trail = _Trail(before.taken_on, after.taken_on)
    for code, entered, left in told:
        trail.want(code, [*entered[:MOST], *left[:MOST]])
    trail.read()
    return [
        Change(
            code,
            before.counts.get(code, 0),
            after.counts.get(code, 0),
            entered=[Moved(row, trail.of(code, row)) for row in entered[:MOST]],
            left=[Moved(row, trail.of(code, row)) for row in left[:MOST]],
            more_entered=max(len(entered) - MOST, 0),
            more_left=max(len(left) - MOST, 0),
        )
        for code, entered, left in told
    ]


def _sides(
    code: str, before: FigureSnapshot, after: FigureSnapshot
) -> tuple[str, list[Row], list[Row]]:
    then, now = before.content.get(code, []), after.content.get(code, [])
    known_then, known_now = ({row["ref"] for row in rows} for rows in (then, now))
    entered = [row for row in now if row["ref"] not in known_then]
    left = [row for row in then if row["ref"] not in known_now]
    return code, entered, left


class _Trail:
    """The last move of each thing between two days."""

    def __init__(self, since: datetime.date, until: datetime.date) -> None:
        self.since, self.until = since, until
        self.wanted: dict[type[Any], set[str]] = {Problem: set(), Commitment: set(), Mesa: set()}
        self.last: dict[tuple[type[Any], str], Event] = {}
        self.last_own: dict[tuple[type[Any], str], Event] = {}

    def want(self, code: str, rows: Collection[Row]) -> None:
        if code in NOUNS:
            self.wanted[NOUNS[code]].update(row["ref"] for row in rows)

    def of(self, code: str, row: Row) -> Event | None:
        told = self.last_own if code in PLACES else self.last
        return told.get((NOUNS[code], row["ref"])) if code in NOUNS else None

    def read(self) -> None:
        """A query for each noun, one for the solutions of the problems, and one for the trail."""
        whose: dict[tuple[int, int], tuple[type[Any], str]] = {}
        for model, refs in self.wanted.items():
            kind = ContentType.objects.get_for_model(model).pk
            for pk, ref in model.objects.filter(ref__in=refs).values_list("pk", "ref"):
                whose[kind, pk] = (model, ref)
        options = Option.objects.filter(problem__ref__in=self.wanted[Problem])
        kind = ContentType.objects.get_for_model(Option).pk
        for pk, ref in options.values_list("pk", "problem__ref"):
            whose[kind, pk] = (Problem, ref)
        for event in self._events(whose):
            of = whose[event.subject_type_id, event.subject_id]
            self.last[of] = event
            if event.verb.startswith("problem."):
                self.last_own[of] = event

    def _events(self, whose: Collection[tuple[int, int]]) -> Sequence[Event]:
        subjects = Q(pk__in=[])
        for kind in {kind for kind, _pk in whose}:
            mine = [pk for each, pk in whose if each == kind]
            subjects |= Q(subject_type=kind, subject_id__in=mine)
        between = {"at__date__gte": self.since, "at__date__lte": self.until}
        told = Event.objects.filter(subjects, verb__in=MOVES, **between)
        return list(told.newest_first())[::-1]
