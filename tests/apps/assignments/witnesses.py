"""Who has a page of competence, receives inquiries, keeps meetings, and prices, starts and ends assignments."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from pafyll.apps.assignments.models import AssignmentMember
from pafyll.apps.assignments.services.budgeting import start_budget
from pafyll.apps.assignments.services.checking import save_list
from pafyll.apps.assignments.services.classifying import classify
from pafyll.apps.assignments.services.competence import give_consent, own_profile
from pafyll.apps.assignments.services.councils import found_network
from pafyll.apps.assignments.services.entering_figures import enter_duty
from pafyll.apps.assignments.services.impartiality import assess
from pafyll.apps.assignments.services.meetings import take_off
from pafyll.apps.assignments.services.signing_budgets import sign_budget
from pafyll.apps.assignments.services.starting import cancel_assignment, finish_assignment
from pafyll.apps.assignments.services.triage import reject_as_abuse, write_note
from pafyll.domain.assignments.checklists import UNIT
from pafyll.integrations.clock import OSLO
from tests.apps.assignments.place import Place
from tests.architecture.named_witnesses import Outcomes, acting, opened, tried, witness_of
from tests.architecture.policy_lines import ALLOW, DENY
from tests.factories import (
    AssignmentFactory,
    AssignmentMemberFactory,
    CompetenceProfileFactory,
    ImpartialityStatementFactory,
    InquiryFactory,
    MeetingItemFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    UnitFactory,
    UnitMeetingFactory,
    UnitMembershipFactory,
)
from tests.factories.base import NOW, TODAY

PRICES = "assignments.permissions.prices"
LATER = datetime(2027, 6, 20, 10, tzinfo=OSLO)


@witness_of("assignments.permissions.competence", "may_have_profile")
def geir_has_a_page_where_heacting() -> Outcomes:
    here, elsewhere = OrganisationFactory(provider=True), OrganisationFactory(provider=True)
    geir = acting("academic", here)
    return [tried(own_profile, provider=college, by=geir, at=NOW) for college in (here, elsewhere)]


@witness_of("assignments.permissions.competence", "may_edit_profile")
def geir_alone_lets_everyone_read_his_page() -> Outcomes:
    profile = CompetenceProfileFactory()
    people = profile.person, PersonFactory()
    return [tried(give_consent, profile=profile, shows=("fields",), by=one.user, at=NOW) for one in people]


@witness_of("assignments.permissions.inquiries", "may_note")
def liv_writes_a_note_in_an_inquiry_and_geir_does_not() -> Outcomes:
    inquiry = InquiryFactory()
    people = (acting(role, inquiry.provider) for role in ("assignment_coordinator", "academic"))
    return [tried(write_note, inquiry=inquiry, text="Ringte.", by=by, at=NOW) for by in people]


@witness_of(PRICES, "may_fill_unit_list", "_has_role", "_is_another_than_leader", "_is_planned")
def arvid_fills_the_units_checklist_before_the_start_of_what_he_does_not_lead() -> Outcomes:
    planned = AssignmentFactory()
    started, led = AssignmentFactory(unit=planned.unit, started=True), AssignmentFactory(unit=planned.unit)
    arvid = RoleGrantFactory(unit_head=True, organisation=planned.provider).person
    AssignmentMemberFactory(assignment=led, person=arvid, part=AssignmentMember.Part.MANAGER)
    mona = acting("project_economist", planned.provider)
    given = {"kind": UNIT, "answers": {}, "edition": 0}
    tries = (planned, arvid.user), (planned, mona), (started, arvid.user), (led, arvid.user)
    return [tried(save_list, assignment=one, **given, by=by, at=NOW) for one, by in tries]


def _at(provider, *roles):
    return [acting(role, provider) for role in roles]


@witness_of(PRICES, "may_keep_budget", "_keeps_budget", "_goes_on")
def mona_begins_a_budget_of_what_goes_on() -> Outcomes:
    planned = AssignmentFactory()
    over = AssignmentFactory(unit=planned.unit, cancelled=True)
    mona, arvid = _at(planned.provider, "project_economist", "unit_head")
    tries = (planned, mona), (planned, arvid), (over, mona)
    return [tried(start_budget, assignment=one, by=by, at=NOW) for one, by in tries]


@witness_of(PRICES, "may_sign_budget", ways=(DENY,))
def mona_signs_a_budget() -> Outcomes:
    place = Place()
    place.classified()
    budget = place.budgeted()
    return [tried(sign_budget, budget=budget, edition=budget.edition, by=place.mona, at=NOW)]


@witness_of(PRICES, "may_classify")
def mona_judges_what_an_assignment_is_and_liv_does_not() -> Outcomes:
    assignment = AssignmentFactory()
    given = {"assignment": assignment, "funding": "commissioned", "because": "Kommunen bestiller."}
    people = _at(assignment.provider, "project_economist", "assignment_coordinator")
    return [tried(classify, **given, by=by, at=NOW) for by in people]


@witness_of(PRICES, "may_end_assignment")
def liv_calls_an_assignment_off_and_mona_does_not() -> Outcomes:
    assignment = AssignmentFactory()
    people = _at(assignment.provider, "assignment_coordinator", "project_economist")
    return [tried(cancel_assignment, assignment=assignment, why="Ikke nok folk.", by=by, at=NOW) for by in people]


@witness_of(PRICES, "may_run_assignment")
def liv_finishes_an_assignment_and_mona_does_not() -> Outcomes:
    assignment = AssignmentFactory(started=True)
    people = _at(assignment.provider, "assignment_coordinator", "project_economist")
    return [tried(finish_assignment, assignment=assignment, why="Alt er gjort.", by=by, at=LATER) for by in people]


@witness_of(PRICES, "may_enter_duty")
def arvid_enters_teaching_duty_and_mona_does_not() -> Outcomes:
    membership = UnitMembershipFactory()
    duty = {"membership": membership, "hours": Decimal(398), "source": "Arbeidsplanen", "starts_on": TODAY}
    people = _at(membership.unit.provider, "unit_head", "project_economist")
    return [tried(enter_duty, **duty, by=by, at=NOW) for by in people]


@witness_of("assignments.permissions", "may_coordinate")
def liv_founds_a_network_and_arvid_does_not() -> Outcomes:
    unit = UnitFactory()
    people = _at(unit.provider, "assignment_coordinator", "unit_head")
    return [tried(found_network, unit=unit, name="Nettverk nord", by=by, at=NOW) for by in people]


@witness_of("assignments.permissions.inquiries", "may_handle")
def liv_rejects_an_inquiry_and_geir_does_not() -> Outcomes:
    inquiry = InquiryFactory()
    people = _at(inquiry.provider, "assignment_coordinator", "academic")
    return [tried(reject_as_abuse, inquiry=inquiry, why="Reklame.", by=by, at=NOW) for by in people]


@witness_of("assignments.permissions.inquiries", "may_assess_at")
def arvid_assesses_who_is_impartial_and_liv_does_not() -> Outcomes:
    statement = ImpartialityStatementFactory(tied=True)
    given = {"statement": statement, "outcome": "impartial", "assessment": "Ingen nær tilknytning."}
    people = _at(statement.assignment.provider, "unit_head", "assignment_coordinator")
    return [tried(assess, **given, by=by, at=NOW) for by in people]


@witness_of("assignments.permissions.meetings", "may_keep", "may_keep_item", "may_see_item", "may_see_among")
def liv_takes_a_matter_off_unless_she_is_disqualified_in_it() -> Outcomes:
    meeting = UnitMeetingFactory()
    plain, own = MeetingItemFactory(meeting=meeting), MeetingItemFactory(meeting=meeting, asked=True)
    liv = RoleGrantFactory(assignment_coordinator=True, organisation=meeting.unit.provider).person
    ImpartialityStatementFactory(disqualified=True, assignment=None, inquiry=own.inquiry, person=liv)
    tries = (plain, liv.user), (plain, acting("unit_head", meeting.unit.provider)), (own, liv.user)
    return [tried(take_off, item=one, by=by, at=NOW) for one, by in tries]


@witness_of(PRICES, "may_see_price", ways=(ALLOW,))
def geir_does_not_see_the_price_of_what_he_only_works_in() -> Outcomes:
    assignment = AssignmentFactory()
    geir = RoleGrantFactory(academic=True, organisation=assignment.provider).person
    AssignmentMemberFactory(assignment=assignment, person=geir)
    return [opened("provider:budget", assignment.pk, by=geir.user)]
