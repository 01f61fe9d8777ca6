"""Staff and their qualifications, plans, budgets and measures."""

from pafyll.apps.planning.models.assumption import NeedsAssumption
from pafyll.apps.planning.models.imports import ColumnMapping, ImportedPerson, StaffImport, StaffNumber
from pafyll.apps.planning.models.staff import CreditsHeld, Deviation, SubjectTaught, TeacherBackground

__all__ = [
    "ColumnMapping",
    "CreditsHeld",
    "Deviation",
    "ImportedPerson",
    "NeedsAssumption",
    "StaffImport",
    "StaffNumber",
    "SubjectTaught",
    "TeacherBackground",
]
