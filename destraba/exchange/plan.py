"""What an import would do, told before it is done and after."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .noun import Noun
from .telling import Told, every


@dataclass
class Count:
    """How many records of a section are new, differ from what is there, or say the same."""

    section: str
    new: int = 0
    changed: int = 0
    same: int = 0


@dataclass
class Plan:
    """The records of a sound file, section by section."""

    sections: dict[str, list[Told]] = field(default_factory=dict)

    def told(self, noun: Noun) -> list[Told]:
        return self.sections.get(noun.name, [])

    def every(self) -> Iterable[Told]:
        for section in self.sections.values():
            yield from every(section)

    @property
    def counts(self) -> list[Count]:
        counts = []
        for name, section in self.sections.items():
            count = Count(name)
            for each in section:
                if each.is_new:
                    count.new += 1
                elif brings_something(each):
                    count.changed += 1
                else:
                    count.same += 1
            counts.append(count)
        return counts

    @property
    def is_idle(self) -> bool:
        """Whether all of it is there already."""
        return not any(count.new or count.changed for count in self.counts)


def brings_something(told: Told) -> bool:
    """Whether the record, or one within it, is new or differs."""
    return any(each.is_new or each.changes for each in every([told]))
