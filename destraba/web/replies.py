"""The steps by which an authority, or a national mesa, replies to what was handed up."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Step:
    """Its word in the address, its button, what it asks, its verb, and the states it is from."""

    word: str
    label: "str | Promise"
    ask: "str | Promise"
    icon: str
    verb: str
    since: tuple[str, ...]
    must: bool = True
