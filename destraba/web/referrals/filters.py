from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import WAITING_FOR_A_MESA, ReferralState
from destraba.web.forms import FixedChoiceField

ENDED = [state for state in ReferralState.values if state not in WAITING_FOR_A_MESA]
STATES = {
    "": (_("sin respuesta"), WAITING_FOR_A_MESA),
    "respondidas": (_("respondidas"), ENDED),
    "todas": (_("todas"), ReferralState.values),
}


class TrayFilter(forms.Form):
    estado = FixedChoiceField(
        label=_("Estado"),
        required=False,
        choices=[(word, label) for word, (label, _states) in STATES.items()],
    )

    @property
    def asked(self):
        word = self.data.get("estado", "")
        return word if word in STATES else ""

    def apply(self, referrals):
        _label, states = STATES[self.asked]
        found = referrals.filter(state__in=states)
        return found.order_by("-pk") if self.asked == "respondidas" else found.oldest_first()

    def kept(self):
        return {"estado": self.asked} if self.asked else {}
