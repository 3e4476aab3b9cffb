"""The rungs above the operating body, said on the screen; what stands on one follows it."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Case, F, PositiveSmallIntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from destraba.kit.refusal import Refused
from destraba.people.models import Person

from .models import Elevation, Programme

MOST_RUNGS, LONGEST_NAME, MOST_DAYS = 9, 80, 366


class NoLadder(Refused):
    """Rungs by which nothing could climb."""


class StillStands(Refused):
    """Something waits for an answer on a rung that would be gone."""


@dataclass(frozen=True)
class Rung:
    """`was` is the place that it had in the ladder until now; None for a new one."""

    name: str
    days: int
    was: int | None = None


@transaction.atomic
def relay(
    rungs: Sequence[Rung], *, why: str, since: str = "", by: Person, at: datetime.datetime
) -> None:
    """From below. An elevation keeps the name and the day of the rung on which it stood.

    `since` is the ladder that she looked at, in words: sent twice, it changes once.
    """
    programme = Programme.current()
    if programme.pk:
        programme.hold()
    _must_hold(rungs)
    before = programme.ladder
    told = [{"name": rung.name.strip(), "days": rung.days} for rung in rungs]
    if told == before:
        return
    if not why.strip():
        raise NoLadder(_("Diga por qué cambian los peldaños: la razón queda en la historia."))
    kept = {rung.was: place for place, rung in enumerate(rungs) if rung.was is not None}
    if since and since != fingerprint(before):
        raise NoLadder(
            _("Alguien cambió los peldaños mientras usted escribía: mire cómo quedaron.")
        )
    _must_leave_nobody(before, kept)
    programme.relay(told, why=why, by=by, at=at)
    _follow(kept)


def fingerprint(rungs: Sequence[dict[str, Any]]) -> str:
    """The ladder as one line, to know whether somebody changed it."""
    return "|".join(f"{rung['name']}:{rung['days']}" for rung in rungs)


def standing() -> Counter[int]:
    """How many elevations without an answer are on each rung, or are prepared for it."""
    return Counter(_unanswered().values_list("rung", flat=True))


def _unanswered() -> QuerySet[Elevation]:
    return Elevation.objects.unanswered()


def _must_hold(rungs: Sequence[Rung]) -> None:
    names = [rung.name.strip().lower() for rung in rungs]
    if not 1 <= len(rungs) <= MOST_RUNGS:
        raise NoLadder(_("La escalera tiene de uno a nueve peldaños."))
    if not all(names) or any(len(name) > LONGEST_NAME for name in names):
        raise NoLadder(_("Cada peldaño tiene un nombre, de hasta ochenta letras."))
    if len(set(names)) < len(names):
        raise NoLadder(_("Dos peldaños se llaman igual."))
    if not all(1 <= rung.days <= MOST_DAYS for rung in rungs):
        raise NoLadder(_("Los días para responder van de 1 a 366."))
    known = [rung.was for rung in rungs if rung.was is not None]
    if len(set(known)) < len(known):
        raise NoLadder(_("Un peldaño aparece dos veces."))


def _must_leave_nobody(before: Sequence[dict[str, Any]], kept: dict[int, int]) -> None:
    for place, rung in enumerate(before):
        waiting = _unanswered().filter(rung=place).first() if place not in kept else None
        if waiting:
            told = {"rung": rung["name"], "what": waiting}
            words = _("En «%(rung)s» espera respuesta «%(what)s»: el peldaño no puede quitarse.")
            raise StillStands(words % told)


def _follow(kept: dict[int, int]) -> None:
    moved = {was: now for was, now in kept.items() if was != now}
    if not moved:
        return
    places = [When(rung=was, then=Value(now)) for was, now in moved.items()]
    place = Case(*places, default=F("rung"), output_field=PositiveSmallIntegerField())
    _unanswered().filter(rung__in=moved).update(rung=place)
