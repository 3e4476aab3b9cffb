"""Two roadmaps of a mesa told as what changed from one to the other, and why (OIT §2c).

A pure function over their plain data and over what happened in between; it asks nothing.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .models.change_space import SIDES

Row = Mapping[str, Any]
# How a problem leaves the focus, as the trail tells it.
EXITS = {
    "problem.waited": "waiting",
    "problem.solved": "solved",
    "problem.dropped": "dropped",
    "problem.handed_over": "handed_over",
    "problem.parked": "parked",
    "problem.merged": "merged",
    "problem.split": "split",
}
AIMED = "mesa.aimed"
SOLUTIONS = ("option.chosen", "option.replaced", "option.set_aside", "trial.concluded")
# What ends a next step, and what puts it off.
PUT_OFF = "commitment.extended"
STEPS = ("commitment.fulfilled", "commitment.withdrawn", PUT_OFF)
# What is compared of a problem that stays; a side of its change space, apart.
TOLD = ("pace", "next_step", "deficits", "pillars", "groups", "moved")


@dataclass(frozen=True)
class Snapshot:
    """A revision as it was agreed."""

    number: int
    agreed_on: datetime.date | None = None
    objective: str = ""
    why: str = ""
    focus: Sequence[Row] = ()
    waiting: Sequence[Row] = ()


@dataclass(frozen=True)
class Happening:
    """An event between the two: to which problem (its ref), and which `fields` it changed.

    `before` and `after` are the state, the verdict or the day that it moved; `into`, the problems
    in which it goes on.
    """

    verb: str
    problem: str
    about: str = ""
    why: str = ""
    who: str = ""
    at: datetime.datetime | None = None
    fields: frozenset[str] = frozenset()
    before: str = ""
    after: str = ""
    into: str = ""


@dataclass(frozen=True)
class Reason:
    """Without a moment: the revision itself says so."""

    why: str
    who: str = ""
    at: datetime.datetime | None = None


@dataclass(frozen=True)
class Change:
    """One thing that is not as it was; without reasons, the reason is the whole revision's.

    Of a way out, `before` are the problems in which it goes on.
    """

    what: str
    before: Any = ""
    after: Any = ""
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A problem that is in focus in one of the two, or in both."""

    ref: str
    title: str
    changes: tuple[Change, ...] = ()
    solutions: tuple[Happening, ...] = ()

    @property
    def is_as_it_was(self) -> bool:
        return not self.changes and not self.solutions


@dataclass(frozen=True)
class Story:
    """`listed` and `unlisted`: what came to the list of those that wait, and what left it."""

    before: Snapshot
    after: Snapshot
    objective: Change | None = None
    entered: Sequence[Chapter] = ()
    left: Sequence[Chapter] = ()
    stayed: Sequence[Chapter] = ()
    untouched: Sequence[Chapter] = ()
    listed: Sequence[Chapter] = ()
    unlisted: Sequence[Chapter] = field(default=())

    @property
    def is_empty(self) -> bool:
        told = (self.objective, self.entered, self.left, self.stayed, self.listed, self.unlisted)
        return not any(told)


def story_of(before: Snapshot, after: Snapshot, happened: Sequence[Happening] = ()) -> Story:
    """What changed from `before` to `after`, each with its reason."""
    then, now = _by_key(before.focus), _by_key(after.focus)
    list_then, list_now = _by_key(before.waiting), _by_key(after.waiting)
    told = _Told(after, happened)
    both = [told.stayed(key, then[key], row) for key, row in now.items() if key in then]
    return Story(
        before=before,
        after=after,
        objective=told.objective(before),
        entered=[
            told.entered(key, row, list_then.get(key))
            for key, row in now.items()
            if key not in then
        ],
        left=[told.left(key, row, list_now) for key, row in then.items() if key not in now],
        stayed=[each for each in both if not each.is_as_it_was],
        untouched=[each for each in both if each.is_as_it_was],
        listed=[
            Chapter(key, row["title"])
            for key, row in list_now.items()
            if key not in list_then and key not in then
        ],
        unlisted=[
            told.unlisted(key, row)
            for key, row in list_then.items()
            if key not in list_now and key not in now
        ],
    )


def is_choice(happening: Happening) -> bool:
    """Another solution is chosen, or the chosen one was set aside."""
    was_chosen = happening.verb == "option.set_aside" and happening.before == "chosen"
    return happening.verb == "option.chosen" or was_chosen


def _by_key(rows: Sequence[Row]) -> dict[str, Row]:
    """By its ref; one that came in a file without it, by its words."""
    return {row.get("ref") or row["title"]: row for row in rows}


class _Told:
    """The changes of each problem, with what the newer revision and the trail say of them."""

    def __init__(self, after: Snapshot, happened: Sequence[Happening]) -> None:
        self.after, self.happened = after, happened

    def objective(self, before: Snapshot) -> Change | None:
        if before.objective.strip() == self.after.objective.strip():
            return None
        aimed = _reasons_of([each for each in self.happened if each.verb == AIMED])
        reasons = aimed or self._of_all()
        return Change("objective", before.objective, self.after.objective, reasons)

    def entered(self, key: str, row: Row, listed: Row | None) -> Chapter:
        reasons = _distinct([*_said(row), *self._focused(key)])
        where = "waiting" if listed else "new"
        change = Change("entered", where, "", reasons or self._of_all())
        reworded = self._reworded(key, listed, row) if listed else ()
        return Chapter(key, row["title"], (change, *reworded), self._solutions(key))

    def left(self, key: str, row: Row, list_now: Mapping[str, Row]) -> Chapter:
        change = self._exit("left", key, "waiting" if key in list_now else "")
        now = list_now.get(key)
        reworded = self._reworded(key, row, now) if now else ()
        title = now["title"] if now else row["title"]
        return Chapter(key, title, (change, *reworded), self._solutions(key))

    def unlisted(self, key: str, row: Row) -> Chapter:
        return Chapter(key, row["title"], (self._exit("unlisted", key, ""),))

    def stayed(self, key: str, then: Row, now: Row) -> Chapter:
        changes = [*self._reworded(key, then, now)]
        for name in TOLD:
            before, after = _plain(then.get(name)), _plain(now.get(name))
            if before != after:
                changes.append(Change(name, before, after, self._why_so(key, name, then, now)))
        changes += self._milestone(key, then, now)
        changes += _rooms(then.get("change_space") or {}, now.get("change_space") or {})
        return Chapter(key, now["title"], tuple(changes), self._solutions(key))

    def _exit(self, what: str, key: str, where: str) -> Change:
        """The last way out of the focus; without one in the trail, the revision's own reason."""
        exits = [each for each in self._of(key) if each.verb in EXITS]
        if where == "waiting":
            exits = [each for each in exits if each.verb == "problem.waited"]
        if not exits:
            return Change(what, "", where or "gone", self._of_all() if what == "left" else ())
        last = exits[-1]
        return Change(what, last.into, EXITS[last.verb], _reasons_of([last]))

    def _reworded(self, key: str, then: Row, now: Row) -> tuple[Change, ...]:
        said = [each for each in self._of(key) if each.verb == "problem.reworded"]
        if then["title"] != now["title"]:
            reasons = _reasons_of([each for each in said if "title" in each.fields])
            return (Change("title", then["title"], now["title"], reasons),)
        better = _reasons_of([each for each in said if "statement" in each.fields])
        return (Change("statement", reasons=better),) if better else ()

    def _why_so(self, key: str, name: str, then: Row, now: Row) -> tuple[Reason, ...]:
        """The trail's; or what the newer revision says of this problem, when it says it anew."""
        told = [each for each in self._of(key) if name in each.fields]
        if name == "next_step":
            told += self._of_step(key, then.get(name), but=PUT_OFF)
        anew = _said(now) if now.get("why") != then.get("why") else []
        return _distinct([*_reasons_of(told), *anew])

    def _milestone(self, key: str, then: Row, now: Row) -> tuple[Change, ...]:
        """The same next step has another day."""
        before, after = then.get("next_due_on") or "", now.get("next_due_on") or ""
        step = then.get("next_step") or ""
        if not before or not after or before == after or step != (now.get("next_step") or ""):
            return ()
        put_off = [each for each in self._of_step(key, step) if each.verb == PUT_OFF]
        return (Change("milestone", before, after, _reasons_of(put_off)),)

    def _of_step(self, key: str, step: str | None, *, but: str = "") -> list[Happening]:
        """What happened to the promise that was the next step."""
        of_steps = [each for each in self._of(key) if each.verb in STEPS and each.verb != but]
        return [each for each in of_steps if step and each.about == step]

    def _solutions(self, key: str) -> tuple[Happening, ...]:
        return tuple(each for each in self._of(key) if each.verb in SOLUTIONS)

    def _focused(self, key: str) -> tuple[Reason, ...]:
        return _reasons_of([each for each in self._of(key) if each.verb == "problem.focused"])

    def _of(self, key: str) -> list[Happening]:
        return [each for each in self.happened if each.problem == key]

    def _of_all(self) -> tuple[Reason, ...]:
        return (Reason(self.after.why),) if self.after.why else ()


def _rooms(then: Row, now: Row) -> list[Change]:
    """Each side of the change space that is not as it was says by itself why."""
    return [
        Change(side, then.get(side, ""), now.get(side, ""), tuple(_said(now, f"{side}_why")))
        for side in SIDES
        if then.get(side, "") != now.get(side, "")
    ]


def _said(row: Row, name: str = "why") -> list[Reason]:
    return [Reason(row[name])] if row.get(name) else []


def _reasons_of(happened: Sequence[Happening]) -> tuple[Reason, ...]:
    return _distinct([Reason(each.why, each.who, each.at) for each in happened if each.why])


def _distinct(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    """The same words are said once: the first who said them."""
    return tuple({each.why.strip(): each for each in reversed(reasons)}.values())[::-1]


def _plain(value: Any) -> Any:
    """Text as it reads; codes in their order, whatever the order they were ticked in."""
    return tuple(sorted(value)) if isinstance(value, list) else (value or "").strip()
