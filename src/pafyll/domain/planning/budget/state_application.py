"""The yearly application for state money to in-service training: deadline and priorities, with their source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Priority:
    """Something that the state gave priority to in a year."""

    code: str
    label: str


@dataclass(frozen=True)
class StateApplication:
    """closes_on is the last day. source says where both the deadline and the priorities stand."""

    year: int
    closes_on: date
    source: str
    priorities: tuple[Priority, ...]

    def label_of(self, code: str) -> str:
        """The priority in words; "" for a code that the year does not have."""
        return next((one.label for one in self.priorities if one.code == code), "")


def state_application(year: int) -> StateApplication | None:
    """The year's application; None where nobody has found when it closed."""
    return _known().get(year)


def known_years() -> list[int]:
    """The years that are known, newest first."""
    return sorted(_known(), reverse=True)


def _read(year: int, row: dict[str, Any]) -> StateApplication:
    if unknown := row.keys() - {"closes_on", "source", "priorities"}:
        raise ValueError(f"{year} has keys that nobody knows: {sorted(unknown)}")
    priorities = tuple(Priority(**one) for one in row["priorities"])
    return StateApplication(year, row["closes_on"], row["source"], priorities)


@cache
def _known() -> dict[int, StateApplication]:
    path = Path(__file__).parent / "state_application.yaml"
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {year: _read(year, row) for year, row in rows.items()}
