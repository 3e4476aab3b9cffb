from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.web.forms import MomentField


class ClosingForm(forms.Form):
    next_at = MomentField(
        label=_("Próxima sesión"),
        required=False,
        help_text=_("La que propone la cadencia de la mesa. Vacía: no se prevé ninguna."),
    )
    nothing_promised = forms.BooleanField(
        label=_("Nadie se comprometió a nada en esta sesión"), required=False
    )

    def __init__(self, *args, promised, planned, **kwargs):
        super().__init__(*args, **kwargs)
        if promised:
            del self.fields["nothing_promised"]
        if planned:
            del self.fields["next_at"]
