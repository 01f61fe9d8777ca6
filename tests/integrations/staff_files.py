"""Makes the bad staff files of tests/cases/staff-files.yaml from examples/staff.csv."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "staff.csv"
KEYS = {"case", "set", "heading", "without", "copy_row", "name", "content", "make", "expect"}
Table = list[list[str]]


def read_cases() -> list[dict[str, Any]]:
    """The cases. Raises ValueError for a key that nothing reads."""
    cases: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/cases/staff-files.yaml").read_text(encoding="utf-8"))
    for case in cases:
        if unknown := set(case) - KEYS | set(case["expect"]) - {"row", "column", "text"}:
            raise ValueError(f"{case['case']}: unknown {sorted(unknown)}")
    return cases


def make_file(case: Mapping[str, Any], folder: Path) -> Path:
    """The case's file in the folder."""
    if "content" in case:
        return _written(folder / case.get("name", "ansatte.csv"), case["content"].encode())
    table = _spoilt(case)
    if "make" in case:
        return MAKERS[case["make"]](table, folder)
    return _written(folder / "ansatte.csv", as_csv(table).encode())


def example() -> Table:
    """The example's rows with the heading first."""
    return [line.split(";") for line in EXAMPLE.read_text(encoding="utf-8").splitlines()]


def as_csv(table: Table) -> str:
    """Semicolons apart, as a Norwegian Excel writes it."""
    return "".join(";".join(row) + "\n" for row in table)


def as_workbook(table: Table, put: Callable[[Any, Any], None] = lambda book, sheet: None) -> bytes:
    """An Excel workbook of texts; `put` may spoil cells of it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, cells in enumerate(table):
        for at, cell in enumerate(cells):
            sheet.write_string(row, at, cell)
    put(book, sheet)
    book.close()
    return out.getvalue()


def _spoilt(case: Mapping[str, Any]) -> Table:
    table = example()
    for number, values in case.get("set", {}).items():
        for heading, value in values.items():
            table[number - 1][table[0].index(heading)] = str(value)
    for heading in case.get("without", ()):
        at = table[0].index(heading)
        table = [row[:at] + row[at + 1 :] for row in table]
    if "copy_row" in case:
        table.append(list(table[case["copy_row"] - 1]))
    renamed = case.get("heading", {})
    table[0] = [renamed.get(heading, heading) for heading in table[0]]
    return table


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _csv(spoil: Callable[[Table], Any]) -> Callable[[Table, Path], Path]:
    def make(table: Table, folder: Path) -> Path:
        spoil(table)
        return _written(folder / "ansatte.csv", as_csv(table).encode())

    return make


def _bytes(made: Callable[[str], bytes]) -> Callable[[Table, Path], Path]:
    return lambda table, folder: _written(folder / "ansatte.csv", made(as_csv(table)))


def _workbook(made: Callable[[Table], bytes]) -> Callable[[Table, Path], Path]:
    return lambda table, folder: _written(folder / "ansatte.xlsx", made(table))


def _column(table: Table, heading: str, values: Mapping[int, str]) -> None:
    """Writes values in some rows of a column, and empties the rest of it."""
    at = table[0].index(heading)
    for number, row in enumerate(table[1:], start=2):
        row[at] = values.get(number, "")


def _two_credits(table: Table) -> None:
    table.append(list(table[14]))
    table[14][table[0].index("Studiepoeng")] = "30"
    table[15][table[0].index("Studiepoeng")] = "15"
    table[15][table[0].index("Trinn")] = "8-10"


def _repacked(content: bytes, name: str, made: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            after.writestr(part, made(before.read(part)) if part == name else before.read(part))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def _bomb(table: Table) -> bytes:
    """A few kilobytes that unpack to far more than a workbook of that size does."""
    return _repacked(as_workbook(table), SHEET, lambda sheet: sheet + b" " * (20 * 2**20))


def _far(book: Any, sheet: Any) -> None:
    sheet.write_string(1_048_575, 60, "langt nede")


def _error_without_formula(table: Table) -> bytes:
    """A cell that shows an error as a value, as when formulas are pasted as values."""
    at = _at(table, "Studiepoeng")
    made = as_workbook(table, lambda book, sheet: sheet.write_formula(2, at, "=1/0", None, "#DIV/0!"))
    return _repacked(made, SHEET, lambda sheet: sheet.replace(b"<f>1/0</f>", b""))


def _at(table: Table, heading: str) -> int:
    return table[0].index(heading)


MAKERS: dict[str, Callable[[Table, Path], Path]] = {
    "missing": lambda table, folder: folder / "ansatte.csv",
    "only_heading": lambda table, folder: _written(folder / "ansatte.csv", as_csv(table[:1]).encode()),
    "broken_workbook": _workbook(
        lambda table: _repacked(as_workbook(table), "xl/workbook.xml", lambda part: part[:40])
    ),
    "zip_bomb": _workbook(_bomb),
    "far_cell": _workbook(lambda table: as_workbook(table, _far)),
    "locked_workbook": lambda table, folder: _written(
        folder / "ansatte.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    ),
    "utf16_without_mark": _bytes(lambda text: text.replace("ø", "o").replace("å", "a").encode("utf-16-le")),
    "no_charset": _bytes(lambda text: text.encode("cp1252").replace(b"F-102;Berg", b"F-102;B\x81rg", 1)),
    "ragged": _csv(lambda table: table[2].append("for mye")),
    "open_quote": _csv(lambda table: table[2].__setitem__(1, '"Lie, Kari')),
    "national_id_in_text": _csv(lambda table: table[14].__setitem__(_at(table, "Kilde"), "Vitnemål 01899000079")),
    "long_name": _csv(lambda table: table[14].__setitem__(1, "Nilsen, " + "A" * 300)),
    "two_birth_years": _csv(lambda table: _column(table, "Fødselsår", {2: "1990", 3: "1991"})),
    "old_birth_year": _csv(lambda table: _column(table, "Fødselsår", {15: "1890"})),
    "educated_as_a_child": _csv(lambda table: _column(table, "Fødselsår", {15: "2010"})),
    "two_credits": _csv(_two_credits),
    "stage_as_date_cell": _workbook(
        lambda table: as_workbook(
            table,
            lambda book, sheet: sheet.write_datetime(
                14, _at(table, "Trinn"), date(2026, 7, 1), book.add_format({"num_format": "dd.mm.yyyy"})
            ),
        )
    ),
    "formula_cell": _workbook(
        lambda table: as_workbook(
            table, lambda book, sheet: sheet.write_formula(1, _at(table, "Studiepoeng"), "=30+30", None, 60)
        )
    ),
    "error_cell": _workbook(_error_without_formula),
}
