"""How far along a long reading or writing is, for who looks at it."""

from collections.abc import Callable

# What is being done, how much of it is done, and how much there is.
Tick = Callable[[str, int, int], None]


def silent(_words: str, _done: int, _all: int) -> None:
    """For who does not look."""
