"""A cause as both drawings show it: its words, the mark of its state, and what it says aloud."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from destraba.kit.vocabulary import CauseState
from destraba.web.components.address import address

# A question, a tick, a cross: each in a disc of its own outline.
MARKS = {
    CauseState.SUPPOSED: "M-2.2-1.6a2.3 2.3 0 1 1 3.2 2.1q-1 .5-1 1.4M0 3.9v.1",
    CauseState.CONFIRMED: "M-3.3.2-1 2.6 3.4-2.4",
    CauseState.REFUTED: "M-2.5-2.5l5 5M2.5-2.5l-5 5",
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Whose causes are drawn, which one is chosen, what its links keep, and where to enter."""

    problem: Any
    chosen: int | None
    kept: str
    way_in: int | None = None

    def url(self, pk: int | None) -> str:
        base = address("problem-causes", self.problem.pk)
        return f"{base}{pk}/{self.kept}" if pk else f"{base}{self.kept}"


def mark(scene: Scene, cause: Any, x: float, y: float) -> SafeString:
    """Its state; the way in has one more ring around it."""
    return format_html(
        '<g class="mark" transform="translate({} {})">{}<circle r="8"/><path d="{}"/></g>',
        round(x, 1),
        round(y, 1),
        SafeString('<circle class="entry" r="11.5"/>') if cause.pk == scene.way_in else "",
        MARKS[CauseState(cause.state)],
    )


def text(lines: list[str], x: float, y: float, step: float, css: str = "") -> SafeString:
    """Lines below each other; `y` is the foot of the first."""
    x = round(x, 1)
    spans = ((x, 0 if n == 0 else step, line) for n, line in enumerate(lines))
    return format_html(
        '<text class="{}" y="{}">{}</text>',
        css,
        round(y, 1),
        format_html_join("", '<tspan x="{}" dy="{}">{}</tspan>', spans),
    )


def item(scene: Scene, branch: Any, drawing: SafeString) -> SafeString:
    """The drawing of a cause as an item of the tree: one may stand on it, and open it."""
    cause = branch.cause
    is_chosen = scene.chosen == cause.pk
    return format_html(
        '<a class="cause {}" href="{}" role="treeitem" tabindex="{}" aria-level="{}"'
        ' aria-posinset="{}" aria-setsize="{}" aria-selected="{}" id="c{}" data-parent="c{}"'
        ' aria-label="{}">{}</a>',
        *(cause.state, scene.url(cause.pk), 0 if is_chosen else -1, branch.depth + 1),
        *(branch.place, branch.of, "true" if is_chosen else "false"),
        *(cause.pk, cause.parent_id or 0, aloud(scene, branch), drawing),
    )


def root(scene: Scene, drawing: SafeString) -> SafeString:
    """The problem itself: what all of them explain."""
    is_chosen = scene.chosen is None
    return format_html(
        '<a class="cause root" href="{}" role="treeitem" tabindex="{}" aria-level="1"'
        ' aria-posinset="1" aria-setsize="1" aria-selected="{}" id="c0" aria-label="{}">{}</a>',
        *(scene.url(None), 0 if is_chosen else -1, "true" if is_chosen else "false"),
        *(_("El problema: %s") % scene.problem.title, drawing),
    )


def aloud(scene: Scene, branch: Any) -> str:
    cause = branch.cause
    told = {"number": branch.number, "text": cause.text, "state": cause.get_state_display()}
    words = _("%(number)s %(text)s: %(state)s") % told
    if cause.said_by:
        words += _("; lo dice %s") % cause.said_by.short
    if cause.pk == scene.way_in:
        words += _("; por aquí se entra")
    if branch.children:
        words += _("; causas debajo: %s") % len(branch.children)
    return words
