from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import AppointmentRole, Body, MesaKind, SeatKind
from destraba.mesas.models import Mesa, Problem
from destraba.mesas.models.programme import FORTNIGHT
from destraba.people.models import Person
from destraba.web.field.forms import SectionsField, TerritoriesField
from destraba.web.forms import DayField, Words
from destraba.web.known import KnownOrganization
from destraba.web.rewriting import Rewriting


class MesaForm(forms.Form):
    name = forms.CharField(
        label=_("Nombre"), max_length=200, help_text=_("«Mesa Ejecutiva Forestal».")
    )
    kind = forms.ChoiceField(label=_("Tipo"), choices=MesaKind)
    parent = forms.ModelChoiceField(
        Mesa.objects.none(),
        label=_("De qué mesa depende"),
        required=False,
        empty_label=_("de ninguna"),
        help_text=_("Una mesa territorial eleva a la mesa nacional de su sector."),
    )
    territories = TerritoriesField(
        required=False,
        widget=forms.SelectMultiple({"size": 6}),
        help_text=_("De una mesa territorial. Varios con Ctrl o manteniendo presionado."),
    )
    sections = SectionsField(
        required=False,
        widget=forms.SelectMultiple({"size": 6}),
        help_text=_("De una mesa territorial: secciones CIIU (Rev. 4)."),
    )
    articulator = forms.CharField(
        label=_("Quién la articula"),
        max_length=160,
        required=False,
        help_text=_("De una mesa territorial: nombre o correo, como está en el directorio."),
    )
    objective = Words(
        _("Objetivo de mediano plazo"),
        required=False,
        help_text=_("Siempre es preliminar: podrá cambiarlo, con su razón."),
    )
    scope = Words(_("Hasta dónde llega"), rows=2, required=False)
    cadence_days = forms.IntegerField(
        label=_("Días entre sesiones"),
        min_value=7,
        max_value=90,
        initial=FORTNIGHT,
        help_text=_("El método aconseja dos semanas al comienzo."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Mesa.objects.exclude(kind=MesaKind.TERRITORIAL)

    def clean_name(self):
        name = self.cleaned_data["name"]
        if Mesa.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("Ya hay una mesa con ese nombre."))
        return name

    def clean_articulator(self):
        text = self.cleaned_data["articulator"].strip()
        return _person_known_as(text) if text else None

    def clean(self):
        asked = super().clean()
        if asked.get("kind") == MesaKind.TERRITORIAL:
            self._must_have_bounds(asked)
        return asked

    def _must_have_bounds(self, asked):
        """A national mesa is not bounded in where nor how; a territorial one is (OIT §2f)."""
        words = {
            "parent": _("Diga a qué mesa nacional eleva lo que no resuelve."),
            "territories": _("Diga en qué territorio trabaja."),
            "sections": _("Diga en qué actividades trabaja."),
        }
        for name, missing in words.items():
            if not asked.get(name) and name not in self.errors:
                self.add_error(name, missing)


class ObjectiveForm(Rewriting):
    objective = Words(_("Objetivo de mediano plazo"), rows=4)
    why = Words(_("Por qué cambia"), help_text=_("La razón queda en la historia de la mesa."))


class SeatForm(forms.Form):
    organization = KnownOrganization(
        offered="known",
        label=_("Organización"),
        help_text=_("Sigla o nombre, como está en el directorio."),
    )
    body = forms.ChoiceField(label=_("En qué cuerpo"), choices=Body)
    kind = forms.ChoiceField(label=_("Permanencia"), choices=SeatKind)
    problem = forms.ModelChoiceField(
        Problem.objects.none(),
        label=_("Para qué problema"),
        required=False,
        empty_label=_("ninguno en particular"),
    )
    label = forms.CharField(
        label=_("Dirección o área"),
        required=False,
        max_length=120,
        help_text=_("Cuando una organización tiene más de un asiento: «dirección de control»."),
    )
    since_on = DayField(label=_("Desde"))

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["problem"].queryset = Problem.objects.filter(mesa=mesa).alive()

    def clean(self):
        asked = super().clean()
        if asked.get("kind") == SeatKind.FOR_PROBLEM and not asked.get("problem"):
            self.add_error("problem", _("Diga para qué problema se le invita."))
        return asked


class AppointmentForm(forms.Form):
    person = forms.CharField(
        label=_("Persona"),
        max_length=160,
        help_text=_("Nombre o correo, como está en el directorio."),
        widget=forms.TextInput({"list": "known", "autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Como"), choices=AppointmentRole)
    since_on = DayField(label=_("Desde"))

    def clean_person(self):
        return _person_known_as(self.cleaned_data["person"].strip())


def _person_known_as(text):
    found = Person.objects.named(text) | Person.objects.filter(email__iexact=text)
    people = list(found.order_by("pk")[:2])
    if not people:
        raise forms.ValidationError(
            _("«%(text)s» no está en el directorio: regístrela primero."), params={"text": text}
        )
    if len(people) > 1:
        raise forms.ValidationError(_("Hay más de una persona con ese nombre: dé su correo."))
    return people[0]


class VacancyForm(forms.Form):
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("Quién deja el asiento"), empty_label=_("elija…")
    )
    on = DayField(label=_("Último día"))
    why = Words(_("Por qué"))

    def __init__(self, *args, seat, **kwargs):
        super().__init__(*args, **kwargs)
        current = seat.appointments.current().values("person")
        self.fields["person"].queryset = Person.objects.filter(pk__in=current)


class WithdrawalForm(forms.Form):
    on = DayField(label=_("Último día"))
    why = Words(_("Por qué deja la mesa"))
