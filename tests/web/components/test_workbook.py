"""A list as an Excel workbook: what opens in a spreadsheet program."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

from openpyxl import load_workbook

from pafyll.web.components.workbook import Column, workbook_bytes


def test_amounts_and_numbers_are_numbers_that_stand_to_the_right_of_their_column():
    columns = [Column("Skole", 24), Column("Timer"), Column("Beløp", is_kroner=True)]
    rows = [["Fjordvik skole", Decimal("7.5"), 1_234_567], ["Nes skole", None, -50_000]]

    sheet = load_workbook(BytesIO(workbook_bytes("Behov", columns, rows, about="Fjordvik kommune."))).active

    assert sheet["A1"].value == "Fjordvik kommune."
    assert (sheet["B4"].value, sheet["C4"].value) == (7.5, 1_234_567)
    assert sheet["C4"].number_format == "#,##0"  # "# ##0" would show 1234 567
    assert [sheet[f"{at}3"].alignment.horizontal for at in "ABC"] == [None, "right", "right"]
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$3:$3"


def test_a_text_that_looks_like_a_formula_stays_a_text():
    sheet = load_workbook(BytesIO(workbook_bytes("Navn", [Column("Navn")], [["=1+1"]], about="Om"))).active

    assert (sheet["A4"].value, sheet["A4"].data_type) == ("=1+1", "s")
