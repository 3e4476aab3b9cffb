from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import ConvenerPower
from destraba.web.forms import DayField, LinkField, lines, not_to_come


class DecisionForm(forms.Form):
    decider = forms.CharField(
        label=_("Quién la tomó"),
        max_length=160,
        help_text=_("Su nombre o su cargo: «Ministra de Producción»."),
    )
    decided_on = DayField(label=_("Cuándo"), validators=[not_to_come])
    norm = forms.CharField(
        label=_("Norma que la respalda"),
        required=False,
        max_length=200,
        help_text=_("Como se cita: «Decreto Supremo 014-2026»."),
    )
    norm_url = LinkField(_("Enlace a la norma"))
    powers = forms.MultipleChoiceField(
        label=_("Con qué poderes cuenta"),
        required=False,
        choices=ConvenerPower,
        widget=forms.CheckboxSelectMultiple,
    )
    words = forms.CharField(
        label=_("Qué se decidió, con sus palabras"),
        required=False,
        max_length=5000,
        widget=lines(4),
    )
    why = forms.CharField(label=_("Por qué"), max_length=2000, widget=lines(3))


class SkipForm(forms.Form):
    why = forms.CharField(
        label=_("Por qué se salta"),
        max_length=2000,
        widget=lines(3),
        help_text=_("Queda junto al paso, con su nombre y la fecha de hoy."),
    )
