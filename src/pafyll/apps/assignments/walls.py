"""Which rows of this app PostgreSQL shows to whom, and which tables stand open (ADR 35). Each model is here once."""

from __future__ import annotations

from pafyll.integrations.postgresql.walls import Called, Unwalled, Wall

WALLS: tuple[Wall | Unwalled | Called, ...] = (
    Wall("assignments.Inquiry", member="provider", office="counterpart"),
    Wall("assignments.InquiryMessage", within="inquiry"),
    Wall("assignments.InquiryNote", within="inquiry"),
    Wall("assignments.TeamProposal", within="inquiry"),
    Wall("assignments.ProposedMember", within="proposal"),
    Wall("assignments.InquiryDecision", within="inquiry"),
    Wall("assignments.Assignment", member="provider", office="counterpart"),
    Wall("assignments.AssignmentMember", within="assignment"),
    Wall("assignments.Classification", within="assignment"),
    Wall("assignments.Checklist", within="assignment"),
    Wall("assignments.ChecklistSignature", within="checklist"),
    Wall("assignments.AssignmentStart", within="assignment"),
    Wall("assignments.AssignmentBudget", within="assignment"),
    Wall("assignments.BudgetWork", within="budget"),
    Wall("assignments.BudgetPurchase", within="budget"),
    Wall("assignments.Availability", within="profile"),
    Wall("assignments.CompetenceProfile", person="person", member="provider"),
    Unwalled("CompetenceField PublicConsent", "public for whoever has consented to be found"),
    Unwalled("Unit UnitMembership UpNetwork UpTerm TeachingDuty UnitRate", "how a provider is made up; no one's case"),
    Unwalled("UnitMeeting MeetingItem MeetingAttendance", "of one unit, whose members change: its seats are asked"),
    Unwalled("ImpartialityStatement", "who is kept out is asked of every case before it is shown"),
    Unwalled("IntakeCount", "counts without people"),
    Called("unit:*", "assignments.Unit"),
)
