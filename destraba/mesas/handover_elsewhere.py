"""What a mesa waits for from others, and what others wait for from it: up, down and between mesas.

In one question, for its hand-over: whoever takes it over must know whose turn each thing is.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce

from destraba.kit.vocabulary import ReferralState

from .models import Elevation, Guideline, Mesa, Referral
from .models.guideline import OPEN

NAMES = ("kind", "key", "called", "asks", "who", "standing", "step", "since", "turn", "until")


@dataclass(frozen=True)
class Thing:
    """`who` is at the other end: who is asked, who proposed it, or the other mesa. `since` when it
    is there, since when it is the `turn` of whoever has it, and `until` when it is wanted."""

    kind: str
    pk: int
    title: str
    asks: str
    who: str
    state: str
    rung: str
    since: datetime.date | None
    turn: datetime.date | None
    until: datetime.date | None

    @property
    def is_open(self) -> bool:
        """A guideline whose return was given stays to be read; the others go."""
        return self.kind != "guideline" or self.state in OPEN

    @property
    def is_turn_below(self) -> bool:
        """Of a referral: the territorial mesa was asked to tell more."""
        return self.state == ReferralState.ASKED


@dataclass(frozen=True)
class Elsewhere:
    """What is above without an answer, what came down, what it sent up, and what it was sent."""

    elevations: list[Thing] = field(default_factory=list)
    guidelines: list[Thing] = field(default_factory=list)
    sent: list[Thing] = field(default_factory=list)
    tray: list[Thing] = field(default_factory=list)


def elsewhere_of(mesa: Mesa, *, is_whole: bool) -> Elsewhere:
    """Its tray is only of who runs it, or sees everything: they read it whole."""
    waiting = Referral.objects.waiting().order_by()
    elevations = Elevation.objects.filter(mesa=mesa).unanswered().order_by()
    parts = [
        _elevations(elevations),
        _guidelines(Guideline.objects.filter(mesa=mesa).order_by()),
        _referrals(waiting.filter(mesa=mesa), kind="sent", who="to__name"),
    ]
    if is_whole:
        parts.append(_referrals(waiting.filter(to=mesa), kind="tray", who="mesa__name"))
    told: dict[str, list[Thing]] = {}
    for row in parts[0].union(*parts[1:], all=True):
        thing = Thing(*row)
        told.setdefault(thing.kind, []).append(thing)
    return Elsewhere(
        elevations=sorted(told.get("elevation", []), key=_oldest_first),
        guidelines=sorted(told.get("guideline", []), key=_wanted_first),
        sent=sorted(told.get("sent", []), key=_oldest_first),
        tray=sorted(told.get("tray", []), key=_oldest_first),
    )


def _oldest_first(thing: Thing) -> tuple[datetime.date, int]:
    return thing.since or datetime.date.max, thing.pk


def _wanted_first(thing: Thing) -> tuple[bool, datetime.date, int]:
    return not thing.is_open, thing.until or datetime.date.max, thing.pk


def _elevations(found: QuerySet[Elevation]) -> QuerySet[Any, Any]:
    called = Coalesce(_text("problem__title"), _text("commitment__promise"), _said(""))
    days = {"since": F("raised_on"), "turn": F("raised_on"), "until": F("wanted_by")}
    return _columns(found, "elevation", called, "asked", "asked_of__name", "rung_name", **days)


def _guidelines(found: QuerySet[Guideline]) -> QuerySet[Any, Any]:
    days = {"since": F("proposed_on"), "turn": F("proposed_on"), "until": F("wanted_by")}
    return _columns(found, "guideline", _text("text"), "why", "proposer__name", "ref", **days)


def _referrals(found: QuerySet[Referral], *, kind: str, who: str) -> QuerySet[Any, Any]:
    days = {"since": F("sent_on"), "turn": F("turn_since"), "until": F("answer_by")}
    return _columns(found, kind, _text("title"), "asked", who, "ref", **days)


def _columns(
    found: QuerySet[Any], kind: str, called: Any, asks: str, who: str, step: str, **days: F
) -> QuerySet[Any, Any]:
    """The same for each, so that they can be asked for together."""
    told = found.annotate(
        kind=_said(kind),
        key=F("pk"),
        called=called,
        asks=_text(asks),
        who=Coalesce(_text(who), _said("")),
        standing=Cast("state", CharField()),
        step=_text(step),
        **days,
    )
    rows: QuerySet[Any, Any] = told.values_list(*NAMES)
    return rows


def _text(name: str) -> Any:
    return Cast(name, TextField())


def _said(words: str) -> Any:
    return Value(words, output_field=TextField())
