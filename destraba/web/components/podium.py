"""How surely a candidate is among the first, and how far apart people see her: two drawings."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NAMES = ("first", "second", "third")
SCALE = (1, 2, 3, 4, 5)
STEP, RADIUS = 9, 3.4


def podium(shares: Sequence[float]) -> SafeString:
    """`{% podium standing.shares %}`: of the draws, how many gave it each of the first places."""
    hundredths = [round(100 * share, 1) for share in shares]
    told = dict(zip(NAMES, (round(share) for share in hundredths), strict=True))
    words = _(
        "De cada 100 pruebas, primera en %(first)s, segunda en %(second)s y tercera en %(third)s"
    )
    return format_html(
        '<span class="podium" role="img" aria-label="{0}" title="{0}">'
        '<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{1}</svg></span>',
        words % told,
        format_html_join("", '<rect class="{}" x="{}" width="{}" height="10"/>', _bars(hundredths)),
    )


def _bars(shares: Sequence[float]) -> list[tuple[str, str, str]]:
    ends = [sum(shares[: place + 1]) for place in range(len(shares))]
    return [
        (name, f"{end - share:.1f}", f"{share:.1f}")
        for name, share, end in zip(NAMES, shares, ends, strict=True)
        if share
    ]


def opinions(values: Sequence[int]) -> SafeString:
    """`{% opinions cell.values %}`: a dot for each person over what she gave, 1 to 5."""
    most = max(map(values.count, SCALE), default=0)
    height = STEP * max(most, 1) + STEP
    dots = [
        (20 * value - 10, f"{height - STEP * (place + 1) - 3:g}", RADIUS)
        for value in SCALE
        for place in range(values.count(value))
    ]
    figures = [(20 * value - 10, height - 1, value) for value in SCALE]
    return format_html(
        '<span class="opinions" role="img" aria-label="{0}" title="{0}">'
        '<svg viewBox="0 0 100 {1}" aria-hidden="true">{2}{3}</svg></span>',
        "; ".join(_people(values.count(value), value) for value in SCALE if value in values),
        height,
        format_html_join("", '<circle cx="{}" cy="{}" r="{}"/>', dots),
        format_html_join("", '<text x="{}" y="{}">{}</text>', figures),
    )


def _people(count: int, value: int) -> str:
    words = ngettext("%(n)s persona dio %(value)s", "%(n)s personas dieron %(value)s", count)
    return words % {"n": count, "value": value}
