"""One sample of everything that an address about inquiries, meetings and networks can name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pafyll.apps.assignments.models import ImpartialityStatement, Inquiry, ProposedMember, UnitMeeting, UpNetwork
from pafyll.apps.organisations.models import Organisation


def inquiry(status: str = "triaged") -> int:
    return Inquiry.objects.filter(status=status).earliest("pk").pk


def meeting(status: str) -> int:
    return UnitMeeting.objects.filter(status=status, body="leader_forum").earliest("pk").pk


def item() -> int:
    """The matter on the agenda that is called."""
    return UnitMeeting.objects.get(pk=meeting("called")).items.filter(inquiry__isnull=False).get().pk


def made() -> int:
    """The assignment that was made of an inquiry."""
    pk = Inquiry.objects.get(status="assignment_made").assignment_id
    assert pk is not None
    return pk


def proposed() -> int:
    """The member of its team who may be taken in."""
    return ProposedMember.objects.get(proposal__inquiry__assignment=made(), part="expert").pk


OF_ONE = ("inquiry", "triage_inquiry", "answer_no", "step_aside", "propose_team")
OF_PLANNED = ("unit_meeting", "unit_meeting_agenda", "unit_meeting_matter", "cancel_unit_meeting")
INQUIRIES: dict[str, Callable[[], Any]] = {
    "public:entrance.pk": lambda: Organisation.objects.get(name="Høgskolen i Innhavet").pk,
    "public:ask.pk": lambda: Organisation.objects.get(name="Høgskolen i Innhavet").pk,
    "public:inquiry.token": lambda: "historien-triaged",
    "public:withdraw_inquiry.token": lambda: "historien-triaged",
    **{f"provider:{name}.pk": inquiry for name in OF_ONE},
    "provider:reject_inquiry.pk": lambda: inquiry("received"),
    "provider:make_assignment.pk": lambda: inquiry("answered_yes"),
    **{f"provider:{name}.pk": lambda: meeting("planned") for name in OF_PLANNED},
    "provider:call_unit_meeting.pk": lambda: meeting("planned"),
    "provider:approve_unit_meeting.pk": lambda: UnitMeeting.objects.get(status="held").pk,
    "provider:unit_meeting_minutes.pk": lambda: UnitMeeting.objects.get(status="held").pk,
    "provider:unit_meeting_paper.pk": lambda: meeting("approved"),
    "provider:unit_meeting_paper.kind": lambda: "referat",
    "provider:unit_meeting_paper.form": lambda: "docx",
    "provider:decide_yes.pk": item,
    "provider:decide_no.pk": item,
    "provider:appoint_up1.pk": lambda: UpNetwork.objects.earliest("pk").pk,
    "provider:declare.pk": made,
    "provider:assess.pk": made,
    "provider:assess.statement": lambda: ImpartialityStatement.objects.filter(assignment=made()).earliest("pk").pk,
    "provider:propose_another.pk": made,
    "provider:take_in.pk": made,
    "provider:take_in.proposed": proposed,
}
