"""Decisions, appeals, outages, jobs and history; and the cases that an owner puts before its politicians."""

from pafyll.apps.casework.models.appeal import Appeal, GroundsDemand
from pafyll.apps.casework.models.attachment import AppealAttachment
from pafyll.apps.casework.models.case import Case, CaseBody, FollowUp
from pafyll.apps.casework.models.consultation import Consultation, ConsultationParticipant, ConsultationStatement
from pafyll.apps.casework.models.decision import Decision
from pafyll.apps.casework.models.door_ticket import DoorTicket
from pafyll.apps.casework.models.event import Event, HistoryHead, HistoryLink
from pafyll.apps.casework.models.heartbeat import Heartbeat
from pafyll.apps.casework.models.impartiality import CaseSubstitute, ImpartialityDeclaration
from pafyll.apps.casework.models.job import Job
from pafyll.apps.casework.models.mail import Mail, MailChoice
from pafyll.apps.casework.models.outage import Outage
from pafyll.apps.casework.models.paper import CaseAttachment, CasePaper, PaperVersion
from pafyll.apps.casework.models.resolution import CommitteeStatement, Resolution, ResolutionPoint
from pafyll.apps.casework.models.task_calendar import TaskCalendar

__all__ = [
    "Appeal",
    "AppealAttachment",
    "Case",
    "CaseAttachment",
    "CaseBody",
    "CasePaper",
    "CaseSubstitute",
    "CommitteeStatement",
    "Consultation",
    "ConsultationParticipant",
    "ConsultationStatement",
    "Decision",
    "DoorTicket",
    "Event",
    "FollowUp",
    "GroundsDemand",
    "Heartbeat",
    "HistoryHead",
    "HistoryLink",
    "ImpartialityDeclaration",
    "Job",
    "Mail",
    "MailChoice",
    "Outage",
    "PaperVersion",
    "Resolution",
    "ResolutionPoint",
    "TaskCalendar",
]
