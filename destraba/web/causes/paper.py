"""A tall drawing in slices, so that paper breaks between two of them and never across words."""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# What a sheet of A4 holds lying down, inside the margins of print.css.
WIDE, HIGH = 1000.0, 630.0
# Of more causes than these, each sheet is for a branch, or for a few small ones.
MANY = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """Something drawn between two heights."""

    top: float
    foot: float
    drawing: SafeString
    # A line may go on from one slice to the next; words may not.
    is_line: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """What had better stay together: a branch with all that hangs from it."""

    top: float
    foot: float
    across: float


def sliced(pieces: Sequence[Piece], *, across: float, high: float, heading: float) -> SafeString:
    """Pictures one under the other, without a gap: together they are the whole drawing.

    The page's heading takes its part of the first sheet.
    """
    scale = max(1.0, across / WIDE)
    cuts = [0.0, *_cuts(pieces, high, HIGH * scale, -heading * scale), high]
    drawn = ((_slice(pieces, across, top, foot),) for top, foot in itertools.pairwise(cuts))
    return format_html_join("", "{}", drawn)


def leafed(pieces: Sequence[Piece], blocks: Sequence[Block], *, heading: float) -> SafeString:
    """The same with a sheet for each block, or for a few small ones: each as large as it can be.

    A block that no sheet holds goes on over the next ones.
    """
    leaves = ((_slice(pieces, *leaf, css="leaf"),) for leaf in _leaves(pieces, blocks, heading))
    return format_html_join("", "{}", leaves)


def _leaves(
    pieces: Sequence[Piece], blocks: Sequence[Block], heading: float
) -> Iterator[tuple[float, float, float]]:
    """How wide each is, from where, and down to where."""
    start, across = blocks[0].top, blocks[0].across
    for block in blocks:
        taken = heading if start == blocks[0].top else 0.0
        grown = max(across, block.across)
        if _fits(block.foot - start, grown, taken):
            across = grown
            continue
        if block.top > start:
            yield across, start, block.top
            start, taken = block.top, 0.0
        across, scale = block.across, max(1.0, block.across / WIDE)
        inside = [each for each in pieces if block.top <= each.top < block.foot]
        begin = start - taken * scale
        for cut in _cuts(inside, block.foot, HIGH * scale, begin, reach=start):
            yield across, start, cut
            start = cut
    yield across, start, blocks[-1].foot


def _fits(high: float, across: float, taken: float) -> bool:
    scale = max(1.0, across / WIDE)
    return high <= (HIGH - taken) * scale


def _cuts(
    pieces: Iterable[Piece], high: float, page: float, before: float, reach: float = 0.0
) -> Iterator[float]:
    """Heights where no words are, each as far below the last as a page allows."""
    last, best = before, 0.0
    for piece in sorted((p for p in pieces if not p.is_line), key=lambda piece: piece.top):
        if piece.top >= reach:
            here = round((reach + piece.top) / 2, 1)
            if here - last > page and best > max(last, 0.0):
                last = best
                yield last
            best = here
        reach = max(reach, piece.foot)
    if high - last > page and best > max(last, 0.0):
        yield best


def _slice(
    pieces: Iterable[Piece], across: float, top: float, foot: float, *, css: str = ""
) -> SafeString:
    inside = [each for each in pieces if each.top < foot and each.foot > top]
    return format_html(
        '<svg role="none"{} width="{}" height="{}" viewBox="0 {} {} {}">{}</svg>',
        format_html(' class="{}"', css) if css else "",
        *(round(across), round(foot - top, 1)),
        *(round(top, 1), round(across), round(foot - top, 1)),
        format_html_join("", "{}", ((each.drawing,) for each in inside)),
    )
