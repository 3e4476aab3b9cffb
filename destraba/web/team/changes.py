"""What may happen in the team: somebody joins, changes her part, declares, talks, leaves."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from destraba.mesas.models import TeamMember, may_change_the_team, may_read_conversations
from destraba.people.models import Person
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from . import forms

_LEAD_OF_DECLARING = gettext_lazy(
    "Quien conduce una mesa no representa a nadie en ella. Decir un interés no impide trabajar:"
    " callarlo, sí."
)
_LEAD_OF_TALKING = gettext_lazy(
    "Una ayuda para conversar: palabras, ningún puntaje. Nada de esto es obligatorio."
)
either = require_http_methods(["GET", "HEAD", "POST"])
SUGGESTED = 300


@either
def join(request):
    if not may_change_the_team(request.user):
        raise Http404
    initial, may_coordinate = {"since_on": request.today}, request.user.runs_everything
    form = forms.JoiningForm(request.POST or None, initial=initial, may_coordinate=may_coordinate)
    if form.is_valid():
        with refusals_in(form):
            told = {name: form.cleaned_data[name] for name in form.fields if name != "name"}
            member = TeamMember.join(form.person, by=request.user, at=request.now, **told)
            toast(request, _("Es del equipo dedicado."))
            return redirect("team-member", member.pk)
    known = Person.objects.values_list("name", flat=True)[:SUGGESTED]
    return _ask(request, form, _("Incorporar al equipo"), _("Incorporar"), known=known)


@either
def rededicate(request, pk):
    member = _run(request, pk)
    initial = {field: getattr(member, field) for field in forms.Part.base_fields}
    form = forms.DedicationForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            member.rededicate(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Guardado; lo de antes queda en la historia."))
            return redirect("team-member", pk)
    return _ask(request, form, _("Su parte y su dedicación"), _("Guardar"), member)


@either
def declare(request, pk):
    members = TeamMember.objects.answerable_by(request.user).select_related("person")
    member = get_object_or_404(members, pk=pk)
    form = forms.DeclarationForm(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        with refusals_in(form):
            member.declare(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Declarado: vale por un año."))
            return redirect("team-member", pk)
    title = _("Declaración de intereses")
    return _ask(request, form, title, _("Declarar"), member, lead=_LEAD_OF_DECLARING)


@either
def converse(request, pk):
    """Whoever may read what was talked about may write it, but who only convenes."""
    member = _run(request, pk)
    if not may_read_conversations(request.user):
        raise Http404
    form = forms.ConversationForm(request.POST or None, initial=member.criteria)
    if form.is_valid():
        with refusals_in(form):
            member.converse(criteria=form.cleaned_data, by=request.user, at=request.now)
            toast(request, _("Guardado: lo leen el equipo, la coordinación y quien convoca."))
            return redirect("team-member", pk)
    title = _("Conversar sobre los cinco criterios")
    return _ask(request, form, title, _("Guardar"), member, lead=_LEAD_OF_TALKING)


@either
def leave(request, pk):
    member = _run(request, pk)
    form = forms.LeavingForm(request.POST or None, initial={"on": request.today})
    if form.is_valid():
        with refusals_in(form):
            member.leave(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Anotada su salida; lo que hizo queda."))
            return redirect("team")
    return _ask(request, form, _("Sale del equipo"), _("Anotar la salida"), member)


def _run(request, pk):
    members = TeamMember.objects.run_by(request.user).select_related("person")
    return get_object_or_404(members, pk=pk)


def _ask(request, form, title, done, member=None, *, lead="", known=()):
    context = {
        "form": form,
        "title": title,
        "done": done,
        "member": member,
        "lead": lead,
        "known": known,
    }
    status = 422 if form.is_bound else 200
    return render(request, "web/team/change.html", context, status=status)
