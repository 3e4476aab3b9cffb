"""The Word document of a report: its blocks written one after another on the base document.

What each thing looks like is the base document's, by the names of its styles; a style that a
restyled copy lost is done without.
"""

from collections.abc import Sequence
from typing import cast

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from markdown_it.token import Token

from . import docx, word
from .numbering import Numbering
from .wording import Wording
from .writable import writable

BASE = "informe.docx"
# What stands, for a moment, where the text goes: at the {{ body }} of the base document.
HERE = "\u2042"


def write(tokens: Sequence[Token], *, title: str, letterhead: str) -> bytes:
    """The bytes of the document that says this."""
    template = docx.filled(BASE, {"title": title, "letterhead": letterhead, "body": HERE})
    document = cast(Document, template.docx)
    document.core_properties.title = writable(title[:255])
    paper = Paper(document)
    for token in tokens:
        paper.put(token)
    paper.finish()
    return docx.written(template)


class Paper:
    """A document being written, from the top down: each kind of token has its method."""

    def __init__(self, document: Document) -> None:
        self.styles = {style.name: style.style_id for style in document.styles}
        self.numbering = Numbering(document)
        self.wording = Wording(document, self.styles)
        self.lists: list[int] = []  # the numbering of each list that is open
        self.quotes = 0
        self.begins_item = False
        self.heading = 0
        self.table: BaseOxmlElement | None = None
        self.begins_table = False
        self.cell: BaseOxmlElement | None = None
        self.place, self.is_marked = word.place(document, HERE)

    def put(self, token: Token) -> None:
        """Write one block, or remember where we are; what is unknown has nothing to show."""
        act = getattr(self, token.type, None)
        if act:
            act(token)

    def finish(self) -> None:
        """The mark goes, now that the text stands before it."""
        if self.is_marked:
            self.place.getparent().remove(self.place)

    def heading_open(self, token: Token) -> None:
        self.heading = int(token.tag[1]) - 1

    def heading_close(self, token: Token) -> None:
        self.heading = 0

    def bullet_list_open(self, token: Token) -> None:
        self.lists.append(self.numbering.bullets())

    def ordered_list_open(self, token: Token) -> None:
        start = int(token.attrs.get("start", 1))
        self.lists.append(self.numbering.from_number(start, level=len(self.lists)))

    def bullet_list_close(self, token: Token) -> None:
        self.lists.pop()

    ordered_list_close = bullet_list_close

    def list_item_open(self, token: Token) -> None:
        self.begins_item = True

    def blockquote_open(self, token: Token) -> None:
        self.quotes += 1

    def blockquote_close(self, token: Token) -> None:
        self.quotes -= 1

    def hr(self, token: Token) -> None:
        self.place.addprevious(word.rule())

    def inline(self, token: Token) -> None:
        paragraph = self._paragraph()
        self.wording.write(paragraph, token.children or ())

    def fence(self, token: Token) -> None:
        paragraph = self._paragraph()
        self.wording.write_code(paragraph, token.content)

    code_block = fence

    def table_open(self, token: Token) -> None:
        self.table = word.table(self.styles.get("Informe") or self.styles.get("Table Grid"))
        self.begins_table = True

    def table_close(self, token: Token) -> None:
        if self.table is not None:
            word.spread(self.table)
            self.place.addprevious(self.table)
            # Word joins two tables with nothing between.
            self.place.addprevious(word.paragraph())
        self.table = None

    def tr_open(self, token: Token) -> None:
        if self.table is not None:
            # The first row is the one that says what each column is.
            word.row(self.table, is_head=self.begins_table)
        self.begins_table = False

    def th_open(self, token: Token) -> None:
        if self.table is not None:
            self.cell = word.cell(self.table)

    def td_open(self, token: Token) -> None:
        self.th_open(token)

    def th_close(self, token: Token) -> None:
        self.cell = None

    td_close = th_close

    def _paragraph(self) -> BaseOxmlElement:
        """A new paragraph where the next one goes, dressed as what it is."""
        if self.cell is not None:
            paragraph = word.paragraph()
            self.cell.append(paragraph)
            return paragraph
        paragraph = word.paragraph(self.styles.get(self._style()))
        depth = len(self.lists) + self.quotes
        if self.lists and self.begins_item:
            word.number(paragraph, self.lists[-1], level=len(self.lists) - 1, depth=depth)
        elif depth:
            word.indent(paragraph, depth)
        self.begins_item = False
        self.place.addprevious(paragraph)
        return paragraph

    def _style(self) -> str:
        if self.heading:
            return f"Heading {self.heading}"
        if self.lists:
            return "List Paragraph"
        return "Quote" if self.quotes else "Normal"
