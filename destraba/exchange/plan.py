"""What an import would do, told before it is done and after."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from destraba.trail.models import Tracked

from .noun import Noun
from .telling import Told, every

LONGEST = 400


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


def outline(plan: Plan, *, most: int) -> list[dict[str, Any]]:
    """The plan in plain data: each section, its figures and its first new or changed records."""
    told = []
    for count, records in zip(plan.counts, plan.sections.values(), strict=True):
        brought = (_record(each) for each in records if brings_something(each))
        rows = list(islice(brought, most))
        more = count.new + count.changed - len(rows)
        told.append({**vars(count), "rows": rows, "more": more})
    return told


def _record(told: Told) -> dict[str, Any]:
    """What a record is called, and what changes in it."""
    changes = [] if told.is_new else [each for each in _changes(told) if not _is_about_source(each)]
    said = [
        (datum, _in_words(before), _("desconocido") if datum in told.unknown else _in_words(after))
        for datum, before, after in changes
    ]
    return {"name": str(told.row), "is_new": told.is_new, "changes": said}


def _in_words(value: Any) -> Any:
    """A list or a group as the file says it, cut where one has understood; a plain value, as is."""
    if not isinstance(value, list | dict):
        return value
    return Truncator(_joined(value)).chars(LONGEST)


def _joined(value: Any) -> str:
    if isinstance(value, dict):
        return " · ".join(f"{name}: {_joined(each)}" for name, each in value.items() if each)
    return "; ".join(map(_joined, value)) if isinstance(value, list) else str(value)


def _changes(told: Told) -> Iterable[tuple[str, Any, Any]]:
    """Datum, what is there, and what there will be; before a new row within it there is nothing."""
    for datum, (before, after) in told.changes.items():
        yield datum, before, after
    for name, parts in told.parts.items():
        for part in parts:
            place = f"{name}[{part.place - 1}]"
            if part.is_new:
                yield place, "", " · ".join(str(value) for value in part.values.values())
            elif isinstance(part.row, Tracked):
                for datum, before, after in _changes(part):
                    yield f"{place}.{datum}", before, after


def _is_about_source(change: tuple[str, Any, Any]) -> bool:
    return change[0].rpartition(".")[2] == "provenance"
