"""A snapshot of the figures, and two of them beside each other, as text: for a document."""

from collections.abc import Mapping, Sequence

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from destraba.documents.report import escaped
from destraba.mesas.models import FigureSnapshot
from destraba.mesas.snapshot_comparison import Change, Moved
from destraba.web.handover.wording import because, blocks, on, point, section

from .lists import label_of

# Of each figure so many rows are written out; the sheet has all of them.
MOST = 30


def of_snapshot(snapshot: FigureSnapshot) -> str:
    """Its numbers, the rule that counted them, and what was behind each."""
    numbers = [(code, str(count)) for code, count in snapshot.counts.items()]
    behind = [line for code in snapshot.content for line in _behind(snapshot, code)]
    return blocks(
        [escaped(snapshot.note)],
        [_of_what_day(snapshot)],
        section(_("Los números de ese día"), _table([_("Cifra"), _("Cuántos")], numbers)),
        section(_("La regla de ese día"), [escaped(snapshot.rule) or _("desconocida")]),
        section(_("Qué había detrás de cada número"), behind),
    )


def of_comparison(before: FigureSnapshot, after: FigureSnapshot, changes: Sequence[Change]) -> str:
    """What entered each figure and what left it, with the reasons; then what did not move."""
    moved = [each for each in changes if not each.is_same]
    pairs = [(each.code, f"{each.before} → {each.after}") for each in changes]
    story = [line for each in moved for line in _change(each)]
    days = f"{_('Cifra')} · {on(before.taken_on)} → {on(after.taken_on)}"
    return blocks(
        [] if before.rule == after.rule else [_rules_differ(before, after)],
        section(_("Los números de los dos días"), _table([days, _("Cuántos")], pairs)),
        section(_("Qué entró y qué salió"), story or [_("Nada entró ni salió.")]),
    )


def _of_what_day(snapshot: FigureSnapshot) -> str:
    by = f" · {escaped(snapshot.taken_by.name)}" if snapshot.taken_by else ""
    taken = f"{_('Tomado el')} {on(snapshot.taken_on)}{by}"
    if snapshot.published_on:
        return f"{taken}. {_('Publicado el')} {on(snapshot.published_on)}."
    return f"{taken}. {_('No está publicado: es para uso del programa.')}"


def _table(head: Sequence[str], rows: Sequence[tuple[str, str]]) -> list[str]:
    told = [f"| {escaped(capfirst(label_of(code)))} | {count} |" for code, count in rows]
    return [f"| {head[0]} | {head[1]} |", "| --- | ---: |", *told]


def _behind(snapshot: FigureSnapshot, code: str) -> list[str]:
    rows = snapshot.content[code]
    told = [point(escaped(row["title"]), _mesa(row)) for row in rows[:MOST]]
    title = f"{capfirst(label_of(code))} · {len(rows)}"
    return section(title, [*told, *_more(len(rows) - MOST)], level=3)


def _change(change: Change) -> list[str]:
    title = f"{capfirst(change.label)} · {change.before} → {change.after}"
    entered = _side(_("Entraron"), change.entered, change.more_entered)
    left = _side(_("Salieron"), change.left, change.more_left)
    return section(title, [*entered, *left], level=3)


def _side(name: str, rows: Sequence[Moved], more: int) -> list[str]:
    told = [point(escaped(each.row["title"]), _mesa(each.row), _why(each)) for each in rows]
    return section(f"{name}: {len(rows) + more}", [*told, *_more(more)], level=4)


def _mesa(row: Mapping[str, str]) -> str:
    return f"({escaped(row['mesa'])})" if row["mesa"] and row["mesa"] != row["title"] else ""


def _why(moved: Moved) -> str:
    """The last that the trail tells of it, with who said so."""
    event = moved.event
    if event is None:
        return f"– {_('sin un hecho anotado que lo explique')}"
    by = f", {escaped(event.by.name)}" if event.by else ""
    return f"– {escaped(moved.words)}, {on(event.at)}{by}. {because(event.why)}"


def _more(hidden: int) -> list[str]:
    return [point(_("y %d más: están en el CSV del corte") % hidden)] if hidden > 0 else []


def _rules_differ(before: FigureSnapshot, after: FigureSnapshot) -> str:
    """Both of them, as they were."""
    warning = _(
        "La regla con que se contó no es la misma en los dos: parte de la diferencia puede venir "
        "de ahí."
    )
    told = [
        f"«{escaped(each.rule)}»" if each.rule else _("desconocida") for each in (before, after)
    ]
    return f"{warning} {_('La de antes')}: {told[0]} {_('La de después')}: {told[1]}"
