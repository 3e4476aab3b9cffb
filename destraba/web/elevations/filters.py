from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import ANSWERED_ABOVE, WAITING_ABOVE, ElevationState
from destraba.web.forms import FixedChoiceField
from destraba.web.numbers import whole

STATES = {
    "": (_("sin respuesta"), WAITING_ABOVE),
    "preparacion": (_("en preparación"), [ElevationState.PREPARED]),
    "respondidas": (_("respondidas"), ANSWERED_ABOVE),
    "todas": (_("todas"), ElevationState.values),
}


class ElevationFilter(forms.Form):
    estado = FixedChoiceField(
        label=_("Estado"),
        required=False,
        choices=[(word, label) for word, (label, _states) in STATES.items()],
    )

    mesa = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def mesa_asked(self):
        return whole(self.data.get("mesa", ""))

    @property
    def asked(self):
        word = self.data.get("estado", "")
        return word if word in STATES else ""

    def apply(self, elevations):
        _label, states = STATES[self.asked]
        found = elevations.filter(state__in=states)
        if self.mesa_asked is not None:
            found = found.filter(mesa=self.mesa_asked)
        return found.order_by("-pk") if self.asked == "respondidas" else found.oldest_first()

    def kept(self):
        told = {"estado": self.asked, "mesa": self.mesa_asked}
        return {name: value for name, value in told.items() if value}
