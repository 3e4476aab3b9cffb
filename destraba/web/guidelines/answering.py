"""The mesa answers: a problem, one that it had, a theme, why not; and its return."""

from dataclasses import dataclass

from django import forms
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from destraba.mesas.models import Guideline
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from .forms import LinkForm, ProblemForm, ThemeForm, WordsForm


@dataclass(frozen=True)
class Step:
    """A way to take it, or to tell of it: its word in the address, its button and its verb."""

    word: str
    label: "str | Promise"
    icon: str
    verb: str
    form: type[forms.Form] = WordsForm
    ask: "str | Promise" = ""

    def may(self, guideline: Guideline) -> bool:
        if self.verb in ("take_as_problem", "link"):
            return guideline.may_become_problem
        waits = self.verb in ("put_on_agenda", "decline")
        return guideline.is_waiting if waits else guideline.is_taken


STEPS = {
    step.word: step
    for step in [
        Step(
            "problema",
            gettext_lazy("Tomarlo como problema nuevo"),
            "plus",
            "take_as_problem",
            ProblemForm,
        ),
        Step(
            "ya-estaba",
            gettext_lazy("Ya trabajamos en ello"),
            "link",
            "link",
            LinkForm,
        ),
        Step(
            "tema",
            gettext_lazy("Verlo en una sesión"),
            "calendar",
            "put_on_agenda",
            ThemeForm,
        ),
        Step(
            "razon",
            gettext_lazy("Explicar por qué no"),
            "message-circle-x",
            "decline",
            ask=gettext_lazy("Por qué la mesa no lo toma"),
        ),
        Step(
            "informe",
            gettext_lazy("Contar cómo va"),
            "message-square-text",
            "report",
            ask=gettext_lazy("Cómo va, y qué falta"),
        ),
        Step(
            "retorno",
            gettext_lazy("Dar el retorno"),
            "corner-left-up",
            "give_back",
            ask=gettext_lazy("Qué resultó: es lo que vuelve a quien lo propuso"),
        ),
    ]
}


def steps_of(guideline):
    return [step for step in STEPS.values() if step.may(guideline)]


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk, step):
    if step not in STEPS:
        raise Http404
    guidelines = Guideline.objects.run_by(request.user).with_facts()
    guideline, step = get_object_or_404(guidelines, pk=pk), STEPS[step]
    told = {"guideline": guideline, **({"ask": step.ask} if step.ask else {})}
    form = step.form(request.POST or None, **told)
    if form.is_valid():
        with refusals_in(form):
            verb = getattr(Guideline, step.verb)
            verb(guideline, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Anotado: quien lo propuso lo verá."))
            return redirect("guideline", pk)
    status = 422 if form.is_bound else 200
    context = {"guideline": guideline, "step": step, "form": form}
    return render(request, "web/guidelines/step.html", context, status=status)
