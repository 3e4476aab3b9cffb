"""The pulse of a mesa for the screen: marks that lead to their session, and words when it fails."""

from django.utils.translation import gettext as _

from destraba.mesas.pulse import Beat, Pulse, Session
from destraba.web.components import shapes
from destraba.web.components.address import address
from destraba.web.components.dates import day_words

LINE = 5


def marks(pulse: Pulse) -> list[shapes.Beat]:
    """Each with its link."""
    return [_mark(beat) for beat in pulse.beats()]


def line(pulse: Pulse) -> list[shapes.Beat]:
    """The last five, for a row of a table."""
    return [shapes.Beat(beat.on, beat.state) for beat in pulse.beats(LINE)]


def _mark(beat: Beat) -> shapes.Beat:
    if beat.session is None:
        return shapes.Beat(beat.on, beat.state)
    url = address("meeting", beat.session.meeting)
    return shapes.Beat(beat.on, beat.state, _named(beat.session), url)


def _named(session: Session) -> str:
    day = day_words(session.on, weekday=True)
    if not session.number:
        return day
    return _("Sesión %(number)s, %(day)s") % {"number": session.number, "day": day}


def trouble_words(pulse: Pulse) -> str:
    """Why it fails, for who must make it beat again; nothing when it beats."""
    return _TROUBLES[pulse.trouble](pulse) if pulse.trouble else ""


def _left_open(pulse: Pulse) -> str:
    assert pulse.coming
    return _("%(session)s: pasó su día y nadie la cerró") % {"session": _named(pulse.coming)}


def _missed(pulse: Pulse) -> str:
    assert pulse.last
    still = {"days": (pulse.today - pulse.last.on).days}
    if not pulse.coming:
        return _("Van %(days)s días sin sesión y no hay próxima prevista") % still
    next_one = {**still, "day": day_words(pulse.coming.on, weekday=True)}
    return _("Van %(days)s días sin sesión; la próxima, el %(day)s") % next_one


_TROUBLES = {
    "left_open": _left_open,
    "missed": _missed,
    "none_planned": lambda _pulse: _("No hay próxima sesión prevista"),
    "never_met": lambda _pulse: _("Todavía no tiene su primera sesión"),
}
