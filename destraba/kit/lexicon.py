"""Names that can be mentioned: which one do these first words mean?

A name is found by all its words, by its beginning or from any of its words on, whatever the
accents and capitals: «Gremio Exportador» answers to `gremio exportador`, `gremio`, `exportador`.
"""

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import IntEnum
from functools import cached_property
from heapq import nsmallest

from destraba.kit.folding import words_of

# They join the words of a name, so a name neither ends nor is told apart by them.
CONNECTIVES = {
    *("a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "los", "para", "por", "y"),
    *("da", "das", "do", "dos", "o", "and", "for", "of", "the"),
}
SHORTEST_ABBREVIATION = 3
SUGGESTIONS = 3
AFTER_ANY_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody or something that can be mentioned, by its names and acronyms or by its label."""

    key: Hashable
    words: tuple[str, ...]
    label: str
    # The organisation for which a person speaks.
    speaks_for: Hashable | None = None


class Closeness(IntEnum):
    ABBREVIATED = 1
    BEGUN = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Sighting:
    """The first `count` words name these candidates, that closely."""

    count: int
    closeness: Closeness
    candidates: tuple[Candidate, ...]


class Lexicon:
    """Candidates indexed when first asked, to be asked many times."""

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self.candidates = tuple(candidates)
        self.by_key = {candidate.key: candidate for candidate in self.candidates}

    @classmethod
    def over(cls, candidates: "Lexicon | Iterable[Candidate]") -> "Lexicon":
        return candidates if isinstance(candidates, Lexicon) else cls(candidates)

    def sightings(self, words: Sequence[str]) -> Iterator[Sighting]:
        """What the first word means, the first two, the first three … while they mean anything."""
        for count in range(1, len(words) + 1):
            typed = " ".join(words[:count])
            low = bisect_left(self._tails, typed)
            high = bisect_left(self._tails, typed + AFTER_ANY_LETTER, low)
            if low == high:
                return
            closeness, places = self._closest(typed, words[count - 1], low, high)
            if places and _may_end(words[count - 1], closeness, count):
                yield Sighting(count, closeness, tuple(self.candidates[p] for p in sorted(places)))

    def suggest(self, typed: str) -> tuple[Candidate, ...]:
        """The candidates with a name or a word most like what was typed, best first."""
        owners = self._owners_by_initial.get(typed[:1], {})
        close = get_close_matches(typed, owners, n=SUGGESTIONS, cutoff=0.7)
        places = dict.fromkeys(place for name in close for place in owners[name])
        return tuple(self.candidates[place] for place in places)[:SUGGESTIONS]

    def _closest(self, typed: str, last: str, low: int, high: int) -> tuple[Closeness, set[int]]:
        found: dict[Closeness, set[int]] = {closeness: set() for closeness in Closeness}
        for tail, is_whole_name, place in self._entries[low:high]:
            if tail == typed and is_whole_name:
                found[Closeness.EXACT].add(place)
            elif tail == typed or tail[len(typed)] == " ":
                found[Closeness.BEGUN].add(place)
            elif last.isalpha():
                found[Closeness.ABBREVIATED].add(place)
        return next(
            ((c, found[c]) for c in reversed(Closeness) if found[c]), (Closeness.EXACT, set())
        )

    @cached_property
    def names(self) -> list[tuple[str, ...]]:
        return [_names(candidate) for candidate in self.candidates]

    @cached_property
    def _entries(self) -> list[tuple[str, bool, int]]:
        """In order of the alphabet: what is left of a name, whether it is all of it, and whose."""
        return sorted(
            (tail, tail == name, place)
            for place, names in enumerate(self.names)
            for name in names
            for tail in _tails(name)
        )

    @cached_property
    def _tails(self) -> list[str]:
        return [tail for tail, _, _ in self._entries]

    @cached_property
    def _owners_by_initial(self) -> dict[str, dict[str, list[int]]]:
        owners: dict[str, dict[str, list[int]]] = {}
        for place, names in enumerate(self.names):
            parts = {part for name in names for part in (name, *name.split())}
            for part in parts - CONNECTIVES:
                owners.setdefault(part[:1], {}).setdefault(part, []).append(place)
        return owners


def complete(
    prefix: str, candidates: Lexicon | Iterable[Candidate], limit: int = 8
) -> list[Candidate]:
    """Who may be meant while it is being typed; equals keep the order in which they came."""
    lexicon, typed = Lexicon.over(candidates), " ".join(words_of(prefix))
    if not typed:
        return list(lexicon.candidates[:limit])
    ranked = (
        (min(_distance(typed, name) for name in names), place)
        for place, names in enumerate(lexicon.names)
    )
    best = nsmallest(limit, (pair for pair in ranked if pair[0] < FAR))
    return [lexicon.candidates[place] for _, place in best]


def best(sightings: Sequence[Sighting]) -> list[Sighting]:
    """The longest, then the closest; an abbreviation only where nothing is named exactly."""
    named = any(sighting.closeness is Closeness.EXACT for sighting in sightings)
    usable = [s for s in sightings if not (named and s.closeness is Closeness.ABBREVIATED)]
    top = max(((s.count, s.closeness) for s in usable), default=None)
    return [sighting for sighting in usable if (sighting.count, sighting.closeness) == top]


FAR = 4


def _distance(typed: str, name: str) -> int:
    if name == typed:
        return 0
    if name.startswith(typed) and " " not in name:
        return 1
    if f" {name}".find(f" {typed}") >= 0:
        return 2
    return 3 if typed in name else FAR


def _names(candidate: Candidate) -> tuple[str, ...]:
    names = (" ".join(words_of(name)) for name in (*candidate.words, candidate.label))
    return tuple(dict.fromkeys(name for name in names if name)) or ("",)


def _tails(name: str) -> Iterator[str]:
    """The name, and what is left of it from each of its words that says something."""
    words = name.split()
    yield from ([name] if words else [])
    for start, word in enumerate(words[1:], start=1):
        if word not in CONNECTIVES:
            yield " ".join(words[start:])


def _may_end(word: str, closeness: Closeness, count: int) -> bool:
    """After its first word a mention ends in one that tells, not in «de» nor in a stray letter."""
    if count == 1 or closeness is Closeness.EXACT:
        return True
    if closeness is Closeness.ABBREVIATED and len(word) < SHORTEST_ABBREVIATION:
        return False
    return word not in CONNECTIVES
