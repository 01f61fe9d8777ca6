"""An adopted plan opens applications: filled in with what is known, sent by nobody but the teacher, never twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core import mail

from pafyll.apps.applications.models import Application, PlannedApplication
from pafyll.apps.applications.queries.planned import paid_for
from pafyll.apps.applications.services.opening_by_resolution import open_quota, quota_targets
from pafyll.apps.applications.services.opening_from_plan import Grounds, open_planned_applications
from pafyll.apps.casework.resolving import Opening
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.application import ApplicationStatus
from pafyll.integrations.clock import OSLO
from tests.factories import (
    ApplicationFactory,
    CompetencePlanFactory,
    EmploymentFactory,
    OrganisationFactory,
    PlanLineFactory,
    RoleGrantFactory,
    RoundFactory,
    StudyOfferFactory,
    StudyProgrammeFactory,
)

pytestmark = pytest.mark.django_db
IN_THE_WINDOW = datetime(2026, 2, 10, 10, tzinfo=OSLO)
GROUNDS = Grounds("resolution_point:12", "2026/12", "Formannskapet 2026/31")


@pytest.fixture
def plan() -> Any:
    return CompetencePlanFactory(adopted=True)


@pytest.fixture
def siri(plan) -> Any:
    return RoleGrantFactory(owner_officer=True, organisation=plan.owner).person.user


@pytest.fixture
def round() -> Any:
    return RoundFactory(study_year=2026)


def planned(plan: Any, **values: Any) -> Any:
    school = values.pop("school", None) or OrganisationFactory(parent=plan.owner)
    line = PlanLineFactory(run=plan.run_in_force, school=school, **values)
    EmploymentFactory(person=line.person, workplace=school)
    return line


def opened(plan: Any, siri: Any, grounds: Grounds = GROUNDS, at: datetime = IN_THE_WINDOW) -> Any:
    return open_planned_applications(plan=plan, grounds=grounds, by=siri, at=at)


def test_a_draft_is_filled_in_with_what_is_known_and_the_teacher_is_told(
    plan, siri, round, django_capture_on_commit_callbacks
):
    line = planned(plan)
    offer = StudyOfferFactory(programme=StudyProgrammeFactory(stages="1-7"))
    StudyOfferFactory(programme=StudyProgrammeFactory(stages="8-10"), capacity=99)

    with django_capture_on_commit_callbacks(execute=True):
        opened(plan, siri)

    application = Application.objects.get(person=line.person)
    assert application.status == ApplicationStatus.DRAFT
    assert (application.school, application.owner, application.round) == (line.school, plan.owner, round)
    assert (application.offer_1, application.scheme_1, application.semesters) == (offer, "substitute", "both")
    assert "vedtak Formannskapet 2026/31" in application.motivation
    assert application.known_facts["plan"]["title"] == plan.title
    assert [message.to for message in mail.outbox] == [[line.person.email]]
    assert "ikke sendt" in mail.outbox[0].body


def test_doing_it_twice_opens_nothing_and_tells_nobody_twice(plan, siri, round, django_capture_on_commit_callbacks):
    planned(plan)
    opened(plan, siri)

    with django_capture_on_commit_callbacks(execute=True):
        again = opened(plan, siri)

    assert (len(again.opened), len(again.had_one)) == (0, 1)
    assert PlannedApplication.objects.count() == Application.objects.count() == 1
    assert mail.outbox == []


def test_one_who_has_applied_herself_keeps_her_own_application(plan, siri, round):
    line = planned(plan)
    own = ApplicationFactory(round=round, person=line.person)

    done = opened(plan, siri)

    assert done.had_one == (line,)
    assert list(Application.objects.filter(person=line.person)) == [own]


def test_only_those_of_the_rounds_school_year_are_opened(plan, siri, round):
    planned(plan, school_year=2027)
    planned(plan, kind="under_way")

    assert opened(plan, siri).opened == ()


def test_without_an_offer_that_suits_the_teacher_chooses_herself(plan, siri, round):
    planned(plan, credits=60)
    StudyOfferFactory()

    [one] = opened(plan, siri).opened

    assert one.application.offer_1 is None


def test_no_open_round_is_said_with_what_to_do(plan, siri, round):
    planned(plan)

    with pytest.raises(Refusal) as refusal:
        opened(plan, siri, at=round.teacher_closes_at)

    assert refusal.value.answer.code == "no_open_round"
    assert refusal.value.answer.remedy


def test_a_plan_that_is_not_adopted_opens_nothing(siri, round, plan):
    draft = CompetencePlanFactory(computed=True, owner=plan.owner)

    with pytest.raises(Refusal, match="plan_not_adopted"):
        opened(draft, siri)


def test_ola_opens_nothing_for_siris_teachers(plan, round):
    planned(plan)

    with pytest.raises(Refusal, match="not_your_owner"):
        opened(plan, RoleGrantFactory(owner_decider=True).person.user)


def test_a_resolution_puts_the_plan_in_force_and_opens_for_as_many_as_it_says(siri, plan, round):
    proposed = CompetencePlanFactory(proposed=True, owner=plan.owner)
    lines = [PlanLineFactory(run=proposed.runs.get(), position=number) for number in (3, 1, 2)]
    opening = an_opening(proposed, siri, quantity=2)

    first, again = open_quota(opening), open_quota(opening)

    proposed.refresh_from_db()
    assert (proposed.status, proposed.case_number) == ("adopted", "2026/12")
    assert {one.line for one in PlannedApplication.objects.all()} == {lines[1], lines[2]}
    assert "2 søknader åpnet" in first[0].label
    assert "0 søknader åpnet" in again[0].label


def test_a_resolution_before_the_round_is_announced_puts_the_plan_in_force_all_the_same(siri, plan):
    proposed = CompetencePlanFactory(proposed=True, owner=plan.owner)

    [said] = open_quota(an_opening(proposed, siri, quantity=None))

    proposed.refresh_from_db()
    assert proposed.status == "adopted"
    assert "åpnes når" in said.label


def test_a_resolution_cannot_open_another_owners_plan(siri, plan):
    other = CompetencePlanFactory(proposed=True)

    with pytest.raises(Refusal, match="plan_unknown"):
        open_quota(an_opening(other, siri, owner=plan.owner))
    assert [one.key for one in quota_targets(plan.owner)] == [f"plan:{plan.pk}"]


def test_the_resolution_is_followed_down_to_each_teacher_by_those_who_may_see_people(plan, siri, round):
    line = planned(plan)
    opened(plan, siri)
    leif = RoleGrantFactory(union_representative=True, organisation=plan.owner).person.user

    [year] = paid_for(viewer=viewer_of(siri, day=IN_THE_WINDOW.date()), plan=plan)
    assert [(row.line, row.opened.resolution_number) for row in year.rows] == [(line, GROUNDS.resolution_number)]
    assert (year.owner, year.state) == (50_000, 150_000)
    assert paid_for(viewer=viewer_of(leif, day=IN_THE_WINDOW.date()), plan=plan) == []


def an_opening(plan: Any, by: Any, *, quantity: int | None = None, owner: Any = None) -> Opening:
    return Opening(
        kind="quota",
        target=f"plan:{plan.pk}",
        point="resolution_point:12",
        case_number="2026/12",
        resolution_number="Formannskapet 2026/31",
        owner=owner or plan.owner,
        text="Planen vedtas.",
        quantity=quantity,
        by=by,
        at=IN_THE_WINDOW,
    )
