"""What should move and for whom, and the figures that show it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.partial_date import validate as validate_partial_date
from destraba.kit.quantity import DECIMALS, DIGITS
from destraba.kit.vocabulary import ExcludedGroup, Transition
from destraba.web.forms import Words
from destraba.web.rewriting import Rewriting
from destraba.web.roadmap.forms import TagsForm


class WeightForm(Rewriting, TagsForm):
    metric = forms.CharField(
        label=_("Qué cifra debería moverse"),
        required=False,
        max_length=160,
        help_text=_("«Mediana de días para el certificado». Una sola, la que mejor lo muestra."),
    )
    unit = forms.CharField(
        label=_("Se mide en"), required=False, max_length=40, help_text=_("Días, m³, soles…")
    )
    groups = forms.MultipleChoiceField(
        label=_("A qué grupos toca, de los que suelen quedar fuera"),
        choices=ExcludedGroup,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    transition = forms.ChoiceField(
        label=_("Ambiente y transición justa"),
        choices=[("", _("nadie lo ha dicho")), *Transition.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    transition_why = Words(_("Por qué, en una palabra"), rows=2, max_length=2000, required=False)

    field_order = ["metric", "unit", "deficits", "pillars", "groups", "transition"]

    def clean(self):
        told = super().clean()
        if told.get("transition") and not told.get("transition_why", "").strip():
            words = _("Diga por qué en una palabra, también si no viene al caso.")
            self.add_error("transition_why", words)
        if not told.get("transition"):
            told["transition_why"] = ""
        return told


class ReadingForm(forms.Form):
    value = forms.DecimalField(
        label=_("Cuánto"),
        max_digits=DIGITS,
        decimal_places=DECIMALS,
        widget=forms.NumberInput({"step": "any", "inputmode": "decimal"}),
    )
    on = forms.CharField(
        label=_("De cuándo es"),
        required=False,
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("2026-11-26, 2026-11 o 2026: lo que se sepa."),
    )
    n = forms.IntegerField(
        label=_("De cuántos casos"), required=False, min_value=0, max_value=2_147_483_647
    )
    found_in = forms.CharField(label=_("De dónde sale"), required=False, max_length=300)


class RemovalForm(forms.Form):
    why = Words(_("Qué estaba mal"), rows=2, max_length=2000)
