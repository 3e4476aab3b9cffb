"""Who was heard in a premesa, who was not yet, and how many independent voices say a thing.

Two people of one organisation are one voice; somebody without an organisation is her own.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from destraba.kit.text import plain
from destraba.kit.vocabulary import TRIPARTITE, Constituency, ExcludedGroup

from .models import ListeningNote, Mesa, Statement

WHO = ("organization", "speaker", "constituency", "organization__constituency")


@dataclass(frozen=True)
class Voices:
    """Independent voices, by constituency; those of nobody knows which under «»."""

    by_constituency: dict[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.by_constituency.values())

    @property
    def breadth(self) -> int:
        """From how many of the three constituencies they come."""
        return sum(1 for each in TRIPARTITE if self.by_constituency.get(each))


@dataclass(frozen=True)
class Heard:
    """What a premesa has listened to so far."""

    conversations: int
    voices: Voices
    groups: Collection[str]

    @property
    def missing_constituencies(self) -> list[Constituency]:
        return [each for each in TRIPARTITE if not self.voices.by_constituency.get(each)]

    @property
    def missing_groups(self) -> list[ExcludedGroup]:
        return [each for each in ExcludedGroup if each not in self.groups]

    @property
    def missing_groups_words(self) -> str:
        return ", ".join(str(each.label) for each in self.missing_groups)


Speaker = tuple[int | None, str]


def count(told: Iterable[tuple[int | None, str, str, str | None]]) -> Voices:
    """Each (organisation, speaker, her constituency, the organisation's) is one voice at most."""
    heard: dict[str, set[Speaker]] = defaultdict(set)
    for organization, speaker, own, its in told:
        who = (organization, "") if organization else (None, plain(speaker))
        heard[its if organization and its else own].add(who)
    return Voices({each: len(speakers) for each, speakers in heard.items()})


def voices_of(problems: Sequence[int]) -> dict[int, Voices]:
    """By problem, for those that somebody spoke of (one query)."""
    rows = Statement.objects.filter(problem__in=problems).order_by()
    told: dict[int, list[tuple[int | None, str, str, str | None]]] = defaultdict(list)
    for problem, *who in rows.values_list("problem", *(f"note__{each}" for each in WHO)):
        told[problem].append((who[0], who[1], who[2], who[3]))
    return {problem: count(each) for problem, each in told.items()}


def heard_at(mesa: Mesa) -> Heard:
    """One query, of plain values: it is in view on every page of the premesa."""
    notes = ListeningNote.objects.filter(mesa=mesa).order_by()
    rows = list(notes.values_list(*WHO, "groups", "organization__groups"))
    groups = {each for *_who, own, its in rows for each in (*own, *(its or ()))}
    return Heard(len(rows), count((a, b, c, d) for a, b, c, d, *_groups in rows), groups)
