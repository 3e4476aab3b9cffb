"""Figures that somebody measured or hopes for: «45 días», «45 → 3 días»."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

# A figure has ten digits and four decimals at most.
DIGITS, DECIMALS = 14, 4
MOST = Decimal(10) ** (DIGITS - DECIMALS) - 1


def in_words(value: Decimal | int | None, unit: str = "") -> str:
    """«1.200,5 m³», as the language writes it; nothing when nobody knows."""
    if value is None:
        return ""
    is_long = abs(Decimal(value)) >= 10_000
    figure = number_format(plainly(value), use_l10n=True, force_grouping=is_long)
    return f"{figure} {unit}".strip()


def change_in_words(before: Decimal | None, after: Decimal | None, unit: str = "") -> str:
    """«45 → 3 días»; «hasta 3 días» when nobody knows from what."""
    if before is None:
        return _("hasta %s") % in_words(after, unit) if after is not None else ""
    if after is None:
        return _("desde %s") % in_words(before, unit)
    return f"{in_words(before)} → {in_words(after, unit)}"


def plainly(value: Decimal | int) -> int | Decimal:
    """Without the zeros that say nothing: 45 rather than 45.0000."""
    exact = Decimal(value)
    return int(exact) if exact == exact.to_integral_value() else exact.normalize()
