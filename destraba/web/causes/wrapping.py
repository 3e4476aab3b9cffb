"""Words broken into lines where no browser measures them: by the widest of the usual fonts."""

from functools import cache

# Parts of the letter's size, as DejaVu Sans and Verdana have them; the others are narrower.
WIDTHS = {
    **dict.fromkeys("ijlIíì'|.,:;!¡", 0.34),
    **dict.fromkeys(" ftrJ()[]-/", 0.41),
    **dict.fromkeys("czsvxykSLFTE1aeéáoó?¿", 0.62),
    **dict.fromkeys("wADGHNOQRUVXYKBCPZ%&", 0.79),
    **dict.fromkeys("mMW@…—", 1.0),
}
USUAL = 0.65
# How much wider letters in bold are.
BOLD = 1.12


@cache
def width(word: str, size: float) -> float:
    return size * sum(WIDTHS.get(letter, USUAL) for letter in word)


def lines(text: str, *, room: float, size: float, most: int) -> list[str]:
    """At most so many lines; where more is said, the last ends in «…»."""
    found: list[str] = []
    line, used = "", 0.0
    for word in _words(text, room, size):
        wide = width(word, size)
        if line and used + width(" ", size) + wide > room:
            found.append(line)
            line, used = word, wide
        else:
            line = f"{line} {word}" if line else word
            used += wide + (width(" ", size) if used else 0)
    found.append(line)
    return found if len(found) <= most else [*found[: most - 1], _cut(found[most - 1])]


def _words(text: str, room: float, size: float) -> list[str]:
    """A word that no line can hold is broken."""
    letters = max(4, int(room / size / USUAL))
    return [
        piece
        for word in text.split()
        for piece in (
            [word]
            if width(word, size) <= room
            else [word[start : start + letters] for start in range(0, len(word), letters)]
        )
    ]


def _cut(line: str) -> str:
    return f"{line[:-2].rstrip()}…" if len(line) > 3 else f"{line}…"
