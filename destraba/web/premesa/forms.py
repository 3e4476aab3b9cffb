from django import forms
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from destraba.kit.ref import new_ref
from destraba.kit.vocabulary import (
    Constituency,
    DecentWorkDeficit,
    DecisionKind,
    ExcludedGroup,
    MeetingKind,
)
from destraba.mesas.models import Meeting
from destraba.web.forms import DayField, lines, not_to_come
from destraba.web.known import KnownOrganization

LONGEST = 4000
MOST_SAID = 40


def _several(label, choices):
    return forms.MultipleChoiceField(
        label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
    )


class NoteForm(forms.Form):
    """Who spoke, and what the team takes along from the conversation."""

    ref = forms.SlugField(max_length=60, required=False, widget=forms.HiddenInput)
    organization = KnownOrganization(
        label=_("De qué organización"),
        required=False,
        help_text=_("Sigla o nombre, como está en el directorio."),
        error_messages={
            "unknown": _(
                "«%(text)s» no está en el directorio. Bórrela de aquí, anote quién habló con sus "
                "palabras y elija su sector; podrá registrarla después."
            )
        },
    )
    speaker = forms.CharField(
        label=_("Quién habló"),
        max_length=160,
        required=False,
        help_text=_("Su nombre, o quién es: «una costurera de taller»."),
    )
    constituency = forms.ChoiceField(
        label=_("De qué sector, si no está en el directorio"),
        required=False,
        choices=Constituency,
        widget=forms.RadioSelect,
    )
    groups = _several(_("Habla por un grupo que suele quedar fuera"), ExcludedGroup)
    deficits = _several(_("Déficits de trabajo decente que toca"), DecentWorkDeficit)
    solutions = forms.CharField(
        label=_("Soluciones posibles"), required=False, max_length=LONGEST, widget=lines(2)
    )
    could_sit = forms.CharField(
        label=_("Quién podría sentarse en la mesa"),
        required=False,
        max_length=LONGEST,
        widget=lines(2),
    )
    liaison = forms.CharField(label=_("Quién sería el enlace"), max_length=200, required=False)
    authority = forms.CharField(
        label=_("Quién tiene el poder formal de decidir"),
        max_length=200,
        required=False,
        help_text=_("Puede no ser el enlace."),
    )
    heard_on = DayField(label=_("Día"), validators=[not_to_come])
    place = forms.CharField(label=_("Lugar"), max_length=160, required=False)
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("En qué encuentro de premesa"),
        required=False,
        empty_label=_("en ninguno: fue aparte"),
    )

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, **kwargs)
        held = mesa.meetings.filter(kind=MeetingKind.PREMESA)
        self.fields["meeting"].queryset = held

    def clean_ref(self):
        return self.cleaned_data["ref"] or new_ref()

    def clean(self):
        told = super().clean()
        if told.get("organization") or "organization" in self.errors:
            return told
        if not told.get("speaker"):
            words = _("Diga quién habló: una organización del directorio, o en palabras.")
            self.add_error("speaker", words)
        elif not told.get("constituency"):
            self.add_error("constituency", _("Diga de qué sector es: así se cuenta su voz."))
        return told


class SaidForm(forms.Form):
    """One thing that was said."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Qué dijo, en sus palabras"), required=False, max_length=LONGEST, widget=lines(3)
    )
    cause = forms.CharField(
        label=_("Por qué cree que pasa"), required=False, max_length=LONGEST, widget=lines(2)
    )

    def clean(self):
        told = super().clean()
        if told.get("cause") and not told.get("text"):
            self.add_error("text", _("Anotó la causa: diga también qué dijo."))
        return told


SaidForms = formset_factory(
    SaidForm, extra=0, max_num=MOST_SAID, absolute_max=MOST_SAID + 1, validate_max=True
)


class ReasonForm(forms.Form):
    why = forms.CharField(label=_("Por qué se retira"), max_length=2000, widget=lines(2))


class GroupForm(forms.Form):
    """What to call it, or the problem that it is already."""

    title = forms.CharField(
        label=_("El problema, en una frase"),
        max_length=200,
        required=False,
        error_messages={"required": _("Dé un título al problema.")},
    )
    problem = forms.TypedChoiceField(
        label=_("o es uno que ya está"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args, problems, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(each.pk, each.title) for each in problems]
        # A title, or one of those that are there; of none, a title.
        self.fields["title"].required = not known
        self.fields["problem"].choices = [("", _("no, es nuevo")), *known]


class DiagnosisForm(forms.Form):
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Diagnóstico y estrategia"),
        max_length=100_000,
        help_text=_(
            "Con marcas sencillas: «## » abre un título, «- » un punto de lista, "
            "**dos asteriscos** dan negrita."
        ),
        widget=lines(28),
    )


class VerdictForm(forms.Form):
    """By whom, when and why; the rest is advice."""

    kind = forms.ChoiceField(
        label=_("Qué se decidió"),
        choices=[
            (DecisionKind.GO, DecisionKind.GO.label),
            (DecisionKind.NO_GO, DecisionKind.NO_GO.label),
        ],
        widget=forms.RadioSelect,
    )
    decider = forms.CharField(
        label=_("Quién lo decidió"), max_length=160, help_text=_("Su nombre o su cargo.")
    )
    decided_on = DayField(label=_("Qué día"), validators=[not_to_come])
    why = forms.CharField(label=_("Por qué"), max_length=5000, widget=lines(4))
