"""Inquiries, meetings of a department, proposed teams, statements and development partners."""

from __future__ import annotations

from datetime import date, datetime

from factory import SelfAttribute, Sequence, SubFactory, Trait

from pafyll.apps.assignments.models import (
    ImpartialityStatement,
    Inquiry,
    InquiryDecision,
    InquiryMessage,
    InquiryNote,
    IntakeCount,
    MeetingAttendance,
    MeetingItem,
    ProposedMember,
    TeamProposal,
    UnitMeeting,
    UpNetwork,
    UpTerm,
)
from pafyll.domain.lifecycles.inquiry import InquiryStatus as Q
from pafyll.domain.lifecycles.unit_meeting import UnitMeetingStatus as M
from pafyll.integrations.clock import OSLO
from tests.factories.assignments import AssignmentFactory, UnitFactory
from tests.factories.base import NOW, Factory
from tests.factories.people import OrganisationFactory, PersonFactory, UserFactory

Body = UnitMeeting.Body


class InquiryFactory(Factory):
    """Received today; a trait gives another status."""

    class Meta:
        model = Inquiry

    provider = SubFactory(OrganisationFactory, provider=True)
    reference = Sequence("HV-26-{:06d}".format)
    token_hash = Sequence("{:064x}".format)
    form_key = Sequence("form-{}".format)
    name = "Kjersti Dahl"
    email = "kjersti@example.no"
    workplace = "Lia skole"
    text = "Vi vil bli bedre på begynneropplæring."
    received_at = NOW
    due_on = date(2026, 3, 24)

    class Params:
        received = Trait(status=Q.RECEIVED)
        triaged = Trait(
            status=Q.TRIAGED,
            unit=SubFactory(UnitFactory, provider=SelfAttribute("..provider")),
            responsible=SubFactory(PersonFactory),
            counterpart=SubFactory(OrganisationFactory, school=True),
        )
        to_forum = Trait(status=Q.TO_FORUM)
        answered_yes = Trait(status=Q.ANSWERED_YES, answered_at=NOW)
        answered_no = Trait(status=Q.ANSWERED_NO, answered_at=NOW)
        assignment_made = Trait(
            status=Q.ASSIGNED,
            answered_at=NOW,
            assignment=SubFactory(AssignmentFactory, unit__provider=SelfAttribute("...provider")),
        )
        withdrawn = Trait(status=Q.WITHDRAWN)
        rejected = Trait(status=Q.REJECTED)


class InquiryMessageFactory(Factory):
    """From the inquirer; to=True is from the provider."""

    class Meta:
        model = InquiryMessage

    inquiry = SubFactory(InquiryFactory)
    text = "Vi er seks lærere."
    at = NOW

    class Params:
        to = Trait(by=SubFactory(UserFactory))


class InquiryNoteFactory(Factory):
    class Meta:
        model = InquiryNote

    inquiry = SubFactory(InquiryFactory)
    text = "Ringte."
    by = SubFactory(UserFactory)
    at = NOW


class IntakeCountFactory(Factory):
    class Meta:
        model = IntakeCount

    key = Sequence("{:064x}".format)
    window_starts_at = NOW
    count = 1


class UnitMeetingFactory(Factory):
    """A planned leader forum; council=True is the UP council's."""

    class Meta:
        model = UnitMeeting

    unit = SubFactory(UnitFactory)
    body = Body.LEADER_FORUM
    title = "Lederforum"
    starts_at = datetime(2026, 3, 24, 9, tzinfo=OSLO)
    place = "Møterom"
    created_by = SubFactory(UserFactory)
    created_at = NOW

    class Params:
        council = Trait(body=Body.UP_COUNCIL, title="UP-råd")
        planned = Trait(status=M.PLANNED)
        called = Trait(status=M.CALLED)
        held = Trait(status=M.HELD, minutes="Møtet ble satt.")
        approved = Trait(status=M.APPROVED, minutes="Møtet ble satt.")
        cancelled = Trait(status=M.CANCELLED)


class MeetingItemFactory(Factory):
    class Meta:
        model = MeetingItem

    meeting = SubFactory(UnitMeetingFactory)
    number = Sequence(lambda n: n + 1)
    title = "Ressursplan"

    class Params:
        asked = Trait(
            inquiry=SubFactory(InquiryFactory, to_forum=True, provider=SelfAttribute("..meeting.unit.provider"))
        )


class MeetingAttendanceFactory(Factory):
    class Meta:
        model = MeetingAttendance

    meeting = SubFactory(UnitMeetingFactory, held=True)
    person = SubFactory(PersonFactory)


class TeamProposalFactory(Factory):
    class Meta:
        model = TeamProposal

    inquiry = SubFactory(InquiryFactory, triaged=True)
    field = "collective"
    field_name = "Kollektiv kompetanseutvikling"
    semesters = ["2026H"]
    percent = 10
    result = {"verdicts": [], "lacks": []}
    made_by = SubFactory(UserFactory)
    made_at = NOW


class ProposedMemberFactory(Factory):
    class Meta:
        model = ProposedMember

    proposal = SubFactory(TeamProposalFactory)
    person = SubFactory(PersonFactory)
    part = "expert"

    class Params:
        joined = Trait(joined_at=NOW)


class InquiryDecisionFactory(Factory):
    """A no; yes=True is a yes with a team."""

    class Meta:
        model = InquiryDecision

    item = SubFactory(MeetingItemFactory, asked=True, meeting__held=True)
    inquiry = SelfAttribute("item.inquiry")
    result = "no"
    grounds = "Feltet er ikke vårt."
    decided_on = NOW.date()
    recorded_by = SubFactory(UserFactory)
    recorded_at = NOW

    class Params:
        yes = Trait(result="yes", proposal=SubFactory(TeamProposalFactory, inquiry=SelfAttribute("..inquiry")))


class ImpartialityStatementFactory(Factory):
    """In an assignment, without ties; tied=True has one that nobody has assessed."""

    class Meta:
        model = ImpartialityStatement

    assignment = SubFactory(AssignmentFactory)
    person = SubFactory(PersonFactory)
    outcome = "impartial"
    declared_by = SubFactory(UserFactory)
    declared_at = NOW

    class Params:
        tied = Trait(holds_post=True, facts="Sitter i styret.", outcome="unassessed")
        disqualified = Trait(
            holds_post=True,
            facts="Sitter i styret.",
            outcome="disqualified",
            assessment="Leder part.",
            assessed_by=SubFactory(UserFactory),
            assessed_at=NOW,
        )


class UpNetworkFactory(Factory):
    class Meta:
        model = UpNetwork

    unit = SubFactory(UnitFactory)
    name = Sequence("Nettverk {}".format)


class UpTermFactory(Factory):
    class Meta:
        model = UpTerm

    network = SubFactory(UpNetworkFactory)
    person = SubFactory(PersonFactory)
    starts_on = date(2025, 8, 1)
    ends_before = date(2028, 8, 1)
    appointed_by = SubFactory(UserFactory)
    appointed_at = NOW
