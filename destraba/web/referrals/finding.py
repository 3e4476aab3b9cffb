"""A referral, found by which end of it is hers: others find nothing."""

from django.shortcuts import get_object_or_404, render

from destraba.kit.vocabulary import MesaKind
from destraba.mesas.models import Problem, Referral


def seen_by(request, pk):
    return get_object_or_404(Referral.objects.visible_to(request.user).with_facts(), pk=pk)


def run_by(request, pk):
    return get_object_or_404(Referral.objects.run_by(request.user).with_facts(), pk=pk)


def answerable_by(request, pk):
    return get_object_or_404(Referral.objects.answerable_by(request.user).with_facts(), pk=pk)


def levelled_by(request, pk):
    """A problem of a territorial mesa that she runs: only those have levels."""
    problems = Problem.objects.run_by(request.user).filter(mesa__kind=MesaKind.TERRITORIAL)
    return get_object_or_404(problems.select_related("mesa__parent"), pk=pk)


def ask(request, form, title, referral, *, template="web/referrals/change.html", **words):
    """One question on a page of its own; what was typed wrong comes back."""
    context = {"form": form, "title": title, "referral": referral, **words}
    status = 422 if form.is_bound else 200
    return render(request, template, context, status=status)
