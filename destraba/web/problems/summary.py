"""A problem in a minute: what whoever has just come asks, answered from what its page knows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.vocabulary import CauseState, EntityRole, Verdict
from destraba.mesas.models import Problem

MOST = 3


@dataclass(frozen=True)
class Answer:
    """`place` is the part of the page that says it whole; nothing is told twice at length."""

    question: str
    words: str
    place: str


def summary_of(problem: Problem, known: dict[str, Any]) -> list[Answer]:
    """`known` is what the page already asked for: it costs no query. What is not known is left."""
    told = [
        Answer(_("Por qué importa"), _why_it_matters(problem, known), "importa"),
        Answer(_("Por qué pasa"), _causes(known), "causas"),
        Answer(_("Qué se probó y qué enseñó"), _tried(known), "solucion"),
        Answer(_("Qué se hace ahora"), _solution(known), "solucion"),
        Answer(_("Quién debe actuar"), _who(known), "quien"),
        Answer(_("Qué está abierto"), _open(known), "compromisos"),
    ]
    return [each for each in told if each.words]


def _why_it_matters(problem: Problem, known: dict[str, Any]) -> str:
    """The figure that should move, as far as it has; and the deficits that it would reduce."""
    figure = known["movement"] if known["movement"].first else ""
    moved = ": ".join(str(each) for each in (problem.metric, figure) if each)
    return ". ".join(_capital(each) for each in (moved, _several(known["deficits"][:MOST])) if each)


def _causes(known: dict[str, Any]) -> str:
    """Those that were shown; while there are none, those that are supposed."""
    rows = [each for top, below in known["causes"] for each in (top, *below)]
    shown = [each.text for each in rows if each.state == CauseState.CONFIRMED]
    if shown:
        return "; ".join(shown[:MOST])
    supposed = [each.text for each in rows if each.state == CauseState.SUPPOSED]
    return _("Se supone: %s") % "; ".join(supposed[:MOST]) if supposed else ""


def _tried(known: dict[str, Any]) -> str:
    told = [
        _("«%(title)s» %(verdict)s") % {"title": each.title, "verdict": Verdict(each.verdict).label}
        for each in known["tried"]
    ]
    return "; ".join(told[:MOST])


def _solution(known: dict[str, Any]) -> str:
    if chosen := known["solution"]:
        return f"{chosen.title}: {known['solution_stage']}"
    count = known["competing"]
    words = ngettext(
        "Hay %(n)s solución propuesta y ninguna elegida",
        "Compiten %(n)s soluciones y ninguna fue elegida",
        count,
    )
    return words % {"n": count} if count else ""


def _who(known: dict[str, Any]) -> str:
    acting = [each for each in known["entities"] if each.role == EntityRole.MUST_ACT]
    names = [
        _("%(who)s (%(person)s)") % {"who": each.organization.short, "person": each.liaison.name}
        if each.liaison
        else each.organization.short
        for each in acting
    ]
    return _several(names)


def _open(known: dict[str, Any]) -> str:
    count, next_one = len(known["open_ones"]), known["next"]
    words = ngettext("%(n)s compromiso", "%(n)s compromisos", count) % {"n": count}
    if not next_one:
        return ""
    return _("%(count)s; lo primero: %(next)s") % {"count": words, "next": next_one["promise"]}


def _several(words: list[Any]) -> str:
    return ", ".join(str(each) for each in words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
