"""Proposing a team for an inquiry by the rule, departing from it with grounds, and taking members in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from pafyll.apps.accounts.models import User
from pafyll.apps.assignments.competence_source import source
from pafyll.apps.assignments.models import Assignment, AssignmentMember, Inquiry, ProposedMember, TeamProposal
from pafyll.apps.assignments.permissions import may_coordinate, visible_assignments
from pafyll.apps.assignments.permissions.disqualified import disqualified_in
from pafyll.apps.assignments.permissions.inquiries import may_handle
from pafyll.apps.assignments.queries.staff import PROPOSED_LATER, staff_of
from pafyll.apps.assignments.services.impartiality import outcome_of
from pafyll.apps.assignments.services.telling import tell_person
from pafyll.apps.assignments.services.triage import as_viewer
from pafyll.apps.casework.services import AlreadyChanged, Refusal, record, require
from pafyll.apps.organisations.models import Person
from pafyll.domain.answers import Answer, first_no, no, yes
from pafyll.domain.assignments import team
from pafyll.domain.assignments.impartiality import is_clear, may_join
from pafyll.domain.assignments.parts import LIVE, is_open
from pafyll.domain.assignments.taking_in import MESSAGE, fits, plain_words
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
def propose_another(
    *, assignment: Assignment, person: Person, part: str, why: str, by: User, at: datetime
) -> ProposedMember:
    """Proposes one more after the decision: when somebody is disqualified, or leaves. She declares before she joins."""
    assignment = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    viewer, day = as_viewer(by, at), norwegian_day(at)
    if not visible_assignments(viewer, day=day).filter(pk=assignment.pk).exists():
        raise Refusal(no("not_yours", "Oppdraget er ikke ditt."))
    require(may_coordinate(viewer, assignment.provider_id))
    words, proposal = plain_words(why), proposal_of(assignment)
    if proposal is None:
        raise Refusal(no("no_proposal", "Oppdraget har ikke noe lag som er foreslått i lederforum."))
    require(first_no([_may_be_added(assignment, proposal, person, day), fits(words, MESSAGE, "why")]))
    known = source().candidates(provider=assignment.provider_id, semesters=proposal.semesters, day=day)
    is_new = any(one.key == person.pk and one.earlier == 0 for one in known)
    made = ProposedMember.objects.create(proposal=proposal, person=person, part=part, is_new=is_new)
    record(about=assignment.about, verb=PROPOSED_LATER, by=by, at=at, why=words, person=str(person))
    tell_person(person, "asked_to_declare", assignment=assignment)
    return made


def proposal_of(assignment: Assignment) -> TeamProposal | None:
    """The team that the forum said yes to; None for an assignment that no inquiry led to. Two queries at most."""
    decision = getattr(getattr(assignment, "inquiry", None), "decision", None)
    return decision.proposal if decision else None


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


def _may_be_added(assignment: Assignment, proposal: TeamProposal, person: Person, day: date) -> Answer:
    if assignment.status not in LIVE:
        return no("assignment_over", "Oppdraget er avsluttet.")
    if not staff_of(assignment.provider_id, day=day).filter(pk=person.pk).exists():
        return no("not_staff", "Velg blant dem som arbeider hos dere.", field="person")
    if proposal.members.filter(person=person).exists():
        return no("proposed_already", "{name} er alt foreslått.", field="person", name=str(person))
    return is_clear(outcome_of(assignment, person.pk), str(person))


def _departs(said: team.TeamProposal, chosen: Sequence[Chosen]) -> bool:
    ours = {one.key for one in said.chosen}
    return ours != {one.person for one in chosen if one.part not in (Part.UP1, Part.UP2)}


def _is_explained(said: team.TeamProposal, chosen: Sequence[Chosen], words: str) -> Answer:
    if len(words) > MESSAGE:
        return no("too_long", "Det er plass til {most} tegn her.", field="departs_why", most=MESSAGE)
    if words or not _departs(said, chosen):
        return yes()
    return no("departs_unexplained", "Laget er et annet enn det regelen foreslår. Skriv hvorfor.", field="departs_why")
