"""The case paper's own inputs as a budget and as stated facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pafyll.domain.planning.budget import (
    FURTHER,
    Move,
    OwnerBudget,
    Source,
    Span,
    Start,
    Use,
    calendar_part,
)
from pafyll.domain.planning.findings import Document, document_from
from pafyll.domain.values import Kroner, SchoolYear

FILE = Path(__file__).parent / "trondheim-2011.yaml"
EXTRA, IN_SERVICE_MONEY, FORTY = "extra", "municipal_in_service", "forty"
REALLOCATED = Kroner(2_000_000)


@cache
def paper() -> Mapping[str, Any]:
    """Everything in the file."""
    loaded: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return loaded


def stated() -> Document:
    """The paper's facts and the checks that they are put to."""
    return document_from(paper())


def budget() -> OwnerBudget:
    """The budget before anything is decided."""
    sources = tuple(_source(key, row) for key, row in paper()["sources"].items())
    return OwnerBudget(sources, tuple(_use(key, row) for key, row in paper()["uses"].items()))


def start() -> Start:
    """Further education for teachers in 2011/12, bound to the one-off money."""
    unit, year = Kroner(paper()["per_teacher"]["amount"]), SchoolYear(paper()["wanted_teachers"]["school_year"])
    return Start("Videreutdanning 2011/12", FURTHER, year, unit, EXTRA)


def wanted(heads: int | None = None) -> Use:
    """So many teachers in 2011/12; the forty of the proposal when no other number is given."""
    return replace(start().use(heads or paper()["wanted_teachers"]["heads"]), key=FORTY)


def proposed_move() -> Move:
    """The reallocation that the paper proposes."""
    return Move("proposed", 2011, EXTRA, IN_SERVICE_MONEY, REALLOCATED, "Forslag til vedtak, punkt 1")


def read_as(reading: str) -> OwnerBudget:
    """The budget under one reading of the paper, with the reallocation, before the teachers are added."""
    described = paper()["readings"][reading]
    plain = budget().with_move(proposed_move())
    held = described.get("holds_back", "")
    sources = tuple(_held_back(one) if one.key == held else one for one in plain.sources)
    more = tuple(_use(key, row) for key, row in described.get("uses", {}).items())
    return replace(plain, sources=sources, uses=(*plain.uses, *more))


def _held_back(source: Source) -> Source:
    """The money a year later, for the purpose that it is held back for."""
    later = {year + 1: span for year, span in source.amounts.items()}
    return replace(source, amounts=later, purpose=FURTHER)


def _source(key: str, row: Mapping[str, Any]) -> Source:
    amounts = {year: _span(amount) for year, amount in row["amounts"].items()}
    return Source(**{**row, "key": key, "amounts": amounts})


def _span(amount: int | list[int]) -> Span:
    return Span.exactly(amount) if isinstance(amount, int) else Span(Kroner(amount[0]), Kroner(amount[1]))


def _use(key: str, row: Mapping[str, Any]) -> Use:
    kept = {name: row[name] for name in ("title", "purpose", "source", "is_bound", "heads", "cost") if name in row}
    return Use(key=key, parts=calendar_part(row["amount"], row["year"]), **kept)
