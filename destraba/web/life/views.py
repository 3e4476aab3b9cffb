"""The life of a mesa as a page: its turns in order, and what may come next."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import MesaEventKind, MesaKind
from destraba.mesas.models import Mesa
from destraba.web.mesas.finding import seen_by

from .turns import pages_of


@require_safe
def life(request, pk):
    mesa = seen_by(request, pk, "host", "parent")
    turns = list(mesa.turns().select_related("host", "other"))
    is_told = any(turn.kind == MesaEventKind.LAUNCHED for turn in turns)
    is_below = mesa.kind == MesaKind.TERRITORIAL
    below = Mesa.objects.visible_to(request.user).below(pk).order_by("name")
    context = {
        "mesa": mesa,
        "turns": turns,
        "is_told": is_told,
        "pages": pages_of(mesa, is_told=is_told) if mesa.is_run else [],
        "came_from": mesa.merged_here.select_related("mesa"),
        "territorial": [] if is_below else below,
        "also_under": mesa.also_under.order_by("name") if is_below else [],
        "may_begin": request.user.runs_everything and not is_below,
    }
    return render(request, "web/life/life.html", context)
