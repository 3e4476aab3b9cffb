"""Doors: a mesa that the person may see, or may change; anybody else gets 404."""

from django.shortcuts import get_object_or_404

from destraba.mesas.models import Mesa


def seen_by(request, pk, *related: str) -> Mesa:
    """With `is_run`: whether who looks may change it."""
    mesas = Mesa.objects.visible_to(request.user).with_is_run(by=request.user)
    return get_object_or_404(mesas.select_related(*related) if related else mesas, pk=pk)


def run_by(request, pk) -> Mesa:
    return get_object_or_404(Mesa.objects.run_by(request.user), pk=pk)
