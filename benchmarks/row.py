"""One line of a ratio table, and how times are taken: the best of a few, so that a busy machine disturbs least."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """ours against a yardstick in the same run. goal is the largest ratio that is good enough, None without one."""

    what: str
    ours: float
    yardstick: str
    theirs: float
    goal: float | None
    unit: str = "ms"
    note: str = ""

    @property
    def ratio(self) -> float:
        """ours / theirs."""
        return self.ours / self.theirs if self.theirs else float("inf")

    @property
    def is_met(self) -> bool | None:
        """Whether the ratio is within the goal; None without a goal."""
        return None if self.goal is None else self.ratio <= self.goal


def best_of(times: int, call: Callable[[], Any]) -> tuple[float, Any]:
    """(best milliseconds, last result)."""
    best, result = float("inf"), None
    for _ in range(times):
        gc.collect()
        start = time.perf_counter()
        result = call()
        best = min(best, 1_000 * (time.perf_counter() - start))
    return best, result
