from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import IsicSection, MesaKind
from destraba.mesas.models import Mesa
from destraba.people.models import Territory
from destraba.web.forms import SeveralField, Words
from destraba.web.known import KnownOrganization


class CandidateForm(forms.Form):
    name = forms.CharField(
        label=_("Cómo se llama"),
        max_length=200,
        help_text=_("El sector, la cadena de valor, el factor o el territorio."),
    )
    kind = forms.ChoiceField(
        label=_("Tipo"), required=False, choices=[("", _("aún no se sabe")), *MesaKind.choices]
    )
    scope = Words(
        _("Qué abarcaría y qué no"),
        required=False,
        help_text=_(
            "Tan amplio como se pueda, y tan estrecho que sus miembros compartan los detalles: "
            "las mismas normas, los mismos cuellos de botella. Después puede acotarse."
        ),
    )
    sections = forms.MultipleChoiceField(
        label=_("Actividades económicas"),
        required=False,
        choices=[(code, f"{code} · {label}") for code, label in IsicSection.choices],
        widget=forms.SelectMultiple({"size": 6}),
        help_text=_("Secciones CIIU (Rev. 4). Varias con Ctrl o manteniendo presionado."),
    )
    territories = SeveralField(
        Territory.objects.only("name"),
        label=_("Territorios"),
        required=False,
        widget=forms.SelectMultiple({"size": 4}),
        help_text=_("Ninguno, si es de todo el país."),
    )
    asked_by = KnownOrganization(
        label=_("Quién la pide"),
        required=False,
        help_text=_("Sigla o nombre, como está en el directorio."),
    )
    asked_in_words = Words(_("Con qué palabras la pide"), rows=2, required=False)
    existing_tables = Words(
        _("Otras mesas que ya se ocupan de esto"),
        rows=2,
        required=False,
        help_text=_("Comisiones, mesas técnicas, de diálogo o regionales. No duplique ninguna."),
    )
    no_existing_tables = forms.BooleanField(
        label=_("Se buscó, y no hay ninguna otra mesa"), required=False
    )

    def clean(self):
        asked = super().clean()
        if asked.get("existing_tables") and asked.get("no_existing_tables"):
            self.add_error("no_existing_tables", _("Nombró alguna: quite esta marca o esas mesas."))
        return asked


class RestateForm(CandidateForm):
    why = Words(_("Por qué cambia"), help_text=_("Lo que decía antes se conserva, con la razón."))


class ReasonForm(forms.Form):
    why = Words("")

    def __init__(self, *args, ask, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].label = ask


class ChoiceForm(forms.Form):
    name = forms.CharField(
        label=_("Nombre de la mesa"), max_length=200, help_text=_("«Mesa Ejecutiva Forestal».")
    )
    decider = forms.CharField(
        label=_("Quién lo decide"), max_length=160, help_text=_("Su nombre o su cargo.")
    )
    why = Words(
        _("Por qué esta, y por qué ahora"),
        rows=4,
        help_text=_("La comparación informa; la razón la da una persona y queda guardada."),
    )

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Mesa.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Ya hay una mesa con ese nombre."))
        return name
