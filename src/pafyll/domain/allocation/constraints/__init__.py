"""The limits that hold for a wish in every tier, in the order they are tried. One file per limit; list it here.

A limit says whose it is (one per offer, per owner, or any other grouping of offers or applicants), how large it is
and what a contract needs of it. Both mechanisms, the audit, the bound and the explanations read these objects.
"""

from pafyll.domain.allocation.constraints.constraint import Constraint
from pafyll.domain.allocation.constraints.offer_capacity import OFFER_CAPACITY
from pafyll.domain.allocation.constraints.owner_money import OWNER_MONEY_AUTUMN, OWNER_MONEY_SPRING
from pafyll.domain.allocation.constraints.owner_quota import OWNER_QUOTA

CONSTRAINTS: tuple[Constraint, ...] = (OFFER_CAPACITY, OWNER_QUOTA, OWNER_MONEY_AUTUMN, OWNER_MONEY_SPRING)

__all__ = ["CONSTRAINTS", "Constraint"]
