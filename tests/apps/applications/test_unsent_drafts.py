"""A draft is the teacher's own, also after it is withdrawn or the round has passed it by."""

from __future__ import annotations

import pytest

from pafyll.apps.applications.models import Application
from pafyll.apps.applications.queries.owner import earlier_of, visible_applications
from pafyll.apps.applications.queries.representative import total_of_round, totals_by_subject
from pafyll.apps.applications.queries.school import applications_from_my_schools, statement_rows
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from tests.apps.applications.fjordvik import TOO_LATE, Fjordvik, fjordvik, user
from tests.factories import ApplicationFactory, RoleGrantFactory, RoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(clock) -> Fjordvik:
    clock.move_to("2026-03-10")
    return fjordvik()


@pytest.fixture
def siri(town) -> Viewer:
    grant = RoleGrantFactory(owner_officer=True, organisation=town.school.parent)
    return viewer_of(user(grant.person), day=TOO_LATE.date())


@pytest.fixture(params=["withdrawn", "lapsed"])
def unsent(request, town) -> Application:
    """What Kari wrote and never sent."""
    draft = town.draft()
    Application.objects.filter(pk=draft.pk).update(status=request.param)
    return draft


def test_siri_never_reads_what_kari_did_not_send(siri, unsent):
    assert unsent not in visible_applications(siri, TOO_LATE)


def test_siri_does_not_see_it_among_karis_earlier_applications_either(siri, town, unsent):
    now = ApplicationFactory(
        round=RoundFactory(study_year=2027), number="2027-00001", person=town.kari, school=town.school
    )

    assert earlier_of(viewer=siri, application=now) == []


def test_per_never_reads_what_kari_did_not_send(town, unsent):
    per = viewer_of(user(town.per), day=TOO_LATE.date())

    assert not applications_from_my_schools(viewer=per).exists()


def test_a_draft_that_lapsed_is_no_refusal_the_year_after(town):
    per = viewer_of(user(town.per), day=TOO_LATE.date())
    lapsed = {"status": "lapsed", "submitted_at": None, "number": "2025-00001"}
    ApplicationFactory(person=town.kari, round=RoundFactory(study_year=2025), school=town.school, **lapsed)
    town.sent()

    (row,) = statement_rows(viewer=per, round=town.round, at=TOO_LATE)

    assert row.refusals == 0


def test_what_was_not_sent_is_not_counted_among_the_applications(siri, town, unsent):
    assert total_of_round(viewer=siri, round=town.round) == (0, 0)
    assert totals_by_subject(viewer=siri, round=town.round) == []
