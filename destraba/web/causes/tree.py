"""The tree: the problem on top, its causes down a trunk, and theirs to the right, level by level.

A cause stands at the height of the first one below it, so that reading goes down and to the
right, and what is read aloud comes in the same order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from destraba.mesas.models.grove import Branch

from . import node, paper
from .node import Scene
from .paper import Block, Piece
from .wrapping import BOLD, lines

WIDE, BETWEEN, GAP = 226.0, 38.0, 10.0
TRUNK, FIRST, BAND, TURN = 20.0, 46.0, 8.0, 9.0
SIZE, STEP, SMALL = 13.0, 17.0, 16.0
SIDE, TOP, ANCHOR = 33.0, 9.0, 17.5
ROOT_WIDE, ROOT_SIZE, ROOT_STEP = 320.0, 15.0, 20.0
MOST_LINES, MORE_LINES = 6, 9
# When there are many and they go deep, boxes are narrower, so that paper need not be smaller.
NARROW, DEEP = 170.0, 5
# The page's heading takes this of the first sheet of paper.
HEADING = 175.0


@dataclass(frozen=True)
class Look:
    """How wide boxes are; whether they say their number, which is that of the list in words."""

    wide: float
    most: int
    is_numbered: bool

    def under(self, branch: Branch) -> str:
        """The small line below the words."""
        number = branch.number if self.is_numbered else ""
        who = branch.cause.said_by.short if branch.cause.said_by else ""
        return " · ".join(part for part in (number, who) if part)


@dataclass
class Box:
    """A cause with its words in lines, and where it stands."""

    branch: Branch
    look: Look
    x: float
    lines: list[str]
    below: list["Box"]
    tall: float
    # The height of all that hangs from it.
    room: float
    y: float = 0.0

    def walk(self) -> Iterator["Box"]:
        yield self
        for each in self.below:
            yield from each.walk()

    @property
    def anchor(self) -> float:
        """The height at which lines come in and go out."""
        return round(self.y + ANCHOR, 1)

    @property
    def right(self) -> float:
        return self.x + self.look.wide

    @property
    def css(self) -> str:
        return "" if self.branch.cause.is_living else "refuted"


def tree(scene: Scene, branches: Sequence[Branch]) -> SafeString:
    said = lines(scene.problem.title, room=ROOT_WIDE - 34, size=ROOT_SIZE * BOLD, most=5)
    at = 25 + ROOT_STEP * len(said)
    pieces = [_head(scene, said, at)]
    look = _look(branches)
    tops = [_box(each, FIRST, look) for each in branches]
    trunk = at
    for top in tops:
        _stand(top, at + 16)
        at = top.y + top.room + GAP - BAND
        pieces += [_bough(top, trunk), *_pieces(scene, top)]
        trunk = top.anchor - TURN
    rights = [max(box.right for box in top.walk()) for top in tops]
    if look.is_numbered:
        return paper.leafed(pieces, _blocks(tops, rights, at + 16), heading=HEADING)
    across = max([*rights, ROOT_WIDE]) + 6
    return paper.sliced(pieces, across=across, high=at + 16, heading=HEADING)


def _look(branches: Sequence[Branch]) -> Look:
    depths = [each.depth for branch in branches for each in branch.walk()]
    is_large = len(depths) > paper.MANY
    if is_large and max(depths) > DEEP:
        return Look(NARROW, MORE_LINES, is_numbered=True)
    return Look(WIDE, MOST_LINES, is_numbered=is_large)


def _blocks(tops: Sequence[Box], rights: Sequence[float], foot: float) -> list[Block]:
    """A branch each; the problem is in the first."""
    starts = [0.0, *(top.y - GAP + 1 for top in tops[1:]), foot]
    widths = [max(rights[0], ROOT_WIDE) + 6, *(right + 6 for right in rights[1:])]
    return [Block(*each) for each in zip(starts, starts[1:], widths, strict=False)]


def _box(branch: Branch, x: float, look: Look) -> Box:
    """Itself and those below it, measured from the leaves up."""
    said = lines(branch.cause.text, room=look.wide - SIDE - 10, size=SIZE, most=look.most)
    below = [_box(each, x + look.wide + BETWEEN, look) for each in branch.children]
    tall = 2 * TOP + STEP * len(said) - 2 + (SMALL if look.under(branch) else 0)
    room = max(tall, sum(each.room for each in below) + GAP * (len(below) - 1))
    return Box(branch, look, x, said, below, tall, room)


def _stand(box: Box, top: float) -> None:
    box.y = top
    for each in box.below:
        _stand(each, top)
        top += each.room + GAP


def _head(scene: Scene, said: list[str], foot: float) -> Piece:
    drawing = format_html(
        '<rect class="box" x="3" y="3" width="{}" height="{}" rx="11"/>{}',
        ROOT_WIDE - 6,
        foot - 3,
        node.text(said, 19, 11 + ROOT_STEP, ROOT_STEP),
    )
    return Piece(0, foot + 2, node.root(scene, drawing))


def _bough(top: Box, start: float) -> Piece:
    """From where the trunk has come to, down and in to the next first cause."""
    y = top.anchor
    return _line(f"M{TRUNK} {start}V{y - TURN}q0 {TURN} {TURN} {TURN}H{FIRST}", start, y, top.css)


def _pieces(scene: Scene, top: Box) -> Iterator[Piece]:
    for box in top.walk():
        for nth, each in enumerate(box.below):
            yield _twig(box, each, box.below[nth - 1] if nth else None)
        yield Piece(box.y - 2, box.y + box.tall + 2, _drawn(scene, box))


def _twig(box: Box, each: Box, last: Box | None) -> Piece:
    """From a cause to one below it: straight to the first; on from the last to the next one."""
    start, turn = box.right, box.right + BETWEEN / 2
    if last is None:
        return _line(f"M{start} {box.anchor}H{each.x}", box.anchor, box.anchor, each.css)
    into = f"V{each.anchor - TURN}q0 {TURN} {TURN} {TURN}H{each.x}"
    if last is box.below[0]:
        path = f"M{start} {box.anchor}H{turn - TURN}q{TURN} 0 {TURN} {TURN}{into}"
        return _line(path, box.anchor, each.anchor, each.css)
    above = last.anchor - TURN
    return _line(f"M{turn} {above}{into}", above, each.anchor, each.css)


def _line(path: str, top: float, foot: float, css: str) -> Piece:
    return Piece(top - 2, foot + 2, format_html('<path class="twig {}" d="{}"/>', css, path), True)


def _drawn(scene: Scene, box: Box) -> SafeString:
    cause, foot = box.branch.cause, box.y + TOP + STEP - 5
    under, small = foot + STEP * len(box.lines) - 1, box.look.under(box.branch)
    drawing = format_html(
        '<rect class="box" x="{}" y="{}" width="{}" height="{}" rx="9"/>{}{}{}',
        box.x,
        round(box.y, 1),
        box.look.wide,
        box.tall,
        node.mark(scene, cause, box.x + 17, foot - 4.5),
        node.text(box.lines, box.x + SIDE, foot, STEP),
        node.text([small], box.x + SIDE, under, 0, "who") if small else "",
    )
    return node.item(scene, box.branch, drawing)
