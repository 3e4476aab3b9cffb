import zoneinfo

from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.people.models import Organization

LONGEST_KIND, MOST_KINDS = 80, 60


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
    referral_days = forms.IntegerField(
        label=_("Días para decir algo a una mesa territorial que eleva"),
        required=False,
        min_value=1,
        max_value=365,
        help_text=_("Pasados, se le recuerda cada semana a quien conduce la mesa nacional."),
    )
    focus_slots = forms.IntegerField(
        label=_("Cuántos problemas en foco a la vez"),
        required=False,
        min_value=1,
        max_value=12,
        help_text=_("Por mesa. El método aconseja tres o cuatro."),
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

    norm_kinds = forms.CharField(
        label=_("Tipos de norma"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Uno por línea, como los llama el país. En blanco: los usuales del país."),
    )

    def clean_norm_kinds(self):
        """One a line, each once."""
        told = (line.strip() for line in self.cleaned_data["norm_kinds"].splitlines())
        kinds = list(dict.fromkeys(kind for kind in told if kind))
        if any(len(kind) > LONGEST_KIND for kind in kinds) or len(kinds) > MOST_KINDS:
            words = _("Hasta %(most)s tipos, cada uno de hasta %(long)s letras.")
            told = {"most": MOST_KINDS, "long": LONGEST_KIND}
            raise forms.ValidationError(words, params=told)
        return kinds

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
