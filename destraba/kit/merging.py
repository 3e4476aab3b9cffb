"""Two people wrote on the same text: keep what both meant, or say that it cannot be done."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import chain, takewhile

from merge3 import Merge3

# Pairs of words that may have to be compared: beyond it a merge takes seconds.
MOST_PAIRS = 4_000 * 4_000


class Diverged(Exception):
    """Both changed the same words."""


def merge(base: str, mine: str, theirs: str) -> str:
    """Three-way merge by words. Additions at one place are both kept, one after the other.

    Raises Diverged when the same words were changed in two ways, or so much was changed that
    nobody could check the result: a person must choose.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    merged = Merge3(_words(base), _words(mine), _words(theirs), sequence_matcher=_Trimmed)
    return "".join(chain.from_iterable(_resolved(*region) for region in merged.merge_groups()))


class _Trimmed:
    """A matcher spared of what both begin and end with: while one types, nearly all of it."""

    def __init__(self, _isjunk: None, a: Sequence[str], b: Sequence[str]) -> None:
        self.a, self.b = a, b

    def get_matching_blocks(self) -> list[tuple[int, int, int]]:
        start = _alike(self.a, self.b)
        end = _alike(self.a[start:][::-1], self.b[start:][::-1])
        ends = len(self.a) - end, len(self.b) - end
        a, b = self.a[start : ends[0]], self.b[start : ends[1]]
        if len(a) * len(b) > MOST_PAIRS:
            raise Diverged
        between = SequenceMatcher(None, a, b).get_matching_blocks()[:-1]
        return [
            (0, 0, start),
            *((block.a + start, block.b + start, block.size) for block in between),
            (*ends, end),
            (len(self.a), len(self.b), 0),
        ]


def _alike(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _words(text: str) -> list[str]:
    return re.findall(r"\s+|[^\s]+", text)


def _resolved(kind: str, *parts: list[str]) -> list[str]:
    if kind != "conflict":
        return list(parts[0])
    base, mine, theirs = ("".join(part) for part in parts)
    if not (mine.startswith(base) and theirs.startswith(base)):
        raise Diverged
    return [base, *_in_order(base, mine[len(base) :], theirs[len(base) :])]


def _in_order(base: str, mine: str, theirs: str) -> list[str]:
    """What continues a word stays next to it; two new phrases get a line each.

    What goes on from what is already there is one thing: it was saved, and the answer was lost.
    """
    if mine.startswith(theirs) or theirs.startswith(mine):
        return [max(mine, theirs, key=len)]
    if theirs[0].isspace():
        return [mine, theirs]
    if not mine or mine[0].isspace():
        return [theirs, mine]
    if base and not base[-1].isspace():
        raise Diverged
    return [theirs, "\n", mine]
