"""What a department works with together with schools, as it stands on the public entrance. Source: areas.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Area:
    """An area with the days between which it is open for new inquiries; replaced_by is the code of the one after it."""

    code: str
    name: str
    text: str
    source: str
    starts_on: date
    ends_before: date | None = None
    replaced_by: str = ""

    def is_open(self, day: date) -> bool:
        return self.starts_on <= day < (self.ends_before or date.max)


@cache
def areas() -> dict[str, Area]:
    """All areas by code, in the order of the file. Raises TypeError on a key that is not known."""
    rows = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return {code: Area(code, **row) for code, row in rows.items()}


def open_areas(day: date) -> list[Area]:
    """Those that one can ask about that day."""
    return [one for one in areas().values() if one.is_open(day)]


def replaced_areas(day: date) -> list[Area]:
    """Those that are over, and that projects may still be running in."""
    return [one for one in areas().values() if one.ends_before is not None and one.ends_before <= day]


def area_name(code: str) -> str:
    """The name; the code itself where it is not known any more, "" for none."""
    return areas()[code].name if code in areas() else code
