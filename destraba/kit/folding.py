"""Text without accents or capitals in which each letter still knows where it stood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from unicodedata import combining, normalize

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Folded:
    """`origin[i]` is the place in the written text of letter `i`; one more stands for the end."""

    text: str
    origin: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.origin[start], self.origin[end]


def fold(text: str) -> Folded:
    """«Opinión» → «opinion». Ligatures open («ﬁ» → «fi»), ordinals drop («1º» → «1o»)."""
    letters = [_plain(letter) for letter in text]
    places = chain.from_iterable([place] * len(plain) for place, plain in enumerate(letters))
    return Folded("".join(letters), [*places, len(text)])


def words_of(text: str) -> list[str]:
    """The bare words: «C.N.A. del Ñandú» → «c», «n», «a», «del», «nandu»."""
    return WORD.findall("".join(map(_plain, text)))


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    return "".join(part for part in normalize("NFKD", letter) if not combining(part)).casefold()
