"""The national mesa hands the follow-up of a commitment down, and takes it back (OIT §2f)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.mesas.models import Commitment, Entrusting, FieldNote, Mesa
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from .forms import EntrustingForm, TakingBackForm

MOST_REPORTS = 30
either = require_http_methods(["GET", "HEAD", "POST"])


@either
def make(request, pk):
    commitment = _run(request, pk)
    below = Mesa.objects.below(commitment.mesa_id)
    form = EntrustingForm(request.POST or None, mesas=below.order_by("name"))
    if form.is_valid():
        with refusals_in(form):
            told = Entrusting.entrust(
                commitment, by=request.user, at=request.now, **form.cleaned_data
            )
            toast(request, _("Encargado a %s: verá aquí lo que anoten.") % told.mesa.name)
            return redirect("commitment", pk)
    title = _("Encargar el seguimiento")
    return _ask(request, form, title, commitment, done=_("Encargar"), has_below=below.exists())


@either
def take_back(request, pk, entrusting):
    commitment = _run(request, pk)
    mine = commitment.entrustings.takeable_by(request.user).select_related("mesa")
    told = get_object_or_404(mine, pk=entrusting)
    form = TakingBackForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            told.take_back(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Vuelve a seguirse desde aquí; lo anotado se conserva."))
            return redirect("commitment", pk)
    title = _("Dejar de seguirlo en %s") % told.mesa.name
    return _ask(request, form, title, commitment, done=_("Volver a seguirlo aquí"))


def below_of(request, commitment):
    """For the commitment's page: who follows it below, and what they wrote; for both ends."""
    found = commitment.entrustings.visible_to(request.user).select_related("mesa", "by")
    entrustings = list(found)
    return {
        "entrustings": entrustings,
        "reports": reports_of(request, commitment) if entrustings else [],
    }


def reports_of(request, commitment):
    notes = FieldNote.objects.visible_to(request.user).filter(commitment=commitment)
    around = notes.newest_first().select_related("by", "organization", "mesa")
    return list(around[:MOST_REPORTS])


def from_below(request, commitment):
    """Its page for who follows it below: what is promised, who and when, and their own notes."""
    mine = commitment.entrustings.visible_to(request.user).standing()
    context = {
        "commitment": commitment,
        "entrusting": mine.select_related("mesa", "by").first(),
        "reports": reports_of(request, commitment),
        "days_late": commitment.days_late(on=request.today),
    }
    return render(request, "web/field/entrusted.html", context)


def _run(request, pk):
    return get_object_or_404(Commitment.objects.run_by(request.user).with_facts(), pk=pk)


def _ask(request, form, title, commitment, *, done, has_below=True):
    context = {"form": form, "title": title, "commitment": commitment, "done": done}
    context["nothing"] = "" if has_below else _("Esta mesa no tiene mesas territoriales.")
    status = 422 if form.is_bound else 200
    return render(request, "web/field/entrust.html", context, status=status)
