from allauth.account.forms import ResetPasswordForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from destraba.notifications.models import Mail


class ForgottenForm(ResetPasswordForm):
    """Whoever is only in the directory has forgotten nothing: the team invites her first."""

    def clean_email(self):
        email = super().clean_email()
        self.users = [person for person in self.users if person.has_usable_password()]
        return email


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Nombre completo"), max_length=160)
    phone = forms.CharField(label=_("Teléfono"), max_length=40, required=False)
    language = forms.ChoiceField(
        label=_("Idioma"),
        required=False,
        choices=[("", _("el del programa")), *settings.LANGUAGES],
    )
    mail = forms.ChoiceField(
        label=_("Qué correo quiere recibir"),
        choices=Mail,
        help_text=_("Todo sigue en su semana, reciba o no el correo."),
    )
