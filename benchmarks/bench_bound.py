"""The proved bound against a plain PDLP call on the same model."""

from __future__ import annotations

import numpy as np

from benchmarks.generator import synthetic_round
from benchmarks.row import Row, best_of
from pafyll.domain.allocation import allocate, ruleset
from pafyll.domain.allocation.bound import places_bound
from pafyll.domain.allocation.linear import highs_model, relaxation

RULES = ruleset("2023-24")


def run(quick: bool) -> list[Row]:
    """10 000 and, unless quick, 100 000 applicants."""
    return [row for size in [10_000] + ([] if quick else [100_000]) for row in _rows(size)]


def _rows(size: int) -> list[Row]:
    problem = synthetic_round(size).problem()
    outcome = allocate(problem, RULES, "målefrø")
    model = relaxation(problem, RULES)
    places_bound(model)
    ours, proved = best_of(2, lambda: places_bound(model))

    def pdlp() -> float:
        highs = highs_model(model, np.ones(len(model.rows)))
        highs.setOptionValue("solver", "pdlp")
        highs.setOptionValue("pdlp_optimality_tolerance", 1e-4)
        highs.run()
        return float(highs.getInfo().objective_function_value)

    theirs, value = best_of(1, pdlp)
    label = f"{size:,} applicants".replace(",", " ")
    return [
        Row(f"proved bound, {label}", ours, "PDLP to 0.01 %", theirs, 1.0 if size >= 100_000 else None),
        Row(f"bound against PDLP's value, {label}", proved, "PDLP's objective", value, 1.0005, unit="places"),
        Row(f"placed by the rule, {label}", outcome.placed, "proved bound", proved, 1.0, unit="places"),
    ]
