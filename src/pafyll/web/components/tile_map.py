"""A schematic map of the counties: one square for each, placed by our own hand about where the county lies.

It shows no borders and no areas, so that Finnmark does not look larger than Oslo for having more land.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

SIDE, GAP = 104, 3
COLUMNS = 6
LEVELS = 4
# County code → column and row. The counties of 2024.
PLACES = {
    "56": (5, 0),
    "55": (4, 1),
    "18": (3, 2),
    "50": (2, 3),
    "15": (1, 4),
    "34": (2, 4),
    "46": (0, 5),
    "33": (1, 5),
    "03": (2, 5),
    "32": (3, 5),
    "11": (0, 6),
    "40": (1, 6),
    "39": (2, 6),
    "31": (3, 6),
    "42": (1, 7),
}


NAMES = {
    "03": "Oslo",
    "11": "Rogaland",
    "15": "Møre og Romsdal",
    "18": "Nordland",
    "31": "Østfold",
    "32": "Akershus",
    "33": "Buskerud",
    "34": "Innlandet",
    "39": "Vestfold",
    "40": "Telemark",
    "42": "Agder",
    "46": "Vestland",
    "50": "Trøndelag",
    "55": "Troms",
    "56": "Finnmark",
}


@dataclass(frozen=True)
class County:
    """A county's code, name and number; None where the number is not shown."""

    code: str
    name: str
    number: int | None


@dataclass(frozen=True)
class TileMap:
    """Numbers by county with a title and a unit. Counties that have no place on the map stand in the table alone."""

    title: str
    counties: Sequence[County]
    unit: str = ""

    @property
    def key(self) -> str:
        """An id for the page that depends only on the content."""
        return "kart-" + sha256(f"{self.title}{self.counties}".encode()).hexdigest()[:8]

    @property
    def outside(self) -> list[County]:
        """Those that the map has no place for."""
        return [one for one in self.counties if one.code not in PLACES]


@dataclass(frozen=True)
class Tile:
    """A square: where it is, its level from 0 to 4 (-1: not shown), its words in lines, and its number."""

    x: int
    y: int
    level: int
    words: tuple[tuple[int, str], ...]
    number: int | None
    number_y: int
    is_counted: bool = True

    @property
    def middle(self) -> int:
        return self.x + SIDE // 2


@dataclass(frozen=True)
class DrawnMap:
    """Everything in the picture."""

    tiles: list[Tile]
    width: int = COLUMNS * (SIDE + GAP)
    height: int = 8 * (SIDE + GAP)
    side: int = SIDE


def drawn_map(figure: TileMap) -> DrawnMap:
    """Where the squares stand, also of counties that are not counted. The highest number has the highest level.

    Without a county that the map has a place for there is no picture.
    """
    placed = {one.code: one for one in figure.counties if one.code in PLACES}
    if not placed:
        return DrawnMap([])
    highest = max(one.number or 0 for one in placed.values())
    empty = [_tile(County(code, name, None), 0, is_counted=False) for code, name in NAMES.items() if code not in placed]
    return DrawnMap([*(_tile(one, highest) for one in placed.values()), *empty])


def level_of(number: int | None, highest: int) -> int:
    """0 for none, then four equal steps up to the highest; -1 where the number is not shown."""
    if number is None:
        return -1
    return -(-number * LEVELS // highest) if highest else 0


def _tile(one: County, highest: int, *, is_counted: bool = True) -> Tile:
    column, row = PLACES[one.code]
    x, y = column * (SIDE + GAP), row * (SIDE + GAP)
    lines = _lines(one.name)
    words = tuple((y + 26 + 22 * at, line) for at, line in enumerate(lines))
    return Tile(x, y, level_of(one.number, highest), words, one.number, y + SIDE - 14, is_counted)


def _lines(name: str) -> list[str]:
    """A long name in two lines, broken between words."""
    first, _space, rest = name.rpartition(" ")
    return [first, rest] if first else [name]
