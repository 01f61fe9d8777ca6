"""How slow this machine is now, against the one that goals in milliseconds were set on."""

from __future__ import annotations

import time

THERE = 25.0  # milliseconds of the work below, on a quiet core of the machine that the goals were set on


def calibration() -> float:
    """1 on that machine when it is quiet, 3 where all takes three times as long. The median of nine, by the clock."""
    taken = sorted(_work() for _ in range(9))
    return max(1.0, taken[len(taken) // 2] / THERE)


def _work() -> float:
    began = time.perf_counter()
    total = 0
    for number in range(300_000):
        total += number % 7
    return 1_000 * (time.perf_counter() - began)
