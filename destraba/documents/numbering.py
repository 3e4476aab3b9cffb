"""Lists of a Word document: points, and numbers that begin again in each list."""

from typing import cast

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from .word import DEEPEST, STEP

POINTS = "•–◦"
# How each level of numbers is said: 1. a. i. and again.
FIGURES = ("decimal", "lowerLetter", "lowerRoman")
# What Word can count to.
HIGHEST = 32_767


class Numbering:
    """The lists of one document."""

    def __init__(self, document: Document) -> None:
        self.element = _part(document).element
        self.free_kind = _free(self.element, "w:abstractNum", "w:abstractNumId")
        self.free = _free(self.element, "w:num", "w:numId")
        self.points: int | None = None
        self.numbers: int | None = None

    def bullets(self) -> int:
        """The numbering of a list of points: the same for all of them."""
        if self.points is None:
            levels = [("bullet", POINTS[level % len(POINTS)]) for level in range(DEEPEST)]
            self.points = self._add(self._kind(levels))
        return self.points

    def from_number(self, start: int, *, level: int) -> int:
        """The numbering of a list that counts from `start` at this level."""
        if self.numbers is None:
            names = [FIGURES[level % len(FIGURES)] for level in range(DEEPEST)]
            self.numbers = self._kind([(name, f"%{n}.") for n, name in enumerate(names, 1)])
        return self._add(self.numbers, _from(min(start, HIGHEST), min(level, DEEPEST - 1)))

    def _add(self, kind: int, override: str = "") -> int:
        """A new list of this kind."""
        number = self.free
        self.free += 1
        told = f'<w:abstractNumId w:val="{kind}"/>{override}'
        xml = f'<w:num {nsdecls("w")} w:numId="{number}">{told}</w:num>'
        self.element.append(parse_xml(xml))
        return number

    def _kind(self, levels: list[tuple[str, str]]) -> int:
        """A new kind of list; kinds come before the lists that are of them."""
        told = "".join(_level(n, figure, text) for n, (figure, text) in enumerate(levels))
        kind = self.free_kind
        self.free_kind += 1
        xml = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}">{told}</w:abstractNum>'
        before = len(self.element.findall(qn("w:abstractNum")))
        self.element.insert(before, parse_xml(xml))
        return kind


def _free(element: BaseOxmlElement, tag: str, attribute: str) -> int:
    return (
        max((int(each.get(qn(attribute), 0)) for each in element.findall(qn(tag))), default=0) + 1
    )


def _from(start: int, level: int) -> str:
    told = f'<w:startOverride w:val="{start}"/>'
    return f'<w:lvlOverride w:ilvl="{level}">{told}</w:lvlOverride>'


def _level(n: int, figure: str, text: str) -> str:
    return (
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{figure}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{STEP * (n + 1)}" w:hanging="{STEP}"/></w:pPr></w:lvl>'
    )


def _part(document: Document) -> XmlPart:
    """The part of the document that tells its lists; a document without lists has none."""
    try:
        found = cast(XmlPart, document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING))
    except KeyError:
        empty = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        where = PackURI("/word/numbering.xml")
        package = document.part.package
        found = NumberingPart(where, CONTENT_TYPE.WML_NUMBERING, empty, package)
        document.part.relate_to(found, RELATIONSHIP_TYPE.NUMBERING)
    return found
