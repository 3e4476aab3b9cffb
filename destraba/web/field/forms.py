from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.ref import new_ref
from destraba.kit.vocabulary import FieldCourse, IsicSection, MesaKind
from destraba.mesas.models import Mesa, Problem
from destraba.people.models import Territory
from destraba.web.forms import DayField, NamedChoiceField, SeveralField, Words, not_to_come
from destraba.web.known import KnownOrganization

# As many are chosen by a touch; more, from a list.
FEW = 60


class FieldNoteForm(forms.Form):
    """One touch says how it goes; the words, the day and with whom are hers to add."""

    ref = forms.SlugField(max_length=60, required=False, widget=forms.HiddenInput)
    course = forms.ChoiceField(choices=FieldCourse, required=False)
    text = Words(_("Qué vio o qué le dijeron"), rows=1, required=False)
    organization = KnownOrganization(
        label=_("Con quién habló"),
        required=False,
        help_text=_("Sigla o nombre, como está en el directorio."),
        error_messages={
            "unknown": _("«%(text)s» no está en el directorio: escríbalo en sus palabras, arriba.")
        },
    )
    noted_on = DayField(label=_("Qué día"), validators=[not_to_come])

    def clean_ref(self):
        return self.cleaned_data["ref"] or new_ref()


class LooseNoteForm(FieldNoteForm):
    """About a problem of the mesa, or about nothing that is followed yet."""

    problem = forms.ModelChoiceField(
        Problem.objects.none(),
        label=_("Sobre qué problema"),
        required=False,
        empty_label=_("ninguno en particular"),
    )

    field_order = ("ref", "course", "text", "problem", "organization", "noted_on")

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["problem"].queryset = Problem.objects.filter(mesa=mesa).alive().order_by("pk")
        self.fields["text"].widget.attrs["rows"] = 3
        self.fields["text"].is_asked = True


class TerritoriesField(SeveralField):
    """Places by name and code: «Selva Norte (XA-NO)»."""

    def __init__(self, **kwargs):
        super().__init__(
            Territory.objects.order_by("code"),
            label=_("En qué territorio"),
            error_messages={"required": _("Diga en qué territorio trabaja.")},
            **kwargs,
        )

    def label_from_instance(self, territory):
        return f"{territory.name} ({territory.code})"


class SectionsField(forms.MultipleChoiceField):
    def __init__(self, **kwargs):
        super().__init__(
            label=_("En qué actividades"),
            choices=[(code, f"{code} · {label}") for code, label in IsicSection.choices],
            error_messages={"required": _("Diga en qué actividades trabaja.")},
            **kwargs,
        )


class BoundsForm(forms.Form):
    """Where a territorial mesa works, on what, and to which it sends up what is beyond it."""

    parent = NamedChoiceField(
        Mesa.objects.none(), label=_("De qué mesa depende"), empty_label=_("elija…")
    )
    also_under = SeveralField(
        Mesa.objects.none(),
        label=_("A qué otras mesas nacionales sirve"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    territories = TerritoriesField(widget=forms.CheckboxSelectMultiple)
    sections = SectionsField(widget=forms.CheckboxSelectMultiple)
    why = Words(_("Por qué cambia"), rows=2, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        national = Mesa.objects.exclude(kind=MesaKind.TERRITORIAL)
        self.fields["parent"].queryset = national.order_by("name")
        others = national.exclude(pk=self.initial["parent"])
        self.fields["also_under"].queryset = others.order_by("name")
        self.has_few = Territory.objects.count() <= FEW
        if not self.has_few:
            self.fields["territories"].widget = forms.SelectMultiple({"size": 10})
            self.fields["territories"].widget.choices = self.fields["territories"].choices


class KeepForm(forms.Form):
    why = Words(
        _("Por qué se queda en la mesa territorial"),
        help_text=_("La entidad puede resolverlo aquí: quién lo hace y con qué poder."),
    )


class EntrustingForm(forms.Form):
    to = NamedChoiceField(
        Mesa.objects.none(), label=_("A qué mesa territorial"), empty_label=_("elija…")
    )
    why = Words(
        _("Qué se espera que sigan allí"),
        help_text=_("Lo leerá quien articula esa mesa: qué mirar, a quién preguntar."),
    )

    def __init__(self, *args, mesas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = mesas


class TakingBackForm(forms.Form):
    why = Words(_("Por qué ya no se sigue allí"))
