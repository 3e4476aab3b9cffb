"""Doors to a premesa: what was heard in confidence is for who runs it and who sees everything."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from destraba.mesas.models import Mesa


def listened(request, pk):
    """With `is_run`: whether who looks may listen and group."""
    mesas = Mesa.objects.visible_to(request.user).with_is_run(by=request.user)
    mesa = get_object_or_404(mesas, pk=pk)
    if not (mesa.is_run or request.user.sees_everything):
        raise Http404
    return mesa


def run(request, pk):
    return get_object_or_404(Mesa.objects.run_by(request.user), pk=pk)
