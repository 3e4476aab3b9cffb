"""A record's content in words: what both the page and the document show."""

import datetime
from typing import Any

from django.utils.translation import gettext as _

from destraba.kit.lessons import ReviewOutcome
from destraba.kit.vocabulary import (
    Certainty,
    Constituency,
    ItemState,
    Presence,
    Stage,
    Verdict,
)
from destraba.mesas.words import WORDS
from destraba.web.components.dates import day_words, moment_words

# What a trial, or a solution, came to; and what lasts until a day.
REACHED = (Verdict, Stage, ReviewOutcome)
UNTIL = ("problem.parked", "option.renewed")


def told(content: dict[str, Any]) -> dict[str, Any]:
    """Days, groups and states in the reader's language; the rest as it was written."""
    return {
        **content,
        "day": _day(content["starts_at"]),
        "attendance": [_group(group) for group in content["attendance"]],
        "balance": _balance(content["attendance"]),
        "items": [_item(item) for item in content["items"]],
        "moved": [_moved(each) for each in content.get("moved", {}).get("problems", [])],
        "plan": _steps(content.get("moved", {}).get("mesa", [])),
        "next": {**content["next"], "day": _day(content["next"]["starts_at"])},
        "commitments": [_promise(promise) for promise in _promises(content)],
    }


def _promises(content: dict[str, Any]) -> list[dict[str, Any]]:
    """Those of every item, and those that belong to none."""
    of_items = [promise for item in content["items"] for promise in item["commitments"]]
    return of_items + content.get("apart", [])


def _day(moment: str) -> str:
    return moment_words(datetime.datetime.fromisoformat(moment)) if moment else _("desconocido")


def _group(group: dict[str, Any]) -> dict[str, Any]:
    names = {"dedicated_team": _("equipo dedicado"), "guest": _("invitados")}
    code = group["group"]
    return {
        "code": code,
        "name": str(names.get(code) or Constituency(code).label).capitalize(),
        "people": [_presence(each) for each in group["people"]],
        "present": sum(each["presence"] == Presence.PRESENT for each in group["people"]),
    }


def _presence(each: dict[str, Any]) -> dict[str, Any]:
    behalf = _("en representación de %s") % each["on_behalf_of"] if each["on_behalf_of"] else ""
    words = Presence(each["presence"]).label if each["presence"] else _("sin registrar")
    return {
        **each,
        "is_present": each["presence"] == Presence.PRESENT,
        "words": words,
        "behalf": behalf,
    }


def _balance(attendance: list[dict[str, Any]]) -> dict[str, int]:
    """How many were present for each constituency."""
    return {
        group["group"]: sum(each["presence"] == Presence.PRESENT for each in group["people"])
        for group in attendance
        if group["group"] in Constituency.values
    }


def _item(item: dict[str, Any]) -> dict[str, Any]:
    words = {"meeting": item["came_from"].lower(), "n": item["carried_times"] + 1}
    came = _("viene de la %(meeting)s · %(n)sª vez") % words
    return {
        **item,
        "came": came if item["came_from"] else "",
        "was_discussed": item["state"] != ItemState.PENDING,
        "moved": _steps(item.get("moved", [])),
        "commitments": [_promise(promise) for promise in item["commitments"]],
    }


def _moved(problem: dict[str, Any]) -> dict[str, Any]:
    """A problem that was on no agenda, and changed."""
    return {"title": problem["title"], "told": _steps(problem["told"])}


def _steps(told: list[dict[str, str]]) -> list[dict[str, str]]:
    """A solution that another replaced is told once, with the one that took its place."""
    steps, replaced = [], ""
    for step, following in zip(told, [*told[1:], {}], strict=False):
        if step["verb"] == "option.replaced" and following.get("verb") == "option.chosen":
            replaced = step["about"]
            continue
        steps.append(_step(step, replaced))
        replaced = ""
    return steps


def _step(step: dict[str, str], replaced: str) -> dict[str, str]:
    """«Se eligió la solución: Plano simple», and why."""
    words = str(WORDS[step["verb"]]) % {"about": step["about"]} if step["verb"] in WORDS else ""
    if replaced:
        words = _("Se reemplazó la solución: %(before)s → %(after)s")
        words %= {"before": replaced, "after": step["about"]}
    reached = _reached(step["verb"], step["to"])
    return {"words": f"{words} ({reached})" if reached else words, "why": step["why"]}


def _reached(verb: str, came_to: str) -> str:
    if came_to and verb in UNTIL:
        return _("hasta el %s") % day_words(came_to)
    return next((str(each(came_to).label) for each in REACHED if came_to in each.values), came_to)


def _promise(promise: dict[str, Any]) -> dict[str, Any]:
    due = day_words(promise["due_on"], weekday=True) if promise["due_on"] else _("desconocido")
    unsure = promise["certainty"] not in ("", Certainty.DETERMINED)
    certainty = f" ({Certainty(promise['certainty']).label})" if unsure else ""
    return {**promise, "due": due + certainty}
