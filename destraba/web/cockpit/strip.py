"""Who is at the table, as the strip of seats shows it."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from destraba.kit.vocabulary import Body, Constituency, InvitationAnswer, Presence
from destraba.mesas.models import Attendance, Seat

from .table import Table

# One tap after another; after the last, unmarked again.
TURN = ["", Presence.PRESENT, Presence.EXCUSED, Presence.ABSENT]
ORDER = [*Constituency.values, Body.DEDICATED_TEAM]


@dataclass(frozen=True, slots=True)
class Place:
    """A seat in the strip. `following` is what one tap makes of it."""

    seat: int
    label: str
    constituency: str
    who: str
    presence: str
    following: str
    note: str
    is_team: bool

    @property
    def state(self) -> str:
        return str(Presence(self.presence).label) if self.presence else _("sin marcar")

    @property
    def then(self) -> str:
        return str(Presence(self.following).label) if self.following else _("sin marcar")


@dataclass(frozen=True, slots=True)
class Guest:
    pk: int
    name: str
    organization: str
    constituency: str


@dataclass(frozen=True, slots=True)
class Strip:
    """`came` and `called` are by constituency; the dedicated team is not counted there."""

    places: tuple[Place, ...]
    guests: tuple[Guest, ...]
    came: dict[str, int]
    called: dict[str, int]
    team_came: int
    team_called: int

    @property
    def total_came(self) -> int:
        return sum(self.came.values())

    @property
    def total_called(self) -> int:
        return sum(self.called.values())


def strip(table: Table) -> Strip:
    marks = {each.seat_id: each for each in table.attendances if each.seat_id}
    places = [_place(seat, marks.get(seat.pk)) for seat in table.seats]
    places.sort(key=lambda place: (ORDER.index(_group(place)), place.label, place.seat))
    members = [place for place in places if not place.is_team]
    team = [place for place in places if place.is_team]
    return Strip(
        places=tuple(places),
        guests=tuple(_guest(each) for each in table.attendances if not each.seat_id),
        came=_by_constituency([place for place in members if _came(place)]),
        called=_by_constituency(members),
        team_came=sum(map(_came, team)),
        team_called=len(team),
    )


def _place(seat: Seat, mark: Attendance | None) -> Place:
    presence = mark.presence if mark else ""
    return Place(
        seat=seat.pk,
        label=str(seat),
        constituency=seat.constituency,
        who=_who(seat, mark),
        presence=presence,
        following=TURN[(TURN.index(presence) + 1) % len(TURN)],
        note=_note(seat, mark),
        is_team=seat.body == Body.DEDICATED_TEAM,
    )


def _who(seat: Seat, mark: Attendance | None) -> str:
    if mark and (mark.person or mark.guest_name):
        return mark.who
    holder = seat.holder or seat.liaison
    return holder.name if holder else _("asiento vacante")


def _note(seat, mark: Attendance | None) -> str:
    if mark:
        behalf = mark.on_behalf_of
        return _("en representación de %s") % behalf.name if behalf else ""
    answers = {
        InvitationAnswer.YES: _("confirmó"),
        InvitationAnswer.NO: _("avisó que no viene"),
        InvitationAnswer.WAITING: _("sin confirmar"),
    }
    return answers.get(seat.answer, "")


def _guest(attendance: Attendance) -> Guest:
    organization = attendance.organization
    return Guest(
        pk=attendance.pk,
        name=attendance.who,
        organization=organization.short if organization else "",
        constituency=organization.constituency if organization else "",
    )


def _came(place: Place) -> bool:
    return place.presence == Presence.PRESENT


def _group(place: Place) -> str:
    return Body.DEDICATED_TEAM if place.is_team else place.constituency


def _by_constituency(places: list[Place]) -> dict[str, int]:
    return dict(Counter(place.constituency for place in places))
