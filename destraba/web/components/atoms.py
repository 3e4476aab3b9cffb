"""Small marks that appear in every row: plain values in, HTML out."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from destraba.kit.text import initials as initials_of

from .dates import unknown_day
from .icon import icon
from .kept import kept


@kept
def tag(text: str, tone: str = "plain", icon_name: str = "") -> SafeString:
    """A pill. Its tone also has a shape (disc, triangle, diamond), so colour is never alone."""
    if icon_name:
        return format_html(
            '<span class="tag {} with-icon">{}{}</span>', tone, icon(icon_name, 13), text
        )
    return format_html('<span class="tag {}">{}</span>', tone, text)


def unknown() -> SafeString:
    return unknown_day()


def or_unknown(value: object) -> object:
    return unknown_day() if value in (None, "") else value


def is_unknown(row: Any, field: str) -> bool:
    """`{% if mesa|is_unknown:"host" %}`: the source is silent on it, and nobody told it since."""
    return bool(row.is_unknown(field))


def source(provenance: Mapping[str, Any] | None, field: str = "") -> SafeString:
    """Where a datum comes from: `{"source": […], "fields": {field: {"source": […]}}}`."""
    given = provenance or {}
    own = given.get("fields", {}).get(field, {}) if field else {}
    sources = own.get("source") or given.get("source") or []
    if not sources:
        return SafeString()
    names = [sources] if isinstance(sources, str) else sources
    return format_html(
        '<details class="source"><summary>{}</summary><ul>{}</ul></details>',
        _("fuente"),
        format_html_join("", "<li>{}</li>", ((name,) for name in names)),
    )


def steps(done: int, total: int, label: str = "") -> SafeString:
    """How far along: `done` steps behind, the next one is now."""
    words = _("Paso %(now)s de %(total)s") % {"now": min(done + 1, total), "total": total}
    states = ["done"] * done + ["now"] + [""] * total
    return format_html(
        '<span class="steps" role="img" aria-label="{}">{}</span>',
        f"{words}: {label}" if label else words,
        format_html_join("", '<i class="{}"></i>', ((state,) for state in states[:total])),
    )


@kept
def initials(name: str) -> SafeString:
    return format_html('<span class="avatar" aria-hidden="true">{}</span>', initials_of(name))


@kept
def person_chip(name: str, url: str = "") -> SafeString:
    inside = format_html("{}{}", initials(name), name)
    if not url:
        return format_html('<span class="chip person">{}</span>', inside)
    return format_html('<a class="chip person" href="{}">{}</a>', url, inside)
