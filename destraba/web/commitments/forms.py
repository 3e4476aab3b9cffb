from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import AppointmentRole, Body, Certainty
from destraba.mesas.models import Appointment, Problem, Seat
from destraba.people.models import Organization, Person
from destraba.web.forms import (
    DayField,
    LinkField,
    OnceField,
    UploadField,
    Words,
    not_gone,
    not_to_come,
)
from destraba.web.rewriting import Rewriting


class Reason(Words):
    """Why: kept in the history, in the person's own words."""

    def __init__(self, label, **kwargs):
        super().__init__(label, max_length=2000, **kwargs)


class FulfilmentForm(forms.Form):
    evidence = Reason(
        _("Cómo se sabe que se cumplió"),
        help_text=_("La norma, el oficio, lo que se ve en el terreno."),
    )
    on = DayField(label=_("Cuándo se cumplió"), validators=[not_to_come])
    link = LinkField(_("Enlace"))
    upload = UploadField(label=_("Archivo"), required=False)


class ExtensionForm(forms.Form):
    due_on = DayField(label=_("Nueva fecha"), validators=[not_gone])
    certainty = forms.ChoiceField(
        label=_("Certeza"), choices=Certainty, initial=Certainty.DETERMINED
    )
    reason = Reason(_("Por qué se necesita otra fecha"))


class WithdrawalForm(forms.Form):
    reason = Reason(_("Por qué se retira"))


class ReopeningForm(forms.Form):
    why = Reason(_("Por qué se reabre"))


class WordingForm(Rewriting):
    promise = forms.CharField(label=_("Qué se promete"), max_length=300)
    why = Reason(_("Por qué se reformula"))


class OfMesa(forms.Form):
    """Offers the organisations, people and team of one mesa."""

    responsible = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Responde"), empty_label=_("elija…")
    )
    contact = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Persona de contacto"),
        required=False,
        empty_label=_("quien ocupa el asiento"),
    )
    follower = forms.ModelChoiceField(
        Person.objects.none(), label=_("Da seguimiento"), empty_label=_("elija…")
    )

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, **kwargs)
        seats = Seat.objects.filter(mesa=mesa).current()
        people = Appointment.objects.current().filter(seat__in=seats)
        team = people.filter(seat__body=Body.DEDICATED_TEAM)
        articulators = people.filter(role=AppointmentRole.ARTICULATOR)
        self.fields["responsible"].queryset = Organization.objects.filter(
            pk__in=seats.values("organization")
        )
        self.fields["contact"].queryset = Person.objects.filter(pk__in=people.values("person"))
        self.fields["follower"].queryset = Person.objects.filter(
            pk__in=(team | articulators).values("person")
        )


class ReassignmentForm(OfMesa, Rewriting):
    why = Reason(_("Por qué cambia"))


class CommitmentForm(OfMesa):
    field_order = ("promise", "responsible", "contact", "due_on", "certainty", "follower")

    ref = OnceField()
    promise = forms.CharField(
        label=_("Qué se promete"),
        max_length=300,
        help_text=_("Un verbo y algo que se pueda comprobar: «Publicar la directiva única»."),
    )
    due_on = DayField(label=_("Para cuándo"))
    certainty = forms.ChoiceField(
        label=_("Certeza de la fecha"),
        choices=Certainty,
        initial=Certainty.DETERMINED,
        help_text=_("Por fijar: ese día se acuerda la fecha."),
    )
    problem = forms.ModelChoiceField(
        Problem.objects.none(),
        label=_("Problema"),
        required=False,
        empty_label=_("ninguno en particular"),
    )

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, mesa=mesa, **kwargs)
        self.fields["problem"].queryset = Problem.objects.filter(mesa=mesa).alive()
