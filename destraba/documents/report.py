"""A report written in Markdown: read on a page, or taken away as a Word document.

The same text gives both. Raw HTML stays text, links lead only to http and https, there are no
images, and headings come one under the other, whatever was typed.
"""

import re
from collections.abc import Sequence
from functools import cache
from importlib import import_module

import nh3
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .writable import writable

LOWEST_HEADING = 6
# A page has its one h1: what a report says begins under it.
FIRST_HEADING = 2
TAGS = {"h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "em", "code", "pre", "a"}
TAGS |= {"ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
# Quotes in quotes and lists in lists, on one line or by their margin: from here on, it is typing
# errors or malice, and the parser would leave the text out.
DEEPEST = 6
MARK = r"[ \t]*(?:>|[-*+](?=\s)|\d{1,9}[.)](?=\s))"
MARKS = re.compile(rf"^((?:{MARK}){{{DEEPEST}}})[ \t>*+-]+", re.MULTILINE)
MARGIN = re.compile(rf"^([ \t]{{{DEEPEST * 4}}})[ \t]+", re.MULTILINE)
# What Markdown takes for its own, anywhere in a line or only at its beginning.
SIGNS = re.compile(r"([\\`*_\[\]<>|&~])")
BEGINNING = re.compile(r"^(?:([-+#=])|(\d{1,9})([.)]))")


def to_html(markdown: str) -> SafeString:
    """Clean HTML of this text; its first heading is an h2."""
    html = _parser().renderer.render(parse(markdown), _parser().options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "ol": {"start"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer",
    )
    return SafeString(clean)


def to_docx(markdown: str, *, title: str, letterhead: str = "") -> bytes:
    """A Word document of this text, on the base document that the ministry may restyle."""
    # python-docx weighs more than all our pages: it comes in when somebody asks for a document.
    paper = import_module("destraba.documents.paper")
    written: bytes = paper.write(parse(markdown), title=title, letterhead=letterhead)
    return written


def escaped(text: str) -> str:
    """These words as Markdown that says just them, in one line: for what people wrote elsewhere."""
    line = SIGNS.sub(r"\\\1", " ".join(text.split()))
    return BEGINNING.sub(_held, line)


def _held(found: re.Match[str]) -> str:
    sign, number, point = found.groups()
    return f"\\{sign}" if sign else f"{number}\\{point}"


def parse(markdown: str) -> list[Token]:
    """Its blocks, one after another, with headings that never skip a level."""
    tokens = _parser().parse(_readable(markdown))
    _put_headings_in_order(tokens)
    return tokens


class Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:
        return url.lower().startswith(("http://", "https://"))


@cache
def _parser() -> Parser:
    parser = Parser("commonmark", {"html": False, "maxNesting": 60})
    parser.enable("table").disable("image")
    return parser


def _readable(markdown: str) -> str:
    """Without what no document can hold, and no deeper than people write."""
    return MARGIN.sub(r"\1", MARKS.sub(r"\1 ", writable(markdown)))


def _put_headings_in_order(tokens: Sequence[Token]) -> None:
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    top = min((int(token.tag[1]) for token in headings), default=1)
    above = FIRST_HEADING - 1
    for token in headings:
        if token.type == "heading_open":
            wanted = int(token.tag[1]) - top + FIRST_HEADING
            above = min(wanted, above + 1, LOWEST_HEADING)
        token.tag = f"h{above}"
