"""The preliminary list: candidates side by side, and the page of one (OIT §3b)."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import CandidateState, IsicSection
from destraba.mesas.comparison import Comparison, row_of
from destraba.mesas.duplication import alike
from destraba.mesas.models import Candidate, Mesa
from destraba.trail.models import Event
from destraba.web.moments import moments

from .asked import WHICH, Weights
from .criteria import ASKED
from .finding import may_run, seen

LATEST = 12
LONGEST = 100


@require_safe
def compare(request):
    everyone = list(seen(request).with_values())
    which = WHICH.get(request.GET.get("que", ""), WHICH["en-juego"])
    weights = Weights(request.GET, request.programme)
    compared = [each for each in everyone if each.state in which.states]
    comparison = Comparison(compared, weights.values)
    context = {
        "comparison": comparison,
        "table": [(row, zip(row.cells, ASKED, strict=True)) for row in comparison.rows],
        "weights": weights,
        "which": which,
        "choices": list(WHICH.values()),
        "asked": ASKED,
        "set_aside": [each for each in everyone if each.state == CandidateState.SET_ASIDE],
        "may_run": may_run(request.user),
    }
    part = "#results" if request.htmx.target == "results" else ""
    return render(request, "web/candidates/compare.html" + part, context)


@require_safe
def detail(request, pk):
    found = seen(request).with_scores().select_related("asked_by", "mesa")
    candidate = get_object_or_404(found.prefetch_related("territories"), pk=pk)
    told = Event.objects.of_subject(candidate).exclude(verb="candidate.scored")
    story = moments(told.newest_first()[:LONGEST])
    mesas = Mesa.objects.visible_to(request.user).only("name", "sections", "state")
    known = list(mesas)
    context = {
        "candidate": candidate,
        "row": row_of(candidate),
        "judged": judged(candidate),
        "sections": [IsicSection(code).label for code in candidate.sections],
        "alike": alike(candidate, known),
        "mesa": next((mesa for mesa in known if mesa.pk == candidate.mesa_id), None),
        "may_run": may_run(request.user),
        "may_score": not candidate.is_chosen
        and Candidate.objects.scorable_by(request.user).filter(pk=pk).exists(),
        "moments": story[:LATEST],
        "earlier": story[LATEST:],
    }
    return render(request, "web/candidates/candidate.html", context)


def judged(candidate):
    """Each criterion with its cell and who gave what, in the order of the list."""
    cells = {cell.criterion: cell for cell in row_of(candidate).cells}
    scores = candidate.scores.all()
    return [
        (asked, cells[asked.code], [each for each in scores if each.criterion == asked.code])
        for asked in ASKED
    ]
