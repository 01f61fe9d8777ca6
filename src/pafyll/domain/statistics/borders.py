"""Old numbers in today's borders: summed where counties merged, refused where nobody knows how to share them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("borders.yaml")


@dataclass(frozen=True)
class County:
    """A county of today, the old ones it is made of, and what has crossed its border ("" for nothing)."""

    name: str
    of: tuple[str, ...]
    moved: str = ""


@dataclass(frozen=True)
class Split:
    """What became several on a day."""

    was: str
    became: tuple[str, ...]
    date: date


@dataclass(frozen=True)
class Refused:
    """Why there is no number in today's borders."""

    why: str


@dataclass(frozen=True)
class Row:
    """A county of today with its numbers, or why there are none."""

    name: str
    of: tuple[str, ...]
    values: tuple[int, ...] | Refused

    @property
    def is_refused(self) -> bool:
        return isinstance(self.values, Refused)

    @property
    def why(self) -> str:
        return self.values.why if isinstance(self.values, Refused) else ""


@cache
def counties() -> tuple[County, ...]:
    """The counties of today."""
    return tuple(County(one["name"], tuple(one["of"]), one.get("moved", "")) for one in _content()["counties"])


@cache
def splits() -> tuple[Split, ...]:
    """Every place that became several."""
    return tuple(Split(one["was"], tuple(one["became"]), one["date"]) for one in _content()["splits"])


def source() -> Mapping[str, str]:
    """Where the changes are from."""
    found: Mapping[str, str] = _content()["source"]
    return found


def in_todays_borders(rows: Mapping[str, Sequence[int]]) -> list[Row]:
    """The rows of the old counties as those of today. Raises KeyError where an old county is missing."""
    return [Row(one.name, one.of, _values(one, rows)) for one in counties()]


def today_of(code: str) -> str | Refused:
    """The number that a municipality or county has today; refused where it became several."""
    split = next((one for one in splits() if one.was.partition(" ")[0] == code), None)
    if split is None:
        return code
    return Refused(f"{split.was} ble delt i {' og '.join(split.became)} {split.date.year}.")


def _values(county: County, rows: Mapping[str, Sequence[int]]) -> tuple[int, ...] | Refused:
    if county.moved:
        return Refused(county.moved)
    return tuple(sum(column) for column in zip(*(rows[name] for name in county.of), strict=True))


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content
