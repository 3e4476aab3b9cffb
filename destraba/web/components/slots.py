"""Problems as squares: those in focus in the hands that there are, and those that wait."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SIDE, STEP, GAP, MOST = 10, 13, 8, 40
SQUARE = '<rect class="{}" x="{}" y="1" width="{}" height="{}" rx="2"/>'


def slots(in_focus: int, listed: int, most: int) -> SafeString:
    """`{% slots load.in_focus load.listed load.most %}`; the numbers are said beside it."""
    hands = [_state(place, in_focus, most) for place in range(max(in_focus, most))]
    states = [*hands, *["listed"] * listed]
    places = [
        (state, 1 + STEP * place + (GAP if place >= len(hands) else 0), SIDE, SIDE)
        for place, state in enumerate(states[:MOST])
    ]
    width = STEP * min(len(states), MOST) + GAP + 1
    return format_html(
        '<span class="slots" aria-hidden="true">'
        '<svg viewBox="0 0 {0} {1}" width="{0}" height="{1}">{2}</svg>{3}</span>',
        width,
        SIDE + 2,
        format_html_join("", SQUARE, places),
        f"+{len(states) - MOST}" if len(states) > MOST else "",
    )


def _state(place: int, in_focus: int, most: int) -> str:
    if place >= in_focus:
        return "free"
    return "focus over" if place >= most else "focus"
