"""Words made comparable: without accents, and by their stem in Spanish, English or Portuguese."""

import re
from collections.abc import Iterable
from functools import lru_cache

from snowballstemmer import stemmer

from destraba.kit.text import plain

WORD = re.compile(r"\w+")
LONGEST = 40
STEMMERS = {"es": stemmer("spanish"), "en": stemmer("english"), "pt": stemmer("portuguese")}


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """«registros» and «registró» meet at one stem, itself without accents."""
    algorithm = STEMMERS.get(language[:2], STEMMERS["es"])
    return plain(algorithm.stemWord(word.casefold()))


def stems(text: str, language: str = "es") -> Iterable[str]:
    """One stem per word, in order; and the bare word too when it differs, for exact hits."""
    for word in WORD.findall(text):
        found = stem(word[:LONGEST], language)
        yield found
        if (bare := plain(word[:LONGEST])) != found:
            yield bare
