"""Problems in focus as cards: how far along, the next step, and how long without movement."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from destraba.kit.prepared import prepared
from destraba.kit.vocabulary import CoordinationFailure, EntityRole
from destraba.mesas.models import Problem, ProblemEntity
from destraba.web.components.shapes import Tone

from .promises import Promises

# Four steps: who can act, what they promise, what they keep, and the unblocking itself.
STEPS = 4
MOVES, SLOW = 14, 30
SHOWN = 4


@dataclass(frozen=True)
class Card:
    problem: Problem
    promises: Promises
    failures: str
    done: int
    standing: str
    # (constituency, short name), those that must act first.
    entities: list[tuple[str, str]]
    more_entities: int
    movement: str
    tone: Tone


def cards(
    problems: Iterable[Problem], promised: Mapping[int, Promises], *, today: datetime.date
) -> list[Card]:
    listed = list(problems)
    entities = _entities(listed)
    return [_card(each, promised[each.pk], entities[each.pk], today) for each in listed]


def _entities(problems: list[Problem]) -> dict[int, list[tuple[str, str]]]:
    told: dict[int, list[tuple[str, str]]] = {problem.pk: [] for problem in problems}
    rows = sorted(_parts(told.keys()), key=lambda row: row[1] != EntityRole.MUST_ACT)
    for problem, _role, constituency, acronym, name in rows:
        told[problem].append((constituency, acronym or name))
    return told


@prepared
def _parts(problems: Collection[int]):
    return ProblemEntity.objects.filter(problem__in=problems).values_list(
        "problem_id",
        "role",
        "organization__constituency",
        "organization__acronym",
        "organization__name",
    )


def _card(
    problem: Problem, promises: Promises, entities: list[tuple[str, str]], today: datetime.date
) -> Card:
    done, standing = _progress(promises, known=bool(entities))
    movement, tone = movement_words(problem.days_still(on=today))
    return Card(
        problem=problem,
        promises=promises,
        failures=", ".join(str(CoordinationFailure(code).label) for code in problem.failures),
        done=done,
        standing=standing,
        entities=entities[:SHOWN],
        more_entities=max(0, len(entities) - SHOWN),
        movement=movement,
        tone=tone,
    )


def _progress(promises: Promises, *, known: bool) -> tuple[int, str]:
    made = promises.kept + promises.open
    if made and not promises.open:
        return 3, _("Todo lo prometido está cumplido: por cerrar")
    if made:
        words = ngettext(
            "%(kept)s de %(made)s compromiso cumplido",
            "%(kept)s de %(made)s compromisos cumplidos",
            made,
        )
        return 2, words % {"kept": promises.kept, "made": made}
    if known:
        return 1, _("Falta el primer compromiso")
    return 0, _("Falta saber quién puede actuar")


def movement_words(days: int | None) -> tuple[str, Tone]:
    """«avanza» for a fortnight; afterwards the days without movement, ever redder."""
    if days is None:
        return _("último movimiento desconocido"), "plain"
    if days <= MOVES:
        return _("avanza"), "ok"
    words = _("sin movimiento hace %(days)s días") % {"days": days}
    return words, "warn" if days <= SLOW else "bad"
