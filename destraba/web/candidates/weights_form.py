from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.mesas.models.programme import HEAVIEST

from .criteria import ASKED


class WeightsForm(forms.Form):
    """A whole number from 0 to 5 for each criterion, and why."""

    why = forms.CharField(
        label=_("Por qué pesan así"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("La razón queda en la historia del programa."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for asked in ASKED:
            self.fields[asked.code] = forms.IntegerField(
                label=asked.label.capitalize(), min_value=0, max_value=HEAVIEST
            )
        self.order_fields([*[asked.code for asked in ASKED], "why"])

    @property
    def weights(self):
        return [self[asked.code] for asked in ASKED]

    def told(self):
        asked = dict(self.cleaned_data)
        return asked, asked.pop("why")
