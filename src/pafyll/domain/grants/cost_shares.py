"""What one application in a round costs the state and the owner by the round's rates, by budget year."""

from __future__ import annotations

from dataclasses import dataclass

from pafyll.domain.grants.lines import CostLine
from pafyll.domain.grants.rates import RateTable
from pafyll.domain.grants.shares import LABELS, OWNER, STATE, Study, money_of
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear

__all__ = ["LABELS", "OWNER", "STATE", "CostLine", "CostShares", "Study", "cost_shares"]


@dataclass(frozen=True)
class CostShares:
    """The lines of one application. An amount that is asked for is always the sum of its lines."""

    year: SchoolYear
    lines: tuple[CostLine, ...]

    def total(self, payer: str, budget_year: BudgetYear | None = None) -> Kroner:
        """What the payer pays in a budget year, or in both when none is named."""
        chosen = [line for line in self.lines if line.payer == payer and budget_year in (None, line.budget_year)]
        return Kroner(sum(line.amount for line in chosen))

    @property
    def owner_autumn(self) -> Kroner:
        return self.total(OWNER, self.year.autumn.budget_year)

    @property
    def owner_spring(self) -> Kroner:
        return self.total(OWNER, self.year.spring.budget_year)

    @property
    def state(self) -> Kroner:
        return self.total(STATE)


def cost_shares(*, study: Study, scheme: str, rates: RateTable, year: SchoolYear) -> CostShares:
    """The explained lines of money by the rates that are entered for the round; published rates are left aside.

    Lines of nothing are left out. Raises NoValueInForce when a rate is missing.
    """
    return CostShares(year, money_of(study, scheme, rates, year.starts_on, only_entered=True))
