from django import forms
from django.utils.translation import gettext_lazy as _

from destraba.kit.ref import new_ref
from destraba.kit.vocabulary import Inducement, InterventionLevel, MesaKind, ReferralState
from destraba.mesas.models import Commitment, Mesa, Problem, Referral
from destraba.web.forms import DayField, NamedChoiceField, SeveralField, Words, not_gone

# What each level is, where one chooses it (OIT §2f).
LEVELS = [
    (InterventionLevel.FIRST, _("Primer nivel: se resuelve aquí, entre quienes están")),
    (InterventionLevel.SECOND, _("Segundo nivel: se ejecuta aquí, pero hace falta un empuje")),
    (InterventionLevel.THIRD, _("Tercer nivel: lo deben ejecutar entidades nacionales")),
]
UP = ("asked", "wanted_by", "consulted", "contact", "to")
ASKED_OF = {
    InterventionLevel.FIRST: ("solver",),
    InterventionLevel.SECOND: ("executor", "inducement", *UP),
    InterventionLevel.THIRD: ("bodies", *UP),
}


class LevelForm(forms.Form):
    """Of which level it is; each level asks for its own, and the server for what it needs."""

    ref = forms.SlugField(max_length=60, widget=forms.HiddenInput)
    level = forms.ChoiceField(
        label=_("¿Quién puede resolverlo?"), choices=LEVELS, widget=forms.RadioSelect
    )
    why = Words(_("Por qué"), help_text=_("Qué se intentó, o qué falta para resolverlo aquí."))
    solver = forms.CharField(
        label=_("Quién lo resuelve aquí"),
        max_length=300,
        help_text=_("Una empresa tractora con sus proveedores, la municipalidad, una cooperativa…"),
    )
    executor = forms.CharField(
        label=_("Qué entidad de aquí debe ejecutarlo"),
        max_length=300,
        widget=forms.TextInput({"list": "organizations"}),
    )
    inducement = forms.ChoiceField(
        label=_("Qué se espera de la mesa nacional"),
        choices=[("", _("elija…")), *Inducement.choices],
    )
    bodies = forms.CharField(
        label=_("A qué entidades nacionales les toca"),
        max_length=300,
        widget=forms.TextInput({"list": "organizations"}),
    )
    asked = Words(_("Qué se pide, en una frase que se pueda contestar"))
    wanted_by = DayField(label=_("Para cuándo"), validators=[not_gone])
    consulted = Words(
        _("A quién se consultó"),
        rows=2,
        help_text=_("Trabajadores y empleadores de aquí incluidos."),
    )
    contact = forms.CharField(
        label=_("Con quién hablar"), max_length=200, help_text=_("Nombre y teléfono.")
    )
    to = NamedChoiceField(
        Mesa.objects.none(), label=_("A qué mesa nacional"), empty_label=_("elija…")
    )

    def __init__(self, *args, problem, **kwargs):
        super().__init__(*args, **kwargs)
        nationals = Mesa.objects.active().exclude(kind=MesaKind.TERRITORIAL)
        self.fields["to"].queryset = nationals.exclude(pk=problem.mesa_id)
        for name in {name for names in ASKED_OF.values() for name in names}:
            # Asked of some levels only: the browser must not insist on the others.
            self.fields[name].required, self.fields[name].is_asked = False, True

    @classmethod
    def begun(cls, problem, person):
        """What is known before she types anything."""
        last = problem.levels.last()
        return {
            "ref": new_ref(),
            "level": problem.level,
            "why": last.words if last else "",
            "solver": last.solver if last else "",
            "to": problem.mesa.parent_id,
            "contact": " · ".join(filter(None, [person.name, person.phone])),
            **cls.said(problem),
        }

    @classmethod
    def said(cls, problem):
        """What went up and came back, to be said otherwise."""
        back = problem.referrals.filter(state=ReferralState.RETURNED).last()
        if back is None:
            return {}
        names = ("why", "executor", "inducement", "asked", "consulted", "contact")
        told = {name: getattr(back, name) for name in names}
        return {**told, "bodies": back.executor, "to": back.to_id}

    def clean(self):
        told = self.cleaned_data
        level = told.get("level")
        for name, field in self.fields.items():
            is_asked = name in ASKED_OF.get(level, ())
            if is_asked and not told.get(name) and name not in self.errors:
                self.add_error(name, field.error_messages["required"])
            if not is_asked and name not in ("ref", "level", "why"):
                self.errors.pop(name, None)
        return told

    @property
    def stays(self):
        return self.cleaned_data["level"] == InterventionLevel.FIRST

    @property
    def asking(self):
        """What goes up, in the words of a `Referral`."""
        told = self.cleaned_data
        is_second = told["level"] == InterventionLevel.SECOND
        names = ("ref", "level", "why", *UP)
        return {
            **{name: told[name] for name in names},
            "executor": told["executor"] if is_second else told["bodies"],
            "inducement": told["inducement"] if is_second else "",
        }


class StepForm(forms.Form):
    """The words of a step, and how many there were on the page that it was taken from."""

    words = Words(_("Qué se responde"))
    since = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, ask="", must=True, **kwargs):
        super().__init__(*args, **kwargs)
        if ask:
            self.fields["words"].label = ask
        self.fields["words"].required = must


class AnswerForm(StepForm):
    is_partial = forms.BooleanField(
        label=_("Es solo una parte: lo demás sigue en nuestras manos"), required=False
    )


class SolutionForm(StepForm):
    who = forms.CharField(label=_("Quién lo hace"), max_length=200)
    starts_on = DayField(label=_("Desde cuándo"))
    commitments = SeveralField(
        Commitment.objects.none(),
        label=_("Compromisos de esta mesa que lo cumplen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Quienes esperan verán qué se prometió, quién y para cuándo."),
    )

    field_order = ("words", "who", "starts_on", "commitments", "since")

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        made = Commitment.objects.filter(problem=referral.national_problem_id)
        if referral.national_problem_id is None or not made.exists():
            del self.fields["commitments"]
        else:
            self.fields["commitments"].queryset = made.by_urgency()
        if referral.is_second:
            self.fields["words"].label = _("Qué se indujo: qué presupuesto, instrucción o arreglo")
            self.fields["who"].label = _("Quién ejecuta allá")
            self.fields["starts_on"].label = _("Qué día comienza quien ejecuta allá")
        else:
            self.fields["words"].label = _("Qué se hará, o qué se hizo")


class AcceptanceForm(StepForm):
    problem = forms.ModelChoiceField(
        Problem.objects.none(),
        label=_("En qué problema de esta mesa"),
        required=False,
        empty_label=_("uno nuevo, con las palabras que llegaron"),
    )
    also = SeveralField(
        Referral.objects.none(),
        label=_("También lo piden, y se unen al mismo problema"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Cada mesa seguirá esperando su propia respuesta."),
    )

    field_order = ("problem", "also", "words", "since")

    def __init__(self, *args, problems, others, alike, **kwargs):
        super().__init__(*args, ask=_("Qué hará la mesa con esto"), **kwargs)
        self.fields["problem"].queryset = problems
        self.fields["problem"].is_asked = True
        likest = {each.pk for each in alike}
        if not others.exists():
            del self.fields["also"]
            return
        also = self.fields["also"]
        also.queryset = others
        also.label_from_instance = lambda each: (
            (_("%(mesa)s: %(about)s (se parece)") if each.pk in likest else "%(mesa)s: %(about)s")
            % {"mesa": each.mesa.name, "about": each.title}
        )
