"""The territories: their mesas and what they wait for, on a map and in a list that say the same."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from destraba.kit.sheet import to_csv
from destraba.mesas.models import TerritoryMap
from destraba.mesas.models.places import places_of
from destraba.mesas.waiting_below import standing
from destraba.web.downloads import download

from .rows import ORDERS, rows_of
from .tiles import map_of

# More than these are read in the spreadsheet.
MOST = 200


@require_safe
def page(request):
    drawing = _drawing()
    told = _standing(request, drawing)
    rows, code, order = _rows(request, told)
    context = {
        "map": map_of(told, drawing, on=request.today),
        "standing": told,
        "chosen": next((each for each in told.places if each.code == code), None),
        "rows": rows[:MOST],
        "total": len(rows),
        "order": order,
        "orders": {
            "dias": _("lo que más espera"),
            "territorio": _("territorio"),
            "mesa": _("mesa"),
        },
        "seen": None if request.user.sees_everything else places_of(request.user).mesas,
        "may_bring": request.user.runs_everything,
    }
    return render(request, "web/territories/page.html", context)


@require_safe
def as_csv(request):
    """The same that the list shows, whole."""
    rows, _code, _order = _rows(request, _standing(request, _drawing()))
    head = [_("territorio"), _("mesa"), _("qué espera"), _("asunto"), _("de quién"), _("desde")]
    cells = [
        [
            *(row.territories, row.wait.mesa.name, row.wait.kind, row.wait.text, row.wait.whom),
            *(row.wait.since, row.days),
        ]
        for row in rows
    ]
    kind = "text/csv; charset=utf-8"
    csv = to_csv([*head, _("días")], cells)
    return download(csv, f"territorios-{request.today}.csv", kind=kind)


def _drawing():
    current = TerritoryMap.current()
    return current.drawing if current else {}


def _standing(request, drawing):
    country, drawn = request.programme.country, drawing.get("shapes", ())
    return standing(request.user, country=country, on=request.today, drawn=drawn)


def _rows(request, told):
    """In the order, and of the territory, that the address asks for, when they are known."""
    order = request.GET.get("orden", "")
    order = order if order in ORDERS else "dias"
    asked = request.GET.get("territorio", "")
    code = asked if asked in {each.code for each in told.places} else ""
    return rows_of(told, on=request.today, code=code, order=order), code, order
