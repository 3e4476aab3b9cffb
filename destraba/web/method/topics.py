"""The method's paragraphs: Markdown files beside this one, read once per process."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt

FOLDER = Path(__file__).with_name("topics")
# In both kinds of file: what heads the part about the product, and what heads a group.
PRACTICE = "\n## Lo que hace Destraba con esto\n"
GROUP = "# "


@dataclass(frozen=True)
class Topic:
    slug: str
    title: str
    summary: str
    source: str
    body: SafeString
    practice: SafeString


@dataclass(frozen=True)
class Group:
    name: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Place:
    """A topic where it stands in the reading order."""

    topic: Topic
    group: Group
    earlier: Topic | None
    later: Topic | None


@cache
def groups() -> tuple[Group, ...]:
    """All topics in reading order, as the index file lists them."""
    lines = (FOLDER / "index.es.md").read_text(encoding="utf-8").split(f"\n{GROUP}")
    return tuple(_group(part.removeprefix(GROUP)) for part in lines)


@cache
def places() -> dict[str, Place]:
    """Each topic by its slug, with its neighbours."""
    shelved = [(topic, group) for group in groups() for topic in group.topics]
    order: list[Topic | None] = [None, *(topic for topic, _group in shelved), None]
    return {
        topic.slug: Place(topic, group, order[place], order[place + 2])
        for place, (topic, group) in enumerate(shelved)
    }


def _group(text: str) -> Group:
    name, *rows = text.strip().splitlines()
    return Group(name, tuple(_topic(row.removeprefix("- ").strip()) for row in rows))


def _topic(slug: str) -> Topic:
    _empty, head, text = (FOLDER / f"{slug}.es.md").read_text(encoding="utf-8").split("---\n", 2)
    body, practice = text.split(PRACTICE)
    html = [SafeString(_markdown().render(part)) for part in (body, practice)]
    return Topic(slug, **yaml.safe_load(head), body=html[0], practice=html[1])


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})
