"""Who runs a mesa keeps the directory."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.mesas.directory import runs_any_mesa
from destraba.people.models import Organization, Person, Post
from destraba.people.models.organization import AlreadyKnown, OutOfOrder
from destraba.people.models.person import EmailTaken
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from . import forms

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def register_organization(request):
    _must_keep(request)
    form = forms.OrganizationForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form, name=AlreadyKnown):
            made = Organization.register(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Está en el directorio."))
            return redirect("organization", made.pk)
    return _ask(request, form, _("Nueva organización"))


@either
def rename(request, pk):
    _must_keep(request)
    organization = get_object_or_404(Organization, pk=pk)
    initial = {"name": organization.name, "acronym": organization.acronym, "on": request.today}
    form = forms.RenamingForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form, name=AlreadyKnown, on=OutOfOrder):
            organization.rename(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Cambiado; el nombre anterior vale hasta ese día."))
            return redirect("organization", pk)
    return _ask(request, form, _("Cambió de nombre"), organization=organization)


@either
def register_person(request):
    _must_keep(request)
    form = forms.PersonForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form, email=EmailTaken):
            person = Person.register(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Está en el directorio."))
            return redirect("person", person.pk)
    return _ask(request, form, _("Nueva persona"))


@either
def take_post(request, pk):
    _must_keep(request)
    organization = get_object_or_404(Organization, pk=pk)
    form = forms.PostForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form, email=EmailTaken):
            told = form.cleaned_data
            who = {key: told.pop(key) for key in ("name", "email", "phone")}
            known = who["email"] and Person.objects.filter(email=who["email"].lower()).first()
            person = known or Person.register(by=request.user, at=request.now, **who)
            Post.take(person, organization, by=request.user, at=request.now, **told)
            toast(request, _("Anotado el cargo de %s.") % person.name)
            return redirect("organization", pk)
    return _ask(request, form, _("Persona y cargo"), organization=organization)


def _must_keep(request):
    if not runs_any_mesa(request.user):
        raise Http404


def _ask(request, form, title, *, organization=None):
    context = {"form": form, "title": title, "organization": organization}
    status = 422 if form.is_bound else 200
    return render(request, "web/directory/change.html", context, status=status)
