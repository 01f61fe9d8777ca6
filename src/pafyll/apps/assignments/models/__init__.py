"""Units and their staff, their competence, assignments and those who work in them."""

from pafyll.apps.assignments.models.assignment import Assignment, AssignmentMember
from pafyll.apps.assignments.models.competence import (
    Availability,
    CompetenceField,
    CompetenceProfile,
    PublicConsent,
)
from pafyll.apps.assignments.models.units import Unit, UnitMembership

__all__ = [
    "Assignment",
    "AssignmentMember",
    "Availability",
    "CompetenceField",
    "CompetenceProfile",
    "PublicConsent",
    "Unit",
    "UnitMembership",
]
