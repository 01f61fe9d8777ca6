"""Writes big tables as an Excel workbook, a column at a time.

A result of 100 000 rows takes a general-purpose writer most of the command's time, one call per cell. Here polars
joins whole columns to the XML that ECMA-376 part 1, section 18.3 asks for. The same tables give the same bytes.
"""

# ruff: noqa: E501 (a part of the file format stands whole on its line)

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from html import escape
from pathlib import Path

import polars as pl

ROWS_AT_A_TIME = 20_000
STAMP = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say; a real time would change the bytes
FAST = 1
LINE = 15  # points
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Look(IntEnum):
    """How a column's cells look; the numbers are positions in STYLES."""

    TEXT = 0
    HEADING = 1
    WHOLE = 2
    DECIMAL = 3
    NAME = 4
    WRAPPED = 5
    PLAIN_NUMBER = 6  # as many decimals as there are


# Number formats 3 and 4 are built in: thousands apart the way the reader's own settings say.
STYLES = f"""{HEAD}<styleSheet xmlns="{MAIN}">
<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FF0A5C5C"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>
<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>
<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>
<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>
<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>
<xf numFmtId="0" fontId="2" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1" indent="1"/></xf>
<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""


@dataclass(frozen=True)
class Column:
    """A column of a sheet: its heading, its width in characters and its look."""

    heading: str
    width: int
    look: Look = Look.TEXT


@dataclass(frozen=True)
class Sheet:
    """A table with one Column for each column of the frame, in the same order."""

    name: str
    frame: pl.DataFrame
    columns: tuple[Column, ...]
    is_table: bool = True  # with a heading that stays in sight, and filters


def sheet_of(name: str, frame: pl.DataFrame, columns: dict[str, Column]) -> Sheet:
    """A sheet of the described columns that the frame has, in the order given."""
    kept = {column: shown for column, shown in columns.items() if column in frame.columns}
    return Sheet(name, frame.select(list(kept)), tuple(kept.values()))


def sheet_of_facts(name: str, facts: Iterable[tuple[str, str]]) -> Sheet:
    """A sheet of names and what there is to say of each, without headings."""
    frame = pl.DataFrame(list(facts), schema=["name", "value"], orient="row")
    return Sheet(name, frame, (Column("", 34, Look.NAME), Column("", 90, Look.WRAPPED)), is_table=False)


def write_xlsx(path: Path, sheets: list[Sheet], title: str) -> None:
    """Writes the workbook. Texts are texts whatever they begin with; nothing becomes a formula or a link."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=FAST) as package:
        for name, content in _parts(sheets, title).items():
            package.writestr(_entry(name), content)
        for number, sheet in enumerate(sheets, 1):
            with package.open(_entry(f"xl/worksheets/sheet{number}.xml"), "w", force_zip64=True) as part:
                for piece in _sheet(sheet):
                    part.write(piece.encode())


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, STAMP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = FAST  # type: ignore[attr-defined]
    return entry


def _parts(sheets: list[Sheet], title: str) -> dict[str, str]:
    numbers = range(1, len(sheets) + 1)
    kinds = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for n in numbers
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{LINKS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>{kinds}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title><dc:creator>Påfyll</dc:creator></cp:coreProperties>',
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}<Relationship Id="rId{len(sheets) + 1}" Type="{LINKS}/styles" Target="styles.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
    }


def _workbook(sheets: list[Sheet]) -> str:
    listed = "".join(f'<sheet name="{escape(s.name)}" sheetId="{n}" r:id="rId{n}"/>' for n, s in enumerate(sheets, 1))
    names = "".join(_names(number, sheet) for number, sheet in enumerate(sheets) if sheet.is_table)
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>'


def _names(number: int, sheet: Sheet) -> str:
    """The heading row on every printed page, and the range that the filters cover."""
    quoted = escape("'" + sheet.name.replace("'", "''") + "'")
    area = f"$A$1:${_letter(len(sheet.columns) - 1)}${sheet.frame.height + 1}"
    return (
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{number}" hidden="1">{quoted}!{area}</definedName>'
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{number}">{quoted}!$1:$1</definedName>'
    )


def _letter(at: int) -> str:
    return chr(65 + at) if at < 26 else chr(64 + at // 26) + chr(65 + at % 26)


def _sheet(sheet: Sheet) -> Iterator[str]:
    last = _letter(len(sheet.columns) - 1)
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{column.width}" customWidth="1"/>'
        for n, column in enumerate(sheet.columns, 1)
    )
    frozen = (
        '<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/>'
        if sheet.is_table
        else ""
    )
    yield f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">{frozen}</sheetView></sheetViews><cols>{widths}</cols><sheetData>'
    first = 1
    if sheet.is_table:
        yield _heading(sheet)
        first = 2
    for start in range(0, sheet.frame.height, ROWS_AT_A_TIME):
        yield _rows(sheet, sheet.frame.slice(start, ROWS_AT_A_TIME), start + first)
    filters = f'<autoFilter ref="A1:{last}{sheet.frame.height + 1}"/>' if sheet.is_table else ""
    yield f'</sheetData>{filters}<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>'


def _heading(sheet: Sheet) -> str:
    cells = "".join(
        f'<c r="{_letter(at)}1" s="{Look.HEADING}" t="inlineStr"><is><t>{escape(column.heading)}</t></is></c>'
        for at, column in enumerate(sheet.columns)
    )
    return f'<row r="1" ht="32" customHeight="1">{cells}</row>'


def _rows(sheet: Sheet, frame: pl.DataFrame, first: int) -> str:
    numbered = frame.with_row_index("#", offset=first).with_columns(pl.col("#").cast(pl.String))
    cells = [
        _cells(name, at, column) for at, (name, column) in enumerate(zip(frame.columns, sheet.columns, strict=True))
    ]
    row = pl.concat_str(
        pl.lit('<row r="'), pl.col("#"), pl.lit('"'), _height(sheet), pl.lit(">"), *cells, pl.lit("</row>")
    )
    return str(numbered.select(row.str.join("")).item())


def _height(sheet: Sheet) -> pl.Expr:
    """Room for the longest wrapped text: LibreOffice gives a row one line unless the file says otherwise."""
    wrapped = [
        (pl.col(name).str.len_chars().fill_null(0) // column.width + 1)
        for name, column in zip(sheet.frame.columns, sheet.columns, strict=True)
        if column.look is Look.WRAPPED
    ]
    if not wrapped or not sheet.is_table:
        return pl.lit("")
    points = pl.max_horizontal(wrapped) * LINE
    return pl.concat_str(pl.lit(' ht="'), points.cast(pl.String), pl.lit('" customHeight="1"'))


def _cells(name: str, at: int, column: Column) -> pl.Expr:
    """The column's cells as XML; nothing where it is empty."""
    start = pl.concat_str(pl.lit(f'<c r="{_letter(at)}'), pl.col("#"), pl.lit(f'" s="{int(column.look)}"'))
    if column.look in (Look.WHOLE, Look.DECIMAL, Look.PLAIN_NUMBER):
        cell = pl.concat_str(start, pl.lit("><v>"), pl.col(name).cast(pl.String), pl.lit("</v></c>"))
    else:
        text = pl.col(name).str.replace_many(["&", "<", ">"], ["&amp;", "&lt;", "&gt;"])
        cell = pl.concat_str(start, pl.lit(' t="inlineStr"><is><t>'), text, pl.lit("</t></is></c>"))
    is_empty = pl.col(name).is_null() | (pl.col(name).cast(pl.String) == "")
    return pl.when(is_empty).then(pl.lit("")).otherwise(cell)
