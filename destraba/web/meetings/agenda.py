"""The agenda while it is prepared: what is on it, in which order, with how many minutes."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from destraba.mesas.models import AgendaItem
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.toasts import toast

from .finding import ask, run_by
from .forms import ItemForm, MinutesForm, NewItemForm
from .preparing import show
from .readiness import agenda_check

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def add(request, pk):
    meeting = run_by(request, pk)
    form = NewItemForm(request.POST or None, mesa=meeting.mesa_id)
    if form.is_valid():
        with refusals_in(form):
            AgendaItem.add(meeting, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Está en la agenda."))
            return _back(pk)
    return _ask(request, meeting, form, _("Nuevo punto"), done=_("Ponerlo en la agenda"))


@either
def change(request, pk, item):
    meeting = run_by(request, pk)
    item = get_object_or_404(meeting.items.all(), pk=item)
    initial = {field: getattr(item, field) for field in ItemForm.base_fields}
    form = ItemForm(request.POST or None, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            item.change(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Cambiado."))
            return _back(pk)
    return _ask(request, meeting, form, _("Cambiar el punto"), done=_("Guardar"))


@require_POST
def drop(request, pk, item):
    meeting = run_by(request, pk)
    item = get_object_or_404(meeting.items.all(), pk=item)
    item.drop(by=request.user, at=request.now)
    toast(request, _("«%s» salió de la agenda.") % item.title)
    return _back(pk)


@require_POST
def arrange(request, pk):
    """The whole order, from the list that was dragged; or one step of one item."""
    meeting = run_by(request, pk)
    told = map(whole, request.POST.getlist("order"))
    order = [pk for pk in told if pk is not None]
    if order:
        AgendaItem.arrange(meeting, order)
        return HttpResponse(status=204)
    number, _colon, way = request.POST.get("move", "").partition(":")
    items = list(meeting.items.all())
    for place, item in enumerate(items, 1):
        if str(item.pk) == number and way in ("up", "down"):
            item.move(to=max(1, place - 1) if way == "up" else place + 1)
    return _back(pk)


@require_POST
def allot(request, pk):
    """The minutes of each item; with a script only what they add up to is answered."""
    meeting = run_by(request, pk)
    items = list(meeting.items.all())
    form = MinutesForm(request.POST, items=items)
    if form.is_valid():
        for item, minutes in form.changed_items():
            item.change(
                title=item.title,
                minutes=minutes,
                is_recurring=item.is_recurring,
                by=request.user,
                at=request.now,
            )
    if request.htmx:
        return _total(request, meeting, form, items)
    return _back(pk) if form.is_valid() else show(request, meeting, minutes_form=form)


def _total(request, meeting, form, items):
    context = {
        "meeting": meeting,
        "minutes_form": form,
        "total": sum(item.minutes for item in items),
        "check": agenda_check(meeting, items),
        "oob": True,
    }
    parts = [f"web/meetings/preparation.html#{part}" for part in ("total", "check")]
    told = "".join(render_to_string(part, context, request) for part in parts)
    return HttpResponse(told, status=200 if form.is_valid() else 422)


def _ask(request, meeting, form, title, *, done):
    back = reverse("meeting-preparation", args=[meeting.pk])
    return ask(request, form, title, meeting=meeting, done=done, back=back)


def _back(pk):
    return redirect(f"{reverse('meeting-preparation', args=[pk])}#agenda")
