"""The one-line commitment: read while it is typed, corrected, kept, taken back."""

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from destraba.mesas.models import Commitment

from . import parts
from .finding import at_work
from .forms import PromiseForm
from .known import known_at
from .mentioning import suggestions
from .reading import FIELDS, Reading, line_of

either = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def mentions(request, meeting):
    """Whom or what may be meant by what is typed after @ or #."""
    table = at_work(request, meeting)
    typed = request.GET.get("texto", "")[:80]
    return JsonResponse({"found": suggestions(typed, known_at(table, typed))})


@require_safe
def read(request, meeting, item):
    table = at_work(request, meeting, item=item)
    table.needed()
    reading = Reading(request.GET, table)
    return render(request, "web/cockpit/reading.html", {"reading": reading, "table": table})


@require_POST
def make(request, meeting, item):
    """Without scripts the first sending shows how the line was read, the second keeps it."""
    table = at_work(request, meeting, item=item)
    item = table.needed()
    if "instead" in request.POST:
        return _again(request, table, Reading({"line": request.POST["instead"]}, table))
    reading = Reading(request.POST, table)
    form = reading.bound_form
    is_looked_at = request.htmx or reading.before is not None
    if not form.is_valid() or not is_looked_at:
        return _again(request, table, reading, form)

    made = Commitment.make(
        table.meeting.mesa,
        meeting=table.meeting,
        item=item,
        by=request.user,
        at=request.now,
        **{name: form.cleaned_data[name] for name in FIELDS},
    )
    said = _("Compromiso anotado: %s") % made
    return parts.answer(request, table, "hand", "behind", "outcome", "composer", said=said)


@either
def correct(request, meeting, commitment):
    table, commitment = _made_here(request, meeting, commitment)
    known = known_at(table, "")
    known.include(commitment)
    form = PromiseForm(request.POST or None, known=known, initial=_as_it_is(commitment))
    if not form.is_valid():
        title = _("Corregir el compromiso")
        return parts.sheet(request, table, form, title=title, done=_("Guardar"))

    told = {name: form.cleaned_data[name] for name in FIELDS}
    commitment.correct(by=request.user, at=request.now, **told)
    return parts.answer(
        request, table, "hand", "behind", "outcome", said=_("Compromiso corregido.")
    )


@require_POST
def take_back(request, meeting, commitment):
    """What it said goes back to the line, to be said again or forgotten."""
    table, commitment = _made_here(request, meeting, commitment)
    line = line_of(commitment)
    commitment.take_back(by=request.user, at=request.now)
    table.forget()
    reading = Reading({"line": line}, table)
    if not request.htmx:
        return parts.page(request, table, reading=reading)
    said = _("Compromiso borrado: %s") % commitment
    return parts.answer(
        request, table, "hand", "behind", "outcome", "composer", said=said, reading=reading
    )


def _made_here(request, meeting, pk):
    table = at_work(request, meeting)
    made = Commitment.objects.filter(meeting=table.meeting).with_facts()
    commitment = get_object_or_404(made, pk=pk)
    return at_work(request, meeting, item=commitment.item_id), commitment


def _as_it_is(commitment):
    return {
        "promise": commitment.promise,
        "responsible": commitment.responsible_id,
        "contact": commitment.contact_id,
        "due_on": commitment.due_on,
        "certainty": commitment.certainty,
        "follower": commitment.follower_id,
        "problem": commitment.problem_id,
    }


def _again(request, table, reading, form=None):
    status = 422 if form and form.errors else 200
    pens = {"reading": reading, "form": form}
    if request.htmx:
        return parts.answer(request, table, "composer", status=status, **pens)
    return parts.page(request, table, status=status, **pens)
