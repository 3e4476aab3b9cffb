"""The life of a mesa as a page: its turns in order, and what may come next."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import MesaEventKind, MesaKind
from destraba.web.mesas.finding import seen_by

from .turns import pages_of


@require_safe
def life(request, pk):
    mesa = seen_by(request, pk, "host", "parent")
    turns = list(mesa.turns().select_related("host", "other"))
    is_told = any(turn.kind == MesaEventKind.LAUNCHED for turn in turns)
    context = {
        "mesa": mesa,
        "turns": turns,
        "is_told": is_told,
        "pages": pages_of(mesa, is_told=is_told) if mesa.is_run else [],
        "came_from": mesa.merged_here.select_related("mesa"),
        "territorial": mesa.territorial_mesas.visible_to(request.user).order_by("name"),
        "may_begin": request.user.runs_everything and mesa.kind != MesaKind.TERRITORIAL,
    }
    return render(request, "web/life/life.html", context)
