"""What may happen to a promise: each view finds it, reads the form, and calls one verb."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.documents.models.document import NotWelcome
from destraba.mesas.models import Commitment, Mesa
from destraba.mesas.models.commitment import NotLater
from destraba.web.forms import refusals_in
from destraba.web.numbers import whole
from destraba.web.toasts import toast

from . import forms

either = require_http_methods(["GET", "HEAD", "POST"])


@either
def make(request):
    asked = request.GET.get("mesa", "")
    mesas = Mesa.objects.run_by(request.user)
    mesa = get_object_or_404(mesas, pk=whole(asked))
    initial = {"follower": request.user.pk, "problem": request.GET.get("problema")}
    form = forms.CommitmentForm(request.POST or None, mesa=mesa, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            commitment = Commitment.make(mesa, by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Compromiso anotado."))
            return redirect("commitment", commitment.pk)
    return _ask(request, form, _("Nuevo compromiso"), mesa=mesa, done=_("Comprometer"))


@either
def fulfil(request, pk):
    commitment = _answerable(request, pk)
    form = forms.FulfilmentForm(
        request.POST or None, request.FILES or None, initial={"on": request.today}
    )
    if form.is_valid():
        with refusals_in(form, upload=NotWelcome):
            commitment.fulfil(by=request.user, at=request.now, **form.cleaned_data)
            undo = reverse("commitment-reopening", args=[pk])
            toast(request, _("Cumplido. Gracias."), undo=undo)
            return redirect("commitment", pk)
    return _ask(request, form, _("Dar por cumplido"), commitment)


@either
def extend(request, pk):
    commitment = _answerable(request, pk)
    form = forms.ExtensionForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form, due_on=NotLater):
            commitment.extend(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Nueva fecha anotada; la anterior se conserva."))
            return redirect("commitment", pk)
    return _ask(request, form, _("Pedir otra fecha"), commitment, done=_("Cambiar la fecha"))


@either
def withdraw(request, pk):
    commitment = _run(request, pk)
    form = forms.WithdrawalForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            commitment.withdraw(by=request.user, at=request.now, **form.cleaned_data)
            undo = reverse("commitment-reopening", args=[pk])
            toast(request, _("Compromiso retirado; la razón queda en su historia."), undo=undo)
            return redirect("commitment", pk)
    return _ask(request, form, _("Retirar el compromiso"), commitment, done=_("Retirar"))


@either
def reassign(request, pk):
    commitment = _run(request, pk)
    initial = {
        "responsible": commitment.responsible_id,
        "contact": commitment.contact_id,
        "follower": commitment.follower_id,
    }
    form = forms.ReassignmentForm(request.POST or None, mesa=commitment.mesa, initial=initial)
    if form.is_valid():
        with refusals_in(form):
            commitment.reassign(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Reasignado; queda quién respondía antes."))
            return redirect("commitment", pk)
    return _ask(request, form, _("Reasignar"), commitment)


@either
def reword(request, pk):
    commitment = _run(request, pk)
    form = forms.WordingForm(request.POST or None, initial={"promise": commitment.promise})
    if form.is_valid():
        with refusals_in(form):
            commitment.reword(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Cambiado; lo que decía antes se conserva."))
            return redirect("commitment", pk)
    return _ask(request, form, _("Decirlo mejor"), commitment, done=_("Cambiar"))


@either
def reopen(request, pk):
    """Undoing at once needs no words of one's own; later, a reason."""
    mine = Commitment.objects.visible_to(request.user).reopenable_by(request.user)
    commitment = get_object_or_404(mine.with_facts(), pk=pk)
    told = request.POST.copy() if request.method == "POST" else None
    if told is not None and "why" not in told:
        told["why"] = _("Se deshizo en el momento.")
    form = forms.ReopeningForm(told)
    if form.is_valid():
        with refusals_in(form):
            commitment.reopen(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("El compromiso está abierto otra vez."))
            return redirect("commitment", pk)
    return _ask(request, form, _("Reabrir el compromiso"), commitment, done=_("Reabrir"))


def _answerable(request, pk):
    mine = Commitment.objects.visible_to(request.user).answerable_by(request.user)
    return get_object_or_404(mine.with_facts(), pk=pk)


def _run(request, pk):
    return get_object_or_404(Commitment.objects.run_by(request.user).with_facts(), pk=pk)


def _ask(request, form, title, commitment=None, *, mesa=None, done=""):
    context = {"form": form, "title": title, "commitment": commitment, "mesa": mesa, "done": done}
    status = 422 if form.is_bound else 200
    return render(request, "web/commitments/change.html", context, status=status)
