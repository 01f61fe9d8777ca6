"""Where the parts of an assignment meet: who is disqualified sees no agreement, and a finished one asks its schools."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.apps.agreements.models import Agreement
from pafyll.apps.agreements.permissions import visible_agreements
from pafyll.apps.assignments.models import Assignment
from pafyll.apps.assignments.services.starting import evaluate_assignment
from pafyll.apps.casework.models import Event
from pafyll.apps.casework.services import Refusal
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.surveys.triggers.assignments import finished_assignments
from tests.factories import ImpartialityStatementFactory, SurveyFactory
from tests.factories.base import NOW, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.heavy(30)]


def user_of(key):
    from pafyll.apps.accounts.models import User

    return User.objects.get(username=key)


def test_whoever_is_disqualified_in_an_assignment_sees_no_agreement_about_it(world):
    about = Agreement.objects.exclude(about="").filter(about__startswith="assignment:").first()
    liv = user_of("liv")
    viewer = viewer_of(liv, day=TODAY)
    assert visible_agreements(viewer, day=TODAY).filter(pk=about.pk).exists()

    assignment = Assignment.objects.get(pk=about.about.removeprefix("assignment:"))
    ImpartialityStatementFactory(disqualified=True, assignment=assignment, inquiry=None, person=liv.person)

    assert not visible_agreements(viewer, day=TODAY).filter(pk=about.pk).exists()


def test_the_schools_of_a_finished_assignment_are_asked_from_the_day_it_is_finished(world):
    assignment = Assignment.objects.get(number="OPP-2024-1")  # with Fjordvik
    opens = {"opens_on": date(2025, 9, 1), "closes_on": date(2026, 3, 31)}
    survey = SurveyFactory(owner=assignment.provider, moment="project_finished", **opens)
    later = SurveyFactory(owner=assignment.provider, moment="project_finished", opens_on=date(2026, 3, 1))

    asked = [one.name for one in finished_assignments(survey, TODAY) if assignment.about in one.key]

    assert "Per Haugland" in asked
    assert not [one for one in finished_assignments(survey, date(2025, 6, 19)) if assignment.about in one.key]
    assert not [one for one in finished_assignments(later, TODAY) if assignment.about in one.key]  # too long ago


def test_what_was_learned_is_written_once_and_only_when_the_assignment_is_finished(world):
    liv = user_of("liv")
    finished = Assignment.objects.get(number="OPP-2024-1")
    planned = Assignment.objects.get(number="OPP-2026-1")

    evaluate_assignment(assignment=finished, why="Lesestund hver dag virket.", by=liv, at=NOW)

    assert Event.objects.filter(about=finished.about, verb="evaluated").get().why == "Lesestund hver dag virket."
    for again in (finished, planned):
        with pytest.raises(Refusal):
            evaluate_assignment(assignment=again, why="Mer", by=liv, at=NOW)
