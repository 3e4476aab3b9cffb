"""Government, employers, workers, others: always a letter and a colour together."""

from collections.abc import Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from destraba.kit.vocabulary import Constituency

from .kept import kept

CLASSES = {
    Constituency.GOVERNMENT.value: "gov",
    Constituency.EMPLOYERS.value: "emp",
    Constituency.WORKERS.value: "wrk",
    Constituency.OTHER.value: "oth",
}


def letter_of(code: str) -> str:
    return Constituency(code).letter if code in CLASSES else "?"


def name_of(code: str) -> str:
    return str(Constituency(code).label) if code in CLASSES else _("sector desconocido")


@kept
def constituency(code: str) -> SafeString:
    """The letter in its disc; read aloud as the whole word."""
    return format_html(
        '<span class="letter {}" role="img" aria-label="{}" title="{}">{}</span>',
        CLASSES.get(code, "none"),
        name_of(code),
        name_of(code),
        letter_of(code),
    )


@kept
def org_chip(name: str, code: str = "", url: str = "") -> SafeString:
    inside = format_html("{}{}", constituency(code), name)
    if not url:
        return format_html('<span class="chip org">{}</span>', inside)
    return format_html('<a class="chip org" href="{}">{}</a>', url, inside)


def balance(counts: Mapping[str, int], of: Mapping[str, int] | None = None) -> SafeString:
    """A thin bar of who is there, and the same in figures: «G 5/6 · E 4/4 · T 0/1»."""
    total = sum(counts.values()) or 1
    shown = [code for code in CLASSES if code != "other" or (of or counts).get(code)]
    words = ", ".join(f"{name_of(code)} {_figure(code, counts, of)}" for code in shown)
    bars, start = [], 0.0
    for code in shown:
        width = round(100 * counts.get(code, 0) / total, 2)
        bars.append((round(start, 2), max(width - 0.8, 0), CLASSES[code]))
        start += width
    return format_html(
        '<span class="balance" role="img" aria-label="{}">'
        '<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
        '<span class="figures-line" aria-hidden="true">{}</span></span>',
        words,
        format_html_join("", '<rect x="{}" width="{}" height="4" class="{}"/>', bars),
        format_html_join(
            " · ",
            "<b>{}</b> {}",
            ((letter_of(code), _figure(code, counts, of)) for code in shown),
        ),
    )


def _figure(code: str, counts: Mapping[str, int], of: Mapping[str, int] | None) -> str:
    count = counts.get(code, 0)
    return str(count) if of is None else f"{count}/{of.get(code, 0)}"
