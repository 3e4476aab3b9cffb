import datetime

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from destraba.kit.lessons import BudgetAdvice, ReviewOutcome
from destraba.kit.partial_date import validate as validate_partial_date
from destraba.kit.quantity import DECIMALS, DIGITS
from destraba.kit.vocabulary import Instrument, OptionState, Stage, Verdict
from destraba.mesas.models import Norm, Option
from destraba.people.models import Organization
from destraba.web.forms import DayField, LinkField, OnceField, Words, lines, not_to_come
from destraba.web.known import KnownOrganization
from destraba.web.rewriting import Rewriting

REVIEWS = 3


def _figure(label, **more):
    widget = forms.NumberInput({"step": "any", "inputmode": "decimal"})
    return forms.DecimalField(
        label=label, max_digits=DIGITS, decimal_places=DECIMALS, widget=widget, **more
    )


class ReusedField(forms.ModelChoiceField):
    """A solution that some mesa already chose, told with the problem that it was for."""

    def __init__(self):
        label, help_text = _("Se toma de otra que ya se usó"), _("De esta mesa o de otra que ve.")
        super().__init__(
            Option.objects.none(),
            label=label,
            required=False,
            empty_label=_("no, es nueva"),
            help_text=help_text,
        )

    def label_from_instance(self, option):
        return f"{option.title} ({option.problem.title})"


class OptionForm(forms.Form):
    title = forms.CharField(
        label=_("Qué se propone, en una frase"),
        max_length=200,
        help_text=_("«Certificar la planta y no cada lote»."),
    )
    text = forms.CharField(
        label=_("Cómo funcionaría"), required=False, max_length=5000, widget=lines(4)
    )
    proposer = KnownOrganization(
        label=_("Quién la propone"),
        required=False,
        help_text=_("Sigla o nombre, como está en el directorio."),
    )
    instrument = forms.ChoiceField(
        label=_("Qué ofrece el Estado con ella"),
        required=False,
        choices=[
            ("", _("aún no se sabe")),
            *((each.value, f"{each.number}. {each.label}") for each in Instrument),
        ],
        help_text=_("La 13 es la excepción: para elegirla hacen falta sus resguardos."),
    )
    metric = forms.CharField(
        label=_("Qué se espera que cambie"),
        required=False,
        max_length=160,
        help_text=_("«Mediana de días para registrar una plantación»."),
    )
    value_from = _figure(_("De"), required=False)
    value_to = _figure(_("A"), required=False)
    unit = forms.CharField(
        label=_("Se mide en"), required=False, max_length=40, help_text=_("Días, m³, soles…")
    )
    expected_on = DayField(label=_("Para cuándo"), required=False)
    cost = forms.CharField(label=_("Qué cuesta"), required=False, max_length=2000, widget=lines(2))
    amount = forms.IntegerField(
        label=_("Cuánto, en la moneda del país"), required=False, min_value=0, max_value=10**15
    )
    payer = KnownOrganization(label=_("Quién paga"), required=False)
    due_stage = forms.ChoiceField(
        label=_("A qué etapa debe llegar ahora"),
        required=False,
        choices=[("", _("sin decir")), *Stage.choices[1:]],
        help_text=_("Sale en «Próximos 30 días» de las normas."),
    )
    due_on = DayField(label=_("Para qué día"), required=False)
    reuses = ReusedField()
    adapted = Words(
        _("Qué adaptó de ella"),
        rows=2,
        max_length=3000,
        required=False,
        help_text=_("Lo que aquí es distinto: el lugar, quién la hace, con qué reglas."),
    )

    def __init__(self, *args, person, problem, **kwargs):
        super().__init__(*args, **kwargs)
        used = Option.objects.visible_to(person).exclude(problem=problem)
        used = used.filter(state__in=[OptionState.CHOSEN, OptionState.REPLACED])
        self.fields["reuses"].queryset = used.select_related("problem").order_by("title", "pk")


class ProposalForm(OptionForm):
    ref = OnceField()


class WordingForm(Rewriting, OptionForm):
    why = forms.CharField(label=_("Por qué cambia"), max_length=2000, widget=lines(3))


class WhyForm(forms.Form):
    why = forms.CharField(max_length=2000, widget=lines(3))

    def __init__(self, *args, ask, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["why"].label = ask


class Reviewed(forms.Form):
    """The days on which somebody looks whether it is worth its cost: always room for one more."""

    def __init__(self, *args, reviews=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.places = max(REVIEWS, len(reviews) + 1)
        for place in range(self.places):
            self.fields[f"review_{place + 1}"] = DayField(
                label=_("Revisión %s") % (place + 1),
                required=False,
                initial=reviews[place] if place < len(reviews) else None,
            )

    def reviews(self):
        told = {self.cleaned_data.get(f"review_{place + 1}") for place in range(self.places)}
        return sorted(day.isoformat() for day in told if day)


class GuardrailsForm(Reviewed):
    """What is missing is said by the domain, not by the form: nothing typed is lost."""

    ends_on = DayField(label=_("Cuándo termina"), required=False)
    complements = forms.CharField(
        label=_("Qué bienes públicos la acompañan"),
        required=False,
        max_length=3000,
        widget=lines(3),
        help_text=_("Nunca va sola: laboratorio, capacitación, información, obra…"),
    )
    fiscal_cost = forms.CharField(
        label=_("Cuánto le cuesta al fisco"), required=False, max_length=2000, widget=lines(2)
    )
    benefit = forms.CharField(
        label=_("Qué beneficio se espera"), required=False, max_length=2000, widget=lines(2)
    )

    def __init__(self, *args, option, **kwargs):
        super().__init__(*args, reviews=option.reviews, **kwargs)
        for name in ("ends_on", "complements", "fiscal_cost", "benefit"):
            self.fields[name].initial = getattr(option, name)
        if option.is_chosen:
            # When it ends is changed by a renewal alone.
            del self.fields["ends_on"]

    def guardrails(self):
        names = ("ends_on", "complements", "fiscal_cost", "benefit")
        told = {name: self.cleaned_data[name] for name in names if name in self.fields}
        return {**told, "review_on": self.reviews()}


class ExemptionChoiceForm(GuardrailsForm):
    """Here none of them is optional."""

    why = forms.CharField(label=_("Por qué esta"), max_length=2000, widget=lines(3))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.order_fields(["why", "ends_on"])
        for name in ("ends_on", "complements", "fiscal_cost", "benefit", "review_1"):
            if name in self.fields:
                self.fields[name].is_asked = True


class RenewalForm(Reviewed):
    ends_on = DayField(label=_("Hasta cuándo sigue"))
    why = forms.CharField(label=_("Por qué se renueva"), max_length=2000, widget=lines(3))


class ReviewForm(forms.Form):
    """What is missing is said by the domain, not by the form: nothing typed is lost."""

    due_on = forms.TypedChoiceField(
        label=_("Qué revisión es"),
        required=False,
        coerce=datetime.date.fromisoformat,
        empty_value=None,
    )
    held_on = DayField(label=_("Qué día se hizo"), validators=[not_to_come])
    cost = Words(_("Cuánto ha costado hasta ahora"), rows=2, max_length=2000, required=False)
    benefit = Words(_("Qué beneficio ha dado hasta ahora"), rows=2, max_length=2000, required=False)
    found_in = forms.CharField(
        label=_("De dónde salen los datos"),
        required=False,
        max_length=300,
        help_text=_("«Gasto tributario 2026, cuadro 4; planilla del ministerio de trabajo»."),
    )
    outcome = forms.ChoiceField(
        label=_("Qué se decide"), choices=ReviewOutcome, widget=forms.RadioSelect
    )
    why = Words(_("Por qué"), rows=3, max_length=2000, required=False)

    def __init__(self, *args, option, **kwargs):
        super().__init__(*args, **kwargs)
        # Sent twice, the second time it is of one that is held.
        sent, open_ = self.data.get("due_on"), option.unheld()
        days = [day for day in option.reviews if day in open_ or day.isoformat() == sent]
        planned = [(day.isoformat(), date_format(day)) for day in days]
        self.fields["due_on"].choices = [*planned, ("", _("una que no estaba prevista"))]
        for name in ("due_on", "cost", "benefit", "found_in", "why"):
            self.fields[name].is_asked = True


class NormForm(forms.Form):
    kind = forms.CharField(
        label=_("Tipo de norma"),
        max_length=80,
        help_text=_("Como lo llama el país: «decreto supremo», «resolución»…"),
        widget=forms.TextInput({"list": "norm-kinds"}),
    )
    number = forms.CharField(label=_("Número"), required=False, max_length=80)
    title = forms.CharField(label=_("Título"), required=False, max_length=300)
    dated = forms.CharField(
        label=_("Fecha"),
        required=False,
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("2026-11-26, 2026-11 o 2026: lo que se sepa."),
    )
    issuer = forms.CharField(
        label=_("Quién la dicta"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"list": "organizations"}),
        help_text=_("Del directorio si está; si no, en palabras."),
    )
    link = LinkField(_("Dónde se lee"))

    def told(self):
        """As the verbs take it: who issued it is of the directory, or else words."""
        data = {name: self.cleaned_data[name] for name in NormForm.base_fields if name != "issuer"}
        issuer = self.cleaned_data["issuer"]
        body = Organization.objects.known_as(issuer).first() if issuer else None
        return {**data, "body": body, "body_name": "" if body else issuer}


class NormCorrectionForm(Rewriting, NormForm):
    why = forms.CharField(label=_("Por qué se corrige"), max_length=2000, widget=lines(2))


class NewNormForm(NormForm):
    """The norm with which a stage is reached, if there is one and it is not noted yet."""

    prefix = "norma"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].required = False

    def is_told(self):
        return any(self.cleaned_data.values())


class StageForm(forms.Form):
    stage = forms.ChoiceField(label=_("A qué etapa llegó"))
    on = DayField(label=_("Qué día"), validators=[not_to_come])
    words = forms.CharField(label=_("Qué pasó"), required=False, max_length=2000, widget=lines(3))
    evidence = forms.CharField(
        label=_("Cómo se sabe"),
        required=False,
        max_length=2000,
        widget=lines(2),
        help_text=_("Sin esto, «en operación» no cuenta todavía como resuelto."),
    )
    link = LinkField(_("Dónde se ve"))
    norm = forms.ModelChoiceField(
        Norm.objects.none(), label=_("Norma"), required=False, empty_label=_("ninguna")
    )

    def __init__(self, *args, option, **kwargs):
        super().__init__(*args, **kwargs)
        here = Stage(option.stage).rank
        ahead = [(each.value, each.label) for each in Stage if each.rank > here]
        if option.lacks_proof:
            ahead.insert(0, (Stage.IN_OPERATION, _("sigue en operación: ya se sabe cómo")))
        self.fields["stage"].choices = ahead
        self.fields["norm"].queryset = Norm.objects.filter(mesa=option.problem.mesa_id)


class StepBackForm(forms.Form):
    stage = forms.ChoiceField(label=_("A qué etapa volvió"))
    on = DayField(label=_("Qué día"), validators=[not_to_come])
    why = forms.CharField(label=_("Por qué"), max_length=2000, widget=lines(3))

    def __init__(self, *args, option, **kwargs):
        super().__init__(*args, **kwargs)
        here = Stage(option.stage).rank
        behind = [(each.value, each.label) for each in Stage if each.rank < here]
        self.fields["stage"].choices = behind


class TrialForm(forms.Form):
    ref = OnceField()
    text = forms.CharField(label=_("Qué se prueba"), max_length=3000, widget=lines(3))
    place = forms.CharField(label=_("Dónde"), required=False, max_length=200)
    since_on = DayField(label=_("Desde cuándo"), validators=[not_to_come])
    until_on = DayField(label=_("Hasta cuándo"), required=False)


class MeasurementForm(forms.Form):
    on = DayField(label=_("Qué día se midió"), validators=[not_to_come])
    value = _figure(_("Cuánto"))
    unit = forms.CharField(label=_("En qué"), required=False, max_length=40)
    metric = forms.CharField(label=_("Qué se midió"), required=False, max_length=160)
    n = forms.IntegerField(
        label=_("De cuántos casos"), required=False, min_value=0, max_value=2_147_483_647
    )
    found_in = forms.CharField(label=_("De dónde sale el dato"), required=False, max_length=300)
    words = forms.CharField(
        label=_("Lo que conviene saber"), required=False, max_length=2000, widget=lines(2)
    )


class VerdictForm(forms.Form):
    verdict = forms.ChoiceField(label=_("Veredicto"), choices=Verdict, widget=forms.RadioSelect)
    why = forms.CharField(label=_("Por qué: qué enseñó"), max_length=3000, widget=lines(4))
    until_on = DayField(label=_("Hasta qué día se probó"), validators=[not_to_come])
    budget = forms.ChoiceField(
        label=_("Qué recomienda para el presupuesto"),
        required=False,
        choices=[("", _("nada por ahora")), *BudgetAdvice.choices],
    )
    budget_why = Words(_("Por qué lo recomienda"), rows=2, max_length=2000, required=False)
