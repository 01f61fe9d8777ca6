"""Places × applications: who gets which place under the published rules, why, and how many could at most.

Usable in a notebook: build a Problem from tables, pick a RuleSet, call `allocate`, then ask `audit`, `explain` and `bound`.
"""

from pafyll.domain.allocation.problem import NO_LIMIT, NO_OFFER, Problem, ProblemFault
from pafyll.domain.allocation.rates import NoRate, Rate, Rates
from pafyll.domain.allocation.tables import problem_from_tables

__all__ = ["NO_LIMIT", "NO_OFFER", "NoRate", "Problem", "ProblemFault", "Rate", "Rates", "problem_from_tables"]
