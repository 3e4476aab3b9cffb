from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Archivo del programa"),
        help_text=_("YAML o JSON, hasta 10 MB. Para uno más grande, la orden «destraba import»."),
        widget=forms.FileInput({"accept": ".yaml,.yml,.json,application/json"}),
        error_messages={"empty": _("El archivo está vacío.")},
    )
