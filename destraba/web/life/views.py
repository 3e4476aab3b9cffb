"""The life of a mesa as a page: its turns in order, and what may come next."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from destraba.kit.vocabulary import MesaEventKind, MesaKind
from destraba.mesas.models import Mesa
from destraba.mesas.models.places import is_seen_by
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
        "served": _served(mesa, request.user) if is_below else [],
        "may_begin": request.user.runs_everything and not is_below,
    }
    return render(request, "web/life/life.html", context)


def _served(mesa, person):
    """The national ones above it, and whether she may open each: by name they are known to all."""
    above = [mesa.parent] if mesa.parent else []
    told = [*above, *mesa.also_under.order_by("name")]
    return [(each, is_seen_by(each.pk, person)) for each in told]
