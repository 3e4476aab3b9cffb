"""A bare signed-in page with fifty rows: what everything else is compared with."""

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path

from destraba.mesas.models import Commitment
from destraba.people.models import Person


def enter(request, role):
    person = get_object_or_404(Person, ref=role)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return HttpResponse()


@login_required
def rows(request):
    found = Commitment.objects.select_related("mesa", "responsible").order_by("-pk")[:50]
    return render(request, "rows.html", {"rows": found})


urlpatterns = [path("entrar/demo/<slug:role>/", enter), path("", rows)]
