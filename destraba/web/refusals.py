"""A no is answered in words, so that no view needs a try and nobody meets a bare number."""

from contextlib import suppress

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused

from .sent import sent_from_here

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
PATIENCE = 64 * 1024 * 1024  # bytes of a refused upload that are still read


class RefusalMiddleware:
    """409 with the domain's own words; 413 before an upload that is too large is kept."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        sent = int(request.META.get("CONTENT_LENGTH") or 0)
        limit = settings.UPLOAD_MAX_BYTES + settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        response = too_much(request) if sent > limit else self.get_response(request)
        if sent:
            drain(request)
        return in_words(request, response) if response.status_code == 405 else response

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return refuse(request, exception, status=409)


def in_words(request, response):
    """A blank page is no answer to who typed, or reloaded, an address that is only sent to."""
    why = _("A esta dirección solo se llega con el botón de una página.")
    told = refuse(request, why, status=405)
    told["Allow"] = response["Allow"]
    return told


def drain(request):
    """Read what is still coming: a browser shows no answer while it is sending."""
    left = PATIENCE
    with suppress(UnreadablePostError):
        while left > 0 and (piece := request.read(256 * 1024)):
            left -= len(piece)


def refuse(request, why, *, status):
    """The same page for all; the browser's script shows only its words where the person is."""
    return render(request, "web/layout/refused.html", {"why": why}, status=status)


def too_much(request):
    limits = {
        "file": settings.UPLOAD_MAX_BYTES // 1024**2,
        "text": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2,
    }
    why = _(
        "Es demasiado grande: un archivo puede tener hasta %(file)s MB y un texto, %(text)s MB."
    )
    return refuse(request, why % limits, status=413)


def bad_request(request, exception):
    if isinstance(exception, TOO_MUCH):
        return too_much(request)
    why = _("El pedido llegó incompleto o con caracteres que no se pueden leer.")
    return refuse(request, why, status=400)


def forbidden(request, exception):
    return refuse(request, _("Su cuenta no permite hacer esto."), status=403)


def csrf_failed(request, reason=""):
    told = {"sent": sent_from_here(request)}
    return render(request, "web/layout/forbidden.html", told, status=403)


def not_found(request, exception):
    return render(request, "web/layout/not_found.html", status=404)


def broken(request):
    """Nothing may be asked of the database or of the person here: it is what broke."""
    return HttpResponse(render_to_string("web/layout/broken.html"), status=500)
