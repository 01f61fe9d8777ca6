"""The planner against one plain HiGHS call on the same model, and against longest queue first; all in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from benchmarks.plain_plan import highs_of, plain_model
from benchmarks.row import Row
from benchmarks.staff import TRONDHEIM, Size, synthetic_owner
from pafyll.domain.planning import Plan, plan
from pafyll.domain.planning.model import Model, model_of
from pafyll.domain.planning.problem import COST, GAPS
from pafyll.domain.planning.queueing import longest_queue_first

SMALL = Size(60, 3)
MIDDLE = Size(400, 10)
LIMIT = 800.0  # seconds that the plain call may take; beyond that it has not got there


def run(quick: bool) -> list[Row]:
    """All rows; quick leaves out the large owner's plain call, which takes minutes."""
    rows = [_page(SMALL)]
    for name, size, plain in (("400 teachers", MIDDLE, True), ("2 500 teachers", TRONDHEIM, not quick)):
        rows += _owner(name, size, plain)
    return rows


def _page(size: Size) -> Row:
    took, _found = _timed(lambda: plan(synthetic_owner(size)))
    return Row(f"whole plan, {size.teachers} teachers", took, "a page may wait", 1.0, 1.0, unit="s")


def _owner(name: str, size: Size, with_plain: bool) -> list[Row]:
    problem, stages = synthetic_owner(size), {}
    begun = time.process_time()

    def told(_done: int, _total: int, objective: str, _best: Plan | None) -> None:
        stages[objective] = time.process_time() - begun

    found = plan(problem, on_progress=told)
    assert isinstance(found, Plan)
    whole = time.process_time() - begun
    model = model_of(problem)
    first = found.reached[0]
    rows = [
        Row(
            f"hours: plan against its bound, {name}",
            float(first.value),
            "proved bound",
            float(first.bound),
            1.01,
            unit="h",
        )
    ]
    if with_plain:
        took, reached = _plain(model)
        note = f"plain call at {reached:.2f} %, ours at {first.gap_percent:.2f} %"
        rows.append(
            Row(f"time to 1 % of the hours, {name}", stages[GAPS], "plain HiGHS call", took, 1.0, unit="s", note=note)
        )
        rows.append(Row(f"whole plan with reasons, {name}", whole, "plain HiGHS call", took, 1.0, unit="s"))
    return rows + _against_the_queue(name, model, found)


def _plain(model: Model) -> tuple[float, float]:
    """Seconds until the plain call is within 1 %, and how far it came."""
    plain = plain_model(model)
    highs = highs_of(plain, 0.01)
    highs.setOptionValue("time_limit", LIMIT)
    took, _ = _timed(highs.run)
    return took, 100 * float(highs.getInfo().mip_gap)


def _against_the_queue(name: str, model: Model, found: Plan) -> list[Row]:
    queue = longest_queue_first(model)
    hours, cost = model.amount(GAPS, queue) / 2, model.amount(COST, queue)
    nothing = model.amount(GAPS, queue * 0) / 2
    ours, closed = float(found.reached[0].value), nothing - float(found.reached[0].value)
    note = f"pupils' hours closed: ours {closed:.0f}, queue {nothing - hours:.0f}"
    each, theirs = float(found.costs.total) / max(1.0, closed), cost / max(1.0, nothing - hours)
    return [
        Row(f"hours without the credits, {name}", ours, "longest queue first", hours, 1.0, unit="h", note=note),
        Row(f"kroner for each hour closed, {name}", each, "longest queue first", theirs, 1.0, unit="kr"),
    ]


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds: other work on the machine does not count."""
    begun = time.process_time()
    found = call()
    return time.process_time() - begun, found
