"""What teachers teach and hold credits in, and who may see it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.queries import Qualifications, qualifications_of
from tests.factories import (
    CreditsHeldFactory,
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SubjectTaughtFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 20)


@pytest.fixture
def school() -> Any:
    return OrganisationFactory()


@pytest.fixture
def kari(school) -> Any:
    person = PersonFactory()
    EmploymentFactory(person=person, workplace=school)
    return person


def as_seen_by(viewer: Any, person: Any) -> Qualifications | None:
    return qualifications_of(viewer=viewer_of(viewer.user, day=DAY), people=[person.pk], day=DAY).get(person.pk)


def test_someone_with_diplomas_has_nothing_in_a_subject_that_is_not_among_them(kari, school):
    SubjectTaughtFactory(person=kari, school=school, subject="mathematics", stage="1-7")
    CreditsHeldFactory(person=kari, subject="norwegian", credits=60)

    found = as_seen_by(kari, kari)

    assert found is not None
    assert (found.taught[0].standing.verdict, found.taught[0].standing.missing) == ("lacks", Decimal(30))


def test_without_any_diploma_the_standing_is_not_known(kari, school):
    SubjectTaughtFactory(person=kari, school=school, subject="mathematics", stage="1-7")

    found = as_seen_by(kari, kari)

    assert found is not None
    assert found.taught[0].standing.verdict == "unknown"


def test_only_the_latest_school_year_counts(kari, school):
    SubjectTaughtFactory(person=kari, school=school, subject="music", school_year=2023)
    SubjectTaughtFactory(person=kari, school=school, subject="english", school_year=2025, hours_per_week=4)

    found = as_seen_by(kari, kari)

    assert found is not None
    assert [row.subject for row in found.taught] == ["english"]
    assert found.hours_in("english") == 4


def test_principal_and_owner_see_their_own_and_nobody_elses(kari, school):
    SubjectTaughtFactory(person=kari, school=school)
    per, siri, ola = PersonFactory(), PersonFactory(), PersonFactory()
    RoleGrantFactory(person=per, principal=True, organisation=school)
    RoleGrantFactory(person=siri, owner_officer=True, organisation=school.parent)
    RoleGrantFactory(person=ola, owner_officer=True)

    assert as_seen_by(per, kari)
    assert as_seen_by(siri, kari)
    assert as_seen_by(ola, kari) is None
    assert as_seen_by(PersonFactory(), kari) is None


def test_two_queries_however_many_people(kari, school, django_assert_num_queries):
    for _ in range(20):
        person = EmploymentFactory(workplace=school).person
        SubjectTaughtFactory(person=person, school=school)
    per = PersonFactory()
    RoleGrantFactory(person=per, principal=True, organisation=school)
    viewer = viewer_of(per.user, day=DAY)
    people = list(school.employments.values_list("person_id", flat=True))

    with django_assert_num_queries(2):
        assert len(qualifications_of(viewer=viewer, people=people, day=DAY)) == 20
