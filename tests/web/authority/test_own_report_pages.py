"""Officers' own reports in the browser: the table, the picture and the workbooks say the same."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from pafyll.apps.statistics.models import SavedReport
from pafyll.apps.statistics.queries.own_reports import ReportChoice, ReportTable
from pafyll.web.authority.report_chart import chart_of

pytestmark = pytest.mark.django_db
PAGE = reverse("authority:own_report")


def numbers(text: str) -> list[int]:
    return [int(re.sub(r"\D", "", cell)) for cell in re.findall(r'<td class="p-numeric">([^<]+)</td>', text)]


def table_on(page: str) -> list[list[int]]:
    """The numbers of the page's own table, row by row."""
    table = page[page.index("<caption") :]
    return [found for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL) if (found := numbers(row))]


def sheet(response) -> list[list]:
    rows = list(load_workbook(BytesIO(response.content)).active.iter_rows(min_row=3, values_only=True))
    return [list(row) for row in rows]


@pytest.mark.parametrize(
    "query", ["?rader=subject", "?rader=owner&aar=2026", "?rader=county&kolonner=status&tall=applied"]
)
def test_page_and_workbook_agree_cell_by_cell(as_ada, query):
    page = as_ada.get(PAGE + query).content.decode()
    rows = sheet(as_ada.get(reverse("authority:own_report_table") + query))

    assert table_on(page) == [row[1:] for row in rows[1:]]


def test_the_workbook_of_applications_has_as_many_rows_as_the_table_counts(as_ada):
    query = "?rader=subject&aar=2026"
    table = sheet(as_ada.get(reverse("authority:own_report_table") + query))
    rows = sheet(as_ada.get(reverse("authority:own_report_applications") + query))

    assert len(rows) - 1 == table[-1][1]
    assert {row[3] for row in rows[1:]} == {"2026/27"}


def test_the_picture_shows_the_numbers_of_the_table():
    table = ReportTable(("Fylke", "Norsk", "Musikk", "I alt"), (("A", (3, 1, 4)), ("B", (0, 5, 5))), (3, 6, 9))

    figure = chart_of(table, ReportChoice(rows="county", columns="subject"))

    assert [(one.name, list(one.values)) for one in figure.series] == [("Norsk", [3, 0]), ("Musikk", [1, 5])]


def test_more_columns_than_can_be_told_apart_are_one_part_together():
    names = tuple(f"Fag {n}" for n in range(7))
    table = ReportTable(("Fylke", *names, "I alt"), (("A", (1, 2, 3, 4, 5, 6, 7, 28)),), (1, 2, 3, 4, 5, 6, 7, 28))

    figure = chart_of(table, ReportChoice(rows="county", columns="subject"))

    assert [(one.name, one.values[0]) for one in figure.series][-1] == ("Andre", 6)
    assert sum(one.values[0] for one in figure.series) == 28


def test_a_report_is_kept_with_its_address_and_opened_again(as_ada):
    kept = as_ada.post(f"{PAGE}?rader=county&fag=mathematics", {"name": "Matematikk", "is_shared": "on"})

    assert kept.status_code == 303
    report = SavedReport.objects.get(name="Matematikk")
    assert (report.choice["subject"], report.choice["rows"], report.is_shared) == ("mathematics", "county", True)
    page = as_ada.get(reverse("authority:own_reports")).content.decode()
    assert "fag=mathematics&amp;rader=county" in page


def test_a_name_that_is_taken_is_said_at_the_field(as_ada):
    answer = as_ada.post(PAGE, {"name": "Innvilget i matematikk"})

    assert answer.status_code == 422
    assert "Du har allerede en rapport som heter" in answer.content.decode()


def test_idar_opens_adas_shared_report_but_cannot_remove_it_and_siri_sees_nothing(as_idar, as_siri):
    report = SavedReport.objects.get(name="Fikk plass etter fylke og fag")
    own = SavedReport.objects.get(name="Innvilget i matematikk")

    page = as_idar.get(reverse("authority:own_reports")).content.decode()
    assert report.name in page
    assert own.name not in page
    assert as_idar.post(reverse("authority:remove_report", args=[report.pk])).status_code == 403
    assert as_idar.post(reverse("authority:remove_report", args=[own.pk])).status_code == 404
    assert as_siri.get(PAGE).status_code == 403


@pytest.mark.parametrize("query", ["?rader=finnesikke", "?aar=1066", "?eier=abc&kolonner=subject", "?rader=%00"])
def test_a_choice_that_is_not_on_offer_counts_as_none(as_ada, query):
    assert as_ada.get(PAGE + query).status_code == 200
