"""Which statements say much the same: by the weight of the stems that they share (TF-IDF, cosine).

The rules are over plain texts. Accents and inflection count for nothing: «exportacion» and
«exportaciones» meet. It proposes, and says by which words; nothing is grouped here.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from destraba.kit.text import plain
from destraba.search.stems import stem

WORD = re.compile(r"[^\W\d_]{3,40}")
# People write «exportacion» on a phone: the stemmer knows the ending by its accent.
BARE_ENDING = re.compile(r"(c|s|x)ion$")
# What a suspected cause weighs, beside the words of what was said.
OF_A_CAUSE = 0.5
# Two statements resemble each other from here on; a group holds while its pairs do so on average.
ALIKE, HELD_TOGETHER = 0.2, 0.13
# So many stems in common, at least; and so many of them are shown.
ENOUGH, MOST_SHARED = 2, 3
SILENT = frozenset(
    """
    ademas ahi ahora algo alguien algun alguna algunas alguno algunos alla alli ante antes aqui asi
    aun aunque bajo bastante bien cada casi como con contra cosa cosas cual cuales cuando cuanto
    dan dar debe deben decir del demas dentro desde despues dice dicen donde dos durante ella ellas
    ello ellos entonces entre era eran eres esa esas ese eso esos esta estaba estaban estamos estan
    estar estas este esto estos estoy falta faltan fue fueron gran grande hace hacemos hacen hacer
    haces hacia han hasta hay hemos igual incluso lado las les luego los mas mayor media mejor menos
    mientras mis misma mismas mismo mismos mucha muchas mucho muchos muy nada nadie ningun ninguna
    ninguno nos nosotros nuestra nuestras nuestro nuestros nunca otra otras otro otros para parece
    parte pero poca pocas poco pocos poder podemos por porque pueda puede pueden pues que quien
    quienes quiere quieren sea sean segun ser serian seria si siempre sido siendo sin sino sobre
    solamente solo somos son soy sus tal tambien tampoco tan tanta tantas tanto tantos tenemos tener
    tenga tengan tengo tiene tienen toda todas todavia todo todos tras tres una unas uno unos usted
    ustedes vamos van vez veces ver vemos veo viene vienen yo
    """.split()  # noqa: SIM905
)

Vector = dict[str, float]
Likenesses = dict[int, dict[int, float]]


@dataclass(frozen=True)
class Text:
    """What is compared: the words, and with less weight those of the cause."""

    key: int
    words: str
    cause: str = ""


@dataclass(frozen=True)
class Alike:
    """Keys of texts that resemble each other, and the words by which they do."""

    keys: Sequence[int]
    words: Sequence[str] = ()


@dataclass
class Weights:
    """The texts as vectors of length one; and as what word each stem was written."""

    vectors: dict[int, Vector] = field(default_factory=dict)
    written: dict[str, str] = field(default_factory=dict)


def root(word: str) -> str:
    """«Exportaciones», «exportación» and «exportacion» have one."""
    accented = BARE_ENDING.sub(r"\1ión", plain(word))
    found = stem(accented, "es")
    return found.rstrip("aeio") or found


def weigh(texts: Iterable[Text]) -> Weights:
    """A stem weighs the more, the fewer texts have it."""
    weights, counts, spread = Weights(), {}, Counter[str]()
    for text in texts:
        counted = _counted(text, weights.written)
        counts[text.key] = counted
        spread.update(counted.keys())
    for key, counted in counts.items():
        weights.vectors[key] = _of_length_one(counted, spread, len(counts))
    return weights


def _counted(text: Text, written: dict[str, str]) -> Vector:
    found: Vector = defaultdict(float)
    for part, weight in ((text.words, 1.0), (text.cause, OF_A_CAUSE)):
        for word in WORD.findall(part):
            if plain(word) not in SILENT:
                at = root(word)
                written.setdefault(at, word.lower())
                found[at] += weight
    return found


def _of_length_one(counted: Vector, spread: Mapping[str, int], total: int) -> Vector:
    weighed = {
        each: (1 + math.log(1 + times)) * (1 + math.log((1 + total) / (1 + spread[each])))
        for each, times in counted.items()
    }
    length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
    return {each: weight / length for each, weight in weighed.items()}


def resemblances(vectors: Mapping[int, Vector]) -> Likenesses:
    """How much each text resembles those of a lesser key with a stem in common, from 0 to 1."""
    found: Likenesses = {}
    having: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for key in sorted(vectors):
        its: dict[int, float] = defaultdict(float)
        for each, weight in vectors[key].items():
            for other, others in having[each]:
                its[other] += weight * others
            having[each].append((key, weight))
        found[key] = its
    return found


def groups(texts: Sequence[Text], *, apart: Collection[tuple[int, int]] = ()) -> list[Alike]:
    """Texts that resemble each other, the largest groups first; never two that are `apart`."""
    weights = weigh(texts)
    found = resemblances(weights.vectors)
    close = sorted(
        (
            (likeness, (other, key))
            for key, its in found.items()
            for other, likeness in its.items()
            if likeness >= ALIKE and _share_enough(weights.vectors, key, other)
        ),
        key=lambda each: (-each[0], each[1]),
    )
    gathering = Gathering(found, apart)
    for _likeness, (one, other) in close:
        gathering.join(one, other)
    together = [sorted(keys) for keys in gathering.members.values() if len(keys) > 1]
    alike = [Alike(keys, _shared(keys, weights)) for keys in together]
    return sorted(alike, key=lambda each: (-len(each.keys), each.keys))


def _share_enough(vectors: Mapping[int, Vector], one: int, other: int) -> bool:
    """One word in common is chance; unless it is all that one of them says."""
    here, there = vectors[one].keys(), vectors[other].keys()
    return len(here & there) >= min(ENOUGH, len(here), len(there))


class Gathering:
    """Groups as they grow, each by its first key, and all the likeness between any two of them."""

    def __init__(self, found: Likenesses, apart: Collection[tuple[int, int]]) -> None:
        self.members = {key: [key] for key in found}
        self.home = {key: key for key in found}
        self.between: Likenesses = {key: dict(its) for key, its in found.items()}
        for key, its in found.items():
            for other, likeness in its.items():
                self.between[other][key] = likeness
        self.apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)

    def join(self, one: int, other: int) -> None:
        """Their groups become one, if all their pairs are alike enough on average."""
        here, there = self.home[one], self.home[other]
        if here == there or there in self.apart[here]:
            return
        pairs = len(self.members[here]) * len(self.members[there])
        if self.between[here].get(there, 0) / pairs >= HELD_TOGETHER:
            self._take_in(here, there)

    def _take_in(self, here: int, there: int) -> None:
        for key in self.members[there]:
            self.home[key] = here
        self.members[here] += self.members.pop(there)
        ours = self.between[here]
        for other, likeness in self.between.pop(there).items():
            theirs = self.between[other]
            theirs.pop(there, None)
            if other != here:
                ours[other] = theirs[here] = ours.get(other, 0) + likeness
        for other in self.apart.pop(there, set()):
            self.apart[other].discard(there)
            self.apart[other].add(here)
            self.apart[here].add(other)


def _shared(keys: Sequence[int], weights: Weights) -> list[str]:
    """The words that weigh most among those that several of them have."""
    spread = Counter(each for key in keys for each in weights.vectors[key])
    most: dict[str, float] = defaultdict(float)
    for key in keys:
        for each, weight in weights.vectors[key].items():
            if spread[each] > 1:
                most[each] += weight
    heaviest = sorted(most, key=lambda each: -most[each])[:MOST_SHARED]
    return [weights.written[each] for each in heaviest]


def nearest(texts: Sequence[Text], among: Sequence[Text]) -> dict[int, int]:
    """For each text, the key of the one `among` those that it resembles most, if it does."""
    # The two families are told apart by the sign: one may have the keys of the other.
    here = [Text(-text.key, text.words, text.cause) for text in texts]
    vectors = weigh([*here, *among]).vectors
    found = resemblances(vectors)
    best: dict[int, tuple[float, int]] = {}
    for text in among:
        for key, likeness in found[text.key].items():
            if key < 0 and likeness >= ALIKE and _share_enough(vectors, key, text.key):
                best[-key] = max(best.get(-key, (0.0, 0)), (likeness, text.key))
    return {key: problem for key, (_likeness, problem) in best.items()}
