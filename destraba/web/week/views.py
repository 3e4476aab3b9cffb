"""Mi semana: what needs me now."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from destraba.kit.vocabulary import MesaState
from destraba.web.mesas.rows import rows_of
from destraba.web.toasts import toast
from destraba.web.visits import note_visit

from .coming import meetings_of
from .duties import duties_of
from .glance import glance_of
from .news import STREAM, news_of
from .onlooker import Onlooker
from .summary import summary_of


@require_safe
def week(request):
    onlooker = Onlooker(request.user)
    at_work = [mesa for mesa in onlooker.mesas.values() if mesa.state == MesaState.ACTIVE]
    rows = rows_of(at_work, today=request.today, with_figures=onlooker.sees_everything)
    coming = meetings_of(onlooker, today=request.today)
    duties = duties_of(onlooker, today=request.today)
    glance = None
    if onlooker.sees_everything:
        glance = glance_of(request.user, rows, today=request.today)
    context = {
        "rows": rows,
        "many": len(onlooker.mesas) > 1,
        "coming": coming,
        "duties": duties,
        "failing": [row for row in rows if row.trouble and onlooker.runs_mesa(row.mesa.pk)],
        "summary": summary_of(coming, duties, glance, names_mesa=len(onlooker.mesas) > 1),
        "glance": glance,
        "news": news_of(
            onlooker, at=request.now, looks_back=request.GET.get("novedades") == "todas"
        ),
    }
    return render(request, "web/week/page.html", context)


@require_POST
def seen(request):
    note_visit(request, STREAM)
    if request.headers.get("X-Beacon"):
        return HttpResponse(status=204)
    toast(request, _("Visto: la próxima vez verá solo lo que venga después."))
    return redirect("week")
