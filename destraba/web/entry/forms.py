from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Nombre completo"), max_length=160)
    phone = forms.CharField(label=_("Teléfono"), max_length=40, required=False)
    language = forms.ChoiceField(
        label=_("Idioma"),
        required=False,
        choices=[("", _("el del programa")), *settings.LANGUAGES],
    )
