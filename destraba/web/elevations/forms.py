from django import forms
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from destraba.kit.vocabulary import AppointmentRole, Body, ElevationMotive, ElevationTurn, Ruling
from destraba.mesas.models import Appointment, Commitment, Programme, Promise, people_with_power
from destraba.people.models import Organization, Person, Post
from destraba.web.forms import DayField, SeveralField, Words, not_gone, not_to_come

# How many promises a decision may bring with it on one page; more are made afterwards.
PROMISES = 3


class AuthorityField(forms.ModelChoiceField):
    """Who can decide, with her office: the name alone says little to who must choose."""

    def __init__(self, *, label, **kwargs):
        kwargs.setdefault("empty_label", _("elija…"))
        super().__init__(Person.objects.none(), label=label, **kwargs)
        self.error_messages["invalid_choice"] = _(
            "No puede decidirlo: no convoca el programa ni es del alto nivel de esta mesa."
        )

    def of(self, mesa, *, on):
        posts = Post.objects.current(on=on).latest_first()
        people = people_with_power(mesa, on=on).order_by("name_key")
        self.queryset = people.prefetch_related(Prefetch("posts", posts, to_attr="offices"))

    def label_from_instance(self, person):
        titles = [post.title for post in person.offices if post.title]
        return ", ".join([person.name, *titles[:1]])


class ElevationForm(forms.Form):
    """The exact decision, of whom, by when; who was asked before, and what it costs (OIT §2a)."""

    asked = Words(
        _("La decisión exacta que se pide"),
        help_text=_("Que se pueda contestar sí o no: «Que el registro lo lleve una sola entidad»."),
        error_messages={
            "required": _("Escriba la decisión exacta: sin ella nadie podría contestar.")
        },
    )
    asked_of = AuthorityField(
        label=_("A quién se pide"),
        help_text=_("Quien convoca, o quien ocupa un asiento del cuerpo de alto nivel."),
    )
    rung = forms.TypedChoiceField(
        label=_("A qué peldaño sube"),
        coerce=int,
        initial=0,
        help_text=_("El más bajo que pueda decidirlo; si no responde, se sube al siguiente."),
    )
    wanted_by = DayField(label=_("Para cuándo"), validators=[not_gone])
    motive = forms.ChoiceField(
        label=_("Por qué sube"), choices=[("", _("elija…")), *ElevationMotive.choices]
    )
    options = Words(
        _("Opciones, con sus argumentos"),
        required=False,
        help_text=_("Una por línea: qué, a favor, en contra."),
    )
    consulted_workers = Words(
        _("Qué opinan los trabajadores"),
        rows=2,
        required=False,
        help_text=_("Si nadie les preguntó, la ayuda memoria lo dirá."),
    )
    consulted_employers = Words(_("Qué opinan los empleadores"), rows=2, required=False)
    consulted_others = Words(_("A quién más se consultó"), rows=2, required=False)
    cost = Words(_("Cuánto cuesta y quién lo pagaría"), rows=2, required=False)

    def __init__(self, *args, mesa, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_of"].of(mesa, on=today)
        ladder = Programme.current().ladder
        self.fields["rung"].choices = [(n, rung["name"]) for n, rung in enumerate(ladder)]


class WordingForm(ElevationForm):
    why = Words(_("Por qué cambia"), rows=2)


class WarningForm(forms.Form):
    words = Words(
        _("Qué quiere decirles"),
        required=False,
        help_text=_("Por qué sube y qué se espera; lo leerán antes de que suba."),
    )


class BriefForm(forms.Form):
    text = forms.CharField(
        label=_("Ayuda memoria"),
        max_length=20_000,
        widget=forms.Textarea({"rows": 28, "spellcheck": "true"}),
        help_text=_("Una o dos páginas. «##» abre un título; «-» un punto; «**así**» en negrita."),
    )
    base = forms.IntegerField(widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    words = Words(_("Qué se responde"))

    def __init__(self, *args, ask, must, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["words"].label = ask
        self.fields["words"].required = must


class ClimbForm(forms.Form):
    why = Words(_("Por qué sube"))
    # Where it stood when the page was asked for: sent twice, it climbs one rung.
    since = forms.IntegerField(required=False, widget=forms.HiddenInput)
    asked_of = AuthorityField(
        label=_("Quién decide en ese peldaño"),
        required=False,
        empty_label=_("la misma persona"),
    )

    def __init__(self, *args, mesa, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["asked_of"].of(mesa, on=today)


class DecisionForm(forms.Form):
    ruling = forms.ChoiceField(label=_("Qué clase de decisión es"), choices=Ruling)
    words = Words(_("Qué se decidió"), help_text=_("Quienes la elevaron leerán estas palabras."))
    amount = forms.CharField(
        label=_("Cuánto"),
        max_length=80,
        required=False,
        help_text=_("Si es presupuesto: el monto y de qué año."),
    )
    norm = forms.CharField(label=_("Norma"), max_length=200, required=False)
    decider = AuthorityField(label=_("Quién decidió"))
    decided_on = DayField(label=_("Cuándo"), validators=[not_to_come])
    made = SeveralField(
        Commitment.objects.none(),
        label=_("Compromisos ya anotados que salen de esta decisión"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, elevation, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decider"].of(elevation.mesa, on=today)
        noted = Commitment.objects.filter(problem=elevation.about, made_on__gte=elevation.raised_on)
        if elevation.about is None or not noted.exists():
            del self.fields["made"]
        else:
            self.fields["made"].queryset = noted.exclude(pk=elevation.commitment_id)


LACKS = {
    "promise": _("Diga qué se hará."),
    "responsible": _("Diga qué organización lo hará."),
    "due_on": _("Diga para cuándo."),
    "follower": _("Diga quién da seguimiento."),
}


class PromiseForm(forms.Form):
    """What the decision makes somebody below commit to; a line left empty is none."""

    promise = forms.CharField(label=_("Qué se hará"), max_length=300, required=False)
    responsible = forms.ModelChoiceField(
        Organization.objects.none(), label=_("Quién"), required=False, empty_label=_("elija…")
    )
    due_on = DayField(label=_("Para cuándo"), required=False, validators=[not_gone])
    follower = forms.ModelChoiceField(
        Person.objects.none(), label=_("Da seguimiento"), required=False, empty_label=_("elija…")
    )

    def __init__(self, *args, organizations, followers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["responsible"].queryset = organizations
        self.fields["follower"].queryset = followers
        for field in self.fields.values():
            # Asked once the line is begun.
            field.is_asked = True

    def clean(self):
        told = {name: value for name, value in self.cleaned_data.items() if value}
        if told.get("promise") or told.get("responsible") or told.get("due_on"):
            for name, words in LACKS.items():
                if name not in told and name not in self.errors:
                    self.add_error(name, words)
        return self.cleaned_data

    @property
    def told(self):
        data = getattr(self, "cleaned_data", {})
        return Promise(**data) if data.get("promise") else None


def promise_forms(data, elevation, *, by):
    """A few lines for the promises of a decision, of the organisations and team of this mesa."""
    mesa = elevation.mesa
    seated = Appointment.objects.current().filter(seat__mesa=mesa)
    team = seated.filter(seat__body=Body.DEDICATED_TEAM)
    articulators = seated.filter(role=AppointmentRole.ARTICULATOR)
    organizations = Organization.objects.filter(seats__mesa=mesa).distinct()
    followers = Person.objects.filter(pk__in=(team | articulators).values("person"))
    initial = {"follower": _likely(followers, elevation, by)}
    return [
        PromiseForm(
            data,
            prefix=f"p{number}",
            initial=initial,
            organizations=organizations,
            followers=followers,
        )
        for number in range(PROMISES)
    ]


def _likely(followers, elevation, by):
    """Who follows what is decided: who writes it down, or who sent it up."""
    known = set(followers.values_list("pk", flat=True))
    raised = elevation.turns.filter(kind=ElevationTurn.RAISED).values_list("by", flat=True)
    return next((pk for pk in [by.pk, *raised] if pk in known), None)
