from django import forms
from django.utils.translation import gettext_lazy as _


class MomentInput(forms.DateTimeInput):
    """The browser's own picker of a day and an hour."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class ClosingForm(forms.Form):
    next_at = forms.DateTimeField(
        label=_("Próxima sesión"),
        required=False,
        widget=MomentInput,
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


class CorrectionForm(forms.Form):
    why = forms.CharField(
        label=_("Qué se corrige y por qué"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )
