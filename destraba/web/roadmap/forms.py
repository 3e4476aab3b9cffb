from django import forms
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import DecentWorkDeficit, MeetingState, Pace, ProductivityPillar, Room
from destraba.mesas.models import Meeting, Problem
from destraba.mesas.models.change_space import SIDES, TOLD, unexplained_in
from destraba.mesas.models.roadmap import Chosen
from destraba.web.forms import DayField, SeveralField, Words, not_to_come

LATEST = 12
ROOMS = [("", _("no se ha dicho")), *Room.choices]
SIDE_NAMES = {
    "authority": _("Autoridad: ¿quien puede decidir está dispuesto?"),
    "acceptance": _("Aceptación: ¿a quienes toca lo quieren?"),
    "ability": _("Capacidad: ¿hay gente, dinero y saber para hacerlo?"),
}


def words(label, *, rows=2, required=False, **kwargs):
    return Words(label, rows=rows, required=required, **kwargs)


class ChangeSpaceForm(forms.Form):
    """The three sides, each with its reason."""

    authority = forms.ChoiceField(label=SIDE_NAMES["authority"], choices=ROOMS, required=False)
    authority_why = words(_("Por qué"))
    acceptance = forms.ChoiceField(label=SIDE_NAMES["acceptance"], choices=ROOMS, required=False)
    acceptance_why = words(_("Por qué"))
    ability = forms.ChoiceField(label=SIDE_NAMES["ability"], choices=ROOMS, required=False)
    ability_why = words(_("Por qué"))

    def clean(self):
        told = super().clean()
        for side in SIDES:
            if unexplained_in(
                {side: told.get(side, ""), f"{side}_why": told.get(f"{side}_why", "")}
            ):
                self.add_error(f"{side}_why", _("Diga por qué hay ese espacio."))
        return told

    @property
    def has_wrong_sides(self):
        return any(room.errors or why.errors for room, why in self.sides)

    @property
    def rooms(self):
        """How much room each side says, in words, as far as it is said."""
        return [Room(said).label for room, _why in self.sides if (said := room.value()) in Room]

    @property
    def sides(self):
        """Each room beside its reason."""
        return [(self[side], self[f"{side}_why"]) for side in SIDES]

    def told(self):
        return {name: self.cleaned_data[name] for name in TOLD}


class TagsForm(forms.Form):
    """What solving it would move."""

    deficits = forms.MultipleChoiceField(
        label=_("Qué déficits de trabajo decente reduciría"),
        choices=DecentWorkDeficit,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    pillars = forms.MultipleChoiceField(
        label=_("Qué pilares de la productividad movería"),
        choices=ProductivityPillar,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ChosenForm(TagsForm, ChangeSpaceForm):
    """What is agreed of one of the chosen problems."""

    pace = forms.ChoiceField(
        label=_("A qué ritmo"),
        required=False,
        choices=[("", _("aún no se sabe")), *Pace.choices],
    )
    why = words(_("Por qué este"))
    next_step = forms.CharField(label=_("El siguiente paso"), max_length=300, required=False)

    def __init__(self, *args, problem, **kwargs):
        super().__init__(*args, **kwargs)
        self.problem = problem

    @property
    def moves(self):
        """What is ticked, in words."""
        ticked = [*(self["deficits"].value() or ()), *(self["pillars"].value() or ())]
        names = dict([*DecentWorkDeficit.choices, *ProductivityPillar.choices])
        return [names[code] for code in ticked if code in names]

    def chosen(self):
        told = self.cleaned_data
        plain = {name: told[name] for name in ("pace", "deficits", "pillars", "why", "next_step")}
        return Chosen(self.problem, change_space=self.told(), **plain)


class KeepingForm(forms.Form):
    """It was looked at, and nothing of it changes (R19)."""

    why = words(_("Por qué sigue siendo el plan"), rows=3, required=True)


class RoadmapForm(forms.Form):
    objective = words(
        _("Objetivo de mediano plazo"),
        rows=3,
        help_text=_("Hacia dónde va la mesa en unos años. Siempre es preliminar."),
    )
    problems = SeveralField(
        Problem.objects.none(),
        label=_("Por dónde se empieza"),
        error_messages={"required": _("Elija al menos un problema.")},
    )
    why = words(_("Por qué se empieza por estos"), required=True)
    why_wait = words(_("Por qué los demás esperan"), help_text=_("Lo leerá quien los propuso."))
    agreed_on = DayField(label=_("Qué día se acordó"), validators=[not_to_come])
    meeting = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("En qué sesión"),
        required=False,
        empty_label=_("fuera de una sesión"),
    )
    # The number of the one that is being revised.
    since = forms.IntegerField(min_value=0, required=False, widget=forms.HiddenInput)
    why_set_aside = words(
        _("Por qué se publica así"),
        help_text=_("Es un consejo del método: puede apartarse, y la razón queda escrita."),
    )

    def __init__(self, *args, mesa, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["problems"].queryset = mesa.problems.alive()
        held = mesa.meetings.exclude(state=MeetingState.CANCELLED).exclude(starts_at=None)
        latest = held.order_by(F("starts_at").desc()).values("pk")[:LATEST]
        self.fields["meeting"].queryset = Meeting.objects.filter(pk__in=latest)
