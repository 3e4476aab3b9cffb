"""Two people wrote on the same text: keep what both meant, or say that it cannot be done."""

import re
from itertools import chain

from merge3 import Merge3


class Diverged(Exception):
    """Both changed the same words."""


def merge(base: str, mine: str, theirs: str) -> str:
    """Three-way merge by words. Additions at one place are both kept, one after the other.

    Raises Diverged when the same words were changed in two ways: a person must choose.
    """
    merged = Merge3(_words(base), _words(mine), _words(theirs))
    return "".join(chain.from_iterable(_resolved(*region) for region in merged.merge_groups()))


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def _resolved(kind: str, *parts: list[str]) -> list[str]:
    if kind != "conflict":
        return list(parts[0])
    base, mine, theirs = ("".join(part) for part in parts)
    if not (mine.startswith(base) and theirs.startswith(base)):
        raise Diverged
    return [base, *_in_order(mine[len(base) :], theirs[len(base) :])]


def _in_order(mine: str, theirs: str) -> list[str]:
    """What continues a word stays next to it; two new phrases get a line each."""
    if mine == theirs or not theirs:
        return [mine]
    if theirs[0].isspace():
        return [mine, theirs]
    if not mine or mine[0].isspace():
        return [theirs, mine]
    return [theirs, "\n", mine]
