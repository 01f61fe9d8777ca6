"""An offer has no more places than its capacity."""

import numpy as np

from pafyll.domain.allocation.constraints.constraint import Constraint

OFFER_CAPACITY = Constraint(
    "offer_capacity",
    per="offer",
    holder=lambda problem: np.arange(len(problem.offer_ids), dtype=np.int32),
    sizes=lambda problem: problem.capacity,
    need=None,
    names=lambda problem: problem.offer_ids,
)
