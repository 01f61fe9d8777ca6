"""The mechanism and its audit against reading the same applications, a library's matching and a flow solver."""

from __future__ import annotations

import ctypes
import gc
import math
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.flow import solve
from benchmarks.generator import Round, synthetic_round
from benchmarks.row import Row, best_of
from pafyll.domain.allocation import Problem, allocate, audit, chain_lines, ruleset
from pafyll.domain.allocation.problem import OFFER

RULES = ruleset("2023-24")
SEED = "målefrø"
CAPACITY_ONLY = RULES.with_options(without=("within_teacher_fte_share",))


def run(quick: bool) -> list[Row]:
    """All rows; quick leaves out the million."""
    allocate(synthetic_round(1_000).problem(), RULES, SEED)
    sizes = [10_000, 100_000] + ([] if quick else [1_000_000])
    rows, times = [], {}
    for size in sizes:
        made = synthetic_round(size)
        problem = made.problem()
        more, times[size] = _against_reading(made, problem, size)
        rows += more
        if size == 10_000:
            rows.append(_against_matching(problem))
        if size <= 100_000:
            rows.append(_against_flow(problem, size))
        rows.append(_memory(problem, size))
    rows += _growth(times)
    return rows


def spaced(number: int) -> str:
    """100000 as 100 000."""
    return f"{number:,}".replace(",", " ")


def _against_reading(made: Round, problem: Problem, size: int) -> tuple[list[Row], float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "applications.csv"
        made.applications.write_csv(path)
        reading = mechanism = checking = float("inf")
        for _ in range(9):  # turn and turn about, so that a busy machine disturbs all alike
            reading = min(reading, best_of(1, lambda: pl.read_csv(path))[0])
            took, outcome = best_of(1, lambda: allocate(problem, RULES, SEED))
            mechanism = min(mechanism, took)
            took, report = best_of(1, partial(audit, problem, RULES, SEED, outcome))
            checking = min(checking, took)
    assert report, report.faults
    goal = 5.0 if size >= 100_000 else None
    label = f"{spaced(size)} applicants"
    rows = [
        Row(f"mechanism, {label}", mechanism, "polars reads the CSV", reading, None),
        Row(f"mechanism + audit, {label}", mechanism + checking, "polars reads the CSV", reading, goal),
    ]
    if size <= 100_000:
        chains, _ = best_of(1, lambda: sum(map(len, chain_lines(problem, RULES, outcome))))
        rows.append(Row(f"all reason chains, {label}", chains, "polars reads the CSV", reading, None))
    return rows, mechanism


def _places_only(problem: Problem) -> Problem:
    """The same round where only the offers' capacity limits, with each applicant's first contract at each offer."""
    nobody = np.full(len(problem.owner_ids), -1, dtype=np.int64)
    return problem.changed(quota=nobody, budget_autumn=nobody, budget_spring=nobody, state_money=(-1,))


def _against_matching(problem: Problem) -> Row:
    """HospitalResident with the master list as every hospital's preferences gives the same offers."""
    from matching.games import HospitalResident

    places = _places_only(problem)
    ours, outcome = best_of(5, lambda: allocate(places, CAPACITY_ONLY, SEED))
    wishes = _offers_wished(places)
    turn = outcome.turn.max(axis=1)
    listed = sorted(wishes, key=lambda i: int(turn[i]))
    hospitals: dict[int, list[int]] = {}
    for i in listed:
        for offer in wishes[i]:
            hospitals.setdefault(offer, []).append(i)
    capacity = {offer: int(places.capacity[offer]) for offer in hospitals}

    def theirs() -> object:
        game = HospitalResident.create_from_dictionaries(wishes, hospitals, capacity)
        return game.solve(optimal="resident")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        slow, matched = best_of(1, lambda: _deeply(theirs))
    got = {i.name: hospital.name for hospital, residents in matched.items() for i in residents}  # type: ignore[attr-defined]
    rows = np.flatnonzero(outcome.contract >= 0)
    mine = {int(i): int(places.contracts[i, outcome.contract[i], OFFER]) for i in rows}
    note = "same outcome" if got == mine else f"OUTCOMES DIFFER for {len(got.items() ^ mine.items())}"
    return Row("mechanism, places only, 10 000", ours, "matching: HospitalResident", slow, 0.01, note=note)


def _deeply(call: Callable[[], Any]) -> Any:
    """The library copies its players recursively, which takes a deep stack."""
    result: list[Any] = []
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(10_000_000)
    threading.stack_size(1 << 30)
    thread = threading.Thread(target=lambda: result.append(call()))
    thread.start()
    thread.join()
    sys.setrecursionlimit(before)
    threading.stack_size(0)
    return result[0]


def _offers_wished(problem: Problem) -> dict[int, list[int]]:
    """Applicant → offers in her order, each once; those with a place to give only."""
    wishes: dict[int, list[int]] = {}
    for i in np.flatnonzero(problem.approved).tolist():
        offers = [o for o in problem.contracts[i, :, OFFER].tolist() if o >= 0 and problem.capacity[o] > 0]
        if offers:
            wishes[i] = list(dict.fromkeys(offers))
    return wishes


def _against_flow(problem: Problem, size: int) -> Row:
    """OR-Tools finds a distribution of the most places with the least sum of wish numbers."""
    places = _places_only(problem)
    ours, outcome = best_of(5, lambda: allocate(places, CAPACITY_ONLY, SEED))
    wishes = _offers_wished(places)
    tail = np.repeat(np.arange(len(wishes)), [len(wished) for wished in wishes.values()])
    offer = np.array([o for wished in wishes.values() for o in wished])
    cost = np.array([k for wished in wishes.values() for k in range(len(wished))])
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        slow, most = pool.submit(solve, tail, offer, cost, places.capacity, len(wishes)).result()
    note = f"{spaced(outcome.placed)} placed, at most {spaced(most)}"
    return Row(
        f"mechanism, places only, {size:,}".replace(",", " "), ours, "OR-Tools min-cost flow", slow, 1.0, note=note
    )


def _memory(problem: Problem, size: int) -> Row:
    """Peak of what the process takes beyond the input, mechanism and audit together (Linux)."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)  # what was freed before must be asked for anew
    before = _kibibytes("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")  # forgets the peak so far
    outcome = allocate(problem, RULES, SEED)
    audit(problem, RULES, SEED, outcome)
    peak = _kibibytes("VmHWM") - before
    return Row(f"memory beyond the input, {spaced(size)}", peak / size, "limit per applicant", 2.0, 1.0, unit="KiB")


def _kibibytes(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith(name)).split()[1])


def _growth(times: dict[int, float]) -> list[Row]:
    """Time against n log n from the smallest to the largest size."""
    least, most = min(times), max(times)
    expected = times[least] * most * math.log(most) / (least * math.log(least))
    what = f"growth {spaced(least)} → {spaced(most)}"
    return [Row(what, times[most], "n log n from the smallest", expected, 1.0)]
