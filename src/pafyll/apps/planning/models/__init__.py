"""Staff and their qualifications, plans, budgets and measures."""

from pafyll.apps.planning.models.assumption import NeedsAssumption
from pafyll.apps.planning.models.budget import BudgetAmount, BudgetSource, PlannedCost, Reallocation
from pafyll.apps.planning.models.imports import ColumnMapping, ImportedPerson, StaffImport, StaffNumber
from pafyll.apps.planning.models.measures import Measure, MeasureAttachment
from pafyll.apps.planning.models.staff import CreditsHeld, Deviation, SubjectTaught, TeacherBackground

__all__ = [
    "BudgetAmount",
    "BudgetSource",
    "ColumnMapping",
    "CreditsHeld",
    "Deviation",
    "ImportedPerson",
    "Measure",
    "MeasureAttachment",
    "NeedsAssumption",
    "PlannedCost",
    "Reallocation",
    "StaffImport",
    "StaffNumber",
    "SubjectTaught",
    "TeacherBackground",
]
