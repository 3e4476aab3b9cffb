"""Who may look at the preliminary list, and who may change it; to the others it is not there."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from destraba.mesas.models import Candidate, is_of_the_team

either = require_http_methods(["GET", "HEAD", "POST"])


def seen(request):
    """The candidates; 404 for whom the list is not."""
    if not request.user.sees_everything and not is_of_the_team(request.user):
        raise Http404
    return Candidate.objects.visible_to(request.user)


def may_run(person):
    return person.runs_everything or is_of_the_team(person)


def only_for_who_runs(request):
    """404 for the others, an adviser among them."""
    if not may_run(request.user):
        raise Http404


def run(request, pk):
    return get_object_or_404(Candidate.objects.run_by(request.user), pk=pk)
