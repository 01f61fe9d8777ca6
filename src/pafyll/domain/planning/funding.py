"""Which budget pays what: state frame first, then one-off money, then municipal, and never more than there is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pafyll.domain.planning.limits import Cell, is_limited, pays
from pafyll.domain.planning.plan import Funding, PlanLine
from pafyll.domain.planning.problem import BOUND, MUNICIPAL, ONE_OFF, STATE_FRAME, Budget, PlanningProblem
from pafyll.domain.values import BudgetYear, Kroner

FIRST_SPENT = {BOUND: -1, STATE_FRAME: 0, ONE_OFF: 1, MUNICIPAL: 2}
Flow = dict[tuple[int, Cell], int]


def funding_of(problem: PlanningProblem, lines: Sequence[PlanLine]) -> tuple[Funding, ...]:
    """What each budget pays of the lines. Lines that no budget is meant for are left out."""
    owed: dict[BudgetYear, dict[Cell, int]] = defaultdict(lambda: defaultdict(int))
    for line in lines:
        for cost in line.costs:
            owed[cost.budget_year][cost.payer, line.scheme] += cost.amount
    spent: dict[int, int] = {}
    for year in sorted({budget.year for budget in problem.budgets}):
        numbers = sorted(
            (k for k, budget in enumerate(problem.budgets) if budget.year == year),
            key=lambda k: (FIRST_SPENT.get(problem.budgets[k].source, 3), k),
        )
        wanted = {cell: owed[year][cell] for cell in sorted(owed[year]) if is_limited(problem, cell)}
        flow = _shared(problem.budgets, numbers, wanted)
        spent |= {k: sum(amount for (at, _), amount in flow.items() if at == k) for k in numbers}
    return tuple(Funding(budget, Kroner(spent[k])) for k, budget in enumerate(problem.budgets))


def _shared(budgets: Sequence[Budget], numbers: Sequence[int], wanted: dict[Cell, int]) -> Flow:
    """Fills the cells from the budgets in order, and moves money along chains where the order alone falls short."""
    flow: Flow = defaultdict(int)
    left = {k: int(budgets[k].amount) for k in numbers}
    for cell, amount in wanted.items():
        missing = amount
        while missing > 0 and (path := _path(budgets, numbers, flow, left, cell)):
            step = min([missing, left[path[-1][0]], *(flow[k, c] for (k, _), (_, c) in pairwise(path))])
            left[path[-1][0]] -= step
            for (k, at), (_, then) in pairwise(path):
                flow[k, at] += step
                flow[k, then] -= step
            flow[path[-1]] += step
            missing -= step
    return flow


def _path(
    budgets: Sequence[Budget], numbers: Sequence[int], flow: Flow, left: dict[int, int], cell: Cell
) -> list[tuple[int, Cell]]:
    """Budgets from the cell to one with money left: each next pays a cell that the one before stops paying."""
    queue: list[list[tuple[int, Cell]]] = [[(k, cell)] for k in numbers if pays(budgets[k], cell)]
    seen = {path[0][0] for path in queue}
    while queue:
        path = queue.pop(0)
        number = path[-1][0]
        if left[number] > 0:
            return path
        for held in sorted(c for (k, c), amount in flow.items() if k == number and amount > 0):
            for other in numbers:
                if other not in seen and pays(budgets[other], held):
                    seen.add(other)
                    queue.append([*path, (other, held)])
    return []
