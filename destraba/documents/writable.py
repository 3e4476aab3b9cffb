"""What a document can hold: XML knows no control characters, and with one it would not open."""

UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def writable(text: str) -> str:
    """This text, without what no document can hold."""
    return text.translate(UNWRITABLE).encode("utf-8", "ignore").decode("utf-8")
