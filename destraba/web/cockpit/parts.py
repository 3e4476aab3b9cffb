"""The parts of the cockpit, each of which may be answered by itself when it changes."""

from collections.abc import Callable
from typing import Any, NamedTuple
from zlib import crc32

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django_htmx.http import trigger_client_event

from destraba.web.toasts import toast

from .behind import behind
from .course import course, hand
from .outcome import notes, outcome
from .strip import strip
from .table import Table


class Part(NamedTuple):
    """What it tells, and in which template; of both comes whether it changed."""

    facts: Callable[[Table], Any]
    template: str


PARTS = {
    "attendance": Part(strip, "web/cockpit/attendance.html"),
    "agenda": Part(course, "web/cockpit/agenda.html"),
    "hand": Part(hand, "web/cockpit/hand.html"),
    "notes": Part(notes, "web/cockpit/notes.html"),
    "behind": Part(behind, "web/cockpit/behind.html"),
    "outcome": Part(outcome, "web/cockpit/outcome.html"),
}
# What only whoever writes it may change: nobody else's news touch it.
PENS = {
    "board": "web/cockpit/board.html",
    "composer": "web/cockpit/composer.html",
    "accord": "web/cockpit/accord.html",
}
BOARD = ["hand", "notes", "behind", "outcome"]


def facts_of(table: Table, names: list[str]) -> dict[str, Any]:
    """The facts of these parts, and the mark by which a browser knows that one is old."""
    facts = {name: PARTS[name].facts(table) for name in names}
    state = (table.meeting.state, table.is_run, table.item and table.item.pk)
    marks = {name: _mark(each, state) for name, each in facts.items()}
    return {**facts, "marks": marks, "table": table, "meeting": table.meeting, "item": table.item}


def _mark(*facts: Any) -> str:
    return f"{crc32(repr(facts).encode()):x}"


def page(request, table: Table, *, status: int = 200, **pens: Any) -> HttpResponse:
    context = {**facts_of(table, [*PARTS]), **pens}
    return render(request, "web/cockpit/page.html", context, status=status)


def answer(
    request, table: Table, *names: str, said: str = "", status: int = 200, **pens: Any
) -> HttpResponse:
    """The parts that changed, for a page that is open; else that page again."""
    table.forget()
    if not request.htmx:
        return _whole(request, table, said=said, status=status, **pens)
    needed = [*BOARD, *names] if "board" in names else [*names]
    facts = facts_of(table, list(dict.fromkeys(name for name in needed if name in PARTS)))
    context = {**facts, **pens, "oob": True}
    templates = [PARTS[name].template if name in PARTS else PENS[name] for name in names]
    html = "".join(render_to_string(each, context, request) for each in templates)
    response = HttpResponse(html, status=status)
    if request.method == "POST" and status == 200:
        trigger_client_event(response, "cockpit:done", {"said": said}, after="swap")
    return response


def _whole(request, table: Table, *, said: str, status: int, **pens: Any) -> HttpResponse:
    if status != 200:
        return page(request, table, status=status, **pens)
    if said:
        toast(request, said)
    return redirect(table.url())


def sheet(request, table: Table, form: Any, *, title: str, done: str, **more: Any) -> HttpResponse:
    """A small form: a page of its own, or what the dialog of an open cockpit shows."""
    # The page beneath may show the same fields.
    form.auto_id = "sheet_%s"
    context = {
        "form": form,
        "title": title,
        "done": done,
        "table": table,
        "meeting": table.meeting,
        **more,
    }
    template = "web/cockpit/sheet.html" + ("#body" if request.htmx else "")
    return render(request, template, context, status=422 if form.is_bound else 200)
