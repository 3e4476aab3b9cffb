"""`@name` and `#name` in a line: where they stand and whom they may mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from re import Match
from typing import Literal, NamedTuple

from destraba.kit.folding import WORD, Folded
from destraba.kit.lexicon import Candidate, Lexicon, best

Role = Literal["responsible", "contact", "problem"]
Found = tuple[tuple[Role, Candidate], ...]
Lexicons = Mapping[str, Mapping[Role, Lexicon]]

MOST_MENTIONS = 20
MOST_WORDS = 15
MOST_CANDIDATES = 8
MOST_SUGGESTIONS = 3

# At the start of a word, so neither an e-mail address nor the fragment of an address.
SIGIL = re.compile(r"(?:\A|(?<=[\s(\[¿¡,;:\"“«–—]))[@#]")
QUOTED = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
GAP = re.compile(r"[^\w@#+~\"“”«»]{1,3}|_")
# Words that present the mention and go with it.
LABEL = re.compile(
    r"(?<!\w)(?:a\s+cargo\s+del?(?:\s+la)?\s|(?:responsable|contacto|problema):)\s*\Z"
)
# Words that tie the mention to the sentence, so it cannot be taken out.
TIE = re.compile(
    r"(?<!\w)(?:al?|ante|com?|con|d[aeo]l?|desde|entre|for|from|hacia|of|para|por|segun|sobre|to"
    r"|with)(?:\s+(?:el|la|los|las|the))?\s+\Z"
)
LABEL_REACH = 30


@dataclass(frozen=True, slots=True)
class Mention:
    start: int
    end: int
    sigil: str
    found: Found
    suggested: tuple[Candidate, ...]
    is_tied: bool

    @property
    def is_clear(self) -> bool:
        return len(self.found) == 1

    @property
    def role(self) -> Role:
        return self.found[0][0]

    @property
    def candidate(self) -> Candidate:
        return self.found[0][1]


def quotations_in(folded: Folded) -> Iterator[tuple[int, int]]:
    return (folded.span(*match.span()) for match in QUOTED.finditer(folded.text))


def mentions_in(folded: Folded, lexicons: Lexicons) -> Iterator[Mention]:
    """The mentions outside quotations, in order."""
    quotations = [match.span() for match in QUOTED.finditer(folded.text)]
    for sigil in islice(SIGIL.finditer(folded.text), MOST_MENTIONS):
        if any(start < sigil.start() < end for start, end in quotations):
            continue
        name = _name_at(folded.text, sigil.end())
        if name.words:
            yield _mention(folded, sigil, name, lexicons[sigil[0]])


class Name(NamedTuple):
    """The words that may belong to a name, and where it would end after each of them."""

    words: list[str]
    ends: list[int]
    is_quoted: bool = False


def _name_at(text: str, start: int) -> Name:
    if quotation := QUOTED.match(text, start):
        words = WORD.findall(quotation[0])
        return Name(words, [quotation.end()] * len(words), is_quoted=True)
    name = Name([], [])
    while len(name.words) < MOST_WORDS and (word := WORD.match(text, start)):
        name.words.append(word[0])
        name.ends.append(word.end())
        gap = GAP.match(text, word.end())
        start = gap.end() if gap else len(text)
    return name


def _mention(
    folded: Folded, sigil: Match[str], name: Name, lexicons: Mapping[Role, Lexicon]
) -> Mention:
    count, found = _found(name, lexicons)
    label = LABEL.search(folded.text, max(0, sigil.start() - LABEL_REACH), sigil.start())
    tie = TIE.search(folded.text, max(0, sigil.start() - LABEL_REACH), sigil.start())
    start, end = folded.span(label.start() if label else sigil.start(), name.ends[count - 1])
    suggested = () if found else _suggested(name, lexicons)
    return Mention(start, end, sigil[0], found, suggested, is_tied=bool(tie and not label))


def _found(name: Name, lexicons: Mapping[Role, Lexicon]) -> tuple[int, Found]:
    """How many of the words are the name, and of whom; the first word when of nobody."""
    seen = [
        (role, sighting)
        for role, lexicon in lexicons.items()
        for sighting in lexicon.sightings(name.words)
        if sighting.count == len(name.words) or not name.is_quoted
    ]
    top = best([sighting for _, sighting in seen])
    found = [
        (role, who) for role, sighting in seen if sighting in top for who in sighting.candidates
    ]
    return (top[0].count if top else 1), tuple(found[:MOST_CANDIDATES])


def _suggested(name: Name, lexicons: Mapping[Role, Lexicon]) -> tuple[Candidate, ...]:
    typed = " ".join(name.words) if name.is_quoted else name.words[0]
    close = (who for lexicon in lexicons.values() for who in lexicon.suggest(typed))
    return tuple(islice(close, MOST_SUGGESTIONS))
