"""The preliminary diagnosis and prioritisation strategy, drafted from what was heard (OIT §3c).

A Markdown text that people then edit: it proposes an order and says why, it decides nothing.
Nobody's name is in it, only organisations and constituencies: what was said, was in confidence.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.documents.report import escaped
from destraba.kit.vocabulary import Constituency, DecentWorkDeficit

from .premesa import Finding, Systematised
from .voices import Voices

# Beyond it a problem is told by its clearest words; all of them are in the notebook.
MOST_QUOTED = 6
# What a first roadmap takes (OIT §3e).
FIRST = 4


def draft(told: Systematised) -> str:
    parts = [
        _heard(told),
        _problems(told.findings),
        _loose(told),
        _deficits(told),
        _list(_("Soluciones posibles"), (note.solutions for note in told.notes)),
        _list(_("Quién podría sentarse"), (note.could_sit for note in told.notes)),
        _powers(told),
        _strategy(told),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _heard(told: Systematised) -> str:
    count = told.heard.conversations
    words = ngettext("%(n)s conversación", "%(n)s conversaciones", count) % {"n": count}
    days = sorted(note.heard_on for note in told.notes if note.heard_on)
    if days:
        span = {"first": date_format(days[0]), "last": date_format(days[-1])}
        words += _(", entre el %(first)s y el %(last)s") % span
    lines = [_title(_("A quién se escuchó")), "", f"{words}. {_voices(told.heard.voices)}"]
    named = {note.organization.name for note in told.notes if note.organization}
    lines += ["", *(f"- {escaped(name)}" for name in sorted(named))] if named else []
    left = [*told.heard.missing_constituencies, *told.heard.missing_groups]
    if left:
        who = ", ".join(str(each.label) for each in left)
        lines += ["", _("**Aún no se ha escuchado a:** %s.") % who]
    return "\n".join(lines)


def _voices(voices: Voices) -> str:
    counted = [
        f"{Constituency(each).label} {number}"
        for each, number in voices.by_constituency.items()
        if each
    ]
    total = ngettext("%(n)s voz independiente", "%(n)s voces independientes", voices.total)
    words = total % {"n": voices.total}
    return f"{words} ({', '.join(counted)})." if counted else f"{words}."


def _problems(findings: Sequence[Finding]) -> str:
    title = _title(_("Principales problemas y lo que hay debajo"))
    if not findings:
        return f"{title}\n\n" + _("Lo escuchado aún no se ha agrupado en problemas.")
    return "\n\n".join([title, *(_problem(n, each) for n, each in enumerate(findings, 1))])


def _problem(number: int, finding: Finding) -> str:
    lines = [f"### {number}. {escaped(finding.problem.title)}", "", _voices(finding.voices), ""]
    lines += [_quote(each.text, each.note.whose) for each in finding.statements[:MOST_QUOTED]]
    if finding.causes:
        lines += ["", _("Causas que se sospechan:"), ""]
        lines += [f"- {escaped(cause)}" for cause in finding.causes]
    if codes := finding.problem.deficits:
        named = ", ".join(str(DecentWorkDeficit(code).label) for code in codes)
        lines += ["", _("Déficits de trabajo decente que toca: %s.") % named]
    return "\n".join(lines)


def _quote(text: str, whose: str) -> str:
    who = f" ({Constituency(whose).label})" if whose else ""
    return f"- «{escaped(text)}»{who}"


def _loose(told: Systematised) -> str:
    if not told.ungrouped:
        return ""
    quotes = [_quote(each.text, each.note.whose) for each in told.ungrouped]
    return "\n".join([_title(_("Lo que se dijo y todavía no está en un problema")), "", *quotes])


def _deficits(told: Systematised) -> str:
    counted = Counter(code for note in told.notes for code in note.deficits)
    if not counted:
        return ""
    title = _title(_("Déficits de trabajo decente"))
    head = f"| {_('Déficit')} | {_('Conversaciones que lo tocan')} |\n| --- | --- |"
    rows = [
        f"| {DecentWorkDeficit(code).label} | {number} |" for code, number in counted.most_common()
    ]
    return "\n".join([title, "", head, *rows])


def _list(title: str, texts: Iterable[str]) -> str:
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    told = dict.fromkeys(f"- {escaped(line)}" for line in lines)
    return "\n".join([_title(title), "", *told]) if told else ""


def _powers(told: Systematised) -> str:
    pairs = dict.fromkeys(
        (escaped(note.liaison), escaped(note.authority))
        for note in told.notes
        if note.liaison or note.authority
    )
    if not pairs:
        return ""
    title = _title(_("Enlaces, y quién tiene el poder formal"))
    head = f"| {_('Enlace')} | {_('Competencia formal')} |\n| --- | --- |"
    missing = _("por encontrar")
    rows = [f"| {liaison or missing} | {power or missing} |" for liaison, power in pairs]
    return "\n".join([title, "", head, *rows])


def _strategy(told: Systematised) -> str:
    lines = [_title(_("Estrategia de priorización")), ""]
    if not told.findings:
        return "\n".join([*lines, _("Se propondrá un orden cuando haya problemas que ordenar.")])
    lines.append(
        _(
            "Se propone este orden por cuántas voces independientes sostienen cada problema, y de "
            "cuántos sectores. Es una propuesta: lo que el equipo puede atender y lo que se "
            "aprenda al comenzar la cambiarán."
        )
    )
    lines.append("")
    for number, each in enumerate(told.findings, 1):
        reasons = "; ".join(each.reasons)
        lines.append(f"{number}. **{escaped(each.problem.title)}**: {reasons}.")
    if len(told.findings) > FIRST:
        words = _("Para comenzar bastan los tres o cuatro primeros; los demás esperan en la lista.")
        lines += ["", words]
    return "\n".join(lines)


def _title(words: str) -> str:
    return f"## {words}"
