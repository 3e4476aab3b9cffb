"""Doors: a mesa that the person may see, or may change; anybody else gets 404."""

from django.shortcuts import get_object_or_404

from destraba.mesas.models import Mesa

WHOLE = [field.name for field in Mesa._meta.concrete_fields]


def seen_by(request, pk, *around: str) -> Mesa:
    """With `is_run`: whether who looks may change it; and what is shown `around`, «host__name»."""
    mesas = Mesa.objects.visible_to(request.user).with_is_run(by=request.user)
    if around:
        related = {path.partition("__")[0] for path in around}
        mesas = mesas.select_related(*related).only(*WHOLE, *around)
    return get_object_or_404(mesas, pk=pk)


def run_by(request, pk, *related: str) -> Mesa:
    mesas = Mesa.objects.run_by(request.user)
    return get_object_or_404(mesas.select_related(*related) if related else mesas, pk=pk)
