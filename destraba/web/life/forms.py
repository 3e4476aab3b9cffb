from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import MesaEventKind
from destraba.mesas.models import Mesa
from destraba.mesas.models.living import AT_WORK
from destraba.web.forms import DayField, LinkField, Words, not_to_come
from destraba.web.known import KnownOrganization


class PastDay(DayField):
    """A day that has come."""

    default_validators = [*DayField.default_validators, not_to_come]


class Ceremony(forms.Form):
    """A day, and the signal that it was: where, before whom, by which norm (OIT §3d)."""

    on = PastDay(label=_("Qué día fue"))
    place = forms.CharField(label=_("Lugar"), max_length=200, required=False)
    authorities = Words(
        _("Autoridades presentes"),
        rows=2,
        required=False,
        help_text=_("Cuanto más alto el nivel, más fuerza da al equipo dedicado."),
    )
    norm = forms.CharField(
        label=_("Norma que la respalda"),
        max_length=200,
        required=False,
        help_text=_("«Resolución Ministerial 123-2026», si la hay."),
    )
    norm_url = LinkField(_("Enlace a la norma"))
    host = KnownOrganization(
        offered="known",
        label=_("Quién la aloja"),
        required=False,
        help_text=_("Sigla o nombre, como en el directorio."),
    )


class LaunchForm(Ceremony):
    why = Words(
        _("Por qué se lanza sin esa decisión"),
        required=False,
        help_text=_("Nada lo impide, pero la razón queda escrita con el lanzamiento."),
    )

    def __init__(self, *args, is_decided, **kwargs):
        super().__init__(*args, **kwargs)
        if is_decided:
            del self.fields["why"]


class RelaunchForm(Ceremony):
    convener = forms.CharField(
        label=_("Quién convoca ahora"),
        max_length=160,
        required=False,
        help_text=_("El cargo o el nombre de quien la respalda desde arriba."),
    )
    why = Words(_("Por qué se relanza"))
    field_order = ["on", "host", "convener", "why", "place", "authorities", "norm", "norm_url"]


class ScopeForm(forms.Form):
    way = forms.ChoiceField(
        label=_("Qué se hace"),
        choices=[
            (MesaEventKind.NARROWED, _("Acotarlo: menos asuntos, para llegar hasta el detalle")),
            (MesaEventKind.WIDENED, _("Ampliarlo: entran asuntos que antes no estaban")),
        ],
        widget=forms.RadioSelect,
    )
    scope = Words(
        _("Hasta dónde llega ahora"),
        help_text=_("Tan amplio como se pueda, tan acotado que sus miembros compartan detalles."),
    )
    why = Words(_("Por qué cambia"))
    on = PastDay(label=_("Desde cuándo"))


class SuspensionForm(forms.Form):
    why = Words(_("Por qué se suspende"), help_text=_("Quien la relance leerá esta razón."))
    on = PastDay(label=_("Desde cuándo"))


class MergerForm(forms.Form):
    other = forms.ModelChoiceField(
        Mesa.objects.none(), label=_("Con qué mesa se fusiona"), empty_label=_("elija…")
    )
    why = Words(_("Por qué se fusionan"), help_text=_("Se leerá en la historia de las dos."))
    on = PastDay(label=_("Desde cuándo"))

    def __init__(self, *args, mesa, person, **kwargs):
        super().__init__(*args, **kwargs)
        others = Mesa.objects.run_by(person).filter(state__in=AT_WORK)
        self.fields["other"].queryset = others.exclude(pk=mesa.pk)


class ClosureForm(forms.Form):
    balance = Words(
        _("Balance"),
        rows=8,
        help_text=_("Qué se logró, qué no, qué se aprendió y qué no conviene intentar otra vez."),
    )
    on = PastDay(label=_("Último día"))
