"""The money that a plan may use: the owner's budgets by calendar year, and what the plan tries out on top."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.planning.models import PlanMoney
from pafyll.apps.planning.queries.budget import FreeMoney, budget_of, free_money
from pafyll.domain.planning import Budget, UnderWay
from pafyll.domain.planning.budget import FURTHER, IN_SERVICE, STATE
from pafyll.domain.planning.problem import BOUND, MUNICIPAL, ONE_OFF, STATE_FRAME
from pafyll.domain.values import BudgetYear, Kroner

OWNER = "owner"


@dataclass(frozen=True)
class Money:
    """The budgets that a plan may use, and what is taken for granted: (money, last year that is written down)."""

    budgets: tuple[Budget, ...]
    carried_on: tuple[tuple[str, int], ...] = ()


def money_for(owner: Organisation, years: Sequence[BudgetYear]) -> Money:
    """What is left for further education in each year when all but the plans' own costs is paid.

    Recurring money goes on with its last amount; one-off money is there in its own year alone. A year in which nothing
    is left holds nothing: an owner whose budget is used up is not an owner without a budget.
    """
    if not any(one.pays_for(FURTHER) for one in budget_of(owner).sources):
        return Money(())
    free = free_money(owner=owner, years=[one.year for one in years], with_plans=False)
    usable = [one for one in free if one.purpose != IN_SERVICE]
    known = {one.year for one in usable}
    empty = [Budget(year, MUNICIPAL, Kroner(0), (OWNER,)) for year in years if year.year not in known]
    carried_on = {(one.title, one.last_written) for one in usable if one.year > one.last_written}
    return Money((*map(_budget, usable), *empty), tuple(sorted(carried_on)))


def _budget(money: FreeMoney) -> Budget:
    """Whoever has given it, the owner pays with it: what the state pays beside the owner is in nobody's budget here."""
    kind = ONE_OFF if not money.is_recurring else STATE_FRAME if money.payer == STATE else MUNICIPAL
    return Budget(BudgetYear(money.year), kind, money.amount, (OWNER,), label=money.title)


def with_begun(budgets: Sequence[Budget], under_way: Iterable[UnderWay]) -> tuple[Budget, ...]:
    """The budgets with what studies under way cost the owner: it is bound in the budget, and not for new studies."""
    if not budgets:
        return ()
    bound: dict[BudgetYear, int] = defaultdict(int)
    for line in (line for study in under_way for line in study.costs if line.payer == OWNER):
        bound[line.budget_year] += line.amount
    begun = [Budget(year, BOUND, Kroner(amount), (OWNER,)) for year, amount in sorted(bound.items())]
    return (*budgets, *begun)


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
        taken = min(left, int(budget.amount)) if _may_lose(budget, year) else 0
        left -= taken
        kept.append(replace(budget, amount=Kroner(budget.amount - taken)))
    return kept


def _may_lose(budget: Budget, year: BudgetYear) -> bool:
    """What is promised to studies under way stays promised."""
    return budget.year == year and OWNER in budget.payers and budget.source != BOUND
