"""The session while it goes on: the page, its beginning, and what others changed on it."""

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from destraba.mesas.models import Meeting
from destraba.web.toasts import toast

from . import parts
from .finding import seen_by


@require_safe
def cockpit(request, meeting):
    table = seen_by(request, meeting)
    if request.htmx:
        return parts.answer(request, table, "agenda", "board")
    return parts.page(request, table)


@require_POST
def opening(request, meeting):
    found = get_object_or_404(Meeting.objects.run_by(request.user), pk=meeting)
    found.open(by=request.user, at=request.now)
    toast(request, _("La sesión está en curso."))
    return redirect("meeting-cockpit", meeting)


@require_safe
def parts_of(request, meeting):
    """Those asked for, as they are now."""
    table = seen_by(request, meeting)
    asked = [name for name in request.GET.getlist("parte") if name in parts.PARTS]
    return parts.answer(request, table, *asked)


@require_safe
def news(request, meeting):
    """A few letters per part, by which an open page knows what to ask for again."""
    table = seen_by(request, meeting)
    facts = parts.facts_of(table, [*parts.PARTS])
    return JsonResponse(
        {
            "now": request.now.isoformat(),
            "person": str(request.user.pk),
            "key": get_token(request),
            "state": table.meeting.state,
            "current": table.current.pk if table.current else None,
            "marks": facts["marks"],
            "notes": {note.kind: note.version for note in facts["notes"]},
        }
    )
