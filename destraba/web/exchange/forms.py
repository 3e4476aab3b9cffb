from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.web.forms import UploadField


class UploadForm(forms.Form):
    file = UploadField(
        label=_("Archivo del programa"),
        help_text=_("YAML o JSON, hasta 10 MB. Para uno más grande, la orden «destraba import»."),
        widget=forms.FileInput({"accept": ".yaml,.yml,.json,application/json"}),
    )
