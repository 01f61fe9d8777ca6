"""Every figure of a topic by every breakdown with its totals, from rows with one column for each figure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import polars as pl

from pafyll.domain.statistics.indicators import TIMES, Indicator, Kind, Topic
from pafyll.domain.statistics.sums import Givers
from pafyll.domain.statistics.tables import TOTAL, Cell, Key, Table

ADDED = (Kind.COUNT, Kind.SUM, Kind.OPEN)


@dataclass
class Counted:
    """A topic before anything is hidden. givers: whose kroner or days a cell is made of, of sums and medians."""

    topic: Topic
    tables: list[Table] = field(default_factory=list)
    givers: dict[Cell, Givers] = field(default_factory=dict)

    def of_kind(self, *kinds: Kind) -> list[Table]:
        codes = {one.code for one in self.topic.of_kind(*kinds)}
        return [table for table in self.tables if table.figure in codes]


def counted(topic: Topic, rows: pl.DataFrame) -> Counted:
    """The tables of all that is added up, and of medians. Ratios and rests are made of what is shown of these."""
    found = Counted(topic)
    for dimensions in topic.breakdowns:
        found.tables += _added(topic, dimensions, rows)
        for one in topic.of_kind(Kind.MEDIAN):
            found.tables.append(_medians(one, dimensions, rows))
        for one in topic.of_kind(Kind.SUM, Kind.MEDIAN):
            _add_givers(found, one, dimensions, rows)
    return found


def _added(topic: Topic, dimensions: Sequence[str], rows: pl.DataFrame) -> Iterator[Table]:
    figures = [one.code for one in topic.of_kind(*ADDED) if one.code in rows.columns]
    finest = rows.group_by(dimensions).agg(pl.col(figures).sum())
    sums: dict[Key, tuple[int, ...]] = {}
    for kept in _subsets(dimensions):
        sums |= _by(finest, dimensions, kept, [pl.col(figures).sum()])
    none = (0,) * len(figures)
    keys = list(_every_key(finest, dimensions))
    found = [sums.get(key, none) for key in keys]
    for at, figure in enumerate(figures):
        yield Table(figure, tuple(dimensions), {key: row[at] for key, row in zip(keys, found, strict=True)})


def _medians(one: Indicator, dimensions: Sequence[str], rows: pl.DataFrame) -> Table:
    """Whole days; a cell that nobody is in is left out."""
    rows, found = rows.filter(pl.col(one.code).is_not_null()), {}
    for kept in _subsets(dimensions):
        for key, (median,) in _by(rows, dimensions, kept, [pl.col(one.code).median()]).items():
            if median is not None:
                found[key] = int(median + 0.5)
    return Table(one.code, tuple(dimensions), found)


def _add_givers(found: Counted, one: Indicator, dimensions: Sequence[str], rows: pl.DataFrame) -> None:
    """How many give something to each cell, and how much the two largest give of all."""
    table = Table(one.code, tuple(dimensions), {})
    rows = rows.filter(pl.col(one.code).is_not_null() & ((pl.col(one.code) != 0) | (one.kind == Kind.MEDIAN)))
    for kept in _subsets(dimensions):
        names = [name for name, keep in zip(dimensions, kept, strict=True) if keep]
        each = rows.group_by(*names, "person").agg(pl.col(one.code).sum())
        amount = pl.col(one.code)
        said = [
            pl.len().alias("people"),
            amount.sum().alias("sum"),
            amount.max().alias("largest"),
            amount.top_k(2).sum().alias("two"),
        ]
        for key, (people, total, largest, two) in _by(each, dimensions, kept, said).items():
            found.givers[table.cell(key)] = Givers(people, total or 0, largest or 0, (two or 0) - (largest or 0))


def _by(
    rows: pl.DataFrame, dimensions: Sequence[str], kept: Sequence[bool], what: Sequence[pl.Expr]
) -> dict[Key, tuple[Any, ...]]:
    """What is asked by the dimensions that are kept, by whole keys with TOTAL for the others."""
    names = [name for name, keep in zip(dimensions, kept, strict=True) if keep]
    grouped = rows.group_by(names).agg(*what) if names else rows.select(*what)
    at = [names.index(name) if keep else None for name, keep in zip(dimensions, kept, strict=True)]
    width = len(names)
    return {tuple(TOTAL if i is None else row[i] for i in at): row[width:] for row in grouped.iter_rows()}


def _subsets(dimensions: Sequence[str]) -> Iterator[tuple[bool, ...]]:
    """Which dimensions are kept, for every total. Years are not added up: the same person may apply in several."""
    return product(*((True,) if name in TIMES else (True, False) for name in dimensions))


def _every_key(rows: pl.DataFrame, dimensions: Sequence[str]) -> Iterator[Key]:
    values = {name: sorted(rows[name].unique()) for name in dimensions}
    return product(*(found if name in TIMES else [*found, TOTAL] for name, found in values.items()))
