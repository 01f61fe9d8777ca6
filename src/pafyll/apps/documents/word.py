"""Sets a document as Word from the same blocks as the PDF: real headings, lists and header rows, and a language.

The same document becomes the same bytes: the days inside the file are the document's own.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime, time
from functools import singledispatch
from typing import Any

from docx import Document as new_document
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from pafyll.apps.documents.blocks import (
    Composition,
    Facts,
    Head,
    Heading,
    Line,
    Listing,
    Outcome,
    Paragraph,
    Signature,
    Table,
)
from pafyll.apps.documents.typesetting import WORDS, written

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO"}
MADE = (1980, 1, 1, 0, 0, 0)
INK, QUIET, ACCENT = RGBColor(0x1B, 0x27, 0x33), RGBColor(0x4A, 0x58, 0x66), RGBColor(0x0B, 0x4F, 0x6C)
TITLE, CAPTION, GRID = "Heading 1", "Caption", "Table Grid"
SERIF = "Liberation Serif"
WIDTH, MARGIN = 21, 2.6  # centimetres
RULE, AIR = "B4BCC4", "60"  # the lines of a table, and the room over and under its text in twentieths of a point
SIZES = {"Normal": 11, TITLE: 19, "Heading 2": 13, "Heading 3": 11, CAPTION: 10}


def docx(document: Composition) -> bytes:
    """The document as Word. Its first heading is its title, and every table has a header row that repeats."""
    file = new_document()
    _style(file, document)
    _head(file, document.head, WORDS[document.language])
    file.add_heading(document.title, 1)
    for block in document.blocks:
        _add(block, file)
    return _same_bytes(file)


def _style(file: Document, document: Composition) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(WIDTH), Cm(29.7)
    section.left_margin = section.right_margin = Cm(MARGIN)
    _rule(file)
    for name, size in SIZES.items():
        _dress(file, name, size)
    _speak(file, LANGUAGES[document.language])
    about = file.core_properties
    about.title, about.author, about.language = document.title, document.head.sender, LANGUAGES[document.language]
    moment = datetime.combine(document.head.dated_on, time(12), UTC).replace(tzinfo=None)
    about.created = about.modified = moment
    about.comments, about.revision = "", 1
    said = [document.head.case_number, document.head.sender]
    _foot(section, " · ".join(part for part in said if part), WORDS[document.language])


def _foot(section: Any, text: str, words: dict[str, str]) -> None:
    """Which case and whose, and "Side 1 av 2" at the right edge, counted by Word itself."""
    paragraph = section.footer.paragraphs[0]
    paragraph.style = "Normal"  # that of footers has tab stops of its own
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH - 2 * MARGIN), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{text}\t{words['page']} ")
    _count(paragraph, "PAGE")
    paragraph.add_run(f" {words['of']} ")
    _count(paragraph, "NUMPAGES")


def _count(paragraph: Any, what: str) -> None:
    field = _child(paragraph._p, "w:fldSimple")
    field.set(qn("w:instr"), what)
    _child(_child(field, "w:r"), "w:t").text = "1"


def _rule(file: Document) -> None:
    """Tables have thin lines between their rows, as in the PDF, and air around the text."""
    properties = file.styles[GRID].element.find(qn("w:tblPr"))
    for line in list(properties.find(qn("w:tblBorders"))):
        if line.tag in {qn("w:left"), qn("w:right"), qn("w:insideV")}:
            line.set(qn("w:val"), "nil")
        line.set(qn("w:color"), RULE)
    margins = properties.find(qn("w:tblCellMar"))
    margins = _child(properties, "w:tblCellMar") if margins is None else margins
    for side in ("top", "bottom"):
        edge = margins.find(qn(f"w:{side}"))
        edge = _child(margins, f"w:{side}") if edge is None else edge
        edge.set(qn("w:w"), AIR)
        edge.set(qn("w:type"), "dxa")


def _dress(file: Document, name: str, size: int) -> None:
    style: Any = file.styles[name]
    style.font.name, style.font.size = SERIF, Pt(size)
    style.font.color.rgb = {"Normal": INK, CAPTION: QUIET, TITLE: INK, "Heading 3": INK}.get(name, ACCENT)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme font would win over ours
    if name == CAPTION:
        style.font.bold, style.paragraph_format.keep_with_next = False, True


def _speak(file: Document, language: str) -> None:
    """Says which language the text is in, so that it is read aloud and spelled in it."""
    defaults = file.styles.element.find(qn("w:docDefaults"))
    marks = [*defaults.iter(qn("w:lang"))] or [_child(defaults.find(qn("w:rPrDefault")).find(qn("w:rPr")), "w:lang")]
    for mark in marks:
        mark.set(qn("w:val"), language)


def _head(file: Document, head: Head, words: dict[str, str]) -> None:
    sender = file.add_paragraph()
    run = sender.add_run(head.sender)
    run.bold, run.font.size, run.font.color.rgb = True, Pt(13), ACCENT
    file.add_paragraph("\n".join([head.recipient, *head.recipient_lines]))
    facts = [
        (words["case"], head.case_number),
        (words["date"], written(head.dated_on)),
        (words["contact"], head.contact),
    ]
    file.add_paragraph("\n".join(f"{name}: {value}" for name, value in facts if value))


@singledispatch
def _add(block: Any, file: Document) -> None:
    raise TypeError(f"{type(block).__name__} cannot be set as Word")


@_add.register
def _heading(block: Heading, file: Document) -> None:
    file.add_heading(block.text, block.level)


@_add.register
def _paragraph(block: Paragraph, file: Document) -> None:
    _write(file.add_paragraph(), block.spans)


@_add.register
def _listing(block: Listing, file: Document) -> None:
    style = "List Number" if block.numbered else "List Bullet"
    series = _new_series(file, style) if block.numbered else None
    for item in block.items:
        paragraph = file.add_paragraph(style=style)
        if series is not None:
            _count_in(paragraph, series)
        _write(paragraph, item)


@_add.register
def _facts(block: Facts, file: Document) -> None:
    for name, value in block.rows:
        paragraph = file.add_paragraph()
        paragraph.add_run(f"{name}: ").bold = True
        _write(paragraph, value)


@_add.register
def _outcome(block: Outcome, file: Document) -> None:
    for line in block.paragraphs:
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.6)
        _write(paragraph, line)


@_add.register
def _signature(block: Signature, file: Document) -> None:
    for who, did in block.rows:
        paragraph = file.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(18)
        paragraph.add_run(who).bold = True
        paragraph.add_run(f"\n{did}")


@_add.register
def _table(block: Table, file: Document) -> None:
    file.add_paragraph(block.caption, style=CAPTION)
    table = file.add_table(rows=1, cols=len(block.header), style=GRID)
    _describe(table, block.caption)
    header = table.rows[0]
    _child(header._tr.get_or_add_trPr(), "w:tblHeader").set(qn("w:val"), "true")
    for i, name in enumerate(block.header):
        _cell(header.cells[i], name, is_amount=i in block.amounts).bold = True
    for n, row in enumerate(block.rows, 1):
        cells = table.add_row().cells
        _child(table.rows[-1]._tr.get_or_add_trPr(), "w:cantSplit").set(qn("w:val"), "true")
        for i, line in enumerate(row):
            is_sum = block.last_is_sum and n == len(block.rows)
            _cell(cells[i], "".join(span.text for span in line), is_amount=i in block.amounts).bold = is_sum
    file.add_paragraph()


def _describe(table: Any, caption: str) -> None:
    """What a screen reader says of the table, and that its first row is a header."""
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        look.set(qn("w:firstRow"), "1")
        look.set(qn("w:firstColumn"), "0")
    _child(properties, "w:tblCaption").set(qn("w:val"), caption)


def _cell(cell: Any, text: str, *, is_amount: bool) -> Any:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    if is_amount:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return paragraph.add_run(text)


def _write(paragraph: Any, line: Line) -> None:
    for span in line:
        paragraph.add_run(span.text).bold = span.strong or None


def _new_series(file: Document, style: str) -> int:
    """A numbering of its own, or the second list of a document would go on counting from the first."""
    numbering = file.part.numbering_part.element
    own = file.styles[style].element.pPr.numPr.numId.val
    abstract = next(one for one in numbering.num_lst if one.numId == own).abstractNumId.val
    series = numbering.add_num(abstract)
    series.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(series.numId)


def _count_in(paragraph: Any, series: int) -> None:
    numbering = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = 0
    numbering.get_or_add_numId().val = series


def _child(parent: Any, name: str) -> Any:
    made = OxmlElement(name)
    parent.append(made)
    return made


def _same_bytes(file: Document) -> bytes:
    """The file packed anew with one fixed day, because a zip otherwise says when it was made."""
    first, again = io.BytesIO(), io.BytesIO()
    file.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, MADE), source.read(name), zipfile.ZIP_DEFLATED)
    return again.getvalue()
