"""The small pieces of a dossier in Markdown: points, days, links that work outside the browser."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from destraba.documents.report import escaped
from destraba.web.components.address import address
from destraba.web.components.dates import day_words


@dataclass(frozen=True)
class Links:
    """Addresses from this root on: a document is read far from the page where it was made."""

    root: str

    def to(self, words: str, name: str, pk: int, query: str = "") -> str:
        return f"[{escaped(words)}](<{self.root}{address(name, pk)}{query}>)"

    def more(self, hidden: int, path: str) -> list[str]:
        """«y 12 más», with where they are; nothing when none is hidden."""
        words = _("y %d más") % hidden
        return [f"- [{words}](<{self.root}{path}>)"] if hidden else []


def outside(words: str, url: str) -> str:
    """A link that somebody wrote; only the words when it leads to no page."""
    safe = url.strip().replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
    is_page = safe.lower().startswith(("http://", "https://")) and safe.isprintable()
    return f"[{escaped(words or url)}](<{safe}>)" if is_page else escaped(words)


def on(day: datetime.date | str | None) -> str:
    """«26 nov 2026»: whoever reads it may do so another year."""
    return day_words(day, year=1) if day else _("sin fecha conocida")


def point(*parts: str, depth: int = 0) -> str:
    return "  " * depth + "- " + " ".join(part for part in parts if part)


def because(why: str | None) -> str:
    """The reason as it was given."""
    return f"«{escaped(why)}»" if why and why.strip() else ""


def blocks(*groups: Iterable[str]) -> str:
    """Groups of lines with air between them."""
    return "\n\n".join("\n".join(lines) for group in groups if (lines := list(group)))


def section(title: str, lines: Iterable[str], *, level: int = 2) -> list[str]:
    """A heading and what it heads; nothing when there is nothing to say."""
    told = list(lines)
    return [f"{'#' * level} {title}", "", *told, ""] if told else []
