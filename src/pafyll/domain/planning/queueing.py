"""Longest queue first: how plans are made by hand today, as the yardstick for a plan that is reckoned.

Each year the teachers with most pupils' hours are taken first, one after the other, and get the first study of their
subject that the money and places of that year and the next still reach to.
"""

from __future__ import annotations

import numpy as np

from pafyll.domain.planning.lines import plan_of
from pafyll.domain.planning.model import Choice, Model, model_of
from pafyll.domain.planning.plan import Plan
from pafyll.domain.planning.problem import PlanningProblem


def queue_plan(problem: PlanningProblem) -> Plan:
    """What the same people, money and places would give when the longest queue goes first. Without reasons."""
    model = model_of(problem)
    return plan_of(model, longest_queue_first(model), (), 0, explained=False)


def longest_queue_first(model: Model) -> Choice:
    """A whole plan: by hours, each unit gets the cheapest of the earliest schedules that there is room for."""
    choice = np.zeros(len(model.units), dtype=np.int64)
    left = model.left(choice)
    order = sorted(range(len(model.units)), key=lambda u: (-sum(model.units[u].hours), model.units[u].id))
    for unit in order:
        family, draws = model.group(unit).family, model.group(unit).draws
        for schedule in np.lexsort((draws.cost, family.open.sum(axis=1))).tolist():
            uses = model.uses(unit, schedule)
            if all(amount <= left[row] for row, amount in uses):
                for row, amount in uses:
                    left[row] -= amount
                choice[unit] = schedule
                break
    return choice
