"""The fishbone: the problem is the head, its causes the ribs, and theirs the bones on each rib.

Every bone is a line of words that ends on the slanted bone of what it explains; all slanted bones
are parallel. A sheet holds two ribs, one above the spine and one below it; side by side, they are
one fish.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from destraba.mesas.models.grove import Branch

from . import node, paper
from .node import Scene
from .wrapping import BOLD, lines

SIZE, STEP = 12.5, 15.5
WORDS, SIDE, INDENT = 194.0, 21.0, 34.0
RIB_WIDE, RIB_SIDE = 218.0, 31.0
MARGIN, NEAR, LEAN, MOST_SLANT = 20.0, 16.0, 90.0, 0.4
# How far a rib's box goes over to its right; how many causes stand on one side of a rib.
OVER, ONE_SIDE = 46.0, 10
# What the page's heading takes of a sheet of paper; smaller than this, print cannot be read.
HEADING, LEAST_SCALE = 150.0, 0.5
# On a screen, one that is not much wider than the card is drawn a little smaller: all in sight.
SNUG = 970.0
HEAD_WIDE, HEAD_SIZE, HEAD_STEP = 250.0, 14.5, 19.0
MOST_LINES = 5


@dataclass(frozen=True, slots=True)
class Row:
    """A bone with its words above it; its line is `foot` below the first row's top."""

    branch: Branch
    lines: list[str]
    # To the left of its rib, -1; to its right, 1.
    side: int
    foot: float
    # Where the last of its own bones is.
    reach: float

    @property
    def tall(self) -> float:
        return STEP * len(self.lines) + 11


@dataclass(frozen=True, slots=True)
class Rib:
    branch: Branch
    lines: list[str]
    rows: list[Row]

    @property
    def box(self) -> float:
        return 15 + STEP * len(self.lines)

    @property
    def tall(self) -> float:
        """From the spine to the far side of its box."""
        rows = max((each.foot for each in self.rows), default=8.0)
        return NEAR + rows + NEAR + self.box

    def wide(self, side: int) -> float:
        """What its words take to one side of it; its box leans to the left."""
        depths = [each.branch.depth for each in self.rows if each.side == side]
        bones = WORDS + SIDE + INDENT * (max(depths) - 2) if depths else 0.0
        return max(bones, RIB_WIDE - OVER if side < 0 else OVER)


def fishbone(scene: Scene, branches: Sequence[Branch]) -> SafeString:
    ribs = [_rib(each) for each in branches]
    pairs = [ribs[start : start + 2] for start in range(0, len(ribs), 2)]
    above = max((pair[0].tall for pair in pairs), default=40.0)
    below = max((pair[1].tall for pair in pairs if len(pair) > 1), default=40.0)
    head = _head_lines(scene)
    least = (HEAD_STEP * len(head) + 34) / 2
    above, below = max(above, least) + 6, max(below, least) + 6
    slant = min(MOST_SLANT, LEAN / max(above, below))
    fish = _Fish(scene, above, round(above + below), slant)
    sheets = [fish.sheet(pair, is_first=pair is pairs[0]) for pair in pairs]
    return fish.laid_out(head, sheets)


def _rib(branch: Branch) -> Rib:
    said = lines(branch.cause.text, room=RIB_WIDE - RIB_SIDE - 8, size=13 * BOLD, most=MOST_LINES)
    left, right = _sides(branch)
    return Rib(branch, said, [*_rows(left, -1), *_rows(right, 1)])


def _sides(top: Branch) -> tuple[list[Branch], list[Branch]]:
    """All on the left while they are few; more stand on both sides, half and half."""
    sizes = [sum(1 for _each in child.walk()) for child in top.children]
    if sum(sizes) <= ONE_SIDE:
        return list(top.children), []
    turn = min(range(1, len(sizes) + 1), key=lambda count: abs(sum(sizes) - 2 * sum(sizes[:count])))
    return list(top.children[:turn]), list(top.children[turn:])


def _rows(children: list[Branch], side: int) -> list[Row]:
    """Each before its own, one under the other."""
    measured = list(_measured(children))
    feet = {branch.cause.pk: foot for branch, _said, foot in measured}
    return [
        Row(branch, said, side, foot, feet[_last(branch).cause.pk])
        for branch, said, foot in measured
    ]


def _last(branch: Branch) -> Branch:
    """The last of its own, or itself."""
    return branch.children[-1] if branch.children else branch


def _measured(children: list[Branch]) -> Iterator[tuple[Branch, list[str], float]]:
    at = 0.0
    for child in children:
        for branch in child.walk():
            said = lines(branch.cause.text, room=WORDS - 14, size=SIZE, most=MOST_LINES)
            at += STEP * len(said) + 11
            yield branch, said, at


def _head_lines(scene: Scene) -> list[str]:
    return lines(scene.problem.title, room=HEAD_WIDE - 52, size=HEAD_SIZE * BOLD, most=8)


@dataclass(frozen=True, slots=True)
class _Fish:
    scene: Scene
    spine: float
    high: float
    slant: float

    def laid_out(self, head: list[str], sheets: list[tuple[float, SafeString]]) -> SafeString:
        """On paper: made to fit the width of a sheet, or its height."""
        across = sum(wide for wide, _drawing in sheets) + HEAD_WIDE
        by_width, by_height = paper.WIDE / across, (paper.HIGH - HEADING) / self.high
        way = "broad" if by_width < by_height else "tall"
        return format_html(
            '<div class="fish {}{}" role="none">'
            '<div class="fish-head" role="none">{}</div>{}</div>',
            way if min(by_width, by_height) >= LEAST_SCALE else "long",
            " snug" if across <= SNUG else "",
            self.head(head),
            format_html_join("", '<div role="none">{}</div>', ((each,) for _wide, each in sheets)),
        )

    def head(self, said: list[str]) -> SafeString:
        """A snout that looks to the right, with the problem in it."""
        half, y = (HEAD_STEP * len(said) + 30) / 2, self.spine
        shape = (
            f"M24 {y - half}H{HEAD_WIDE - 34}q10 0 14 8L{HEAD_WIDE - 5} {y}"
            f"L{HEAD_WIDE - 20} {y + half - 8}q-4 8 -14 8H24q-9 0-9-9V{y - half + 9}q0-9 9-9z"
        )
        drawing = format_html(
            '<path class="box" d="{}"/>{}',
            shape,
            node.text(said, 30, y - half + 9 + HEAD_STEP, HEAD_STEP),
        )
        return format_html(
            '<svg role="none" width="{}" height="{}" viewBox="0 0 {} {}">'
            '<path class="spine" d="M0 {}H16"/>{}</svg>',
            *(HEAD_WIDE, self.high, HEAD_WIDE, self.high, y),
            node.root(self.scene, drawing),
        )

    def sheet(self, pair: list[Rib], *, is_first: bool) -> tuple[float, SafeString]:
        lean = self.slant * max(rib.tall for rib in pair)
        joint = max(rib.wide(-1) for rib in pair) + lean + MARGIN
        wide = round(joint + max(rib.wide(1) for rib in pair) + 4)
        y, start = self.spine, 22 if is_first else 0
        tail = f"M2 {y - 15}L22 {y}L2 {y + 15}" if is_first else ""
        ribs = [self._rib(rib, joint, up=nth == 0) for nth, rib in enumerate(pair)]
        return wide, format_html(
            '<svg role="none" width="{}" height="{}" viewBox="0 0 {} {}">'
            '<path class="spine" d="M{} {}H{}{}"/>{}</svg>',
            *(wide, self.high, wide, self.high, start, y, wide, tail, _joined(ribs)),
        )

    def _rib(self, rib: Rib, joint: float, *, up: bool) -> SafeString:
        """The rib itself, its box at the far end, and its bones."""
        far = self.spine + (rib.box - rib.tall if up else rib.tall - rib.box)
        first = far + NEAR if up else self.spine + NEAR
        line = _Line(joint, self.spine, self.slant if up else -self.slant)
        bone = f"M{line.at(far)} {far:.1f}L{joint:.1f} {self.spine:.1f}"
        return format_html(
            "{}{}{}",
            _line("rib", rib.branch, bone),
            self._box(rib, line.at(far), far - rib.box if up else far),
            _joined(self._row(row, first, line) for row in rib.rows),
        )

    def _box(self, rib: Rib, x: float, y: float) -> SafeString:
        left = x - RIB_WIDE + OVER
        drawing = format_html(
            '<rect class="box" x="{}" y="{}" width="{}" height="{}" rx="9"/>{}{}',
            *(round(left, 1), round(y, 1), RIB_WIDE, rib.box),
            node.mark(self.scene, rib.branch.cause, left + 16, y + STEP - 1),
            node.text(rib.lines, left + RIB_SIDE, y + STEP + 3, STEP, "strong"),
        )
        return node.item(self.scene, rib.branch, drawing)

    def _row(self, row: Row, first: float, line: "_Line") -> SafeString:
        """The words, the bone under them, and the slanted bone on which its own ones end."""
        y, away = first + row.foot, row.side * INDENT
        joint = line.at(y) + away * (row.branch.depth - 2)
        left = joint - WORDS - SIDE if row.side < 0 else joint
        bones = f"M{left:.1f} {y:.1f}h{WORDS + SIDE}"
        if row.reach > row.foot:
            low = first + row.reach
            slid = line.at(low) - line.at(y)
            bones += f"M{joint + away:.1f} {y:.1f}l{slid:.1f} {low - y:.1f}"
        words = self._words(row, left if row.side < 0 else left + 10, y - row.tall)
        return format_html("{}{}", _line("bone", row.branch, bones), words)

    def _words(self, row: Row, start: float, top: float) -> SafeString:
        drawing = format_html(
            '<rect class="hit" x="{}" y="{}" width="{}" height="{}" rx="5"/>{}{}',
            *(round(start - 3, 1), round(top + 2, 1), WORDS + SIDE - 6, row.tall - 2),
            node.mark(self.scene, row.branch.cause, start + 8, top + STEP - 0.5),
            node.text(row.lines, start + SIDE, top + STEP + 3, STEP),
        )
        return node.item(self.scene, row.branch, drawing)


def _line(css: str, branch: Branch, path: str) -> SafeString:
    refuted = "" if branch.cause.is_living else "refuted"
    return format_html('<path class="{} {}" d="{}"/>', css, refuted, path)


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


@dataclass(frozen=True, slots=True)
class _Line:
    """A slanted bone: where it is at each height."""

    joint: float
    spine: float
    slant: float

    def at(self, y: float) -> float:
        return round(self.joint - self.slant * (self.spine - y), 1)
