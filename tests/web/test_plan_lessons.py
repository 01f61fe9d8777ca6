"""What was learned in finished projects comes to the forum's plan, and the secretariat takes it up in the draft."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from pafyll.apps.assignments.queries.evaluation import lessons_for
from pafyll.apps.casework.services import record
from pafyll.apps.forums.models import PlanRevision
from pafyll.apps.forums.services import plans
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.domain.answers import Refusal
from tests.factories import (
    AssignmentFactory,
    ForumDecisionFactory,
    ImpartialityStatementFactory,
    OrganisationFactory,
)
from tests.factories.base import NOW
from tests.fixtures.forum import DAY

LESSON = "To korte dager virker bedre enn én lang."
PAGE = "/nasjonal/kollektiv/forum/plan/{}/"


def evaluated(owner, words=LESSON, *, at=NOW):
    made = AssignmentFactory(evaluated=True, counterpart=owner, title="Muntlig vurdering")
    record(about=made.about, verb="evaluated", by=None, at=at, why=words)
    return made


@pytest.fixture
def plan(county):
    return plans.start_plan(forum=county.forum, new=plans.NewPlan("Plan", 2026, 2029), by=county.user("tor"), at=NOW)


@pytest.fixture
def siris(county):
    return county.seats["siri"].organisation


def client_of(county, key):
    client = Client()
    client.force_login(county.user(key))
    return client


def test_tor_takes_a_lesson_up_once_as_the_last_part_of_the_draft(county, plan, siris):
    made, tor = evaluated(siris), client_of(county, "tor")
    draft = plan.revisions.get()
    plans.write_parts(revision=draft, parts=[plans.Part("Del 1")], by=county.user("tor"), at=NOW)
    assert LESSON in tor.get(PAGE.format(plan.pk)).content.decode()

    for _twice in range(2):
        tor.post(f"/nasjonal/kollektiv/forum/revisjon/{draft.pk}/ta-opp/", {"oppdrag": made.pk})

    assert [one.title for one in draft.parts.all()] == ["Del 1", "Erfaring: Muntlig vurdering"]
    assert LESSON in draft.parts.last().text
    assert "Tatt opp i utkastet" in tor.get(PAGE.format(plan.pk)).content.decode()


def test_siri_reads_it_and_takes_nothing_up_and_what_is_adopted_takes_nothing_in(county, plan, siris):
    made, draft = evaluated(siris), plan.revisions.get()
    plans.write_parts(revision=draft, parts=[plans.Part("Del 1")], by=county.user("tor"), at=NOW)
    decision = ForumDecisionFactory(item__meeting__forum=county.forum)
    plans.adopt_revision(revision=draft, decision=decision, by=county.user("tor"), at=NOW - timedelta(days=1))
    siri = client_of(county, "siri")

    page = siri.get(f"/eier/kollektiv/forum/plan/{plan.pk}/").content.decode()
    assert LESSON in page
    assert "Ta opp" not in page
    for key in ("siri", "tor"):
        with pytest.raises(Refusal):
            plans.take_up(revision=draft, part=plans.Part("x"), source=made.about, by=county.user(key), at=NOW)
    assert PlanRevision.objects.get().parts.count() == 1


def test_only_what_came_since_the_plan_was_adopted_with_the_forums_own_and_not_to_one_who_is_disqualified(
    county, plan, siris
):
    school = OrganisationFactory(school=True, parent=siris)
    evaluated(school, "Ved en skole.")
    evaluated(siris, "Før planen.", at=NOW - timedelta(days=400))
    evaluated(OrganisationFactory(municipality=True), "Hos andre.")
    barred = evaluated(siris, "Om hennes eget.")
    viewer = viewer_of(county.user("siri"), day=DAY)
    ImpartialityStatementFactory(disqualified=True, assignment=barred, inquiry=None, person=viewer.person)

    assert {one.words for one in lessons_for(plan, viewer=viewer)} == {"Ved en skole.", "Før planen."}
    plans.write_parts(revision=plan.revisions.get(), parts=[plans.Part("Del 1")], by=county.user("tor"), at=NOW)
    decision = ForumDecisionFactory(item__meeting__forum=county.forum)
    plans.adopt_revision(
        revision=plan.revisions.get(), decision=decision, by=county.user("tor"), at=NOW - timedelta(days=1)
    )
    assert [one.words for one in lessons_for(plan, viewer=viewer)] == ["Ved en skole."]


def test_a_made_up_project_is_not_found(county, plan):
    tor, draft = client_of(county, "tor"), plan.revisions.get()

    for key in ("", "999999", "x"):
        answer = tor.post(f"/nasjonal/kollektiv/forum/revisjon/{draft.pk}/ta-opp/", {"oppdrag": key})
        assert answer.status_code == 404
