"""A solution is proposed, worded, chosen, set aside, brought back; it climbs, or steps back."""

from django.utils.translation import gettext as _

from destraba.kit.vocabulary import Verdict
from destraba.mesas.models import Option, Trial
from destraba.web.forms import refusals_in

from . import forms
from .asking import ask, back_to, either, option_of, problem_of


@either
def propose(request, problem):
    found = problem_of(request, problem)
    form = forms.ProposalForm(request.POST or None, person=request.user, problem=found)
    if form.is_valid():
        with refusals_in(form):
            told = {**form.cleaned_data, "by": request.user, "at": request.now}
            option = Option.propose(found, **told)
            return back_to(request, option, _said_of(option))
    return ask(request, form, _("Proponer una solución"), found, done=_("Proponerla"), suggest=True)


def _said_of(option):
    if option.is_exemption:
        return _("Propuesta. Para elegirla harán falta sus resguardos.")
    return _("Propuesta: compite con las demás.")


@either
def reword(request, problem, pk):
    option = option_of(request, problem, pk)
    initial = {name: getattr(option, name) for name in forms.OptionForm.base_fields}
    told = {"person": request.user, "problem": option.problem}
    form = forms.WordingForm(request.POST or None, initial=initial, **told)
    if form.is_valid():
        with refusals_in(form):
            option.reword(by=request.user, at=request.now, **form.cleaned_data)
            return back_to(request, option, _("Precisada; lo que decía antes se conserva."))
    title = _("Precisar la solución")
    return ask(
        request, form, title, option.problem, lead=option.title, done=_("Guardar"), suggest=True
    )


@either
def choose(request, problem, pk):
    option = option_of(request, problem, pk)
    form = _choice_form(request, option)
    if form.is_valid():
        guardrails = form.guardrails() if option.is_exemption else None
        with refusals_in(form):
            why = form.cleaned_data["why"]
            option.choose(why=why, guardrails=guardrails, by=request.user, at=request.now)
            return back_to(request, option, _("Elegida; las demás se conservan."))
    title = _("Elegir esta solución")
    return ask(request, form, title, option.problem, lead=_lead_of(option), done=_("Elegirla"))


def _lead_of(option):
    """Which one is chosen, and which one it takes the place of."""
    former = Option.objects.filter(problem=option.problem).chosen().exclude(pk=option.pk).first()
    if former is None:
        return _("Se elegirá: %s") % option.title
    told = {"title": option.title, "former": former.title}
    return _("Se elegirá: %(title)s. Reemplaza a «%(former)s», que se conserva.") % told


def _choice_form(request, option):
    """Whoever replaces a solution that failed has the reason at hand."""
    initial = {"why": _reason_to_replace(option)}
    if option.is_exemption:
        return forms.ExemptionChoiceForm(request.POST or None, initial=initial, option=option)
    return forms.WhyForm(request.POST or None, initial=initial, ask=_("Por qué esta"))


def _reason_to_replace(option):
    former = Trial.objects.filter(option__in=Option.objects.filter(problem=option.problem).chosen())
    last = former.exclude(verdict="").order_by("-pk").first()
    if last is None or last.verdict != Verdict.DID_NOT:
        return ""
    return _("La prueba de la anterior no funcionó: %s") % last.why


@either
def set_aside(request, problem, pk):
    option = option_of(request, problem, pk)
    form = forms.WhyForm(request.POST or None, ask=_("Por qué se aparta"))
    if form.is_valid():
        with refusals_in(form):
            option.set_aside(by=request.user, at=request.now, **form.cleaned_data)
            return back_to(request, option, _("Apartada; se conserva con su razón."))
    return ask(request, form, _("Apartar la solución"), option.problem, lead=option.title)


@either
def bring_back(request, problem, pk):
    option = option_of(request, problem, pk)
    form = forms.WhyForm(request.POST or None, ask=_("Por qué vuelve"))
    if form.is_valid():
        with refusals_in(form):
            option.bring_back(by=request.user, at=request.now, **form.cleaned_data)
            return back_to(request, option, _("Vuelve a competir con las demás."))
    return ask(request, form, _("Traer de vuelta"), option.problem, lead=option.title)


@either
def advance(request, problem, pk):
    option = option_of(request, problem, pk)
    initial = {"on": request.today}
    form = forms.StageForm(request.POST or None, initial=initial, option=option)
    beside = forms.NewNormForm(request.POST or None)
    if form.is_valid() and beside.is_valid():
        told = {**form.cleaned_data, "on": form.cleaned_data["on"].isoformat()}
        new_norm = beside.told() if beside.is_told() else None
        with refusals_in(form):
            option.advance(**told, new_norm=new_norm, by=request.user, at=request.now)
            return back_to(request, option, _("Anotado hasta dónde llegó."))
    asked = {"lead": option.title, "done": _("Anotar"), "beside": beside, "suggest": True}
    return ask(request, form, _("Avanzó de etapa"), option.problem, **asked)


@either
def step_back(request, problem, pk):
    option = option_of(request, problem, pk)
    initial = {"on": request.today}
    form = forms.StepBackForm(request.POST or None, initial=initial, option=option)
    if form.is_valid():
        told = {**form.cleaned_data, "on": form.cleaned_data["on"].isoformat()}
        with refusals_in(form):
            option.step_back(**told, by=request.user, at=request.now)
            return back_to(request, option, _("Anotado; lo que había alcanzado se conserva."))
    return ask(request, form, _("Dar un paso atrás"), option.problem, lead=option.title)
