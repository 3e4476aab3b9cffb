import pytest

from destraba.notifications.telling import tell_pending
from tests.conftest import NOON
from tests.factories import AgendaItemFactory, MeetingFactory


@pytest.fixture
def meeting(mesa, cast):
    """Planned, with an agenda, and nobody invited yet."""
    meeting = MeetingFactory(mesa=mesa, number=14, place="Sala Cedro")
    AgendaItemFactory(meeting=meeting, title="Registro de plantaciones", minutes=25)
    return meeting


@pytest.fixture
def convened(meeting, cast):
    seats = list(meeting.seats_to_invite())
    meeting.convene(seats=seats, by=cast.facilitadora, at=NOON)
    tell_pending(at=NOON)
    return meeting
