"""What lies on the table of a meeting, each thing asked of the database once."""

import datetime
from functools import cached_property

from django.http import Http404
from django.urls import reverse

from destraba.kit.vocabulary import Body, ItemState
from destraba.mesas.models import AgendaItem, Attendance, Commitment, Meeting, Seat
from destraba.people.models import Person

MOST_OWED = 30


class Table:
    """A meeting as one person sees it, with the item that she has before her."""

    def __init__(
        self,
        meeting: Meeting,
        *,
        person: Person,
        is_run: bool,
        shown: int | None,
        now: datetime.datetime,
        today: datetime.date,
    ) -> None:
        self.meeting, self.person, self.is_run = meeting, person, is_run
        self.shown, self.now, self.today = shown, now, today

    @property
    def is_writable(self) -> bool:
        return self.is_run and self.meeting.is_in_progress

    @cached_property
    def items(self) -> list[AgendaItem]:
        items = list(self.meeting.items.with_facts())
        for item in items:
            item.meeting = self.meeting
        return items

    @cached_property
    def seats(self) -> list[Seat]:
        return list(self.meeting.seats_at_table())

    @cached_property
    def attendances(self) -> list[Attendance]:
        return list(self.meeting.attendances.with_people())

    @property
    def members(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.body != Body.DEDICATED_TEAM]

    @property
    def team(self) -> list[Seat]:
        return [seat for seat in self.seats if seat.body == Body.DEDICATED_TEAM]

    @cached_property
    def current(self) -> AgendaItem | None:
        return next((item for item in self.items if item.state == ItemState.CURRENT), None)

    @cached_property
    def item(self) -> AgendaItem | None:
        """The one asked for, the one that is discussed, or the first that waits."""
        asked = next((item for item in self.items if item.pk == self.shown), None)
        waiting = (item for item in self.items if item.state == ItemState.PENDING)
        return asked or self.current or next(waiting, None) or next(iter(self.items), None)

    @cached_property
    def owed(self) -> list[Commitment]:
        """Open promises about the problem at hand; of the whole mesa, where they are followed up.

        One more than are shown, where there are more.
        """
        item = self.item
        found = Commitment.objects.filter(mesa=self.meeting.mesa_id).open()
        if item and item.is_follow_up:
            found = found.exclude(meeting=self.meeting)
        elif item and item.problem_id:
            found = found.filter(problem=item.problem_id)
        else:
            return []
        return list(found.with_facts().by_urgency()[: MOST_OWED + 1])

    def forget(self) -> None:
        """After a change: what was asked of the database is asked again."""
        for name in ("items", "item", "current", "seats", "attendances", "owed"):
            self.__dict__.pop(name, None)

    def needed(self) -> AgendaItem:
        """The item of the address: 404 when it is of another meeting."""
        if self.item is None or self.item.pk != self.shown:
            raise Http404
        return self.item

    def waiting_after(self, item: AgendaItem) -> AgendaItem | None:
        """The next one that nobody has begun, from that place on, and then from the first."""
        place = self.items.index(item)
        around = [*self.items[place + 1 :], *self.items[:place]]
        return next((each for each in around if each.state == ItemState.PENDING), None)

    def url(self) -> str:
        return reverse("meeting-cockpit", args=[self.meeting.pk]) + self.query

    @property
    def query(self) -> str:
        """What keeps the item at hand in an address."""
        return f"?punto={self.item.pk}" if self.item else ""
