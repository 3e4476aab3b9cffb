from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import TeamCriterion, TeamRole
from destraba.people.models import Person
from destraba.web.forms import DayField, lines, not_to_come
from destraba.web.known import KnownOrganization


class Part(forms.Form):
    """What somebody is in the team, and how much of her time is for it."""

    role = forms.ChoiceField(label=_("Qué parte tiene"), choices=TeamRole)
    share_percent = forms.IntegerField(
        label=_("Cuánto de su tiempo, en %"),
        min_value=1,
        max_value=100,
        initial=100,
        help_text=_("100 es dedicación exclusiva, lo ideal. Con menos, la mesa es su prioridad."),
    )
    direct_line = forms.CharField(
        label=_("Línea directa"),
        required=False,
        max_length=160,
        help_text=_("De quien lidera: a quién llega sin intermediarios."),
    )


class JoiningForm(Part):
    name = forms.CharField(
        label=_("Quién"),
        max_length=160,
        help_text=_("Como está en el directorio."),
        widget=forms.TextInput({"list": "known"}),
    )
    since_on = DayField(label=_("Desde qué día"))
    coordinates = forms.BooleanField(
        label=_("Coordina: puede trabajar en todas las mesas mientras esté en el equipo"),
        required=False,
    )
    field_order = ["name", "role", "share_percent", "direct_line", "since_on", "coordinates"]

    def __init__(self, *args, may_coordinate, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_coordinate:
            # Nobody gives a power that is not her own.
            del self.fields["coordinates"]

    def clean_name(self):
        """The one person of that name."""
        text = self.cleaned_data["name"]
        found = list(Person.objects.named(text)[:2])
        if len(found) == 1:
            self.person = found[0]
            return text
        words = (
            _("Hay más de una persona con ese nombre: distíngalas en el directorio.")
            if found
            else _("«%(text)s» no está en el directorio: regístrela primero.")
        )
        raise forms.ValidationError(words, params={"text": text})


class DedicationForm(Part):
    why = forms.CharField(label=_("Por qué cambia"), max_length=2000, widget=lines(3))


class DeclarationForm(forms.Form):
    has_interest = forms.TypedChoiceField(
        label=_("Qué declara"),
        choices=[
            ("no", _("No tengo interés en ninguna organización de las mesas que conduzco")),
            ("yes", _("Tengo un interés, y lo digo")),
        ],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    organization = KnownOrganization(
        offered="",
        label=_("En qué organización"),
        required=False,
        help_text=_("Sigla o nombre, como está en el directorio."),
        error_messages={
            "unknown": _("«%(text)s» no está en el directorio: dígalo con sus palabras, abajo.")
        },
    )
    words = forms.CharField(
        label=_("En qué consiste, con sus palabras"),
        required=False,
        max_length=2000,
        widget=lines(3),
    )
    on = DayField(label=_("Con qué fecha"), validators=[not_to_come])


class LeavingForm(forms.Form):
    on = DayField(label=_("Su último día en el equipo"))
    why = forms.CharField(label=_("Por qué"), max_length=2000, widget=lines(3))


# What may be asked, criterion by criterion: to talk, not to rate.
QUESTIONS = {
    TeamCriterion.MANAGEMENT: _("¿Qué ha movido dentro del Estado, y cómo lo logró?"),
    TeamCriterion.MINDSET: _("¿Cuándo hizo algo que «siempre se hizo de otra manera»?"),
    TeamCriterion.ETHICS: _("¿Quién puede hablar de su trabajo, de todos los lados?"),
    TeamCriterion.SKILLS: _("¿Cómo llevó un conflicto largo? ¿Qué dicen quienes estuvieron?"),
    TeamCriterion.TRIPARTISM: _("¿Con qué gremios y sindicatos ha trabajado, y qué aprendió?"),
}


class ConversationForm(forms.Form):
    """A box of words for each criterion; none is asked for."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for code, label in TeamCriterion.choices:
            self.fields[code] = forms.CharField(
                label=str(label).capitalize(),
                required=False,
                max_length=3000,
                widget=lines(3),
                help_text=QUESTIONS[TeamCriterion(code)],
            )
