"""Doors to the field: its team, the team of the mesa above, and who sees everything."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from destraba.kit.vocabulary import MesaKind
from destraba.mesas.following import looked_after_by
from destraba.mesas.models import Mesa
from destraba.mesas.models.places import is_run_by


def followed(request, pk):
    """The territorial mesa, with `is_run`: whether who looks follows it up, or only reads."""
    person = request.user
    mesas = Mesa.objects.all() if person.sees_everything else looked_after_by(person)
    found = mesas.filter(kind=MesaKind.TERRITORIAL).select_related("parent")
    mesa = get_object_or_404(found, pk=pk)
    mesa.is_run = is_run_by(mesa.pk, person)
    return mesa


def run(request, pk):
    mesa = followed(request, pk)
    if not mesa.is_run:
        raise Http404
    return mesa
