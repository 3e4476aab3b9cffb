import zoneinfo

from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.people.models import Organization


class ProgrammeForm(forms.Form):
    name = forms.CharField(label=_("Nombre del programa"), max_length=160)
    country = forms.RegexField(
        "^[A-Za-z]{2}$",
        label=_("País"),
        required=False,
        max_length=2,
        help_text=_("Dos letras, ISO 3166-1: PE, CL, CO…"),
        error_messages={"invalid": _("Son dos letras: PE, CL, CO…")},
    )
    convener = forms.ModelChoiceField(
        Organization.objects.filter(constituency="government"),
        label=_("Quién convoca"),
        required=False,
        empty_label=_("no se ha dicho"),
    )
    convener_title = forms.CharField(
        label=_("Cargo de quien convoca"), required=False, max_length=160
    )
    cadence_days = forms.IntegerField(
        label=_("Cada cuántos días se reúne una mesa"), min_value=1, max_value=365
    )
    week_hours = forms.IntegerField(
        label=_("Horas de una semana de trabajo"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("De quien es exclusivo del equipo dedicado: con ellas se cuenta cuánto cabe."),
    )
    time_zone = forms.CharField(
        label=_("Zona horaria"), max_length=60, help_text=_("Como «America/Lima».")
    )
    letterhead = forms.CharField(
        label=_("Membrete de los documentos"),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )

    def clean_country(self):
        return self.cleaned_data["country"].upper()

    def clean_time_zone(self):
        """One that this machine knows; never a path."""
        zone = self.cleaned_data["time_zone"]
        if zone not in zoneinfo.available_timezones():
            raise forms.ValidationError(
                _("«%(zone)s» no es una zona horaria: pruebe «America/Lima»."),
                params={"zone": zone},
            )
        return zone
