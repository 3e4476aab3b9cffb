from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import GuidelineState
from destraba.mesas.models import Mesa
from destraba.mesas.models.guideline import OPEN
from destraba.web.forms import FixedChoiceField, NamedChoiceField
from destraba.web.numbers import whole

STATES = {
    "": (_("sin retorno"), OPEN),
    "sin-respuesta": (_("sin respuesta de la mesa"), [GuidelineState.WAITING]),
    "cerrados": (_("con su retorno"), [GuidelineState.RETURNED, GuidelineState.DECLINED]),
    "todos": (_("todos"), GuidelineState.values),
}


class GuidelineFilter(forms.Form):
    estado = FixedChoiceField(
        label=_("Estado"),
        required=False,
        choices=[(word, label) for word, (label, _states) in STATES.items()],
    )
    mesa = NamedChoiceField(
        Mesa.objects.none(), label=_("Mesa"), required=False, empty_label=_("todas")
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mesa"].queryset = Mesa.objects.visible_to(person).order_by("name")

    @property
    def asked(self):
        word = self.data.get("estado", "")
        return word if word in STATES else ""

    @property
    def mesa_asked(self):
        return whole(self.data.get("mesa", ""))

    def apply(self, guidelines):
        _label, states = STATES[self.asked]
        found = guidelines.filter(state__in=states)
        found = found.filter(mesa=self.mesa_asked) if self.mesa_asked is not None else found
        return found.order_by("-pk") if self.asked == "cerrados" else found.wanted_first()

    def kept(self):
        told = {"estado": self.asked, "mesa": self.mesa_asked}
        return {name: value for name, value in told.items() if value}
