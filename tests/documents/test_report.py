import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from destraba.documents.docx import BrokenTemplate
from destraba.documents.report import escaped, to_docx, to_html

TABLE = "| Promesa | Vence |\n|---|---|\n| Publicar **ya** | 3 dic |\n| Revisar | |\n"


def opened(markdown, **named):
    named = {"title": "Traspaso"} | named
    return docx.Document(BytesIO(to_docx(markdown, **named)))


def lines(markdown):
    return [(p.style.name, p.text) for p in opened(markdown).paragraphs[1:]]


def test_a_page_shows_what_was_written_with_its_structure():
    html = to_html(f"# Qué\n\nCon **fuerza** y *aire*.\n\n- uno\n  - dos\n\n> cita\n\n{TABLE}")

    for piece in ("<h2>Qué</h2>", "<strong>fuerza</strong>", "<em>aire</em>", "<blockquote>"):
        assert piece in html
    assert html.count("<ul>") == 2
    assert "<th>Promesa</th>" in html
    assert "<td>Publicar <strong>ya</strong></td>" in html


def test_raw_html_stays_text():
    html = to_html("<script>alert(1)</script> y <b onclick=x>negrita</b>")

    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "<b " not in html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/salir/", "//x"])
def test_links_lead_only_to_pages(address):
    assert "<a" not in to_html(f"[aquí]({address})")
    assert "hyperlink" not in opened(f"[aquí]({address})").element.xml.replace("xmlns", "")


def test_a_link_to_a_page_is_a_link_in_both():
    document = opened("Vea [la norma](https://ejemplo.test/14?a=1&b=2).")

    assert 'href="https://ejemplo.test/14?a=1&amp;b=2"' in to_html(
        "[la norma](https://ejemplo.test/14?a=1&b=2)"
    )
    (link,) = document.paragraphs[1].hyperlinks
    assert (link.text, link.address) == ("la norma", "https://ejemplo.test/14?a=1&b=2")


@pytest.mark.parametrize(
    ("markdown", "levels"),
    [
        ("### A\n\n### B", ["h2", "h2"]),
        ("# A\n\n#### B\n\n## C", ["h2", "h3", "h3"]),
        ("## A\n\n# B", ["h2", "h2"]),
    ],
)
def test_headings_never_skip_a_level(markdown, levels):
    html = to_html(markdown)

    assert [f"h{html[at + 2]}" for at in range(len(html)) if html.startswith("<h", at)] == levels


def test_a_word_document_has_title_letterhead_and_text():
    document = opened("# Por qué\n\nPorque **sí**.", title="Mesa <&>", letterhead="Ministerio")

    texts = [(p.style.name, p.text) for p in document.paragraphs]
    assert texts == [("Title", "Mesa <&>"), ("Heading 1", "Por qué"), ("Normal", "Porque sí.")]
    assert document.sections[0].header.paragraphs[0].text == "Ministerio"
    assert [run.text for run in document.paragraphs[2].runs if run.bold] == ["sí"]
    assert document.core_properties.title == "Mesa <&>"


def test_each_numbered_list_begins_again():
    document = opened("1. a\n2. b\n\nentre\n\n1. c\n\n- d\n  1. e")

    numbers = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p._p.pPr.numPr is not None]
    assert numbers[0] == numbers[1]
    assert len(set(numbers)) == 4
    assert document.paragraphs[-1]._p.pPr.numPr.ilvl.val == 1


def test_what_comes_after_a_point_stands_under_it():
    paragraphs = opened("- uno\n\n  sigue\n\n> cita\n\n```\ncódigo\n  dos\n```").paragraphs[1:]

    assert paragraphs[1]._p.pPr.numPr is None
    assert paragraphs[1].paragraph_format.left_indent == paragraphs[0].paragraph_format.left_indent
    assert paragraphs[2].style.name == "Quote"
    assert paragraphs[3].text == "código\n  dos"


def test_a_table_says_its_head_on_each_page():
    (table,) = opened(TABLE).tables

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Promesa", "Vence"],
        ["Publicar ya", "3 dic"],
        ["Revisar", ""],
    ]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.style.name == "Informe"


def test_control_characters_and_halves_of_letters_are_dropped():
    assert to_html("a\x00b\x0bc\ud800d") == "<p>abcd</p>\n"
    assert opened("a\x00b\x0bc\ud800d", title="t\x01\ud800").paragraphs[1].text == "abcd"


def test_nothing_gives_an_empty_document():
    assert to_html("") == ""
    assert lines("") == []


@pytest.mark.parametrize(
    "markdown",
    [
        "> " * 5000 + "fondo",
        "- " * 5000 + "fondo",
        "\n".join("  " * depth + "- x" for depth in range(200)) + "\n" + "  " * 200 + "- fondo",
        "[" * 5000 + "fondo",
        "*a " * 5000 + "fondo",
        "| a |\n|---|\n" + "| b |\n" * 3000 + "| fondo |",
        "1. x\n\n<!-- -->\n\n" * 500 + "fondo",
        "".join(f"[n](https://ejemplo.test/{n}) " for n in range(1500)) + "fondo",
        "999999999. fondo",
    ],
    ids=["quotes", "marks", "lists", "brackets", "stars", "rows", "numbers", "links", "high"],
)
def test_deep_or_huge_text_comes_out_whole(markdown):
    written = opened(markdown)

    assert "fondo" in to_html(markdown)
    assert "fondo" in "".join(written.element.body.itertext())


def test_past_a_thousand_links_the_address_is_told_in_words():
    document = opened("".join(f"[n](https://ejemplo.test/{n}) " for n in range(1001)))

    assert len(document.paragraphs[1].hyperlinks) == 1000
    assert "n (https://ejemplo.test/1000)" in document.paragraphs[1].text


def test_a_template_of_the_ministry_wins_and_puts_the_text_where_it_says(settings, tmp_path):
    settings.VAR = tmp_path
    (tmp_path / "plantillas").mkdir()
    theirs = docx.Document()
    for text in ("Oficina de la ministra", "{{ body }}", "Firma"):
        theirs.add_paragraph(text)
    theirs.save(tmp_path / "plantillas" / "informe.docx")

    texts = [text for _style, text in lines(f"Hola\n\n- punto\n\n{TABLE}")]

    document = opened(f"Hola\n\n- punto\n\n{TABLE}")
    assert document.paragraphs[0].text == "Oficina de la ministra"
    assert texts[:2] == ["Hola", "punto"]
    assert texts[-1] == "Firma"


def test_a_template_of_the_ministry_that_is_broken_is_told_in_words(settings, tmp_path, caplog):
    settings.VAR = tmp_path
    (tmp_path / "plantillas").mkdir()
    theirs = tmp_path / "plantillas" / "informe.docx"
    unfinished = docx.Document()
    unfinished.add_paragraph("{% if body %}")

    theirs.write_bytes(b"no Word document")
    with pytest.raises(BrokenTemplate, match=r"«informe\.docx» no se puede usar"):
        opened("Hola")
    unfinished.save(theirs)
    with pytest.raises(BrokenTemplate):
        opened("Hola")

    assert caplog.text.count(str(theirs)) == 2


def test_a_template_without_lists_or_place_still_takes_the_text(settings, tmp_path):
    settings.VAR = tmp_path
    (tmp_path / "plantillas").mkdir()
    theirs = docx.Document()
    part = theirs.part
    (found,) = [key for key, rel in part.rels.items() if rel.reltype.endswith("/numbering")]
    part.drop_rel(found)
    theirs.save(tmp_path / "plantillas" / "informe.docx")

    document = opened("- punto\n\n1. uno")

    assert [p.text for p in document.paragraphs] == ["punto", "uno"]
    assert "word/numbering.xml" in zipfile.ZipFile(BytesIO(to_docx("- x", title=""))).namelist()


@pytest.mark.parametrize(
    "words",
    [
        "1. no es lista",
        "- ni esto",
        "# ni título",
        "a_b_c *d* [e](https://f.test)",
        "a|b <i> &amp;",
    ],
)
def test_plain_words_say_just_themselves(words):
    (paragraph,) = opened(escaped(words)).paragraphs[1:]

    assert paragraph.text == words
    assert paragraph.style.name == "Normal"


def test_plain_words_are_one_line():
    assert escaped("uno\n\n dos") == "uno dos"
