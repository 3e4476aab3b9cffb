"""A trial begins, is measured, and is concluded with what it taught."""

from django.utils.translation import gettext as _

from destraba.kit.terms import EndsBeforeItBegins
from destraba.kit.vocabulary import Verdict
from destraba.mesas.models import Trial
from destraba.web.forms import refusals_in

from . import forms
from .asking import ask, back_to, either, option_of, trial_of


@either
def begin(request, problem, pk):
    option = option_of(request, problem, pk)
    form = forms.TrialForm(request.POST or None, initial={"since_on": request.today})
    if form.is_valid():
        with refusals_in(form, until_on=EndsBeforeItBegins):
            told = {**form.cleaned_data, "by": request.user, "at": request.now}
            trial = Trial.begin(option, **told)
            return back_to(request, option, _("Comenzó la prueba."), f"prueba-{trial.pk}")
    return ask(request, form, _("Comenzar una prueba"), option.problem, lead=option.title)


@either
def measure(request, problem, pk):
    trial = trial_of(request, problem, pk)
    option = trial.option
    initial = {"on": request.today, "unit": option.unit, "metric": option.metric}
    form = forms.MeasurementForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            trial.measure(by=request.user, at=request.now, **form.cleaned_data)
            return back_to(request, option, _("Anotada la medición."), f"prueba-{pk}")
    title = _("Anotar una medición")
    return ask(request, form, title, option.problem, lead=str(trial), done=_("Anotar"))


@either
def conclude(request, problem, pk):
    trial = trial_of(request, problem, pk)
    names = ("verdict", "why", "budget", "budget_why")
    ended_on = trial.until_on if trial.verdict else request.today
    initial = {"until_on": ended_on, **{name: getattr(trial, name) for name in names}}
    form = forms.VerdictForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form, until_on=EndsBeforeItBegins):
            trial.conclude(by=request.user, at=request.now, **form.cleaned_data)
            return back_to(request, trial.option, _said_of(trial), f"prueba-{pk}")
    title = _("Concluir la prueba")
    return ask(request, form, title, trial.option.problem, lead=str(trial), done=_("Concluir"))


def _said_of(trial):
    if trial.verdict == Verdict.DID_NOT and trial.option.is_chosen:
        return _("La prueba enseñó que no: puede reemplazar la solución por otra.")
    return _("La prueba tiene veredicto.")
