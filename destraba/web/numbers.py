"""Whole numbers that come in an address or a hidden field: anybody may write anything there."""

# No row has a longer one, and Python takes none of thousands of digits.
LONGEST = 18


def whole(text: str) -> int | None:
    """The number that it says; None when it says none, or one that no row could have."""
    return int(text) if len(text) <= LONGEST and text.isdecimal() else None
