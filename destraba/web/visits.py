"""Until when a person has seen a timeline, as her browser says it."""

import datetime

from django.utils.dateparse import parse_datetime

from destraba.trail.models import Visit


def note_visit(request, stream: str) -> None:
    """Seen up to the moment when the page was made: what came while she read stays new."""
    Visit.note(request.user, stream, at=_until(request))


def _until(request) -> datetime.datetime:
    try:
        made = parse_datetime(request.POST.get("until", ""))
    except ValueError:
        made = None
    return min(made, request.now) if made and made.tzinfo else request.now
