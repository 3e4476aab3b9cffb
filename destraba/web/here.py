"""Whose programme it is, what time it is there, and the person's language."""

import zoneinfo

from django.conf import settings
from django.utils import timezone, translation
from django.utils.functional import SimpleLazyObject

from destraba.mesas.models import Programme


class HereMiddleware:
    """Set `request.programme`, and `request.now` and `request.today` in the programme's time."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.programme = SimpleLazyObject(Programme.current)
        # Whoever has not signed in costs no query: a monitor must get its answer from /salud/.
        if not request.user.is_authenticated:
            return self.get_response(request)
        if request.user.language in dict(settings.LANGUAGES):
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(zoneinfo.ZoneInfo(request.programme.time_zone)):
            request.now = timezone.now()
            request.today = timezone.localdate(request.now)
            return self.get_response(request)


def here(request):
    """What every template may ask; before the middleware has run there is nobody to tell."""
    return {
        "programme": getattr(request, "programme", None),
        "demo": settings.DEMO,
        "now": getattr(request, "now", None),
        "today": getattr(request, "today", None),
    }
