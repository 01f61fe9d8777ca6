"""A nation of owners that share places: how near the plan lies to the proved bound, and how time grows with owners."""

from __future__ import annotations

import os
import resource
import time
from dataclasses import dataclass

from benchmarks.nation_plan import OWNERS, TEACHERS, synthetic_nation
from benchmarks.row import Row
from pafyll.domain.planning.sharing import Shared, Together, share_places

FIRST_TRIAL_SECONDS = 1_050  # a first trial with one model an owner took this long, to a gap of 12 per cent
NEAR = 1.02
GROWTH = 2.3  # linear growth is 2; twice the owners may take a round of prices more


@dataclass(frozen=True)
class Took:
    """What a plan took: processor seconds of all processes, which a busy machine does not spoil, and on the clock."""

    processor: float
    clock: float


def run(quick: bool) -> list[Row]:
    """357 owners with 75 000 teachers against half of them; --quick takes a twentieth."""
    owners, teachers = (18, TEACHERS // 20) if quick else (OWNERS, TEACHERS)
    half, _ = _timed(owners // 2, teachers // 2)
    whole, shared = _timed(owners, teachers)
    size = f"{owners} owners, {teachers} teachers"
    rows = [
        Row(f"pupils' hours without the credits, {size}", shared.hours, "proved bound", shared.bound, NEAR, "hours"),
        Row(
            f"processor time, {size}",
            whole.processor,
            "half of the owners",
            half.processor,
            GROWTH,
            "s",
            f"{shared.rounds} rounds of prices",
        ),
    ]
    if not quick:
        note = f"{whole.processor:.0f} s of processor time"
        rows.append(Row(f"clock, {size}", whole.clock, "the first trial, to 12 %", FIRST_TRIAL_SECONDS, 1.0, "s", note))
    return rows


def _timed(owners: int, teachers: int) -> tuple[Took, Shared]:
    """The workers' processor time is known when they have ended."""
    problems, cells, capacity = synthetic_nation(teachers, owners)
    began, used = time.perf_counter(), _processor()
    crew = Together(problems, cells, capacity, processes=os.cpu_count() or 1)
    try:
        shared = share_places(
            crew,
            cells,
            capacity,
            on_progress=lambda *said: print(round(time.perf_counter() - began), *said, flush=True),
        )
    finally:
        crew.close()
    return Took(_processor() - used, time.perf_counter() - began), shared


def _processor() -> float:
    """Seconds of this process and of those of its children that have ended."""
    found = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in found)
