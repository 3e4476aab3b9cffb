"""What a paragraph of a Word document says: words, bold, italics, code, links."""

from collections.abc import Iterable

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from markdown_it.token import Token

# Past these an address is said in words: each new one is looked for among all the others.
MOST_LINKS = 1000
MARKS = {"strong_open": "w:b", "em_open": "w:i"}
FACE = "Consolas"


class Wording:
    """Writes the words of one document."""

    def __init__(self, document: Document, styles: dict[str | None, str]) -> None:
        self.part = document.part
        self.link_style = styles.get("Hyperlink")
        self.links: dict[str, str] = {}

    def write(self, paragraph: BaseOxmlElement, tokens: Iterable[Token]) -> None:
        """Put these words at the end of the paragraph."""
        marks: list[str] = []
        where, address = paragraph, ""
        for token in tokens:
            if token.type == "link_open":
                address = str(token.attrs.get("href", ""))
                where = self._link(paragraph, address)
            elif token.type == "link_close":
                if where is paragraph:
                    paragraph.append(_run(f" ({address})", []))
                where, address = paragraph, ""
            else:
                self._put(where, token, marks, is_link=where is not paragraph)

    def write_code(self, paragraph: BaseOxmlElement, text: str) -> None:
        """Lines as they were typed, in a face where letters stand in columns."""
        for n, line in enumerate(text.removesuffix("\n").split("\n")):
            if n:
                paragraph.append(_break())
            paragraph.append(_run(line, [], face=FACE))

    def _put(
        self, where: BaseOxmlElement, token: Token, marks: list[str], *, is_link: bool
    ) -> None:
        if token.type in MARKS:
            marks.append(MARKS[token.type])
        elif token.type in ("strong_close", "em_close"):
            marks.remove(MARKS[token.type.replace("close", "open")])
        elif token.type == "hardbreak":
            where.append(_break())
        elif token.type == "softbreak":
            where.append(_run(" ", marks))
        elif token.content:
            face = FACE if token.type == "code_inline" else ""
            style = self.link_style if is_link else None
            where.append(_run(token.content, marks, face=face, style=style))

    def _link(self, paragraph: BaseOxmlElement, address: str) -> BaseOxmlElement:
        """Where the words of this link go: in the paragraph itself, when links are too many."""
        known = self.links.get(address)
        if known is None:
            if len(self.links) >= MOST_LINKS:
                return paragraph
            kind = RELATIONSHIP_TYPE.HYPERLINK
            known = self.part.relate_to(address, kind, is_external=True)
            self.links[address] = known
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), known)
        paragraph.append(link)
        return link


def _run(
    text: str, marks: list[str], *, face: str = "", style: str | None = None
) -> BaseOxmlElement:
    run = OxmlElement("w:r")
    if style:
        run.style = style
    if face:
        fonts = run.get_or_add_rPr().get_or_add_rFonts()
        fonts.ascii = fonts.hAnsi = face
    for mark in sorted(set(marks)):
        run.get_or_add_rPr().append(OxmlElement(mark))
    run.text = text
    return run


def _break() -> BaseOxmlElement:
    run = OxmlElement("w:r")
    run.append(OxmlElement("w:br"))
    return run
