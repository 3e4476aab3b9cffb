"""One seat as drawn: a disc with its letter and, behind it, three strokes like a chair's back."""

from functools import cache
from math import cos, radians, sin

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .constituency import CLASSES, letter_of, name_of
from .shapes import SeatShape

STROKES = {True: "came", False: "missed", None: "blank"}


def chair(seat: SeatShape, x: float, y: float, angle: float, radius: float) -> SafeString:
    """At x, y, with its back turned outward at that angle."""
    drawing = format_html(
        '<g transform="translate({} {})"><circle class="hit" r="{}"/>'
        '<g transform="rotate({})">{}</g><circle r="{}"/><text y="{}">{}</text></g>',
        round(x, 1),
        round(y, 1),
        radius + 4,
        angle,
        "" if seat.vacant else _strokes(radius, seat.last_three),
        radius,
        round(radius * 0.26, 1),
        "?" if seat.vacant else letter_of(seat.constituency),
    )
    sector = "vacant" if seat.vacant else CLASSES.get(seat.constituency, "none")
    css = f"seat {sector} away" if seat.is_away else f"seat {sector}"
    return figure(css, seat.url, _words(seat), drawing)


def figure(css: str, url: str, words: str, drawing: SafeString) -> SafeString:
    """A part of a drawing that says what it is, and leads there when there is somewhere to go."""
    if url:
        return format_html(
            '<a class="{}" href="{}" aria-label="{}"><title>{}</title>{}</a>',
            *(css, url, words, words, drawing),
        )
    return format_html(
        '<g class="{}" role="img" aria-label="{}"><title>{}</title>{}</g>',
        *(css, words, words, drawing),
    )


@cache
def _strokes(radius: float, came: tuple[bool | None, ...]) -> SafeString:
    backs = ((STROKES[each], path) for path, each in zip(_back(radius), came, strict=True))
    return format_html_join("", '<path class="{}" d="{}"/>', backs)


@cache
def _back(radius: float) -> tuple[str, ...]:
    """Three arcs just outside the disc, around the outward direction."""
    far = radius + 4.2
    return tuple(_arc(far, middle - 15, middle + 15) for middle in (-40, 0, 40))


def _arc(radius: float, start: float, end: float) -> str:
    (x1, y1), (x2, y2) = (
        (round(radius * cos(radians(a)), 1), round(radius * sin(radians(a)), 1))
        for a in (start, end)
    )
    return f"M{x1} {y1}A{radius:.1f} {radius:.1f} 0 0 1 {x2} {y2}"


def _words(seat: SeatShape) -> str:
    sector = name_of(seat.constituency)
    if seat.vacant:
        told = {"label": seat.label, "sector": sector}
        return _("Asiento vacante: %(label)s (%(sector)s)") % told
    who = f"{seat.label}, {seat.holder}" if seat.holder else seat.label
    known = [came for came in seat.last_three if came is not None]
    if not known:
        return f"{who} ({sector})"
    attended = _("vino a %(came)s de las últimas %(all)s") % {
        "came": sum(known),
        "all": len(known),
    }
    return f"{who} ({sector}): {attended}"
