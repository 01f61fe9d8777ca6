"""The prices on shared places: a master that mixes the owners' bids, and a memory of the best prices so far."""

from __future__ import annotations

from typing import Any

import highspy
import numpy as np

from pafyll.domain.planning.master import quiet
from pafyll.domain.planning.schedules import Ints
from pafyll.domain.planning.sharing.owner import Bid

REMEMBERED = 0.5  # how much of the best prices so far goes into the next ones: keeps them from swinging


class Market:
    """Mixes each owner's bids so that the places are enough. Its row prices are the next prices to bid at."""

    def __init__(self, capacity: Ints, nothing: list[int], unit: float) -> None:
        """nothing: each owner's hours when nobody studies, so that there is always a mix that fits."""
        self.capacity, self.unit, self.owners = capacity, unit, len(nothing)
        self.bids: list[tuple[int, Any]] = []
        self.highs = quiet(0)
        rows = len(capacity) + self.owners
        lower = np.concatenate([np.full(len(capacity), -highspy.kHighsInf), np.ones(self.owners)])
        upper = np.concatenate([capacity.astype(float), np.ones(self.owners)])
        empty = np.zeros(0, dtype=np.int32)
        self.highs.addRows(rows, lower, upper, 0, np.zeros(rows, dtype=np.int32), empty, np.zeros(0))
        for owner, hours in enumerate(nothing):
            self.add(owner, Bid(float(hours), np.zeros(len(capacity)), 0))

    def add(self, owner: int, bid: Bid) -> None:
        at = np.flatnonzero(bid.places > 1e-9)
        index = np.append(at, len(self.capacity) + owner).astype(np.int32)
        value = np.append(bid.places[at], 1.0)
        self.highs.addCol(bid.hours / self.unit, 0.0, highspy.kHighsInf, len(index), index, value)
        self.bids.append((owner, bid.places))

    def mix(self) -> tuple[float, Any]:
        """The best mix: its hours, and the price of a place in each cell."""
        self.highs.run()
        dual = np.maximum(-np.array(self.highs.getSolution().row_dual)[: len(self.capacity)], 0.0)
        return float(self.highs.getInfo().objective_function_value) * self.unit, dual * self.unit

    def places(self) -> Any:
        """owner × cell: the places that the mix gives each owner, whole or not."""
        found = np.zeros((self.owners, len(self.capacity)))
        for share, (owner, places) in zip(self.highs.getSolution().col_value, self.bids, strict=True):
            found[owner] += share * places
        return found


def next_prices(best: Any, mixed: Any) -> Ints:
    """Whole prices between the best so far and those of the mix."""
    return np.rint(REMEMBERED * best + (1 - REMEMBERED) * mixed).astype(np.int64)
