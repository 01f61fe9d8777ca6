"""How slow this machine is now, against the reference of this repository. It says nothing of other machines."""

from __future__ import annotations

import time

# Milliseconds of the work below: the best of 1 100 measurements in half an hour on 27 November 2026, Python 3.11.7, two
# cores that others used meanwhile (the median was four times as much). The best is nearest to the machine being quiet.
THERE = 13.1


def calibration() -> float:
    """1 on the reference when it is quiet, 3 where all takes three times as long. The median of nine, by the clock."""
    taken = sorted(_work() for _ in range(9))
    return max(1.0, taken[len(taken) // 2] / THERE)


def _work() -> float:
    began = time.perf_counter()
    total = 0
    for number in range(300_000):
        total += number % 7
    return 1_000 * (time.perf_counter() - began)
