"""The rows as the trail alone rebuilds them, and as they are."""

from collections import defaultdict
from itertools import pairwise

from destraba.kit.vocabulary import ElevationState
from destraba.mesas.models import Cause, Commitment, Elevation, Option, Problem, Trial
from destraba.trail.models import Event

# What each noun says of itself that its verbs may change, and the trail tells.
FIELDS = {
    Problem: ("state", "title", "statement", "pace", "failures", "deficits", "pillars"),
    Option: ("state", "stage", "title", "text", "metric", "cost", "expected_on"),
    Trial: ("verdict", "why", "until_on"),
    Cause: ("state", "text", "would_refute", "evidence", "evidence_source"),
    Commitment: ("state", "promise", "due_on", "certainty"),
    Elevation: ("state", "asked", "wanted_by", "options", "cost", "rung_name"),
}
# Verbs whose name alone says the state.
STATES = {
    "commitment.fulfilled": "fulfilled",
    "commitment.withdrawn": "withdrawn",
    "commitment.reopened": "open",
    "elevation.raised": "raised",
    "elevation.climbed": "raised",
    "elevation.decided": "decided",
    "elevation.returned": "returned",
}
LABELS = {str(state.label): state.value for state in ElevationState}
# An elevation's rung is told by its name.
NAMES = {("elevation", "rung"): "rung_name"}


def differences():
    """Each thing that the trail tells otherwise than its row, or that it replaced unsaid."""
    rows = {
        (model._meta.model_name, row.pk): (row, fields)
        for model, fields in FIELDS.items()
        for row in model.objects.all()
    }
    told = replayed(rows)
    found = []
    for (noun, pk), (row, fields) in rows.items():
        for field in fields:
            steps = told.get((noun, pk, field), [])
            for (_before, after), (before, _after) in pairwise(steps):
                if before is not None and before != after:
                    found.append(f"{noun} {pk}: {field} era {after!r} y se reemplazó {before!r}")
            if steps and steps[-1][1] != plain(getattr(row, field)):
                is_so = plain(getattr(row, field))
                found.append(f"{noun} {pk}: {field} es {is_so!r}, y se cuenta {steps[-1][1]!r}")
    return found


def replayed(rows):
    """Of each field of each row, its steps in the order in which they happened: before, after."""
    told = defaultdict(list)
    events = Event.objects.select_related("subject_type").order_by("at", "pk")
    for event in events:
        noun = event.subject_type.model
        if (noun, event.subject_id) not in rows or not event.verb.startswith(f"{noun}."):
            continue
        if state := STATES.get(event.verb):
            told[noun, event.subject_id, "state"].append((None, state))
        for name, change in event.changes.items():
            if noun == "elevation" and name == "state":
                # It is told by its words, without the state before it.
                told[noun, event.subject_id, name].append((None, LABELS.get(change[1], change[1])))
                continue
            field = NAMES.get((noun, name), name)
            told[noun, event.subject_id, field].append(tuple(map(plain, change)))
    return told


def plain(value):
    """Codes in whatever order; nothing is the same as empty."""
    if isinstance(value, list):
        return sorted(value)
    return "" if value is None else str(value)
