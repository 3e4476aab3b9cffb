"""The first words of a brief, from what the problem's history tells; people then edit them."""

import datetime

from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.documents.report import escaped
from destraba.kit.vocabulary import EntityRole, NoteKind

from .models import AgendaItem, Commitment, Elevation, Note, Problem

# A brief is one or two pages (OIT §2a: informed beforehand; NEEDS 4.7: not forty pages).
MOST_PROMISES, MOST_LESSONS = 8, 4


def draft(elevation: Elevation, *, on: datetime.date) -> str:
    """Markdown, in at most seven queries whatever the history."""
    problem = elevation.about
    parts = [
        _section(_("La decisión que se pide"), _asked(elevation)),
        _section(_("El problema"), _problem(problem, on=on)),
        _section(_("Quién tiene parte"), _entities(problem)),
        _section(_("Qué se intentó"), _tried(elevation, problem)),
        _section(_("Qué se aprendió"), _learned(problem)),
        _section(_("Opciones"), _lines(elevation.options)),
        _section(_("A quién se consultó"), _consulted(elevation)),
        _section(_("Costo"), _lines(elevation.cost)),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _section(title: str, lines: list[str]) -> str:
    return "\n".join([f"## {title}", "", *lines]) if lines else ""


def _lines(text: str) -> list[str]:
    """A point for each line that somebody wrote."""
    return [f"- {escaped(line)}" for line in text.splitlines() if line.strip()]


def _asked(elevation: Elevation) -> list[str]:
    lines = [f"**{escaped(elevation.asked)}**", ""]
    if elevation.asked_of:
        lines.append(f"- {_('De quién depende')}: {escaped(elevation.asked_of.name)}")
    if elevation.wanted_by:
        lines.append(f"- {_('Para cuándo')}: {date_format(elevation.wanted_by)}")
    if elevation.motive:
        lines.append(f"- {_('Por qué sube')}: {elevation.get_motive_display()}")
    if elevation.commitment:
        lines.append(f"- {_('Compromiso')}: {escaped(elevation.commitment.promise)}")
    return lines


def _problem(problem: Problem | None, *, on: datetime.date) -> list[str]:
    if problem is None:
        return []
    lines = [f"**{escaped(problem.title)}**", ""]
    lines += [escaped(problem.statement), ""] if problem.statement else []
    still = problem.days_still(on=on)
    if still:
        words = ngettext("Sin movimiento hace %(n)s día.", "Sin movimiento hace %(n)s días.", still)
        lines.append(words % {"n": still})
    return lines


def _entities(problem: Problem | None) -> list[str]:
    parts = problem.entities.select_related("organization") if problem else []
    return [
        f"- {escaped(part.organization.name)}: "
        f"{EntityRole(part.role).label if part.role else _('parte desconocida')}"
        for part in parts
    ]


def _tried(elevation: Elevation, problem: Problem | None) -> list[str]:
    made = Commitment.objects.filter(problem=problem) if problem else Commitment.objects.none()
    if elevation.commitment and not problem:
        made = Commitment.objects.filter(pk=elevation.commitment.pk)
    told = made.select_related("responsible").prefetch_related("extensions")
    return [_promise(each) for each in told.order_by("-made_on", "-pk")[:MOST_PROMISES]]


def _promise(commitment: Commitment) -> str:
    who = commitment.responsible.short if commitment.responsible else _("sin responsable")
    due = date_format(commitment.due_on) if commitment.due_on else _("sin fecha")
    words = f"- {escaped(commitment.promise)} ({escaped(who)}, {due}): "
    words += commitment.get_state_display()
    times = len(commitment.extensions.all())
    put_off = ngettext(", con %(n)s prórroga", ", con %(n)s prórrogas", times)
    return words + (put_off % {"n": times} if times else "")


def _learned(problem: Problem | None) -> list[str]:
    items = AgendaItem.objects.filter(problem=problem) if problem else AgendaItem.objects.none()
    notes = Note.objects.filter(item__in=items, kind=NoteKind.LEARNED).exclude(text="")
    latest = notes.order_by(F("item__meeting__starts_at").desc(nulls_last=True), "-pk")
    return [f"- {escaped(note.text)}" for note in latest[:MOST_LESSONS]]


def _consulted(elevation: Elevation) -> list[str]:
    """Workers and employers are named also when nobody asked them: it is seen (OIT §2a)."""
    told = {
        _("Trabajadores"): elevation.consulted_workers,
        _("Empleadores"): elevation.consulted_employers,
        _("Otros"): elevation.consulted_others,
    }
    return [
        f"- {who}: {escaped(words) if words.strip() else _('no consta que se les haya consultado')}"
        for who, words in told.items()
        if words.strip() or who != _("Otros")
    ]
