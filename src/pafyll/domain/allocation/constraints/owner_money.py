"""An owner pays no more than it has set aside, in each of the two budget years that a study year touches."""

from pafyll.domain.allocation.constraints.constraint import Constraint
from pafyll.domain.allocation.problem import OWNER_AUTUMN, OWNER_SPRING

OWNER_MONEY_AUTUMN = Constraint(
    "owner_money_autumn",
    per="applicant",
    holder=lambda problem: problem.owner,
    sizes=lambda problem: problem.budget_autumn,
    need=OWNER_AUTUMN,
    names=lambda problem: problem.owner_ids,
    is_money=True,
)
OWNER_MONEY_SPRING = Constraint(
    "owner_money_spring",
    per="applicant",
    holder=lambda problem: problem.owner,
    sizes=lambda problem: problem.budget_spring,
    need=OWNER_SPRING,
    names=lambda problem: problem.owner_ids,
    is_money=True,
)
