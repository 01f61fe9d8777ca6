"""An owner gets no more places than its quota."""

from pafyll.domain.allocation.constraints.constraint import Constraint

OWNER_QUOTA = Constraint(
    "owner_quota",
    per="applicant",
    holder=lambda problem: problem.owner,
    sizes=lambda problem: problem.quota,
    need=None,
    names=lambda problem: problem.owner_ids,
)
