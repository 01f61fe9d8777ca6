"""Units and their staff, assignments and those who work in them."""

from pafyll.apps.assignments.models.assignment import Assignment, AssignmentMember
from pafyll.apps.assignments.models.units import Unit, UnitMembership

__all__ = [
    "Assignment",
    "AssignmentMember",
    "Unit",
    "UnitMembership",
]
