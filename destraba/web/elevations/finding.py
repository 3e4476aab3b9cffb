"""An elevation, found by who may do what with it: others find nothing."""

from django.shortcuts import get_object_or_404, render

from destraba.mesas.models import Elevation


def seen_by(request, pk):
    return get_object_or_404(Elevation.objects.visible_to(request.user).with_facts(), pk=pk)


def run_by(request, pk):
    return get_object_or_404(Elevation.objects.run_by(request.user).with_facts(), pk=pk)


def answerable_by(request, pk):
    return get_object_or_404(Elevation.objects.answerable_by(request.user).with_facts(), pk=pk)


def ask(request, form, title, elevation=None, *, template="web/elevations/change.html", **words):
    """One question on a page of its own; what was typed wrong comes back."""
    context = {"form": form, "title": title, "elevation": elevation, **words}
    status = 422 if form.is_bound else 200
    return render(request, template, context, status=status)
