"""What was said and what was learned: saved while it is typed, by several at once."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from destraba.kit.vocabulary import MeetingState, NoteKind
from destraba.mesas.models import Note, NoteConflict
from destraba.mesas.models.meeting import OutOfTurn
from destraba.mesas.models.note import TooLong
from destraba.web.components.dates import moment_words
from destraba.web.numbers import whole
from destraba.web.toasts import toast

from .finding import run_by, seen_by


@require_http_methods(["GET", "HEAD", "POST"])
def note(request, meeting, item, kind):
    if kind not in NoteKind.values:
        raise Http404
    if request.method != "POST":
        return JsonResponse(_as_it_is(seen_by(request, meeting, item=item).needed(), kind))
    table = run_by(request, meeting, item=item)
    if table.meeting.state not in (MeetingState.IN_PROGRESS, MeetingState.CLOSED):
        # What arrives late, after the closing, is kept too.
        raise OutOfTurn(_("La sesión no ha comenzado: todavía no hay qué anotar."))
    return _write(request, table, kind)


def _write(request, table, kind):
    text, base = request.POST.get("text", ""), request.POST.get("base", "")
    is_by_script = request.accepts("application/json") and not request.accepts("text/html")
    try:
        written = Note.write(
            table.needed(),
            kind,
            text=text,
            base=whole(base) or 0,
            over=request.POST.get("over"),
            by=request.user,
            at=request.now,
        )
    except NoteConflict as conflict:
        return _both(request, table, conflict, is_by_script)
    except TooLong as refused:
        if not is_by_script:
            raise
        return JsonResponse({"error": str(refused)}, status=422)
    if is_by_script:
        return JsonResponse(_saved(written, text))
    toast(request, _("Guardado."))
    return redirect(f"{table.url()}#notes")


def _saved(note, sent):
    return {
        "version": note.version,
        "text": note.text,
        "saved_at": note.at.isoformat() if note.at else None,
        "merged": note.text != sent.replace("\r\n", "\n"),
    }


def _both(request, table, conflict, is_by_script):
    note = conflict.note
    by = note.by.name if note.by else _("Otra persona")
    both = {"version": note.version, "text": conflict.theirs, "mine": conflict.mine, "by": by}
    if is_by_script:
        return JsonResponse({**both, "at": moment_words(note.at)}, status=409)
    context = {**both, "at": note.at, "table": table, "meeting": table.meeting, "note": note}
    return render(request, "web/cockpit/both.html", context, status=409)


def _as_it_is(item, kind):
    note = next((each for each in item.notes.all() if each.kind == kind), None)
    return {"version": note.version if note else 0, "text": note.text if note else ""}
