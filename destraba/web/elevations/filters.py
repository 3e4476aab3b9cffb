from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import WAITING_ABOVE, ElevationState
from destraba.mesas.models.elevation import ANSWERED

STATES = {
    "": (_("sin respuesta"), WAITING_ABOVE),
    "preparacion": (_("en preparación"), [ElevationState.PREPARED]),
    "respondidas": (_("respondidas"), ANSWERED),
    "todas": (_("todas"), ElevationState.values),
}


class ElevationFilter(forms.Form):
    estado = forms.ChoiceField(
        label=_("Estado"),
        required=False,
        choices=[(word, label) for word, (label, _states) in STATES.items()],
    )

    @property
    def asked(self):
        word = self.data.get("estado", "")
        return word if word in STATES else ""

    def apply(self, elevations):
        _label, states = STATES[self.asked]
        found = elevations.filter(state__in=states)
        return found.order_by("-pk") if self.asked == "respondidas" else found.oldest_first()

    def kept(self):
        return {"estado": self.asked} if self.asked else {}
