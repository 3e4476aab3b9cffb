"""Who and what has appeared so far in the story, by the name that the data give it."""

import datetime
from collections import defaultdict
from collections.abc import Callable
from functools import partial

from destraba.mesas.models import AgendaItem, Cause, Commitment, Meeting, Mesa, Problem, Seat
from destraba.people.models import Organization, Person, Territory

from .calendar import Calendar


class Stage:
    """Acts are added in any order and told in the order of their moments."""

    def __init__(self, *, today: datetime.date, zone: str):
        self.calendar = Calendar(today, zone)
        self.acts: list[tuple[datetime.datetime, int, Callable[[], None]]] = []
        self.territories: dict[str, Territory] = {}
        self.organizations: dict[str, Organization] = {}
        self.people: dict[str, Person] = {}
        self.mesas: dict[str, Mesa] = {}
        self.seats: dict[tuple[str, str], Seat] = {}
        self.problems: dict[str, Problem] = {}
        self.causes: dict[str, Cause] = {}
        self.meetings: dict[str, Meeting] = {}
        self.items: dict[tuple[str, str], AgendaItem] = {}
        self.commitments: dict[str, Commitment] = {}
        # What each session is to decide, and of which problem.
        self.decisions: dict[str, list[tuple[str, Callable[..., None]]]] = defaultdict(list)

    def will(self, at, act, *args, **kwargs):
        """`act(stage, …, at=at)` is to happen then."""
        self.acts.append((at, len(self.acts), lambda: act(self, *args, at=at, **kwargs)))

    def on(self, offset, act, *args, **kwargs):
        """The same, some hour of the day `offset` days from today."""
        self.on_day(self.calendar.day(offset), act, *args, **kwargs)

    def on_day(self, day, act, *args, **kwargs):
        self.will(self.calendar.moment(day), act, *args, **kwargs)

    def upon(self, when, problem, act, *args):
        """On a day, told as an offset; or at the session of that name, with its problem."""
        if isinstance(when, str):
            self.decisions[when].append((problem, partial(act, self, *args)))
        else:
            self.on(when, act, *args)

    def play(self, watch):
        """Let everything happen, in its order."""
        for _at, _nth, act in watch(sorted(self.acts, key=lambda each: each[:2])):
            act()

    def person(self, ref):
        return self.people[ref] if ref else None
