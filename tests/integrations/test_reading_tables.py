"""Files from outside become the same table whatever program wrote them, and never more than we can hold."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from pafyll.integrations.tables import Unreadable, read
from pafyll.integrations.tables.reader import ROW

ROWS = [
    ["owner_id", "teacher_fte", "name"],
    ["fjordvik", "212,40", "Fjordvik kommune"],
    ["havnes", "44,60", "Håvnes, Sør"],
]


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows_of(path: Path) -> list[tuple[object, ...]]:
    return read(path).frame.rows()


def unreadable(path: Path) -> list[tuple[int | None, str]]:
    with pytest.raises(Unreadable) as caught:
        read(path)
    assert all(fault.text() and fault.remedy() for fault in caught.value.faults)
    return [(fault.row, fault.kind) for fault in caught.value.faults]


@pytest.mark.parametrize("separator", [";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_csv_file_reads_the_same_in_every_encoding_separator_and_line_ending(tmp_path, separator, encoding, newline):
    text = newline.join(separator.join(row) for row in ROWS) + newline

    raw = read(write(tmp_path, "owners.csv", text.encode(encoding)))

    assert raw.headings == ("owner_id", "teacher_fte", "name")
    assert raw.frame.rows() == [(2, *ROWS[1]), (3, *ROWS[2])]


def test_a_comma_separated_file_with_quoted_commas_and_spaces_around_values_reads_right(tmp_path):
    path = write(tmp_path, "owners.csv", 'owner_id,name\n havnes ,"Havnes, Sør"\n')

    assert rows_of(path) == [(2, "havnes", "Havnes, Sør")]


def test_rows_keep_the_number_they_have_in_the_file_when_empty_rows_are_left_out(tmp_path):
    path = write(tmp_path, "owners.csv", "owner_id;name\na;A\n;\n\nb;B\n")

    assert rows_of(path) == [(2, "a", "A"), (5, "b", "B")]


def test_a_row_with_too_many_fields_is_named(tmp_path):
    path = write(tmp_path, "owners.csv", "owner_id;name\na;A\nb;B;extra\nc;C;x;y\n")

    assert unreadable(path) == [(3, "ragged"), (4, "ragged")]


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("owners.csv", b"", "no_heading"),
        ("owners.csv", b"owner_id;name\na;\x81\x8d\n", "encoding"),
        ("owners.csv", b'owner_id;name\na;"A\nb;B\n', "quotes"),
        ("owners.pdf", b"%PDF", "file_kind"),
        ("owners.xlsx", b"not a workbook", "password"),
        ("owners.parquet", b"PAR1 no", "unreadable"),
    ],
)
def test_a_file_that_is_no_table_says_why(tmp_path, name, content, kind):
    assert [found for _row, found in unreadable(write(tmp_path, name, content))] == [kind]


def test_a_missing_file_is_a_fault_and_not_a_crash(tmp_path):
    assert unreadable(tmp_path / "nowhere.csv") == [(None, "no_file")]


def test_excel_and_parquet_give_the_same_texts_as_csv(tmp_path):
    headings = ["id", "whole", "decimal", "is_it", "empty"]
    values = [("a", 1, 2.5, True, None), ("b", 1500, 30.0, False, None)]
    frame = pl.DataFrame(values, schema=headings, orient="row").with_columns(pl.col("empty").cast(pl.String))
    frame.write_parquet(tmp_path / "t.parquet")
    book = openpyxl.Workbook()
    for row in [headings, *values]:
        book.active.append(list(row))
    book.save(tmp_path / "t.xlsx")
    write(tmp_path, "t.csv", "id,whole,decimal,is_it,empty\na,1,2.5,true,\nb,1500,30,false,\n")

    tables = [read(tmp_path / f"t.{kind}") for kind in ("csv", "xlsx", "parquet")]

    assert tables[0].frame.rows() == [(2, "a", "1", "2.5", "true", None), (3, "b", "1500", "30", "false", None)]
    assert all(table.frame.equals(tables[0].frame) and table.headings == tables[0].headings for table in tables)


def test_a_parquet_column_of_lists_is_refused_by_name(tmp_path):
    pl.DataFrame({"a": [[1]]}).write_parquet(tmp_path / "t.parquet")

    assert unreadable(tmp_path / "t.parquet") == [(None, "column_type")]


def test_formulas_and_error_cells_are_told_by_cell(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["offer_id", "capacity"])
    book.active.append(["A", "=10+2"])
    book.active.append(["B", "#N/A"])
    book.save(tmp_path / "t.xlsx")

    faults = read(tmp_path / "t.xlsx").faults

    assert [(fault.row, fault.column, fault.kind, fault.facts["cell"]) for fault in faults] == [
        (2, "capacity", "formula", "B2"),
        (3, "capacity", "error_cell", "B3"),
    ]


EMPTY = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'


def workbook_with(tmp_path: Path, sheet: bytes, shared: bytes = b"") -> Path:
    """A small workbook whose sheet part is replaced."""
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    path = tmp_path / "t.xlsx"
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for part in source.namelist():
            if part != "xl/sharedStrings.xml":
                made.writestr(part, sheet if part == "xl/worksheets/sheet1.xml" else source.read(part))
        made.writestr("xl/sharedStrings.xml", shared or EMPTY)
    return path


SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def test_a_workbook_that_unpacks_to_gigabytes_is_refused_before_it_is_opened(tmp_path):
    path = workbook_with(tmp_path, SHEET % (b" " * 300_000_000))

    assert path.stat().st_size < 1_000_000
    assert unreadable(path) == [(None, "too_big")]


def test_a_workbook_that_lies_about_its_size_is_refused_too(tmp_path):
    path = workbook_with(tmp_path, SHEET % (b" " * 100_000_000))
    size = (100_000_000 + len(SHEET) - 2).to_bytes(4, "little")
    lying = path.read_bytes().replace(size, (1000).to_bytes(4, "little"))
    assert lying != path.read_bytes()
    path.write_bytes(lying)

    assert unreadable(path)[0][1] in {"too_big", "password", "unreadable", "no_heading"}


def test_one_cell_in_the_far_corner_does_not_make_room_for_billions(tmp_path):
    cell = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'

    assert unreadable(workbook_with(tmp_path, SHEET % cell)) == [(None, "too_big")]


def test_one_huge_text_repeated_by_thousands_of_cells_is_refused(tmp_path):
    cells = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (i, i) for i in range(1, 20_001))
    shared = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>%s</t></si></sst>' % (
        b"x" * 100_000
    )

    assert unreadable(workbook_with(tmp_path, SHEET % cells, shared)) == [(None, "too_big")]


def test_a_workbook_with_a_thousand_parts_is_refused(tmp_path):
    path = workbook_with(tmp_path, SHEET % b"")
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(1000):
            archive.writestr(f"xl/media/{number}.png", b"")

    assert unreadable(path) == [(None, "too_big")]


def test_the_row_number_column_never_collides_with_a_column_of_the_file(tmp_path):
    raw = read(write(tmp_path, "t.csv", f"{ROW};b\n1;2\n"))

    assert raw.frame.rows() == [(2, "1", "2")]
