"""The roadmap of a mesa: the one that holds, those before it, and the writing of the next."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from destraba.documents.report import to_docx
from destraba.mesas.focus import focus_of
from destraba.mesas.models import RoadmapRevision
from destraba.mesas.models.roadmap import RevisedMeanwhile
from destraba.web.downloads import word
from destraba.web.forms import refusals_in
from destraba.web.meetings.finding import ask
from destraba.web.mesas.finding import run_by, seen_by
from destraba.web.toasts import toast

from .draft import Draft
from .forms import KeepingForm
from .gantt import gantt_of
from .proposing import proposal_for
from .told import in_markdown, told


@require_safe
def latest(request, pk):
    mesa = seen_by(request, pk)
    last = mesa.roadmap_revisions.select_related(*AUTHORS).last()
    proposal = proposal_for(mesa, at=request.now) if mesa.is_run else None
    return _show(request, mesa, last, focus_of(mesa, at=request.now), proposal)


@require_safe
def revision(request, pk, number):
    mesa = seen_by(request, pk)
    revisions = mesa.roadmap_revisions.select_related(*AUTHORS)
    return _show(request, mesa, get_object_or_404(revisions, number=number))


@require_safe
def docx(request, pk, number):
    mesa = seen_by(request, pk)
    one = get_object_or_404(mesa.roadmap_revisions.select_related(*AUTHORS), number=number)
    title = _("Hoja de ruta %(n)s · %(mesa)s") % {"n": one.number, "mesa": mesa.name}
    letterhead = request.programme.letterhead
    paper = to_docx(in_markdown(told(one, {})), title=title, letterhead=letterhead)
    return word(paper, slugify(f"hoja-de-ruta {mesa.name} {one.number}"))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request, pk):
    mesa = run_by(request, pk)
    mesa.must_work()
    draft = Draft(request, mesa)
    if draft.is_valid():
        with refusals_in(draft.form):
            RoadmapRevision.agree(mesa, by=request.user, at=request.now, **draft.told())
            toast(request, _("Publicada. El objetivo y el foco de la mesa son los de la hoja."))
            return redirect("roadmap", pk)
        if isinstance(draft.form.refusal, RevisedMeanwhile):
            draft.catch_up()
    context = {"mesa": mesa, "draft": draft, "form": draft.form}
    return render(request, "web/roadmap/new.html", context, status=422 if draft.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def keep(request, pk):
    """The method asks to look at it again; this answers that it still holds, and why."""
    mesa = run_by(request, pk)
    last = mesa.roadmap_revisions.last()
    if last is None:
        raise Http404
    form = KeepingForm(request.POST or None)
    if form.is_valid():
        with refusals_in(form):
            last.keep(by=request.user, at=request.now, **form.cleaned_data)
            toast(request, _("Queda dicho: la hoja %s sigue siendo el plan.") % last.number)
            return redirect("roadmap", pk)
    back = reverse("roadmap", args=[pk])
    lead = _("La razón queda en la historia de la mesa, y la cuenta de sesiones vuelve a empezar.")
    title = _("La hoja de ruta %s sigue siendo el plan") % last.number
    return ask(request, form, title, mesa=mesa, done=_("Decirlo así"), lead=lead, back=back)


def _show(request, mesa, one, tracks=(), proposal=None):
    revisions = list(mesa.roadmap_revisions.order_by("-number").only("mesa", "number", "agreed_on"))
    earlier = [each for each in revisions if one and each.number < one.number]
    agreed = [(each.number, each.agreed_on) for each in revisions]
    context = {
        "mesa": mesa,
        "revision": one,
        "told": told(one, links_of(mesa)) if one else None,
        "revisions": revisions,
        "previous": next((each.number for each in earlier), None),
        "picked": next((each.number for each in [*earlier, *revisions]), None),
        "proposal": proposal,
        "gantt": gantt_of(tracks, agreed, today=request.today),
    }
    return render(request, "web/roadmap/revision.html", context)


def links_of(mesa):
    """Where each problem of then is now; one that left the mesa has no page here."""
    return dict(mesa.problems.values_list("ref", "pk"))


AUTHORS = ("written_by", "meeting")
