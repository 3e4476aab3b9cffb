"""The small pieces of a Word document: paragraphs, tables, their cells."""

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

STEP = 360  # twentieths of a point that each level of a list or a quote goes in
DEEPEST = 9  # levels of lists that Word knows


def place(document: Document, mark: str) -> tuple[BaseOxmlElement, bool]:
    """Before what the text goes, and if that is a paragraph put there only to mark the place."""
    body = document.element.body
    for each in body.findall(qn("w:p")):
        if each.text.strip() == mark:
            return each, True
    end = body.find(qn("w:sectPr"))
    if end is None:
        end = body.get_or_add_sectPr()
    return end, False


def paragraph(style_id: str | None = None) -> BaseOxmlElement:
    made = OxmlElement("w:p")
    if style_id:
        made.style = style_id
    return made


def indent(made: BaseOxmlElement, depth: int) -> None:
    made.get_or_add_pPr().append(_indent(depth, hanging=False))


def number(made: BaseOxmlElement, numbering: int, *, level: int, depth: int) -> None:
    """A point or a number before it, as deep as it stands."""
    properties = made.get_or_add_pPr()
    chosen = properties.get_or_add_numPr()
    chosen.get_or_add_ilvl().val = min(level, DEEPEST - 1)
    chosen.get_or_add_numId().val = numbering
    properties.append(_indent(depth, hanging=True))


def _indent(depth: int, *, hanging: bool) -> BaseOxmlElement:
    made = OxmlElement("w:ind")
    made.set(qn("w:left"), str(STEP * min(depth, DEEPEST)))
    if hanging:
        made.set(qn("w:hanging"), str(STEP))
    return made


def rule() -> BaseOxmlElement:
    """A line from side to side."""
    return parse_xml(
        f"<w:p {nsdecls('w')}><w:pPr><w:pBdr>"
        '<w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/>'
        "</w:pBdr></w:pPr></w:p>"
    )


def table(style_id: str | None) -> BaseOxmlElement:
    style = f'<w:tblStyle w:val="{style_id}"/>' if style_id else ""
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr>{style}<w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
        ' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid/></w:tbl>'
    )


def row(made: BaseOxmlElement, *, is_head: bool) -> None:
    """One more row; a row is not cut in two, and the head is said again on each page."""
    head = "<w:tblHeader/>" if is_head else ""
    made.append(parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{head}</w:trPr></w:tr>"))


def cell(made: BaseOxmlElement) -> BaseOxmlElement:
    """One more cell of the last row."""
    added = parse_xml(f"<w:tc {nsdecls('w')}><w:tcPr/></w:tc>")
    made[-1].append(added)
    return added


def spread(made: BaseOxmlElement) -> None:
    """Say how many columns there are, once all rows stand; each cell holds a paragraph."""
    rows = made.findall(qn("w:tr"))
    columns = len(rows[0].findall(qn("w:tc"))) if rows else 0
    for _column in range(columns):
        made.find(qn("w:tblGrid")).append(OxmlElement("w:gridCol"))
    for each in made.iter(qn("w:tc")):
        if each.find(qn("w:p")) is None:
            each.append(paragraph())
