"""Staff and their qualifications, plans, budgets and measures."""

from pafyll.apps.planning.models.assumption import NeedsAssumption
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
    "CompetencePlan",
    "CreditsHeld",
    "Deviation",
    "ExpectedPlaces",
    "NeedsAssumption",
    "PlanGap",
    "PlanLine",
    "PlanLock",
    "PlanMoney",
    "PlanMove",
    "PlanRate",
    "PlanRun",
    "StudyWish",
    "SubjectTaught",
    "TeacherBackground",
]
