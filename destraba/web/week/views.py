"""Mi semana: what needs me now."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from destraba.kit.vocabulary import MesaState, ProgrammeRole
from destraba.mesas.models import Seat
from destraba.mesas.models.places import places_of
from destraba.trail.models import Visit
from destraba.web.mesas.rows import rows_of
from destraba.web.referrals.brief import of_week, unsent_of_week
from destraba.web.toasts import toast
from destraba.web.visits import note_visit

from .coming import meetings_of
from .duties import duties_of
from .glance import glance_of
from .inherited import inherited_by, stream_of, taken_lately
from .news import STREAM, news_of
from .onlooker import Onlooker
from .summary import summary_of
from .unwatched import unwatched


@require_safe
def week(request):
    onlooker = Onlooker(request.user, today=request.today)
    at_work = [mesa for mesa in onlooker.mesas.values() if mesa.state == MesaState.ACTIVE]
    rows = rows_of(at_work, today=request.today, with_figures=onlooker.sees_everything)
    coming = meetings_of(onlooker, today=request.today)
    duties = duties_of(onlooker, today=request.today)
    taken = taken_lately(onlooker, today=request.today)
    seen = Visit.last_of(request.user, [STREAM, *(stream_of(each.seat_id) for each in taken)])
    glance = None
    if onlooker.sees_everything:
        glance = glance_of(request.user, rows, today=request.today)
    context = {
        "inherited": inherited_by(taken, seen),
        "rows": rows,
        "many": len(onlooker.mesas) > 1,
        "coming": coming,
        "duties": duties,
        "decides": ProgrammeRole.CONVENER in request.user.programme_roles,
        "above": onlooker.asked_above(),
        "afield": onlooker.afield,
        "unwatched": unwatched(onlooker, today=request.today),
        "handed_up": of_week(onlooker, today=request.today),
        "unsent": unsent_of_week(
            onlooker, today=request.today, days=request.programme.referral_days
        ),
        "failing": [row for row in rows if row.trouble and onlooker.runs_mesa(row.mesa.pk)],
        "summary": summary_of(coming, duties, glance, names_mesa=len(onlooker.mesas) > 1),
        "glance": glance,
        "news": news_of(
            onlooker,
            last=seen.get(STREAM),
            at=request.now,
            looks_back=request.GET.get("novedades") == "todas",
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


@require_POST
def understood(request, pk):
    """She has read what came with her seat: it is not told again."""
    seat = get_object_or_404(Seat, pk=pk, pk__in=places_of(request.user).seats)
    note_visit(request, stream_of(seat.pk))
    toast(request, _("Entendido: siguen en «Me toca», con su fecha."))
    return redirect("week")
