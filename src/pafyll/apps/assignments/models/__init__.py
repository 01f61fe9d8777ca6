"""Inquiries, teams, units and what their staff can, assignments, what they cost and what is signed first."""

from pafyll.apps.assignments.models.assignment import Assignment, AssignmentMember
from pafyll.apps.assignments.models.checklists import AssignmentStart, Checklist, ChecklistSignature, Classification
from pafyll.apps.assignments.models.competence import (
    Availability,
    CompetenceField,
    CompetenceProfile,
    PublicConsent,
)
from pafyll.apps.assignments.models.council import UpNetwork, UpTerm
from pafyll.apps.assignments.models.inquiry import Inquiry, InquiryMessage, InquiryNote, IntakeCount
from pafyll.apps.assignments.models.leader_forum import (
    InquiryDecision,
    MeetingAttendance,
    MeetingItem,
    UnitMeeting,
)
from pafyll.apps.assignments.models.pricing import (
    AssignmentBudget,
    BudgetPurchase,
    BudgetWork,
    TeachingDuty,
    UnitRate,
)
from pafyll.apps.assignments.models.team import ImpartialityStatement, ProposedMember, TeamProposal
from pafyll.apps.assignments.models.units import Unit, UnitMembership

__all__ = [
    "Assignment",
    "AssignmentBudget",
    "AssignmentMember",
    "AssignmentStart",
    "Availability",
    "BudgetPurchase",
    "BudgetWork",
    "Checklist",
    "ChecklistSignature",
    "Classification",
    "CompetenceField",
    "CompetenceProfile",
    "ImpartialityStatement",
    "Inquiry",
    "InquiryDecision",
    "InquiryMessage",
    "InquiryNote",
    "IntakeCount",
    "MeetingAttendance",
    "MeetingItem",
    "ProposedMember",
    "PublicConsent",
    "TeachingDuty",
    "TeamProposal",
    "Unit",
    "UnitMeeting",
    "UnitMembership",
    "UnitRate",
    "UpNetwork",
    "UpTerm",
]
