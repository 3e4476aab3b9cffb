from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from destraba.people.models import Person

# In the fictional country a person's ref is the part that she plays.
ROLES = [
    "coordinadora",
    "facilitadora",
    "enlace",
    "gremio",
    "sindicato",
    "articuladora",
    "ministra",
    "asesor",
]


@login_not_required
@never_cache
@require_GET
def enter(request, role):
    """Sign in as one of the cast, by opening an address.

    The one GET that writes: a session, and when the person last came in. It answers only in
    demo mode and only in a fictional programme, so that it opens no door to real work.
    """
    if not settings.DEMO or not request.programme.is_fictional or role not in ROLES:
        raise Http404
    person = get_object_or_404(Person, ref=role, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(inside(request, request.GET.get("next", "")) or "/")


def inside(request, address):
    """The address, if it is one of ours."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else ""
