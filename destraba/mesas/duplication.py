"""Which mesas may already deal with a matter, so that no table is laid twice (R47)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from destraba.kit.vocabulary import IsicSection
from destraba.search.stems import stem

from .models import Candidate, Mesa

MOST = 5
WORD = re.compile(r"[^\W\d_]{4,}")
# They are in every name, and tell nothing of its matter.
EMPTY = {"mesa", "ejecutiva", "territorial", "nacional", "sector", "sectorial", "cadena", "para"}
SILENT = {stem(word, "es") for word in EMPTY}


@dataclass(frozen=True)
class Likeness:
    """A mesa that resembles a candidate: by words of its name, or by its activities."""

    mesa: Mesa
    words: list[str]
    sections: list[str]

    @property
    def weight(self) -> int:
        return 2 * len(self.words) + len(self.sections)


def alike(candidate: Candidate, mesas: Iterable[Mesa]) -> list[Likeness]:
    """The most alike first; at most five."""
    words = _words(candidate.name)
    found = [_compare(candidate, words, mesa) for mesa in mesas if mesa.pk != candidate.mesa_id]
    some = [each for each in found if each.weight]
    return sorted(some, key=lambda each: (-each.weight, each.mesa.name))[:MOST]


def _compare(candidate: Candidate, words: dict[str, str], mesa: Mesa) -> Likeness:
    shared = [word for key, word in words.items() if key in _words(mesa.name)]
    sections = [code for code in candidate.sections if code in mesa.sections]
    return Likeness(mesa, shared, [str(IsicSection(code).label) for code in sections])


def _words(name: str) -> dict[str, str]:
    """The words that tell of what it is, by their stem."""
    found = {stem(word, "es"): word.lower() for word in WORD.findall(name)}
    return {key: word for key, word in found.items() if key not in SILENT}
