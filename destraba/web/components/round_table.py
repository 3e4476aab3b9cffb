"""The mesa drawn as what it is: people around a table.

A disc is a seat (letter and colour say whose); the three strokes behind it are its attendance at
the last three sessions, clockwise; the dedicated team sits in the middle, between all.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import oval
from .chair import chair, figure
from .constituency import CLASSES, letter_of, name_of
from .shapes import SeatShape

WIDTH, HEIGHT = 360, 252
A, B = 150.0, 97.0
LARGEST, SMALLEST = 18.0, 9.5
CROWDED = 14.0
TEAM_SHOWN = 7
ORDER = {code: place for place, code in enumerate(CLASSES)}


def round_table(seats: Iterable[SeatShape], *, is_partial: bool = False) -> SafeString:
    """`is_partial`: others may sit there without our knowing, so nobody is said to be missing."""
    seated = list(seats)
    around = sorted((seat for seat in seated if not seat.is_dedicated), key=_place)
    team = [seat for seat in seated if seat.is_dedicated and not seat.vacant]
    return format_html(
        '<figure class="round-table"><svg viewBox="0 0 {} {}" role="group" aria-label="{}">'
        '{}{}{}</svg><figcaption class="legend">{}{}</figcaption></figure>',
        WIDTH,
        HEIGHT,
        _summary(around, is_partial),
        _board(_radius(len(around))),
        _chairs(around),
        _team(team, is_partial),
        _counts(around, is_partial),
        _key(around),
    )


def _place(seat: SeatShape) -> int:
    return ORDER.get(seat.constituency, len(ORDER))


def _radius(count: int) -> float:
    gap = oval.perimeter(A, B) / max(count, 1)
    return round(min(LARGEST, max(SMALLEST, gap * 0.41)), 1)


def _summary(around: Sequence[SeatShape], is_partial: bool) -> str:
    told = _by_constituency(around, is_partial)
    parts = [f"{name_of(code)} {count}" for code, count in told]
    empty = sum(seat.vacant for seat in around)
    if empty:
        words = ngettext("%(n)s asiento vacante", "%(n)s asientos vacantes", empty)
        parts.append(words % {"n": empty})
    return _("Asientos de la mesa: %(parts)s") % {"parts": ", ".join(parts)}


def _by_constituency(around: Sequence[SeatShape], is_partial: bool) -> list[tuple[str, int]]:
    """Nobody from the workers is a fact to see; nobody from elsewhere is not."""
    counts = Counter(seat.constituency for seat in around if not seat.vacant)
    unknown = [("", counts[""])] if counts[""] else []
    shown = [code for code in CLASSES if counts[code] or not (is_partial or code == "other")]
    return [(code, counts[code]) for code in shown] + unknown


def _board(radius: float) -> SafeString:
    rim = radius + 15
    return format_html(
        '<g class="board" transform="translate(180 126)"><ellipse rx="{}" ry="{}"/>'
        '<ellipse class="inlay" rx="{}" ry="{}"/></g>',
        *(round(size, 1) for size in (A - rim, B - rim, A - rim - 6, B - rim - 6)),
    )


def _chairs(around: Sequence[SeatShape]) -> SafeString:
    if not around:
        return SafeString()
    radius = _radius(len(around))
    first_group = sum(_place(seat) == _place(around[0]) for seat in around)
    spots = oval.chairs(len(around), first_group, A, B)
    drawn = (
        (chair(seat, 180 + x, 126 + y, angle, radius),)
        for seat, (x, y, angle) in zip(around, spots, strict=True)
    )
    return format_html(
        '<g font-size="{}" class="{}">{}</g>',
        round(radius * 0.72, 1),
        "many" if radius < CROWDED else "",
        format_html_join("", "{}", drawn),
    )


def _team(team: Sequence[SeatShape], is_partial: bool) -> SafeString:
    if not team and is_partial:
        return format_html(
            '<text class="caption" x="180" y="130">{}</text>', _("equipo dedicado: desconocido")
        )
    if not team:
        return format_html(
            '<text class="nobody" x="180" y="130">{}</text>', _("sin equipo dedicado")
        )
    shown = team[:TEAM_SHOWN]
    start = 180 - (len(shown) - 1) * 12
    return format_html(
        '<text class="caption" x="180" y="106">{}</text>{}'
        '<text class="total" x="180" y="159">{}</text>',
        _("equipo dedicado"),
        format_html_join(
            "", "{}", ((_member(seat, start + 24 * i),) for i, seat in enumerate(shown))
        ),
        ngettext("%(n)s persona", "%(n)s personas", len(team)) % {"n": len(team)},
    )


def _member(seat: SeatShape, x: float) -> SafeString:
    drawing = format_html(
        '<g transform="translate({} 129)"><circle class="hit" r="12"/><circle cy="-4.5" r="4.2"/>'
        '<path d="M-8 9.5a8 8.5 0 0 1 16 0z"/></g>',
        x,
    )
    words = _("%(name)s, equipo dedicado") % {"name": seat.holder or seat.label}
    return figure("member", seat.url, words, drawing)


def _counts(around: Sequence[SeatShape], is_partial: bool) -> SafeString:
    rows = [
        (CLASSES.get(code, "none"), letter_of(code), name_of(code).capitalize(), count)
        for code, count in _by_constituency(around, is_partial)
    ]
    empty = sum(seat.vacant for seat in around)
    if empty:
        rows.append(("vacant", "?", ngettext("Vacante", "Vacantes", empty), empty))
    return format_html(
        "<ul>{}</ul>",
        format_html_join(
            "",
            '<li><span class="letter {}" aria-hidden="true">{}</span>{} <b>{}</b></li>',
            rows,
        ),
    )


def _key(around: Sequence[SeatShape]) -> SafeString:
    """How to read the strokes, when there is something to read."""
    if all(came is None for seat in around for came in seat.last_three):
        return SafeString()
    return format_html(
        '<p class="muted"><svg viewBox="0 0 34 8" aria-hidden="true" class="seat gov">'
        '<path class="came" d="M2 4h8"/><path class="missed" d="M13 4h8"/>'
        '<path class="blank" d="M24 4h8"/></svg>{}</p>',
        _("últimas tres sesiones: vino, no vino, sin dato"),
    )
