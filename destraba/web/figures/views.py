"""The programme's figures: those of today, and those that were kept one day."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from destraba.documents.report import to_docx
from destraba.kit.sheet import to_csv
from destraba.mesas.models import FigureSnapshot
from destraba.mesas.public_figures import counts_now
from destraba.mesas.snapshot_comparison import compare
from destraba.mesas.solved import rule_in_words
from destraba.trail.models import Event
from destraba.web.downloads import download, word
from destraba.web.moments import moments
from destraba.web.numbers import whole
from destraba.web.paging import Page

from .forms import OtherForm
from .lists import label_of, list_of
from .telling import of_comparison, of_snapshot


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
    before, after = _pair(request, pk)
    changes = compare(before, after)
    context = {
        "before": before,
        "after": after,
        "changes": [each for each in changes if not each.is_same],
        "same": [each for each in changes if each.is_same],
        "is_same_rule": before.rule == after.rule,
    }
    return render(request, "web/figures/comparison.html", context)


@require_safe
def docx(request, pk):
    """The same to be handed out: the numbers first, then some of what is behind each."""
    snapshot = _find(request, pk, whole_content=True)
    name = slugify(f"cifras {snapshot.taken_on.isoformat()} {snapshot.title}")
    return _paper(request, of_snapshot(snapshot), title=snapshot.title, name=name)


@require_safe
def comparison_docx(request, pk):
    before, after = _pair(request, pk)
    title = _("Qué cambió: de «%(before)s» a «%(after)s»")
    days = f"{before.taken_on.isoformat()} {after.taken_on.isoformat()}"
    return _paper(
        request,
        of_comparison(before, after, compare(before, after)),
        title=title % {"before": before.title, "after": after.title},
        name=slugify(f"cifras {days}"),
    )


def _paper(request, text, *, title, name):
    return word(to_docx(text, title=title, letterhead=request.programme.letterhead), name)


def _pair(request, pk):
    """The earlier of the two first, whichever was asked for."""
    asked = [whole(str(pk)) or 0, whole(request.GET.get("con", "")) or 0]
    found = FigureSnapshot.objects.visible_to(request.user).filter(pk__in=asked)
    pair = list(found.order_by("taken_on", "pk"))
    if len(pair) < len(asked):
        raise Http404
    return pair


def _find(request, pk, *, whole_content=False):
    found = FigureSnapshot.objects.visible_to(request.user).select_related("taken_by")
    return get_object_or_404(found if whole_content else found.defer("content"), pk=pk)
