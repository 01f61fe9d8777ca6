"""Inquiries, meetings, teams, units and their staff, assignments and those who work in them."""

from pafyll.apps.assignments.models.assignment import Assignment, AssignmentMember
from pafyll.apps.assignments.models.council import UpNetwork, UpTerm
from pafyll.apps.assignments.models.inquiry import Inquiry, InquiryMessage, InquiryNote, IntakeCount
from pafyll.apps.assignments.models.leader_forum import (
    InquiryDecision,
    MeetingAttendance,
    MeetingItem,
    UnitMeeting,
)
from pafyll.apps.assignments.models.team import ImpartialityStatement, ProposedMember, TeamProposal
from pafyll.apps.assignments.models.units import Unit, UnitMembership

__all__ = [
    "Assignment",
    "AssignmentMember",
    "ImpartialityStatement",
    "Inquiry",
    "InquiryDecision",
    "InquiryMessage",
    "InquiryNote",
    "IntakeCount",
    "MeetingAttendance",
    "MeetingItem",
    "ProposedMember",
    "TeamProposal",
    "Unit",
    "UnitMeeting",
    "UnitMembership",
    "UpNetwork",
    "UpTerm",
]
