"""Figures that others have published, with their source, and where they do not agree with each other or themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("historic.yaml")
STAGES = {"applied": "Søkere", "approved": "Godkjent av skoleeier", "granted": "Fikk tilbud"}


@dataclass(frozen=True)
class Source:
    """Who printed it, and where it can be read; address is empty where only the print is known."""

    who: str
    address: str


@dataclass(frozen=True)
class Published:
    """A number that a source has printed for a year and a stage. is_about: the source itself rounds."""

    year: int
    stage: str
    value: int
    source: Source
    is_about: bool = False


@dataclass(frozen=True)
class Stage:
    """What the sources say of one stage in one year."""

    year: int
    stage: str
    claims: tuple[Published, ...]

    @property
    def label(self) -> str:
        return STAGES[self.stage]

    @property
    def deviation(self) -> int:
        """How far the exact claims lie apart; 0 where they agree or where there is one."""
        exact = [claim.value for claim in self.claims if not claim.is_about]
        return max(exact) - min(exact) if exact else 0


@dataclass(frozen=True)
class PrintedTable:
    """A table as it was printed: rows, years and its own totals."""

    code: str
    title: str
    unit: str
    source: Source
    years: tuple[int, ...]
    rows: Mapping[str, tuple[int, ...]]
    printed: tuple[int, ...]

    @property
    def summed(self) -> tuple[int, ...]:
        """What the rows come to, year by year."""
        return tuple(sum(row[i] for row in self.rows.values()) for i in range(len(self.years)))

    @property
    def deviations(self) -> tuple[int, ...]:
        """The printed total less the sum of the rows, year by year. Nothing is corrected: both are shown."""
        return tuple(printed - summed for printed, summed in zip(self.printed, self.summed, strict=True))


@cache
def funnel() -> tuple[Stage, ...]:
    """Every stage of every year that a source has printed, the oldest first."""
    content = _content()
    claims = [_claim(spec, content["sources"]) for spec in content["funnel"]]
    order = list(STAGES)
    claims.sort(key=lambda claim: (claim.year, order.index(claim.stage)))
    return tuple(
        Stage(*key, tuple(found)) for key, found in groupby(claims, key=lambda claim: (claim.year, claim.stage))
    )


@cache
def printed_tables() -> tuple[PrintedTable, ...]:
    """The tables, as they were printed."""
    content = _content()
    return tuple(_table(spec, content["sources"]) for spec in content["tables"])


@cache
def _content() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


def _claim(spec: Mapping[str, Any], sources: Mapping[str, Any]) -> Published:
    return Published(
        spec["year"], spec["stage"], spec["value"], Source(**sources[spec["source"]]), spec.get("is_about", False)
    )


def _table(spec: Mapping[str, Any], sources: Mapping[str, Any]) -> PrintedTable:
    rows = {name: tuple(row) for name, row in spec["rows"].items()}
    wrong = [name for name, row in rows.items() if len(row) != len(spec["years"])]
    if wrong:
        raise ValueError(f"{spec['code']}: {wrong} have other columns than the years")
    return PrintedTable(
        spec["code"], spec["title"], spec["unit"], Source(**sources[spec["source"]]),
        tuple(spec["years"]), rows, tuple(spec["printed"]),
    )  # fmt: skip
