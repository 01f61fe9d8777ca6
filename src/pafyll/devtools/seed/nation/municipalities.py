"""The municipalities of 2024, each with a weight that stands for how many teachers it has."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

# The largest towns get more of their county than the draw would give them. The factor is ours, not a statistic.
TOWNS = {
    **dict.fromkeys(("0301", "4601", "5001", "1103"), 12.0),
    **dict.fromkeys(("3201", "3301", "4204", "3107", "3203", "3205", "1108", "3105", "5501", "1804"), 6.0),
    **dict.fromkeys(("1508", "3403", "3905", "3907", "4001", "4003", "3909", "3103", "4203", "5601"), 4.0),
    **dict.fromkeys(("1106", "3405", "3407", "5006", "1833", "5503", "4626", "4627", "1505", "3303"), 3.0),
}


@dataclass(frozen=True)
class Municipality:
    """A municipality, its county and its weight among the municipalities of the county."""

    code: str
    name: str
    county: str
    county_name: str
    weight: float


def municipalities(rng: np.random.Generator) -> list[Municipality]:
    """All 357 in the order of their numbers."""
    text = files("pafyll.devtools.seed").joinpath("data/municipalities-2024.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    drawn = rng.lognormal(mean=0.0, sigma=0.6, size=len(rows))
    return [_municipality(row, float(weight)) for row, weight in zip(rows, drawn, strict=True)]


def _municipality(row: dict[str, str], weight: float) -> Municipality:
    code = row["municipality_code"]
    return Municipality(
        code, row["municipality"], row["county_code"], row["county"], (1 + weight) * TOWNS.get(code, 1.0)
    )
