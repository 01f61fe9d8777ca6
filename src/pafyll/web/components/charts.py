"""Where the marks of a chart stand: pure arithmetic on whole numbers, no markup.

A figure is what a page hands over; a drawing is where its marks stand in a picture of WIDTH units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

WIDTH = 640
DIGIT, FITS = 9, 5  # units for a digit of the scale, and how many of them the margin holds
LABEL_WIDTH = 190
VALUE_WIDTH = 70
ROW = 34
BAR = 20
ABOVE = 30  # room for a label that stands over its bar
LINE_HEIGHT = 260
MARGIN = 40


@dataclass(frozen=True)
class Series:
    """A row of numbers with a name, one number per label of the figure."""

    name: str
    values: Sequence[int]


@dataclass(frozen=True)
class Figure:
    """Numbers with a title, a unit and where they come from. note says what the reader should see in them."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""
    label_heading: str = ""
    note: str = ""
    source: str = ""

    @property
    def key(self) -> str:
        """An id for the page that depends only on the content."""
        return "figur-" + sha256(f"{self.title}{self.labels}{self.series}".encode()).hexdigest()[:8]

    @property
    def rows(self) -> list[tuple[str, list[int]]]:
        """The table beside the picture: a label and its numbers."""
        return [(label, [one.values[i] for one in self.series]) for i, label in enumerate(self.labels)]


class BarFigure(Figure):
    """Lying bars, one per label. More than one series is stacked in each bar."""


class LongLabelFigure(BarFigure):
    """Lying bars with the label over each: for labels that are sentences, also on a narrow screen."""


class LineFigure(Figure):
    """One line per series over the labels, which stand for points in time."""


@dataclass(frozen=True)
class Mark:
    """A rectangle of a bar: series number, place and size, and the number it shows."""

    series: int
    x: int
    y: int
    width: int
    height: int
    value: int


@dataclass(frozen=True)
class Row:
    """One bar with its label and its total."""

    label: str
    text_y: int
    marks: list[Mark]
    total: int
    total_x: int
    total_y: int


@dataclass(frozen=True)
class Bars:
    """Everything in a bar chart's picture."""

    height: int
    rows: list[Row]
    width: int = WIDTH
    label_x: int = LABEL_WIDTH - 10
    anchor: str = "end"


def drawn_bars(figure: BarFigure) -> Bars:
    """Where the bars stand. The longest fills the room there is."""
    if isinstance(figure, LongLabelFigure):
        return _drawn_below_labels(figure)
    totals = [sum(values) for _, values in figure.rows]
    longest = max(totals, default=0) or 1
    rows = [_bar_row(label, values, i, longest) for i, (label, values) in enumerate(figure.rows)]
    return Bars(height=max(len(rows), 1) * ROW + 6, rows=rows)


def _bar_row(label: str, values: Sequence[int], i: int, longest: int) -> Row:
    top = i * ROW + 6
    room = WIDTH - LABEL_WIDTH - VALUE_WIDTH
    marks, before = [], 0
    for number, value in enumerate(values):
        start, end = (LABEL_WIDTH + part * room // longest for part in (before, before + value))
        marks.append(Mark(number, start, top, end - start, BAR, value))
        before += value
    return Row(label, top + 15, marks, before, LABEL_WIDTH + before * room // longest + 8, top + 15)


def _drawn_below_labels(figure: BarFigure) -> Bars:
    """The same bars from the edge of the picture, each under its label."""
    longest = max((sum(values) for _, values in figure.rows), default=0) or 1
    room, rows = WIDTH - VALUE_WIDTH, []
    for i, (label, values) in enumerate(figure.rows):
        top, marks, before = i * (ROW + ABOVE) + ABOVE, [], 0
        for number, value in enumerate(values):
            start, end = (part * room // longest for part in (before, before + value))
            marks.append(Mark(number, start, top, end - start, BAR, value))
            before += value
        rows.append(Row(label, top - 9, marks, before, before * room // longest + 8, top + 16))
    return Bars(height=max(len(rows), 1) * (ROW + ABOVE) + 6, rows=rows, label_x=0, anchor="start")


@dataclass(frozen=True)
class Point:
    """A number of a line and where it stands."""

    x: int
    y: int
    value: int


@dataclass(frozen=True)
class Line:
    """One series as points and as the text of a polyline."""

    series: int
    name: str
    points: list[Point]
    label_y: int

    @property
    def path(self) -> str:
        return " ".join(f"{point.x},{point.y}" for point in self.points)


@dataclass(frozen=True)
class Lines:
    """Everything in a line chart's picture."""

    lines: list[Line]
    ticks: list[Point]
    labels: list[tuple[int, str]]
    width: int = WIDTH
    height: int = LINE_HEIGHT
    left: int = MARGIN + 20
    right: int = WIDTH - 20
    bottom: int = LINE_HEIGHT - MARGIN


def drawn_lines(figure: LineFigure) -> Lines:
    """Where the lines go. The scale starts at zero, so that a small change looks small."""
    top = nice_top(max((value for one in figure.series for value in one.values), default=0))
    gutter = MARGIN + DIGIT * max(0, len(f"{top:,}") - FITS)  # kroner need more room beside the scale than people do
    places = _places(len(figure.labels), gutter + 40)
    lines = [_line(number, one, places, top) for number, one in enumerate(figure.series)]
    ticks = [Point(gutter + 12, _height_of(top * part // 4, top), top * part // 4) for part in range(5)]
    return Lines(lines, ticks, list(zip(places, figure.labels, strict=True)), left=gutter + 20)


def _places(count: int, left: int) -> list[int]:
    right = WIDTH - 40
    if count < 2:
        return [(left + right) // 2] * count
    return [left + (right - left) * i // (count - 1) for i in range(count)]


def _line(number: int, one: Series, places: Sequence[int], top: int) -> Line:
    points = [Point(x, _height_of(value, top), value) for x, value in zip(places, one.values, strict=True)]
    return Line(number, one.name, points, points[-1].y if points else 0)


def _height_of(value: int, top: int) -> int:
    room = LINE_HEIGHT - MARGIN - 20
    return LINE_HEIGHT - MARGIN - value * room // top


def nice_top(highest: int) -> int:
    """The end of the scale: the first of 4, 8, 20, 40, 80, 200 … that is not below the highest number."""
    steps = (factor * 10**power for power in range(20) for factor in (4, 8, 20))
    return next(step for step in steps if step >= highest)
