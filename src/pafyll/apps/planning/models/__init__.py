"""Staff and their qualifications, plans, budgets and measures."""

from pafyll.apps.planning.models.assumption import NeedsAssumption
from pafyll.apps.planning.models.budget import BudgetAmount, BudgetSource, PlannedCost, Reallocation
from pafyll.apps.planning.models.measures import Measure, MeasureAttachment
from pafyll.apps.planning.models.staff import CreditsHeld, Deviation, SubjectTaught, TeacherBackground

__all__ = [
    "BudgetAmount",
    "BudgetSource",
    "CreditsHeld",
    "Deviation",
    "Measure",
    "MeasureAttachment",
    "NeedsAssumption",
    "PlannedCost",
    "Reallocation",
    "SubjectTaught",
    "TeacherBackground",
]
