"""Events of the trail as moments of a timeline: words, link, tone and what was replaced."""

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from destraba.kit.lessons import ReviewOutcome
from destraba.kit.vocabulary import Criterion, EntityRole, InterventionLevel, Stage, Verdict
from destraba.mesas.words import in_words
from destraba.trail.models import Event
from destraba.web.components.address import address
from destraba.web.components.dates import day_words, moment_words
from destraba.web.components.shapes import Moment, Tone

# Where each subject has its page; what has none leads to its mesa's, or nowhere.
PAGES = {
    "mesa": "mesa",
    "problem": "problem",
    "meeting": "meeting",
    "commitment": "commitment",
    "organization": "organization",
    "person": "person",
    "option": "option",
    "trial": "trial",
    "norm": "norm",
    "candidate": "candidate",
    "elevation": "elevation",
    "referral": "referral",
    "guideline": "guideline",
}
PAGES_OF_MESA = {"seat": "mesa-seats", "appointment": "mesa-seats", "roadmaprevision": "roadmap"}

TONES: dict[str, Tone] = {
    "mesa.launched_officially": "ok",
    "mesa.relaunched": "ok",
    "mesa.suspended": "warn",
    "mesa.closed": "plain",
    "mesa.merged": "plain",
    "elevation.decided": "ok",
    "elevation.returned": "warn",
    "elevation.unanswered": "bad",
    "referral.solved": "ok",
    "referral.answered": "ok",
    "referral.returned": "warn",
    "referral.asked": "warn",
    "referral.unanswered": "bad",
    "guideline.returned": "ok",
    "guideline.declined": "warn",
    "guideline.unreturned": "bad",
    "candidate.chosen": "ok",
    "candidate.set_aside": "plain",
    "problem.solved": "ok",
    "option.chosen": "ok",
    "option.replaced": "warn",
    "option.stepped_back": "warn",
    "option.review_near": "warn",
    "option.review_late": "bad",
    "option.anniversary_near": "warn",
    "option.end_near": "warn",
    "option.lapsed": "bad",
    "option.set_aside": "plain",
    "problem.dropped": "plain",
    "problem.parked": "warn",
    "problem.pause_over": "warn",
    "problem.merged": "plain",
    "problem.split": "plain",
    "cause.confirmed": "ok",
    "cause.refuted": "plain",
    "cause.doubted": "warn",
    "commitment.fulfilled": "ok",
    "commitment.extended": "warn",
    "commitment.overdue": "bad",
    "commitment.due_soon": "warn",
    "commitment.withdrawn": "plain",
    "meeting.closed": "ok",
    "meeting.cancelled": "bad",
    "meeting.left_open": "warn",
    "appointment.ended": "warn",
    "seat.withdrawn": "warn",
    "teammember.left": "warn",
    "agreement.objected": "warn",
}


def moments(
    events: Iterable[Event], *, since: datetime.datetime | None = None, me: int | None = None
) -> list[Moment]:
    """What happened after `since`, by somebody else than `me`, is new."""
    return [
        Moment(
            text=in_words(event),
            at=event.at,
            who=event.by.name if event.by else "",
            why=event.why,
            url=url_of(event),
            tone=TONES.get(event.verb, "brand"),
            is_new=since is not None and event.at > since and (me is None or event.by_id != me),
            details=details_of(event),
        )
        for event in events
    ]


def url_of(event: Event) -> str:
    noun = event.noun
    if noun in PAGES:
        return address(PAGES[noun], event.subject_id)
    where, _colon, mesa = event.stream.partition(":")
    if noun in PAGES_OF_MESA and where == "mesa":
        return address(PAGES_OF_MESA[noun], int(mesa))
    return ""


def details_of(event: Event) -> tuple[str, ...]:
    """What changed, in words: the stage that was reached, the verdict, what it said before."""
    telling = {**TELLING, **TOLD_APART.get(event.verb, {})}
    told = (
        telling[field](before, after)
        for field, (before, after) in event.changes.items()
        if field in telling
    )
    return tuple(filter(None, told))


def _dates(before: str | None, after: str | None) -> str:
    """A file may take a date away."""
    old, new = (day_words(day) if day else _("sin fecha") for day in (before, after))
    return _("%(before)s → %(after)s") % {"before": old, "after": new}


def _moments(before: str, after: str) -> str:
    old, new = (_moment(text) for text in (before, after))
    return _("%(before)s → %(after)s") % {"before": old, "after": new}


def _moment(text: str) -> str:
    try:
        return moment_words(datetime.datetime.fromisoformat(text))
    except ValueError:
        return _("sin fecha")


def _before(before: str, _after: str) -> str:
    return _("Antes: «%(before)s»") % {"before": before} if before else ""


def _from_to(before: str, after: str) -> str:
    if not before:
        return after
    return _("%(before)s → %(after)s") % {"before": before, "after": after or "–"}


def _verdict(_before: str, after: str) -> str:
    return str(Verdict(after).label) if after in Verdict.values else ""


def _outcome(_before: str, after: str) -> str:
    return str(ReviewOutcome(after).label) if after in ReviewOutcome.values else ""


def _level(before: str, after: str) -> str:
    """«primer nivel → tercer nivel»"""
    old, new = (
        str(InterventionLevel(code).label) if code in InterventionLevel.values else ""
        for code in (before, after)
    )
    return _from_to(old, new)


def _part(before: str, after: str) -> str:
    """The part of an entity, «AFOR: must_act», in words."""
    name, _colon, role = (after or before).rpartition(": ")
    if not name:
        return after or before
    return f"{name} {EntityRole(role).label}" if role in EntityRole.values else name


def _score(before: str, after: str) -> str:
    """«technical: 3» → «technical: 4», in words."""
    code, _colon, now = after.partition(": ")
    then = before.rpartition(": ")[2]
    return f"{Criterion(code).label}: {then} → {now}" if then else f"{Criterion(code).label}: {now}"


def _weights(before: Any, after: Any) -> str:
    """Only those that moved; a file may tell them all, or those of a criterion of its own."""
    moved = {code: weight for code, weight in after.items() if before.get(code) != weight}
    return "; ".join(
        f"{Criterion(code).label}: {before.get(code, '–')} → {weight}"
        for code, weight in moved.items()
        if code in Criterion.values
    )


TELLING: dict[str, Callable[[str, str], str]] = {
    "due_on": _dates,
    "ends_on": _dates,
    "stage": lambda _before, after: str(Stage(after).label) if after in Stage.values else "",
    "level": _level,
    "value": lambda _before, after: after,
    "figure": _before,
    "instead_of": lambda _before, after: _("En lugar de: «%s»") % after if after else "",
    "gives_way": lambda _before, after: _("Deja su lugar a: «%s»") % after if after else "",
    "why_more": lambda _before, after: _("Por qué uno más: %s") % after if after else "",
    "verdict": _verdict,
    "starts_at": _moments,
    "objective": _before,
    "host": _from_to,
    "promise": _before,
    "title": _before,
    "text": _before,
    "contact": _from_to,
    "responsible": _from_to,
    "follower": _from_to,
    "liaison": _from_to,
    "authority": _from_to,
    "place": _from_to,
    "parent": _from_to,
    "also_under": _from_to,
    "cause": _from_to,
    "said_by": _from_to,
    "score": _score,
    "weights": _weights,
    "reason": _before,
    "scope": _before,
    "existing_tables": _before,
    "settled_why": _before,
    "asked_by": _from_to,
    "decider": lambda _before, after: _("Lo decidió: %s") % after if after else "",
    "share_percent": lambda before, after: f"{before} % → {after} %",
    "direct_line": _from_to,
    "name": lambda _before, after: f"«{after}»",
    "entity": _part,
    "objection": lambda _before, after: after,
    "into": lambda _before, after: _("En: %s") % after if after else "",
    "from": lambda _before, after: after,
    "parked_until": lambda _before, after: _("hasta el %s") % day_words(after) if after else "",
}

# Where a field means something else than elsewhere.
TOLD_APART: dict[str, dict[str, Callable[[str, str], str]]] = {
    "option.reviewed": {
        "outcome": _outcome,
        "due_on": lambda _before, after: (
            _("la revisión prevista para el %s") % day_words(after) if after else ""
        ),
    },
}
