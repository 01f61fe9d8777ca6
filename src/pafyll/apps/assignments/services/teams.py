"""Proposing a team for an inquiry by the rule, departing from it with grounds, and taking members in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.competence_source import source
from pafyll.apps.assignments.models import Assignment, AssignmentMember, Inquiry, ProposedMember, TeamProposal
from pafyll.apps.assignments.permissions import may_coordinate, visible_assignments
from pafyll.apps.assignments.permissions.disqualified import disqualified_in
from pafyll.apps.assignments.permissions.inquiries import may_handle
from pafyll.apps.assignments.queries.staff import staff_of
from pafyll.apps.assignments.services.impartiality import outcome_of
from pafyll.apps.assignments.services.triage import as_viewer
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.assignments import team
from pafyll.domain.assignments.impartiality import is_clear, may_join
from pafyll.domain.assignments.parts import is_open
from pafyll.domain.assignments.taking_in import MESSAGE, plain_words
from pafyll.domain.lifecycles.inquiry import InquiryStatus
from pafyll.domain.rules.deadlines import norwegian_day

S = InquiryStatus
Part = AssignmentMember.Part


@dataclass(frozen=True)
class Chosen:
    """Somebody whom the officer puts in the team."""

    person: int
    part: str
    is_new: bool = False


def rule_proposal(inquiry: Inquiry, need: team.TeamNeed, at: datetime) -> team.TeamProposal:
    """What the rule says today, without anybody who is disqualified in the inquiry."""
    day = norwegian_day(at)
    known = source().candidates(provider=inquiry.provider_id, semesters=need.semesters, day=day)
    out = disqualified_in(inquiry)
    return team.propose_team(need, [replace(one, is_disqualified=one.key in out) for one in known])


@transaction.atomic
def propose(
    *, inquiry: Inquiry, need: team.TeamNeed, chosen: Sequence[Chosen], departs_why: str, by: User, at: datetime
) -> TeamProposal:
    """Keeps the rule's proposal with every reason, and the team as the officer put it together."""
    require(may_handle(as_viewer(by, at), inquiry))
    if inquiry.status not in (S.TRIAGED, S.TO_FORUM):
        raise Refusal(no("not_open_for_team", "Laget settes sammen mens henvendelsen er fordelt eller i lederforum."))
    said, words = rule_proposal(inquiry, need, at), plain_words(departs_why)
    require(first_no([_suits(inquiry, chosen, at), _is_explained(said, chosen, words)]))
    made = TeamProposal.objects.create(
        inquiry=inquiry,
        field=need.field,
        field_name=need.field_name,
        semesters=list(need.semesters),
        percent=need.percent,
        result=said.stored(),
        departs_why=words if _departs(said, chosen) else "",
        made_by=by,
        made_at=at,
    )
    rows = [ProposedMember(proposal=made, person_id=one.person, part=one.part, is_new=one.is_new) for one in chosen]
    ProposedMember.objects.bulk_create(rows)
    record(about=inquiry.about, verb="team_proposed", by=by, at=at, departs=bool(made.departs_why))
    return made


@transaction.atomic
def take_in(*, proposed: ProposedMember, assignment: Assignment, by: User, at: datetime) -> AssignmentMember:
    """Makes a proposed member a member: only when she has declared, nothing is in the way, and the part is open."""
    assignment = Assignment.objects.select_for_update().get(pk=assignment.pk)
    viewer, day = as_viewer(by, at), norwegian_day(at)
    if not visible_assignments(viewer, day=day).filter(pk=assignment.pk).exists():
        raise Refusal(no("not_yours", "Oppdraget er ikke ditt."))
    require(may_coordinate(viewer, assignment.provider_id))
    require(may_be_taken_in(proposed, assignment))
    if not ProposedMember.objects.filter(pk=proposed.pk, joined_at__isnull=True).update(joined_at=at):
        raise AlreadyChanged("forslaget")
    made = AssignmentMember.objects.create(
        assignment=assignment,
        person=proposed.person,
        part=proposed.part,
        is_new=proposed.is_new,
        percent=proposed.proposal.percent,
        starts_on=day,
    )
    record(about=assignment.about, verb="member_taken_in", by=by, at=at, person=str(proposed.person))
    return made


def may_be_taken_in(proposed: ProposedMember, assignment: Assignment) -> Answer:
    """Whether anything stands in the way of membership; what cannot be mended is said first."""
    outcome, name = outcome_of(assignment, proposed.person_id), str(proposed.person)
    return first_no([is_clear(outcome, name), is_open(proposed.part, assignment.status), may_join(outcome, name)])


def _suits(inquiry: Inquiry, chosen: Sequence[Chosen], at: datetime) -> Answer:
    if not chosen:
        return no("nobody_chosen", "Velg minst én.", field="members")
    staff = set(staff_of(inquiry.provider_id, day=norwegian_day(at)).values_list("pk", flat=True))
    if {one.person for one in chosen} - staff:
        return no("not_staff", "Velg blant dem som arbeider hos dere.", field="members")
    if any(one.part not in Part.values for one in chosen):
        return no("unknown_part", "Velg en rolle for hver.", field="members")
    out = disqualified_in(inquiry)
    if out & {one.person for one in chosen}:
        return no("disqualified_chosen", "En du har valgt, er inhabil.", law="fvl. § 6", field="members")
    return yes()


def _departs(said: team.TeamProposal, chosen: Sequence[Chosen]) -> bool:
    ours = {one.key for one in said.chosen}
    return ours != {one.person for one in chosen if one.part not in (Part.UP1, Part.UP2)}


def _is_explained(said: team.TeamProposal, chosen: Sequence[Chosen], words: str) -> Answer:
    if len(words) > MESSAGE:
        return no("too_long", "Det er plass til {most} tegn her.", field="departs_why", most=MESSAGE)
    if words or not _departs(said, chosen):
        return yes()
    return no("departs_unexplained", "Laget er et annet enn det regelen foreslår. Skriv hvorfor.", field="departs_why")
