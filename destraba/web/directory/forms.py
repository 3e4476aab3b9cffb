from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import Constituency, ExcludedGroup, OrganizationLevel
from destraba.people.models import Organization, Territory
from destraba.web.forms import DayField


class NameForm(forms.Form):
    name = forms.CharField(label=_("Nombre"), max_length=200)
    acronym = forms.CharField(label=_("Sigla"), max_length=40, required=False)


class OrganizationForm(NameForm):
    constituency = forms.ChoiceField(label=_("Sector"), choices=Constituency)
    level = forms.ChoiceField(label=_("Nivel"), choices=OrganizationLevel)
    parent = forms.ModelChoiceField(
        Organization.objects.all(),
        label=_("Depende de"),
        required=False,
        empty_label=_("de ninguna"),
    )
    territory = forms.ModelChoiceField(
        Territory.objects.all(),
        label=_("Territorio"),
        required=False,
        empty_label=_("todo el país"),
    )
    groups = forms.MultipleChoiceField(
        label=_("Grupos que suelen quedar fuera y que representa"),
        required=False,
        choices=ExcludedGroup,
        widget=forms.CheckboxSelectMultiple,
    )
    is_anchor = forms.BooleanField(label=_("Es empresa tractora"), required=False)
    note = forms.CharField(
        label=_("Nota"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class RenamingForm(NameForm):
    on = DayField(label=_("Desde cuándo se llama así"))
    why = forms.CharField(
        label=_("Por qué cambió"),
        max_length=500,
        help_text=_(
            "La norma o el hecho: los documentos anteriores conservan el nombre de entonces."
        ),
    )


class PersonForm(forms.Form):
    name = forms.CharField(label=_("Nombre completo"), max_length=160)
    email = forms.EmailField(label=_("Correo"), required=False)
    phone = forms.CharField(label=_("Teléfono"), required=False, max_length=40)


class PostForm(PersonForm):
    """A person, known by her e-mail or new, and what she is in the organisation."""

    title = forms.CharField(label=_("Cargo"), max_length=160)
    since_on = DayField(label=_("Desde"), required=False)
