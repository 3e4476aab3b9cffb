"""Somebody says how she sees a candidate, criterion by criterion, and why."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from destraba.mesas.models import Candidate
from destraba.web.forms import refusals_in
from destraba.web.toasts import toast

from .finding import either
from .score_form import ScoreForm


@either
def score(request, pk):
    scorable = Candidate.objects.scorable_by(request.user).with_scores()
    candidate = get_object_or_404(scorable, pk=pk)
    scores = candidate.scores.all()
    own = {each.criterion: each for each in scores if each.person_id == request.user.pk}
    others = [each for each in scores if each.person_id != request.user.pk]
    form = ScoreForm(request.POST or None, own=own, others=others)
    if form.is_valid():
        with refusals_in(form):
            candidate.score_all(form.given(), by=request.user, at=request.now)
            toast(request, _("Guardado: sus puntajes cuentan en la comparación."))
            return redirect("candidate", pk)
    context = {"form": form, "candidate": candidate}
    status = 422 if form.is_bound else 200
    return render(request, "web/candidates/scores.html", context, status=status)
