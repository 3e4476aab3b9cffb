"""The way up and back as a parcel with tracking: each stop, passed or to come."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from destraba.kit.vocabulary import ElevationState, ElevationTurn


@dataclass(frozen=True)
class Stop:
    label: str
    # "passed", "here" or "ahead".
    state: str


# From leaving to coming back; a return takes the place of a decision.
WAY = [
    (ElevationState.RAISED, ElevationTurn.RAISED),
    (ElevationState.RECEIVED, ElevationTurn.RECEIVED),
    (ElevationState.STUDIED, ElevationTurn.STUDIED),
    (ElevationState.SCHEDULED, ElevationTurn.SCHEDULED),
    (ElevationState.DECIDED, ElevationTurn.DECIDED),
]


def parcel_of(elevation, turns):
    """Its stops. A stop that was skipped is not drawn as passed: nobody says it happened."""
    happened = _since_it_stands_there(turns)
    last = ElevationState.RETURNED if elevation.state == ElevationState.RETURNED else None
    stops = [Stop(_("en preparación"), "here" if elevation.is_prepared else "passed")]
    for state, turn in WAY:
        is_end = state == ElevationState.DECIDED
        shown = last if is_end and last else state
        if elevation.state == shown:
            stops.append(Stop(str(ElevationState(shown).label), "here"))
        elif turn in happened:
            stops.append(Stop(str(ElevationState(state).label), "passed"))
        elif is_end or not (elevation.is_answered or _is_behind(state, elevation)):
            stops.append(Stop(_("respuesta") if is_end else str(state.label), "ahead"))
    return stops


def _is_behind(state, elevation):
    """It stands further on already: this stop was skipped, and is not to come."""
    way = [each for each, _turn in WAY]
    return elevation.state in way and way.index(state) < way.index(elevation.state)


def _since_it_stands_there(turns):
    """What happened on its present rung: each climb begins the reply anew."""
    kinds = set()
    for turn in turns:
        kinds = (
            {ElevationTurn.RAISED} if turn.kind == ElevationTurn.CLIMBED else kinds | {turn.kind}
        )
    return kinds
