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
from .paper import Piece
from .wrapping import BOLD, lines

WIDE, BETWEEN, GAP = 226.0, 38.0, 10.0
TRUNK, FIRST, BAND, TURN = 20.0, 46.0, 8.0, 9.0
SIZE, STEP, SMALL = 13.0, 17.0, 16.0
SIDE, TOP, ANCHOR = 33.0, 9.0, 17.5
ROOT_WIDE, ROOT_SIZE, ROOT_STEP = 320.0, 15.0, 20.0
MOST_LINES = 6
# The page's heading takes this of the first sheet of paper.
HEADING = 175.0


@dataclass
class Box:
    """A cause with its words in lines, and where it stands."""

    branch: Branch
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
    def css(self) -> str:
        return "" if self.branch.cause.is_living else "refuted"


def tree(scene: Scene, branches: Sequence[Branch]) -> SafeString:
    said = lines(scene.problem.title, room=ROOT_WIDE - 34, size=ROOT_SIZE * BOLD, most=5)
    at = 25 + ROOT_STEP * len(said)
    pieces = [_head(scene, said, at)]
    tops = [_box(each, FIRST) for each in branches]
    trunk = at
    for top in tops:
        _stand(top, at + 16)
        at = top.y + top.room + GAP - BAND
        pieces += [_bough(top, trunk), *_pieces(scene, top)]
        trunk = top.anchor - TURN
    right = max((box.x + WIDE for top in tops for box in top.walk()), default=0.0)
    across = max(right, ROOT_WIDE) + 6
    return paper.sliced(pieces, across=across, high=at + 16, heading=HEADING)


def _box(branch: Branch, x: float) -> Box:
    """Itself and those below it, measured from the leaves up."""
    said = lines(branch.cause.text, room=WIDE - SIDE - 10, size=SIZE, most=MOST_LINES)
    below = [_box(each, x + WIDE + BETWEEN) for each in branch.children]
    tall = 2 * TOP + STEP * len(said) - 2 + (SMALL if branch.cause.said_by else 0)
    room = max(tall, sum(each.room for each in below) + GAP * (len(below) - 1))
    return Box(branch, x, said, below, tall, room)


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
    start, turn = box.x + WIDE, box.x + WIDE + BETWEEN / 2
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
    under = foot + STEP * len(box.lines) - 1
    drawing = format_html(
        '<rect class="box" x="{}" y="{}" width="{}" height="{}" rx="9"/>{}{}{}',
        box.x,
        round(box.y, 1),
        WIDE,
        box.tall,
        node.mark(cause.state, box.x + 17, foot - 4.5),
        node.text(box.lines, box.x + SIDE, foot, STEP),
        node.text([cause.said_by.short], box.x + SIDE, under, 0, "who") if cause.said_by else "",
    )
    return node.item(scene, box.branch, drawing)
