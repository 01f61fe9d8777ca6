"""What is shown of every figure of a release, when all that is public is seen together."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pafyll.apps.statistics.services.aggregating import Counted
from pafyll.domain.statistics.disclosure import Why, protect
from pafyll.domain.statistics.indicators import AMONG, ORDER, Indicator, Kind
from pafyll.domain.statistics.rounding import EXACT, Seen, rounded
from pafyll.domain.statistics.sums import hidden_medians, protect_sums
from pafyll.domain.statistics.tables import FIGURE, Cell, Key, Table, cells_of

PEOPLE = ("funnel", "places")  # counts of the same people: protected together
BEHIND_COSTS = ("granted", "started", "completed")  # kroner say how many of these there are
QUALIFIED = ("taught", "met")

Value = int | None


@dataclass
class Public:
    """What is published: tables of whole numbers, None where it is hidden, and why."""

    tables: list[tuple[Indicator, tuple[str, ...], Mapping[Key, Value]]] = field(default_factory=list)
    hidden: dict[Cell, Why] = field(default_factory=dict)


def public(
    topics: Mapping[str, Counted],
    *,
    limit: int,
    base: int = EXACT,
    earlier: Collection[Cell] = (),
    known: Mapping[Cell, Seen] | None = None,
) -> Public:
    """Everything that is shown of the topics, the counts rounded to the nearest of the base.

    earlier: cells that a published release hid; they stay hidden. known: what published releases have shown of others;
    where it is the same now, everybody knows it, and hiding it would protect nobody.
    """
    return shown_of(topics, _hidden(topics, limit, earlier, known or {}), base)


def shown_of(topics: Mapping[str, Counted], hidden: Mapping[Cell, Why], base: int = EXACT) -> Public:
    """The tables of the topics without the hidden cells, and what is made of those that are shown."""
    found = Public(hidden=dict(hidden))
    for counted in topics.values():
        topic, tables = counted.topic, {(one.figure, one.dimensions): one for one in counted.tables}
        for dimensions in topic.breakdowns:
            shown: dict[str, Mapping[Key, Value]] = {}
            for one in topic.indicators:
                table = tables.get((one.code, dimensions))
                shown[one.code] = _open(found, table, one, base) if table else _made_of(one, tables, dimensions, shown)
            for one in topic.indicators:
                found.tables.append((one, dimensions, _in_units(one, shown[one.code])))
    return found


def _hidden(
    topics: Mapping[str, Counted], limit: int, earlier: Collection[Cell], seen: Mapping[Cell, Seen]
) -> dict[Cell, Why]:
    people = [table for code in PEOPLE for table in topics[code].of_kind(Kind.COUNT)]
    known = _known(people, seen)
    hidden = dict(protect(people, limit=limit, order=ORDER, also=AMONG, earlier=earlier, known=known).hidden)
    taught = topics["qualified"].of_kind(Kind.COUNT)
    known = _known(taught, seen)
    hidden |= protect(taught, limit=limit, order=QUALIFIED, earlier=earlier, known=known).hidden
    for one in topics.values():
        sums = one.of_kind(Kind.SUM)
        where = _behind(sums, hidden) if one.topic.code == "costs" else set()
        hidden |= protect_sums(sums, one.givers, limit=limit, where=where, earlier=earlier).hidden
        for table in one.of_kind(Kind.MEDIAN):
            hidden |= hidden_medians(table, one.givers, limit=limit, earlier=earlier)
    return hidden


def _known(tables: Sequence[Table], seen: Mapping[Cell, Seen]) -> dict[Cell, int]:
    """The counts that are as a published release showed them."""
    return {cell: n for cell, n in cells_of(tables).items() if cell in seen and seen[cell].fits(n)}


def _behind(sums: Sequence[Table], hidden: Collection[Cell]) -> set[Cell]:
    """The cells of the sums where a count of those that the money is for is hidden."""
    found = set()
    for table in sums:
        for key in table.counts:
            cell = table.cell(key)
            rest = cell - {(FIGURE, table.figure)}
            if any(rest | {(FIGURE, code)} in hidden for code in BEHIND_COSTS):
                found.add(cell)
    return found


def _open(found: Public, table: Table, one: Indicator, base: int) -> Mapping[Key, Value]:
    base = base if one.kind == Kind.COUNT else EXACT
    return {
        key: None if table.cell(key) in found.hidden else rounded(count, base) for key, count in table.counts.items()
    }


def _made_of(
    one: Indicator,
    tables: Mapping[tuple[str, tuple[str, ...]], Table],
    dimensions: tuple[str, ...],
    shown: Mapping[str, Mapping[Key, Value]],
) -> Mapping[Key, Value]:
    """A ratio or a rest, shown where all that it is made of is shown."""
    parts = [shown[code] for code in one.of]
    keys = list(tables[one.of[-1], dimensions].counts)
    found: dict[Key, Value] = {}
    for key in keys:
        values = [part.get(key, 0) for part in parts]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            found[key] = None
        else:
            found[key] = known[0] - known[1] if one.kind == Kind.REST else one.ratio(known)
    return found


def _in_units(one: Indicator, values: Mapping[Key, Value]) -> Mapping[Key, Value]:
    return {key: None if value is None else one.shown(value) for key, value in values.items()}
