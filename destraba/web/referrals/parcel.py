"""What was handed up as a parcel with tracking: where it is, and whose turn it is."""

from django.utils.translation import gettext as _

from destraba.kit.vocabulary import ReferralState
from destraba.kit.vocabulary import ReferralTurn as Kind
from destraba.web.elevations.parcel import Stop

CLOSED = (ReferralState.ANSWERED, ReferralState.SOLVED, ReferralState.RETURNED)


def parcel_of(referral, turns):
    """Its stops. A stop that was skipped is not drawn as passed: nobody says it happened."""
    happened = {turn.kind for turn in turns}
    is_closed = referral.state in CLOSED
    stops = [_stop(_("enviada"), referral.state == ReferralState.SENT, is_passed=True)]
    ahead = []
    for label, state, kinds in (
        (_("recibida"), ReferralState.RECEIVED, {Kind.RECEIVED, Kind.PARTLY}),
        (_("aceptada"), ReferralState.ACCEPTED, {Kind.ACCEPTED}),
    ):
        is_here, is_passed = referral.state == state, bool(kinds & happened)
        if is_here or is_passed:
            stops, ahead = [*stops, _stop(label, is_here, is_passed=is_passed)], []
        elif not is_closed:
            ahead.append(_stop(label, False, is_passed=False))
    if referral.is_turn_below:
        stops.append(Stop(_("piden saber más"), "here"))
    label = referral.get_state_display() if is_closed else _("respuesta")
    return [*stops, *ahead, _stop(label, is_closed, is_passed=False)]


def _stop(label, is_here, *, is_passed):
    return Stop(str(label), "here" if is_here else "passed" if is_passed else "ahead")


def turn_words(referral, *, below, above):
    """Whose turn it is, said to whom it may be."""
    if not referral.is_waiting:
        return ""
    if referral.is_turn_below:
        return (
            _("Es su turno: la mesa nacional pide saber más")
            if below
            else _("Le toca a la mesa territorial: se le pidió saber más")
        )
    if above:
        return _("Es su turno: decir algo a quienes esperan")
    return _("Le toca a la mesa nacional")
