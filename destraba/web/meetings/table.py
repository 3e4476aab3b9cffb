"""Who is called to a meeting: seat by seat, whether a letter reaches it, and what it answered."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from destraba.kit.vocabulary import TRIPARTITE, Body, Constituency, InvitationAnswer
from destraba.mesas.models import Invitation, Meeting, Seat
from destraba.notifications.reaching import obstacles
from destraba.people.models import Person

VERB = "meeting.convened"
ORDER = {code: place for place, code in enumerate([*Constituency.values, Body.DEDICATED_TEAM])}


@dataclass(frozen=True)
class Chair:
    """A seat at the meeting. `obstacle` says why no letter reaches it."""

    seat: Seat
    person: Person | None
    obstacle: str
    invitation: Invitation | None

    @property
    def is_team(self) -> bool:
        return self.seat.body == Body.DEDICATED_TEAM

    @property
    def is_new(self) -> bool:
        """Not invited yet, or to be addressed again: somebody else fills it."""
        if self.invitation is None:
            return True
        changed = self.person and self.invitation.person_id != self.person.pk
        return bool(changed) and self.invitation.is_waiting

    @property
    def answer(self) -> str:
        return self.invitation.answer if self.invitation else ""


@dataclass(frozen=True)
class Table:
    """`called` and `filled` count the seats by constituency, without the dedicated team."""

    chairs: Sequence[Chair]
    called: dict[str, int]
    filled: dict[str, int]
    coming: dict[str, int]

    @property
    def vacant(self) -> list[Chair]:
        return [chair for chair in self.chairs if chair.person is None]

    @property
    def unreached(self) -> list[Chair]:
        return [chair for chair in self.chairs if chair.person and chair.obstacle]

    @property
    def invited(self) -> list[Chair]:
        return [chair for chair in self.chairs if chair.invitation]

    @property
    def new(self) -> list[Chair]:
        return [chair for chair in self.chairs if chair.is_new]

    @property
    def waiting(self) -> list[Chair]:
        """Who could answer and has not."""
        asked = [each for each in self.invited if each.invitation and each.invitation.person_id]
        return [chair for chair in asked if chair.answer == InvitationAnswer.WAITING]

    @property
    def missing(self) -> list[str]:
        """Constituencies with no seat filled: the mesa is tripartite (OIT §2a)."""
        return [str(code.label) for code in TRIPARTITE if not self.filled.get(code)]


def table_of(meeting: Meeting) -> Table:
    """All the seats that the meeting calls, and those invited before."""
    invitations = {each.seat_id: each for each in meeting.invitations.select_related("person")}
    seats = list(meeting.seats_at_table())
    barred = obstacles([seat.contact for seat in seats if seat.contact], VERB)
    chairs = [
        Chair(
            seat=seat,
            person=seat.contact,
            obstacle=barred[seat.contact.pk] if seat.contact else "",
            invitation=invitations.get(seat.pk),
        )
        for seat in seats
    ]
    chairs.sort(key=lambda chair: (ORDER[group_of(chair.seat)], chair.seat.organization.short))
    members = [chair for chair in chairs if not chair.is_team]
    return Table(
        chairs,
        called=_count(members),
        filled=_count(chair for chair in members if chair.person),
        coming=_count(chair for chair in members if chair.answer == InvitationAnswer.YES),
    )


def group_of(seat: Seat) -> str:
    """Its constituency; the dedicated team is of none."""
    return str(Body.DEDICATED_TEAM) if seat.body == Body.DEDICATED_TEAM else seat.constituency


def _count(chairs: Iterable[Chair]) -> dict[str, int]:
    return dict(Counter(chair.seat.constituency for chair in chairs))
