"""The guardrails of an exemption, its reviews, and its renewal."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from destraba.kit.lessons import ReviewOutcome
from destraba.mesas.models import Review
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from . import forms
from .asking import ask, back_to, either, option_of


@either
def guard(request, problem, pk):
    option = _exemption_of(request, problem, pk)
    form = forms.GuardrailsForm(request.POST or None, option=option)
    if form.is_valid():
        with refusals_in(form):
            option.guard(**form.guardrails(), by=request.user, at=request.now)
            return back_to(request, option, _("Guardados; lo que decían antes se conserva."))
    title = _("Resguardos de la intervención vertical")
    return ask(request, form, title, option.problem, lead=option.title, done=_("Guardar"))


@either
def review(request, problem, pk):
    option = _exemption_of(request, problem, pk)
    initial = {"held_on": request.today, "due_on": min(option.unheld(), default="")}
    form = forms.ReviewForm(request.POST or None, initial=initial, option=option)
    if form.is_valid():
        with refusals_in(form):
            held = Review.write(option, by=request.user, at=request.now, **form.cleaned_data)
            return _after(request, option, held)
    title = _("Revisar la intervención vertical")
    lead = _("%s: ¿lo que cuesta todavía vale lo que da?") % option.title
    return ask(request, form, title, option.problem, lead=lead, done=_("Guardar la revisión"))


def _after(request, option, held):
    """What was decided is done next."""
    if held.outcome == ReviewOutcome.ADJUST:
        toast(request, _("Revisada. Diga ahora qué se ajusta."))
        return redirect("option-guardrails", option.problem_id, option.pk)
    if held.outcome == ReviewOutcome.END:
        return back_to(request, option, _("Revisada y apartada: se conserva con su razón."))
    return back_to(request, option, _("Revisada: sigue como está."))


@either
def renew(request, problem, pk):
    option = _exemption_of(request, problem, pk)
    form = forms.RenewalForm(request.POST or None, reviews=option.reviews)
    if form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("ends_on", "why")}
        with refusals_in(form):
            option.renew(**told, review_on=form.reviews(), by=request.user, at=request.now)
            return back_to(request, option, _("Renovada; hasta cuándo era queda en su historia."))
    title = _("Renovar la intervención vertical")
    return ask(request, form, title, option.problem, lead=option.title, done=_("Renovar"))


def _exemption_of(request, problem, pk):
    option = option_of(request, problem, pk)
    if not option.is_exemption:
        raise Http404
    return option
