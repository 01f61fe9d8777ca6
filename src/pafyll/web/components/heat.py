"""Where the squares of a heat map stand: pure arithmetic on whole numbers, no markup.

The shade is never alone: each square carries its number as text, and a pattern that grows with the level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

WIDTH = 640
LABEL_WIDTH = 180
HEADING = 34
ROW = 36
GAP = 4


@dataclass(frozen=True)
class Square:
    """One value: its level from 0 to 4 (or -1 where it is not shown), and the text in it."""

    level: int
    text: str


@dataclass(frozen=True)
class HeatFigure:
    """Squares by row and column. A place without teaching has none."""

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Square | None]]]

    @property
    def key(self) -> str:
        """An id for the page that depends only on the content."""
        return "varme-" + sha256(f"{self.title}{self.columns}{self.rows}".encode()).hexdigest()[:8]


@dataclass(frozen=True)
class DrawnSquare:
    """A square with its place, and where its text stands."""

    x: int
    y: int
    width: int
    height: int
    shade: str
    text: str
    text_x: int
    text_y: int


@dataclass(frozen=True)
class DrawnRow:
    """A row with its label."""

    label: str
    text_y: int
    squares: list[DrawnSquare]


@dataclass(frozen=True)
class Heat:
    """Everything in the picture."""

    height: int
    columns: list[tuple[int, str]]
    rows: list[DrawnRow]
    width: int = WIDTH
    label_x: int = LABEL_WIDTH - 10
    heading_y: int = HEADING - 12


def drawn_heat(figure: HeatFigure) -> Heat:
    """Where everything stands."""
    wide = (WIDTH - LABEL_WIDTH) // max(len(figure.columns), 1)
    columns = [(LABEL_WIDTH + number * wide + wide // 2, name) for number, name in enumerate(figure.columns)]
    rows = [_row(label, squares, number, wide) for number, (label, squares) in enumerate(figure.rows)]
    return Heat(HEADING + max(len(rows), 1) * ROW, columns, rows)


def _row(label: str, squares: Sequence[Square | None], number: int, wide: int) -> DrawnRow:
    top = HEADING + number * ROW
    drawn = [
        DrawnSquare(
            LABEL_WIDTH + place * wide,
            top,
            wide - GAP,
            ROW - GAP,
            shade_of(square.level),
            square.text,
            LABEL_WIDTH + place * wide + (wide - GAP) // 2,
            top + 21,
        )
        for place, square in enumerate(squares)
        if square is not None
    ]
    return DrawnRow(label, top + 21, drawn)


def shade_of(level: int) -> str:
    """The last part of the class that shades a square and a table cell."""
    return str(level) if level >= 0 else "hidden"
