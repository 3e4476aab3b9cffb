"""The programme's figures: those of today, and those that were kept one day."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from destraba.kit.sheet import to_csv
from destraba.mesas.models import FigureSnapshot
from destraba.mesas.public_figures import counts_now
from destraba.mesas.snapshot_comparison import compare
from destraba.mesas.solved import rule_in_words
from destraba.trail.models import Event
from destraba.web.downloads import download
from destraba.web.moments import moments
from destraba.web.numbers import whole
from destraba.web.paging import Page

from .forms import OtherForm
from .lists import label_of, list_of


@require_safe
def listing(request):
    if not request.user.sees_everything:
        raise Http404
    counts = counts_now(on=request.today)
    context = {
        "figures": [(label_of(code), count, list_of(code)) for code, count in counts.items()],
        "rule": rule_in_words(),
        "snapshots": FigureSnapshot.objects.in_brief().newest_first(),
        "may_take": request.user.runs_everything,
    }
    return render(request, "web/figures/list.html", context)


@require_safe
def detail(request, pk):
    snapshot = _find(request, pk)
    others = FigureSnapshot.objects.in_brief().exclude(pk=pk).newest_first()
    context = {
        "snapshot": snapshot,
        "figures": [(label_of(code), count, code) for code, count in snapshot.counts.items()],
        "others": OtherForm(others=others) if others else None,
        "moments": moments(Event.objects.of_subject(snapshot).newest_first()),
        "may_take": request.user.runs_everything,
    }
    return render(request, "web/figures/detail.html", context)


@require_safe
def behind(request, pk, code):
    """The rows that one figure counted that day, as they read."""
    snapshot = _find(request, pk, whole_content=True)
    if code not in snapshot.content:
        raise Http404
    page = Page(snapshot.content[code], request.GET.get("pagina"))
    context = {
        "snapshot": snapshot,
        "label": label_of(code),
        "count": snapshot.counts.get(code, 0),
        "page": page,
    }
    return render(request, "web/figures/behind.html", context)


@require_safe
def sheet(request, pk):
    """Every row behind every figure, and the rule that counted them."""
    snapshot = _find(request, pk, whole_content=True)
    head = [_("Cifra"), _("Referencia"), _("Título"), _("Mesa")]
    rows = [
        [label_of(code), row["ref"], row["title"], row["mesa"]]
        for code, listed in snapshot.content.items()
        for row in listed
    ]
    told = [[_("Corte"), snapshot.ref, snapshot.title, snapshot.taken_on.isoformat()]]
    rule = [[_("Regla"), "", snapshot.rule, ""]]
    name = f"cifras-{snapshot.taken_on.isoformat()}-{snapshot.ref}.csv"
    return download(to_csv(head, [*told, *rule, *rows]), name, kind="text/csv; charset=utf-8")


@require_safe
def comparison(request, pk):
    """The earlier of the two first, whichever was asked for."""
    asked = [whole(str(pk)) or 0, whole(request.GET.get("con", "")) or 0]
    found = FigureSnapshot.objects.visible_to(request.user).filter(pk__in=asked)
    pair = list(found.order_by("taken_on", "pk"))
    if len(pair) < len(asked):
        raise Http404
    changes = compare(*pair)
    context = {
        "before": pair[0],
        "after": pair[1],
        "changes": [each for each in changes if not each.is_same],
        "same": [each for each in changes if each.is_same],
        "is_same_rule": pair[0].rule == pair[1].rule,
    }
    return render(request, "web/figures/comparison.html", context)


def _find(request, pk, *, whole_content=False):
    found = FigureSnapshot.objects.visible_to(request.user).select_related("taken_by")
    return get_object_or_404(found if whole_content else found.defer("content"), pk=pk)
