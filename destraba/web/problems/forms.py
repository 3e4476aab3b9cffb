from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import CoordinationFailure, EntityRole, Pace, ProblemKind
from destraba.people.models import Organization, Person
from destraba.web.forms import OnceField, lines
from destraba.web.known import KnownOrganization
from destraba.web.rewriting import Rewriting


class Telling(forms.Form):
    """What a problem says of itself."""

    title = forms.CharField(
        label=_("El problema, en una frase"),
        max_length=200,
        help_text=_("Qué traba, a quién y cuánto: «El registro de plantaciones tarda 90 días»."),
    )
    statement = forms.CharField(
        label=_("Por qué importa"), required=False, max_length=5000, widget=lines(4)
    )
    pace = forms.ChoiceField(
        label=_("Ritmo"),
        required=False,
        choices=[("", _("aún no se sabe")), *Pace.choices],
    )
    failures = forms.MultipleChoiceField(
        label=_("Qué coordinación falla"),
        required=False,
        choices=CoordinationFailure,
        widget=forms.CheckboxSelectMultiple,
    )


class ProblemForm(Telling):
    ref = OnceField()
    kind = forms.ChoiceField(label=_("Tipo"), choices=ProblemKind, initial=ProblemKind.BOTTLENECK)


class WordingForm(Rewriting, Telling):
    why = forms.CharField(label=_("Por qué cambia"), max_length=2000, widget=lines(3))


class StepForm(forms.Form):
    why = forms.CharField(max_length=2000, widget=lines(3))

    def __init__(self, *args, ask, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].label = ask


class NameForm(forms.Form):
    name = forms.CharField(label=_("Cómo lo llaman"), max_length=200)
    organization = forms.ModelChoiceField(
        Organization.objects.none(),
        label=_("Quién lo llama así"),
        required=False,
        empty_label=_("varios"),
    )

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = _seated(mesa)


class EntityForm(forms.Form):
    """An entity's part: who links and who has the formal power may differ (OIT §3c)."""

    organization = KnownOrganization(
        label=_("Entidad"), help_text=_("Sigla o nombre, como está en el directorio.")
    )
    role = forms.ChoiceField(label=_("Qué parte tiene"), choices=EntityRole)
    liaison = forms.ModelChoiceField(
        Person.objects.none(), label=_("Enlace"), required=False, empty_label=_("sin enlace")
    )
    authority = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Quién tiene la competencia formal"),
        required=False,
        empty_label=_("no se ha dicho"),
    )
    authority_to_find = forms.BooleanField(
        label=_("La autoridad competente está por encontrar"), required=False
    )

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(appointments__seat__mesa=mesa).distinct()
        self.fields["liaison"].queryset = people
        self.fields["authority"].queryset = people


class ReleaseForm(forms.Form):
    why = forms.CharField(label=_("Por qué ya no tiene parte"), max_length=2000, widget=lines(3))


def _seated(mesa):
    return Organization.objects.filter(seats__mesa=mesa).distinct()
