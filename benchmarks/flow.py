"""OR-Tools' min-cost flow, in a process of its own: it and HiGHS cannot be loaded together."""

from __future__ import annotations

import time
from typing import Any

import numpy as np


def solve(tail: Any, offer: Any, cost: Any, capacity: Any, people: int) -> tuple[float, int]:
    """(milliseconds, places) for the most places with the least sum of wish numbers."""
    from ortools.graph.python import min_cost_flow

    n, m = people, len(capacity)
    source, sink, nowhere = n + m, n + m + 1, n + m + 2
    one, everyone = np.ones(n, int), np.arange(n)
    start = time.perf_counter()
    flow = min_cost_flow.SimpleMinCostFlow()
    add = flow.add_arcs_with_capacity_and_unit_cost
    wished = add(tail, n + offer, np.ones(len(tail), int), cost)
    add(np.full(n, source), everyone, one, np.zeros(n, int))
    add(everyone, np.full(n, nowhere), one, np.full(n, 1_000))
    add(np.arange(n, n + m), np.full(m, sink), capacity, np.zeros(m, int))
    add(np.array([nowhere]), np.array([sink]), np.array([n]), np.array([0]))
    flow.set_nodes_supplies(np.array([source, sink]), np.array([n, -n]))
    status = flow.solve()
    assert status == flow.OPTIMAL, status
    return 1_000 * (time.perf_counter() - start), int(flow.flows(wished).sum())
