"""What the leader forum decides about an inquiry, with grounds; and the assignment that is made of a yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.models import (
    Assignment,
    Inquiry,
    InquiryDecision,
    MeetingItem,
    ProposedMember,
    TeamProposal,
    UnitMeeting,
    UpNetwork,
)
from pafyll.apps.assignments.permissions.inquiries import may_handle
from pafyll.apps.assignments.permissions.meetings import may_keep_item
from pafyll.apps.assignments.services.meetings import has_begun
from pafyll.apps.assignments.services.telling import tell_person
from pafyll.apps.assignments.services.triage import as_viewer, send_words
from pafyll.apps.casework.permissions.cases import in_force
from pafyll.apps.casework.services import Refusal, advance, record, require
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.assignments.taking_in import fits, plain_line, plain_words
from pafyll.domain.lifecycles.assignment import AssignmentStatus
from pafyll.domain.lifecycles.inquiry import INQUIRY, InquiryStatus
from pafyll.domain.lifecycles.unit_meeting import UNIT_MEETING, UnitMeetingStatus
from pafyll.domain.rules.deadlines import norwegian_day

S = InquiryStatus
Result = InquiryDecision.Result
GROUNDS, TITLE = 4_000, 200


@dataclass(frozen=True)
class Planned:
    """The assignment that a yes makes. network: its two UP1 are proposed as contacts."""

    title: str
    starts_on: date
    ends_on: date
    network: UpNetwork | None = None


@transaction.atomic
def decide_yes(
    *,
    item: MeetingItem,
    grounds: str,
    answer: str,
    proposal: TeamProposal | None,
    planned: Planned | None,
    by: User,
    at: datetime,
) -> Inquiry:
    """Yes: the decision with who was considered, the answer mailed, and the assignment where it is planned already."""
    inquiry = _open(item, by, at)
    require(_has_team(inquiry, proposal))
    _decided(item, inquiry, Result.YES, grounds, proposal, by, at)
    send_words(inquiry, answer, by=by, at=at, field="answer")
    advance(inquiry, lifecycle=INQUIRY, to=S.ANSWERED_YES, by=by, at=at)
    inquiry.answered_at = at
    inquiry.save(update_fields=["answered_at"])
    if planned is not None:
        make_assignment(inquiry=inquiry, planned=planned, by=by, at=at)
    return inquiry


@transaction.atomic
def make_assignment(*, inquiry: Inquiry, planned: Planned, by: User, at: datetime) -> Assignment:
    """An assignment that is planned, of an inquiry that was answered with yes.

    Nobody is a member yet: those in the team, and the network's UP1, are asked to declare first.
    """
    inquiry = Inquiry.objects.select_for_update(of=("self",)).select_related("provider").get(pk=inquiry.pk)
    require(may_handle(as_viewer(by, at), inquiry))
    require(first_no([INQUIRY.may_become(inquiry.status, S.ASSIGNED), _has_counterpart(inquiry), _lasts(planned)]))
    assignment = _assignment_of(inquiry, planned, at)
    made = Inquiry.objects.filter(pk=inquiry.pk, status=S.ANSWERED_YES)
    made.update(assignment=assignment, status=S.ASSIGNED)  # both at once: an_assignment_is_made_of_it
    record(about=inquiry.about, verb=S.ASSIGNED, by=by, at=at, before=S.ANSWERED_YES, after=S.ASSIGNED)
    record(about=assignment.about, verb="planned", by=by, at=at, after=AssignmentStatus.PLANNED)
    proposal = inquiry.decision.proposal
    assert proposal is not None  # a yes has one
    _propose_contacts(proposal, planned, at)
    for one in proposal.members.select_related("person__user"):
        tell_person(one.person, "asked_to_declare", assignment=assignment)
    return assignment


@transaction.atomic
def decide_no(*, item: MeetingItem, grounds: str, answer: str, by: User, at: datetime) -> InquiryDecision:
    """No, with grounds for the minutes and an answer to the one who asked."""
    inquiry = _open(item, by, at)
    made = _decided(item, inquiry, Result.NO, grounds, inquiry.proposals.first(), by, at)
    send_words(inquiry, answer, by=by, at=at, field="answer")
    advance(inquiry, lifecycle=INQUIRY, to=S.ANSWERED_NO, by=by, at=at)
    Inquiry.objects.filter(pk=inquiry.pk).update(answered_at=at)
    return made


def _open(item: MeetingItem, by: User, at: datetime) -> Inquiry:
    """The matter's inquiry, held; the meeting is held from the first decision."""
    meeting = UnitMeeting.objects.select_for_update(of=("self",)).select_related("unit").get(pk=item.meeting_id)
    require(first_no([may_keep_item(as_viewer(by, at), item), has_begun(meeting, at)]))
    if item.inquiry_id is None:
        raise Refusal(no("not_an_inquiry", "Bare henvendelser får svar her. Skriv det andre i referatet."))
    if meeting.status == UnitMeetingStatus.CALLED:
        advance(meeting, lifecycle=UNIT_MEETING, to=UnitMeetingStatus.HELD, by=by, at=at)
    return Inquiry.objects.select_for_update(of=("self",)).select_related("provider").get(pk=item.inquiry_id)


def _decided(
    item: MeetingItem, inquiry: Inquiry, result: str, grounds: str, proposal: TeamProposal | None, by: User,
    at: datetime,
) -> InquiryDecision:  # fmt: skip
    words = plain_words(grounds)
    require(fits(words, GROUNDS, "grounds"))
    require(INQUIRY.may_become(inquiry.status, S.ANSWERED_NO))
    return InquiryDecision.objects.create(
        item=item,
        inquiry=inquiry,
        result=result,
        grounds=words,
        proposal=proposal,
        decided_on=norwegian_day(at),
        recorded_by=by,
        recorded_at=at,
    )


def _assignment_of(inquiry: Inquiry, planned: Planned, at: datetime) -> Assignment:
    """Numbered after the inquiry, whose reference nobody else has."""
    assert inquiry.unit_id is not None  # _has_counterpart
    assert inquiry.counterpart_id is not None
    return Assignment.objects.create(
        provider_id=inquiry.provider_id,
        unit_id=inquiry.unit_id,
        counterpart_id=inquiry.counterpart_id,
        number=f"OPP-{inquiry.reference.removeprefix('HV-')}",
        title=plain_line(planned.title),
        description=inquiry.text,
        area=inquiry.area,
        starts_on=planned.starts_on,
        ends_on=planned.ends_on,
        created_at=at,
    )


def _propose_contacts(proposal: TeamProposal, planned: Planned, at: datetime) -> None:
    """The network's UP1 of the day, unless they are in the team already."""
    if planned.network is None:
        return
    known = set(proposal.members.values_list("person", flat=True))
    for term in planned.network.terms.filter(in_force(norwegian_day(at))):
        if term.person_id not in known:
            ProposedMember.objects.create(proposal=proposal, person_id=term.person_id, part="up1")
            known.add(term.person_id)


def _has_team(inquiry: Inquiry, proposal: TeamProposal | None) -> Answer:
    if proposal is not None and proposal.inquiry_id == inquiry.pk:
        return yes()
    remedy = "Sett sammen laget på henvendelsens side. Da står det hvem som ble vurdert."
    return no("no_team", "Det er ikke foreslått noe lag.", remedy=remedy, field="proposal")


def _has_counterpart(inquiry: Inquiry) -> Answer:
    if inquiry.counterpart_id and inquiry.unit_id:
        return yes()
    remedy = "Velg virksomheten når du fordeler henvendelsen."
    return no("no_counterpart", "Henvendelsen er ikke knyttet til en virksomhet.", remedy=remedy)


def _lasts(planned: Planned) -> Answer:
    if planned.ends_on < planned.starts_on:
        return no("ends_before_start", "Sluttdatoen må være etter startdatoen.", field="ends_on")
    return fits(plain_line(planned.title), TITLE, "title")
