"""What may be shown of kroner, credits and days, which say something of a person as counts do not (ADR 28).

A sum is not shown where fewer than `limit` give to it, or where the second largest giver could work out what the
largest gave to within NEAR per cent. A median is not shown of fewer than twice the limit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from pafyll.domain.statistics.disclosure import LIMIT, Protection, Why, protect_secrets
from pafyll.domain.statistics.tables import Cell, Table, cells_of

NEAR = 10  # per cent: our own choice, written on the page
MEDIAN_OF = 2  # times the limit


@dataclass(frozen=True)
class Givers:
    """How many a cell is made of, what they give together, and the two that give most."""

    people: int
    total: int
    largest: int
    second: int

    def give_away(self, limit: int) -> bool:
        """Whether the sum says too much of one of them. A sum that nobody gives to is about nobody."""
        if not self.people:
            return False
        others = self.total - self.largest - self.second
        return self.people < limit or others * 100 < self.largest * NEAR


def protect_sums(
    tables: Sequence[Table],
    givers: Mapping[Cell, Givers],
    *,
    limit: int = LIMIT,
    where: Collection[Cell] = (),
    earlier: Collection[Cell] = (),
) -> Protection:
    """The cells of the tables that are hidden: those that give somebody away, and as many more as it takes.

    What is shown leaves each secret cell at least limit - 1 times the largest gift to the figure, either way together:
    where everybody gets the same rate, kroner say how many they are for.
    where: cells where a count of the same people is hidden; the kroner are secret there too.
    """
    hidden: dict[Cell, Why] = {}
    for figure in dict.fromkeys(table.figure for table in tables):
        of_figure = [table for table in tables if table.figure == figure]
        cells = cells_of(of_figure)
        secret = {cell for cell in cells if (who := givers.get(cell)) and who.give_away(limit)}
        secret |= {cell for cell in cells if cells[cell] and (cell in where or cell in earlier)}
        unit = max((who.largest for cell, who in givers.items() if cell in cells), default=1)
        hidden |= protect_secrets(of_figure, dict.fromkeys(secret, Why.SMALL), unit=max(unit, 1), limit=limit).hidden
    return Protection(hidden)


def hidden_medians(
    table: Table, givers: Mapping[Cell, Givers], *, limit: int = LIMIT, earlier: Collection[Cell] = ()
) -> dict[Cell, Why]:
    """Medians of too few."""
    cells = [table.cell(key) for key in table.counts]
    few = {cell for cell in cells if givers[cell].people < MEDIAN_OF * limit or cell in earlier}
    return dict.fromkeys(few, Why.SMALL)
