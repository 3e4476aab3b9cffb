"""The kinds of data: how each looks in the file, and what the models hold for it."""

import datetime
import re
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Choices
from django.utils import timezone
from django.utils.dateparse import parse_duration
from django.utils.duration import duration_iso_string

from destraba.people.models import Person

from .known import Known

Schema = dict[str, Any]

REF = r"^[-a-zA-Z0-9_]+$"
COUNTRY = "^[A-Z]{2}$"
PLACE = r"^[^\s:]+:[^\s:]+$"
ITEM = r"^[-a-zA-Z0-9_]+#[1-9][0-9]*$"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LONGEST = 100_000
NOON = datetime.time(12)


@dataclass
class Taking:
    """Into which database a file is taken: what is known there, when, by whom, in what hours."""

    known: Known
    at: datetime.datetime
    by: Person | None
    zone: ZoneInfo
    # The bytes of the documents that come in the file, by their ref.
    files: dict[str, bytes] = field(default_factory=dict)

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(self.at, self.zone)

    def day_after(self, day: datetime.date) -> datetime.date:
        """When the clock looks at what ran out that day: the next one, or today."""
        return max(day + datetime.timedelta(days=1), self.today)

    def noon(self, day: datetime.date) -> datetime.datetime:
        """The hour that stands in when only the day is known."""
        return datetime.datetime.combine(day, NOON, self.zone)


@dataclass
class Giving:
    """What a file is written from: the reference of each row by its id, section by section."""

    keys: dict[str, dict[Any, str]]
    documents: dict[Any, Any]
    with_files: bool = False


class Kind:
    """`schema` is the JSON Schema of the plain value; `empty`, what there is when there is none."""

    empty: Any = None

    def __init__(self, **schema: Any) -> None:
        self.schema: Schema = schema

    def read(self, raw: Any) -> Any:
        """The value as it should have been written: «name: 2024» is a text."""
        return raw

    def take(self, value: Any, taking: Taking) -> Any:
        """What the model holds for a value of the file; NotTaken for a reference to nothing."""
        return value

    def give(self, value: Any, giving: Giving) -> Any:
        """What the file says for a value of the model."""
        return value

    def stand_in(self, taking: Taking) -> Any:
        """What the model holds when it demands a value that nobody knows."""
        return self.empty

    def mentions(self, value: Any) -> list[tuple[str, str]]:
        """The references in it, as (section, reference)."""
        return []

    def lacks(self, value: Any) -> list[str]:
        """Parts of the value that its source did not tell."""
        return []


class Text(Kind):
    empty: Any = ""

    def __init__(self, most: int = LONGEST, *, must: bool = False, **schema: Any) -> None:
        more = {"minLength": 1, "pattern": r"\S"} if must else {}
        super().__init__(type="string", maxLength=most, **more, **schema)

    def read(self, raw: Any) -> Any:
        return str(raw) if type(raw) is int else raw


class Slug(Text):
    """A stable public id."""

    def __init__(self) -> None:
        super().__init__(60, pattern=REF)


class Email(Text):
    """Kept in lower case; none at all rather than an empty one."""

    empty = None

    def __init__(self) -> None:
        super().__init__(254, format="email")

    def take(self, value: Any, taking: Taking) -> Any:
        return value.strip().lower()


class Choice(Kind):
    empty = ""

    def __init__(self, choices: type[Choices]) -> None:
        super().__init__(enum=[value for value in choices.values if value != ""])


class Codes(Kind):
    """Several words of one vocabulary."""

    def __init__(self, values: list[str]) -> None:
        super().__init__(type="array", items={"enum": values}, uniqueItems=True)

    @property
    def empty(self) -> list[str]:
        return []


class Number(Kind):
    def __init__(self, least: int = 0, most: int = 32767) -> None:
        super().__init__(type="integer", minimum=least, maximum=most)


class Flag(Kind):
    empty = False

    def __init__(self) -> None:
        super().__init__(type="boolean")


class Day(Kind):
    def __init__(self) -> None:
        super().__init__(type="string", format="date")

    def take(self, value: Any, taking: Taking) -> Any:
        return datetime.date.fromisoformat(value)

    def stand_in(self, taking: Taking) -> Any:
        return taking.today


class PartialDate(Text):
    def __init__(self) -> None:
        super().__init__(10, format="partial-date")


class Moment(Kind):
    """With its hour; when only the day is told, noon stands in and the file keeps the day."""

    def __init__(self) -> None:
        super().__init__(type="string", format="moment")

    def take(self, value: Any, taking: Taking) -> Any:
        if DAY.fullmatch(value):
            return taking.noon(datetime.date.fromisoformat(value))
        moment = datetime.datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=taking.zone)

    def give(self, value: Any, giving: Giving) -> Any:
        """In the hours of the programme; old ones had seconds, which no text writes."""
        local = timezone.localtime(value)
        offset = local.utcoffset() or datetime.timedelta()
        return value.astimezone(datetime.UTC) if offset.seconds % 60 else local

    def stand_in(self, taking: Taking) -> Any:
        return taking.at

    def lacks(self, value: Any) -> list[str]:
        return ["hour"] if isinstance(value, str) and DAY.fullmatch(value) else []


class Span(Kind):
    """How long something took, as ISO 8601 writes it: «PT12M30S»."""

    @property
    def empty(self) -> datetime.timedelta:
        return datetime.timedelta()

    def __init__(self) -> None:
        super().__init__(type="string", format="span")

    def take(self, value: Any, taking: Taking) -> Any:
        return parse_duration(value)

    def give(self, value: Any, giving: Giving) -> Any:
        return duration_iso_string(value)


class Ref(Kind):
    """A reference to a row of a section, by its ref; of a territory, by its scheme and code."""

    def __init__(self, section: str) -> None:
        self.section = section
        shapes = {"territories": PLACE, "items": ITEM}
        super().__init__(type="string", pattern=shapes.get(section, REF))

    def read(self, raw: Any) -> Any:
        return str(raw) if type(raw) is int else raw

    def take(self, value: Any, taking: Taking) -> Any:
        return taking.known.find(self.section, value)

    def give(self, value: Any, giving: Giving) -> Any:
        """`value` is the id of the row."""
        return giving.keys[self.section][value]

    def mentions(self, value: Any) -> list[tuple[str, str]]:
        found = [(self.section, value)] if isinstance(value, str) else []
        if self.section == "items" and found:
            found.append(("meetings", value.rpartition("#")[0]))
        return found


class Refs(Kind):
    """Several references to one section, in the order of their names."""

    def __init__(self, section: str) -> None:
        self.one = Ref(section)
        super().__init__(type="array", items=self.one.schema, uniqueItems=True)

    @property
    def empty(self) -> list[Any]:
        return []

    def take(self, value: Any, taking: Taking) -> Any:
        return [self.one.take(each, taking) for each in value]

    def give(self, value: Any, giving: Giving) -> Any:
        return sorted(giving.keys[self.one.section][each.pk] for each in value.all())


class Anything(Kind):
    """A group of data that only its owner understands: it travels as it is."""

    def __init__(self) -> None:
        super().__init__(type="object")

    def give(self, value: Any, giving: Giving) -> Any:
        return in_order(value)


def in_order(value: Any) -> Any:
    """The same data with its keys in order: not every database remembers theirs."""
    if isinstance(value, dict):
        return {key: in_order(value[key]) for key in sorted(value)}
    return [in_order(each) for each in value] if isinstance(value, list) else value
