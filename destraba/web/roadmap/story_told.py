"""What changed between two roadmaps, in words: the same lines for the page and for a document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from destraba.documents.report import escaped
from destraba.kit.vocabulary import (
    DecentWorkDeficit,
    ExcludedGroup,
    Pace,
    ProductivityPillar,
    Room,
    Verdict,
)
from destraba.mesas.roadmap_story import (
    Change,
    Chapter,
    Happening,
    Reason,
    Snapshot,
    Story,
    is_choice,
)
from destraba.web.components.dates import day_words

# More than these are no headlines.
MOST_HEADLINES = 10
UNSAID = gettext_lazy("sin decir")
CODES = {
    **dict([*DecentWorkDeficit.choices, *ProductivityPillar.choices]),
    **dict([*ExcludedGroup.choices, *Pace.choices, *Room.choices]),
}
WAYS_OUT = {
    "waiting": gettext_lazy("Dejó el foco y vuelve a la lista."),
    "solved": gettext_lazy("Se destrabó."),
    "dropped": gettext_lazy("Se descartó."),
    "handed_over": gettext_lazy("Pasó a otra mesa."),
    "parked": gettext_lazy("Quedó en pausa."),
    "merged": gettext_lazy("Se fusionó con otro problema."),
    "split": gettext_lazy("Se dividió en otros problemas."),
    "gone": gettext_lazy("Ya no está en la hoja."),
}
INTO = {"merged": gettext_lazy("Se fusionó con %s."), "split": gettext_lazy("Se dividió en %s.")}
WAYS_IN = {
    "waiting": gettext_lazy("Entró en foco desde la lista."),
    "new": gettext_lazy("Entró en foco; antes no estaba en la hoja."),
}
NAMES = {
    "title": gettext_lazy("Se lee de otra manera"),
    "statement": gettext_lazy("Se explicó mejor"),
    "pace": gettext_lazy("Cambió de ritmo"),
    "next_step": gettext_lazy("Cambió el siguiente paso"),
    "milestone": gettext_lazy("El siguiente paso tiene otra fecha"),
    "deficits": gettext_lazy("Reduciría otros déficits"),
    "pillars": gettext_lazy("Movería otros pilares"),
    "groups": gettext_lazy("Toca a otros grupos"),
    "moved": gettext_lazy("Lo que se mide"),
    "authority": gettext_lazy("Cambió la autoridad"),
    "acceptance": gettext_lazy("Cambió la aceptación"),
    "ability": gettext_lazy("Cambió la capacidad"),
}
SOLUTIONS = {
    "option.chosen": gettext_lazy("Se eligió la solución"),
    "option.replaced": gettext_lazy("Se reemplazó la solución"),
    "option.set_aside": gettext_lazy("Se apartó la solución"),
    "trial.concluded": gettext_lazy("Una prueba enseñó"),
}


@dataclass(frozen=True)
class Line:
    """`before` → `after` when both are said; each reason with who gave it and when."""

    words: str
    before: str = ""
    after: str = ""
    reasons: tuple[Reason, ...] = ()
    is_choice: bool = False

    def is_said_above(self, whole: str) -> bool:
        """Its reason is the whole revision's, which is read once."""
        return not self.reasons or [each.why for each in self.reasons] == [whole]


@dataclass(frozen=True)
class Part:
    """`more` is how it came to that: what was tried, chosen and set aside on the way."""

    title: str
    pk: int | None
    lines: Sequence[Line]
    more: Sequence[Line] = ()


@dataclass(frozen=True)
class Section:
    """`code` names its mark; `heading` says it."""

    code: str
    icon: str
    heading: str
    parts: Sequence[Part]


def summary(story: Story) -> str:
    """All of it in one sentence."""
    if story.is_empty:
        return _("Nada cambió de una a otra.")
    told = [
        *_counted(ngettext("entró %(n)s", "entraron %(n)s", len(story.entered)), story.entered),
        *_counted(ngettext("salió %(n)s", "salieron %(n)s", len(story.left)), story.left),
        *_counted(
            ngettext("sigue %(n)s con cambios", "siguen %(n)s con cambios", len(story.stayed)),
            story.stayed,
        ),
        *_counted(
            ngettext("%(n)s sigue igual", "%(n)s siguen igual", len(story.untouched)),
            story.untouched,
        ),
    ]
    first = _("cambió el objetivo") if story.objective else _("el objetivo es el mismo")
    words = "; ".join([first, ", ".join(told)] if told else [first])
    return f"{words[:1].upper()}{words[1:]}."


def headlines(story: Story) -> list[tuple[str, str]]:
    """What a minister reads in a minute: of each problem that moved, one line and its words."""
    told = [(_("Entró:"), each.title) for each in story.entered]
    for each in story.left:
        words = f"{each.title}. {_way_out(each.changes[0])}"
        told.append((_("Salió:"), words))
    for each in story.stayed:
        title = next((change for change in each.changes if change.what == "title"), None)
        if title:
            told.append((_("Reformulado:"), f"{title.before} → {title.after}"))
        choice = _choice(_solved(each.solutions))
        if choice and choice.after:
            why = " ".join(reason.why for reason in choice.reasons)
            told.append((_("Otra solución:"), f"{choice.before} → {choice.after}. {why}".strip()))
        elif choice:
            told.append((_("Solución:"), f"{choice.words} · {each.title}"))
    return told[:MOST_HEADLINES]


def _counted(words: str, found: Sequence[Any]) -> list[str]:
    return [words % {"n": len(found)}] if found else []


def sections(story: Story, links: Mapping[str, int]) -> list[Section]:
    told = [
        ("entered", "log-in", _("Entraron en foco"), story.entered),
        ("left", "log-out", _("Salieron del foco"), story.left),
        ("stayed", "pencil", _("Siguen, con cambios"), story.stayed),
        ("untouched", "equal", _("Siguen igual"), story.untouched),
        ("listed", "list-plus", _("Nuevos en la lista"), story.listed),
        ("unlisted", "list-x", _("Dejaron la lista"), story.unlisted),
    ]
    return [
        Section(code, icon, heading, [_part(each, links) for each in chapters])
        for code, icon, heading, chapters in told
        if chapters
    ]


def objective(story: Story) -> Line | None:
    if story.objective is None:
        return None
    before, after = story.objective.before, story.objective.after
    said = (before or str(UNSAID), after or str(UNSAID))
    return Line(_("Cambió el objetivo"), *said, story.objective.reasons)


def why_revised(story: Story) -> str:
    """What was written of the whole revision, without the lines that are told below one by one."""
    chapters = [*story.entered, *story.left, *story.stayed]
    titles = [f"«{each.title}»" for each in chapters]
    aims = [story.objective.after] if story.objective else []
    told = [" ".join(words.split()) for words in [*titles, *aims]]
    lines = story.after.why.splitlines()
    said = [
        line
        for line in lines
        if not (line.startswith("- ") and any(words in line for words in told))
    ]
    return "\n".join(said).strip() or story.after.why


def _part(chapter: Chapter, links: Mapping[str, int]) -> Part:
    solved = _solved(chapter.solutions)
    last = _choice(solved)
    lines = [_line(each) for each in chapter.changes] + ([last] if last else [])
    more = [each for each in solved if each is not last]
    return Part(chapter.title, links.get(chapter.ref), lines, more)


def _choice(solved: Sequence[Line]) -> Line | None:
    """The last one, told from the solution that there was before; those on the way come below."""
    choices = [each for each in solved if each.is_choice]
    if not choices:
        return None
    last = choices[-1]
    first = next((each for each in choices if each.before), last)
    is_long = first is not last and last.before and first.before != last.after
    return replace(last, before=first.before) if is_long else last


def _line(change: Change) -> Line:
    if change.what == "entered":
        return Line(str(WAYS_IN[change.before]), reasons=change.reasons)
    if change.what in ("left", "unlisted"):
        return Line(_way_out(change), reasons=change.reasons)
    name = str(NAMES[change.what])
    if change.what == "statement":
        return Line(name, reasons=change.reasons)
    if change.what == "milestone":
        return Line(name, day_words(change.before), day_words(change.after), change.reasons)
    return Line(name, _said(change.before), _said(change.after), change.reasons)


def _way_out(change: Change) -> str:
    """What was not in focus can only have ended, or gone."""
    way = change.after
    if change.before and way in INTO:
        return str(INTO[way]) % change.before
    return str(WAYS_OUT["gone" if way == "waiting" and change.what == "unlisted" else way])


def _said(value: Any) -> str:
    codes = value if isinstance(value, tuple) else (value,)
    return ", ".join(str(CODES.get(code, code)) for code in codes if code) or str(UNSAID)


def _solved(happened: Iterable[Happening]) -> list[Line]:
    """A solution that another replaced is told once, with the one that replaced it."""
    lines: list[Line] = []
    replaced: Happening | None = None
    for each in happened:
        if each.verb == "option.replaced":
            replaced = each
        elif each.verb == "option.chosen" and replaced:
            words, reasons = str(SOLUTIONS["option.replaced"]), _because(each)
            lines.append(Line(words, replaced.about, each.about, reasons, is_choice=True))
            replaced = None
        else:
            lines.append(_solution(each))
    return lines


def _solution(each: Happening) -> Line:
    verdict = str(Verdict(each.after).label) if each.after in Verdict.values else ""
    words = f"{SOLUTIONS[each.verb]}: {each.about}"
    return Line(
        f"{words} ({verdict})" if verdict else words,
        reasons=_because(each),
        is_choice=is_choice(each),
    )


def _because(each: Happening) -> tuple[Reason, ...]:
    return (Reason(each.why, each.who, each.at),) if each.why else ()


def named(snapshot: Snapshot) -> str:
    """«Hoja 2, del 15 nov»"""
    if not snapshot.agreed_on:
        return _("Hoja %(n)s") % {"n": snapshot.number}
    told = {"n": snapshot.number, "day": day_words(snapshot.agreed_on)}
    return _("Hoja %(n)s, del %(day)s") % told


def in_markdown(story: Story) -> str:
    parts = [f"**{escaped(summary(story))}**"]
    lines = [f"- **{escaped(what)}** {escaped(words)}" for what, words in headlines(story)]
    parts += ["\n".join(lines)] if lines else []
    if story.after.why:
        parts.append(f"**{_('Por qué se revisó')}:** {escaped(why_revised(story))}")
    whole = story.after.why
    if line := objective(story):
        parts += [f"## {line.words}", _lines_in_markdown([line], whole)]
    for section in sections(story, {}):
        parts.append(f"## {section.heading}")
        if any(part.lines for part in section.parts):
            parts += [_part_in_markdown(part, whole) for part in section.parts]
        else:
            parts.append("\n".join(f"- {escaped(part.title)}" for part in section.parts))
    return "\n\n".join(parts)


def _part_in_markdown(part: Part, whole: str) -> str:
    return f"### {escaped(part.title)}\n\n{_lines_in_markdown([*part.lines, *part.more], whole)}"


def _lines_in_markdown(lines: Iterable[Line], whole: str) -> str:
    told = []
    for line in lines:
        words = [f"**{escaped(line.words.rstrip('.'))}.**"]
        if line.before or line.after:
            words.append(f"{_('Antes')}: {escaped(line.before.rstrip('.'))}.")
            words.append(f"{_('Ahora')}: {escaped(line.after.rstrip('.'))}.")
        if not line.is_said_above(whole):
            words += [_reason_in_markdown(each) for each in line.reasons]
        told.append("- " + " ".join(words))
    return "\n".join(told)


def _reason_in_markdown(reason: Reason) -> str:
    said = f"{_('Por qué')}: {escaped(reason.why)}"
    signed = [reason.who, day_words(reason.at) if reason.at else ""]
    told = ", ".join(escaped(each) for each in signed if each)
    return f"{said} ({told})" if told else said
