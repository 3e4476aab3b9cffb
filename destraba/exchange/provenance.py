"""Where data come from and what nobody knows: around the datum in the file, apart in the row."""

from typing import TYPE_CHECKING, Any

from destraba.trail.models import Sourced

if TYPE_CHECKING:
    from .telling import Told

UNKNOWN = "unknown"
SOURCE = "source"


def merged(told: "Told") -> dict[str, Any]:
    """The provenance of the row once the file has spoken; on what it does not mention, the old."""
    before = told.row.provenance
    known = {
        name: each for name, each in before.get("fields", {}).items() if name not in told.mentioned
    }
    known |= {name: {SOURCE: each} for name, each in told.sources.items() if name}
    silent = {name for name in before.get(UNKNOWN, []) if name.split(".")[0] not in told.mentioned}
    found = {
        SOURCE: told.sources.get("", before.get(SOURCE, [])),
        "fields": dict(sorted(known.items())),
        UNKNOWN: sorted(silent | told.unknown),
    }
    return {name: each for name, each in found.items() if each}


def wrapped(row: Any, name: str, value: Any, *, unknown: bool) -> Any:
    """A datum as the file says it: with its source if it has its own, «unknown» if it is so."""
    if not isinstance(row, Sourced):
        return value
    own = row.provenance.get("fields", {}).get(name, {}).get(SOURCE)
    # A text that says «unknown» is no unknown datum.
    escape = {"known": True} if value == UNKNOWN and not unknown else {}
    value = UNKNOWN if unknown else value
    if own:
        return {"value": value, **escape, SOURCE: one_or_many(own)}
    return {"value": value, **escape} if escape else value


def one_or_many(sources: list[str]) -> str | list[str]:
    return sources[0] if len(sources) == 1 else list(sources)
