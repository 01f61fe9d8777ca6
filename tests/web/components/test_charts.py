"""Charts: where their marks stand, and that the numbers are there for everyone."""

from __future__ import annotations

from itertools import pairwise

from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from pafyll.web.components.charts import (
    LABEL_WIDTH,
    VALUE_WIDTH,
    WIDTH,
    BarFigure,
    LineFigure,
    LongLabelFigure,
    Series,
    drawn_bars,
    drawn_lines,
    nice_top,
)


@given(st.lists(st.lists(st.integers(0, 10**9), min_size=3, max_size=3), min_size=1, max_size=4))
def test_bars_stand_side_by_side_within_the_picture(values: list[list[int]]) -> None:
    figure = BarFigure("T", ("a", "b", "c"), [Series(str(i), row) for i, row in enumerate(values)])

    for row in drawn_bars(figure).rows:
        assert row.marks[0].x == LABEL_WIDTH
        assert all(left.x + left.width == right.x for left, right in pairwise(row.marks))
        assert row.marks[-1].x + row.marks[-1].width < WIDTH
        assert row.total == sum(mark.value for mark in row.marks)


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=20))
def test_lines_stand_within_the_picture_and_higher_numbers_higher(values: list[int]) -> None:
    drawing = drawn_lines(LineFigure("T", [str(i) for i in range(len(values))], [Series("a", values)]))
    [line] = drawing.lines

    assert all(0 <= point.y <= drawing.height and 0 <= point.x <= drawing.width for point in line.points)
    ranked = sorted(line.points, key=lambda point: point.value)
    assert all(lower.y >= higher.y for lower, higher in pairwise(ranked))


@given(st.integers(0, 10**12))
def test_the_scale_ends_at_a_round_number_not_far_above(highest: int) -> None:
    top = nice_top(highest)

    assert highest <= top <= max(4, highest * 5 // 2 + 1)


def test_a_chart_without_numbers_is_still_a_chart() -> None:
    assert drawn_bars(BarFigure("T", (), ())).rows == []
    assert drawn_lines(LineFigure("T", (), ())).lines == []


def test_the_numbers_stand_in_a_table_and_names_are_escaped() -> None:
    figure = BarFigure("<b>Søknader</b>", ("Norsk",), (Series("Antall", (1234,)),), source="Kilde & sønn")
    page = engines["django"].from_string("{% bar_chart figure %}").render({"figure": figure})

    assert "<table" in page
    assert "1\u00a0234" in page
    assert "<b>Søknader" not in page
    assert "Kilde &amp; sønn" in page


def test_labels_that_are_sentences_stand_over_their_bars():
    figure = LongLabelFigure("Svar", ["Vet ikke eller gjelder ikke meg", "Ja"], [Series("Antall", [3, 6])])
    drawing = drawn_bars(figure)

    assert (drawing.label_x, drawing.anchor) == (0, "start")
    assert all(row.text_y < row.marks[0].y for row in drawing.rows)
    assert [row.marks[0].width for row in drawing.rows] == [(WIDTH - VALUE_WIDTH) // 2, WIDTH - VALUE_WIDTH]
    assert drawing.rows[-1].marks[0].y + drawing.rows[-1].marks[0].height <= drawing.height
