"""A revision in words: its plain data as whoever reads it will see it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Choices
from django.utils.translation import gettext as _

from destraba.documents.report import escaped
from destraba.kit.vocabulary import (
    DecentWorkDeficit,
    ExcludedGroup,
    Pace,
    ProblemKind,
    ProductivityPillar,
    Room,
    Stage,
)
from destraba.mesas.models import RoadmapRevision
from destraba.web.components.dates import day_words


@dataclass(frozen=True)
class Side:
    name: str
    room: str
    label: str
    why: str


@dataclass(frozen=True)
class Entry:
    """A problem as it read that day; `pk` is its page today, if it has one here."""

    title: str
    pk: int | None
    kind: str
    pace: str
    pace_label: str
    deficits: list[str]
    pillars: list[str]
    groups: list[str]
    metric: str
    moved: str
    solution: str
    next_step: str
    next_due_on: str
    why: str
    sides: list[Side]


@dataclass(frozen=True)
class Told:
    revision: RoadmapRevision
    focus: list[Entry]
    waiting: list[Entry]
    # (its code, why it was set aside)
    set_aside: list[tuple[str, str]]


def told(revision: RoadmapRevision, links: Mapping[str, int]) -> Told:
    content = revision.content
    return Told(
        revision=revision,
        focus=[_entry(each, links) for each in content.get("focus", [])],
        waiting=[_entry(each, links) for each in content.get("waiting", [])],
        set_aside=[(each["signal"], each["why"]) for each in content.get("set_aside", [])],
    )


def _entry(row: Mapping[str, Any], links: Mapping[str, int]) -> Entry:
    return Entry(
        title=row["title"],
        pk=links.get(row.get("ref", "")),
        kind=_label(ProblemKind, row.get("kind", "")),
        pace=row.get("pace", ""),
        pace_label=_label(Pace, row.get("pace", "")),
        deficits=_labels(DecentWorkDeficit, row.get("deficits", [])),
        pillars=_labels(ProductivityPillar, row.get("pillars", [])),
        groups=_labels(ExcludedGroup, row.get("groups", [])),
        metric=row.get("metric", ""),
        moved=row.get("moved", ""),
        solution=_solution(row),
        next_step=row.get("next_step", ""),
        next_due_on=row.get("next_due_on", ""),
        why=row.get("why", ""),
        sides=sides_of(row.get("change_space") or {}),
    )


def _solution(row: Mapping[str, Any]) -> str:
    """«Plano simplificado (publicada)», as far as it had come that day."""
    stage = _label(Stage, row.get("stage", ""))
    title = row.get("solution", "")
    return f"{title} ({stage})" if title and stage else title


def sides_of(space: Mapping[str, str]) -> list[Side]:
    """Authority, acceptance and ability, those that were told."""
    names = {"authority": _("Autoridad"), "acceptance": _("Aceptación"), "ability": _("Capacidad")}
    return [
        Side(name, space[side], _label(Room, space[side]), space.get(f"{side}_why", ""))
        for side, name in names.items()
        if space.get(side)
    ]


def _label(choices: type[Choices], code: str) -> str:
    return str(choices(code).label) if code in choices.values else ""


def _labels(choices: type[Choices], codes: Iterable[str]) -> list[str]:
    return [label for code in codes if (label := _label(choices, code))]


def in_markdown(read: Told) -> str:
    """The same for a document: what people wrote says just itself."""
    one = read.revision
    parts = [
        f"**{_('Objetivo de mediano plazo')}:** {escaped(one.objective) or _('sin escribir')}",
        f"**{_('Acordada')}:** {day_words(one.agreed_on) if one.agreed_on else _('desconocido')}",
        f"**{_('Por qué')}:** {escaped(one.why)}" if one.why else "",
        f"## {_('En foco')}",
        *(_in_markdown(each) for each in read.focus),
    ]
    if read.waiting:
        parts += [f"## {_('Esperan')}", "\n".join(f"- {escaped(e.title)}" for e in read.waiting)]
    if read.set_aside:
        rows = (f"- {code}: {escaped(why)}" for code, why in read.set_aside)
        parts += [f"## {_('Consejos del método que se apartaron')}", "\n".join(rows)]
    return "\n\n".join(filter(None, parts))


def _step(entry: Entry) -> str:
    """With its day, when somebody promised it for one."""
    if not entry.next_due_on:
        return entry.next_step
    return f"{entry.next_step} ({day_words(entry.next_due_on)})"


def _in_markdown(entry: Entry) -> str:
    rows = {
        _("Ritmo"): entry.pace_label,
        _("Por qué"): entry.why,
        _("Reduciría"): ", ".join(entry.deficits),
        _("Movería"): ", ".join(entry.pillars),
        _("Toca a"): ", ".join(entry.groups),
        entry.metric: entry.moved,
        **{side.name: f"{side.label}. {side.why}" for side in entry.sides},
        _("Solución elegida"): entry.solution,
        _("Siguiente paso"): _step(entry),
    }
    told = [f"- **{name}:** {escaped(text)}" for name, text in rows.items() if text]
    return "\n".join([f"### {escaped(entry.title)}", "", *told])
