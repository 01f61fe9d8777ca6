"""A nation of owners that share places: how near the plan lies to the proved bound, and how time grows with owners."""

from __future__ import annotations

import os
import time

from benchmarks.nation_plan import OWNERS, TEACHERS, synthetic_nation
from benchmarks.row import Row
from pafyll.domain.planning.sharing import Shared, Together, share_places

FIRST_TRIAL_SECONDS = 1_050  # a first trial with one model an owner took this long, to a gap of 12 per cent
NEAR = 1.02


def run(quick: bool) -> list[Row]:
    """357 owners with 75 000 teachers against half of them; --quick takes a twentieth."""
    owners, teachers = (18, TEACHERS // 20) if quick else (OWNERS, TEACHERS)
    half_time, _ = _timed(owners // 2, teachers // 2)
    whole_time, shared = _timed(owners, teachers)
    size = f"{owners} owners, {teachers} teachers"
    rows = [
        Row(f"pupils' hours without the credits, {size}", shared.hours, "proved bound", shared.bound, NEAR, "hours"),
        Row(
            f"time, {size}", whole_time, "half of the owners", half_time, 2.6, "s", f"{shared.rounds} rounds of prices"
        ),
    ]
    if not quick:
        rows.append(Row(f"time, {size}", whole_time, "the first trial, to 12 %", FIRST_TRIAL_SECONDS, 1.0, "s"))
    return rows


def _timed(owners: int, teachers: int) -> tuple[float, Shared]:
    problems, cells, capacity = synthetic_nation(teachers, owners)
    began = time.perf_counter()
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
    return time.perf_counter() - began, shared
