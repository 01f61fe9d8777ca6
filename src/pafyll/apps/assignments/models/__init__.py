"""Units and their staff, assignments and those who work in them, what they cost and what is signed before the start."""

from pafyll.apps.assignments.models.assignment import Assignment, AssignmentMember
from pafyll.apps.assignments.models.checklists import AssignmentStart, Checklist, ChecklistSignature, Classification
from pafyll.apps.assignments.models.pricing import (
    AssignmentBudget,
    BudgetPurchase,
    BudgetWork,
    TeachingDuty,
    UnitRate,
)
from pafyll.apps.assignments.models.units import Unit, UnitMembership

__all__ = [
    "Assignment",
    "AssignmentBudget",
    "AssignmentMember",
    "AssignmentStart",
    "BudgetPurchase",
    "BudgetWork",
    "Checklist",
    "ChecklistSignature",
    "Classification",
    "TeachingDuty",
    "Unit",
    "UnitMembership",
    "UnitRate",
]
