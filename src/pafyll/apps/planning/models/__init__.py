"""Staff and their qualifications, plans, budgets and measures."""

from pafyll.apps.planning.models.assumption import NeedsAssumption
from pafyll.apps.planning.models.budget import BudgetAmount, BudgetSource, PlannedCost, Reallocation
from pafyll.apps.planning.models.companions import CompanionGroup
from pafyll.apps.planning.models.findings import FindingStance, StatedDocument
from pafyll.apps.planning.models.imports import ColumnMapping, ImportedPerson, StaffImport, StaffNumber
from pafyll.apps.planning.models.measures import Measure, MeasureAttachment
from pafyll.apps.planning.models.nation import NationOwner, NationPart, NationPlan
from pafyll.apps.planning.models.plans import (
    CompetencePlan,
    ExpectedPlaces,
    PlanGap,
    PlanLine,
    PlanLock,
    PlanMoney,
    PlanMove,
    PlanRate,
    PlanRun,
    StudyWish,
)
from pafyll.apps.planning.models.staff import CreditsHeld, Deviation, SubjectTaught, TeacherBackground

__all__ = [
    "BudgetAmount",
    "BudgetSource",
    "ColumnMapping",
    "CompanionGroup",
    "CompetencePlan",
    "CreditsHeld",
    "Deviation",
    "ExpectedPlaces",
    "FindingStance",
    "ImportedPerson",
    "Measure",
    "MeasureAttachment",
    "NationOwner",
    "NationPart",
    "NationPlan",
    "NeedsAssumption",
    "PlanGap",
    "PlanLine",
    "PlanLock",
    "PlanMoney",
    "PlanMove",
    "PlanRate",
    "PlanRun",
    "PlannedCost",
    "Reallocation",
    "StaffImport",
    "StaffNumber",
    "StatedDocument",
    "StudyWish",
    "SubjectTaught",
    "TeacherBackground",
]
