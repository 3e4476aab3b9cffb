from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.mesas.models import FigureSnapshot
from destraba.web.forms import OnceField, Words


class SnapshotForm(forms.Form):
    title = forms.CharField(label=_("Cómo se llama"), max_length=120)
    note = Words(
        _("Para qué se toma"),
        required=False,
        help_text=_("Por ejemplo: «Para el informe de noviembre»."),
    )
    ref = OnceField()


class WithdrawalForm(forms.Form):
    why = Words(_("Por qué deja de estar publicado"), max_length=2000)


class OtherForm(forms.Form):
    """With which other snapshot it is compared."""

    con = forms.ModelChoiceField(
        FigureSnapshot.objects.none(), label=_("Comparar con"), empty_label=None
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["con"].queryset = others
