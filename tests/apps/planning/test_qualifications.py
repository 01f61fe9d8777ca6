"""What teachers teach and hold credits in, and who may see it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.queries import Qualifications, qualifications_of
from tests.factories import (
    CreditsHeldFactory,
    DeviationFactory,
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SubjectTaughtFactory,
    TeacherBackgroundFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 2, 20)
DECIDED = datetime(2025, 9, 1, 12, tzinfo=UTC)


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


def test_four_queries_however_many_people(kari, school, django_assert_num_queries):
    for _ in range(20):
        person = EmploymentFactory(workplace=school).person
        SubjectTaughtFactory(person=person, school=school)
    per = PersonFactory()
    RoleGrantFactory(person=per, principal=True, organisation=school)
    viewer = viewer_of(per.user, day=DAY)
    people = list(school.employments.values_list("person_id", flat=True))

    with django_assert_num_queries(4):
        assert len(qualifications_of(viewer=viewer, people=people, day=DAY)) == 20


# What the answer rests on


def answer_for(kari: Any, per_day: date = DAY) -> Any:
    found = qualifications_of(viewer=viewer_of(kari.user, day=per_day), people=[kari.pk], day=per_day)[kari.pk]
    return found.taught[0].standing


@pytest.fixture
def lacking(kari, school) -> Any:
    SubjectTaughtFactory(person=kari, school=school, subject="mathematics", stage="1-7")
    CreditsHeldFactory(person=kari, subject="norwegian", credits=60)
    return kari


def test_without_a_background_she_lacks_credits_unless_she_is_exempt(lacking):
    assert answer_for(lacking).code == "lacks_unless_exempt"


def test_with_a_background_that_exempts_nobody_she_lacks_credits(lacking):
    TeacherBackgroundFactory(person=lacking)

    assert (answer_for(lacking).verdict, answer_for(lacking).code) == ("lacks", "lacks_credits")


def test_a_general_teacher_is_exempt_and_not_said_to_meet_the_requirement(lacking):
    TeacherBackgroundFactory(person=lacking, general_teacher=True)

    answer = answer_for(lacking)

    assert (answer.verdict, answer.law, answer.short) == ("exempt", "oppll. § 17-4 andre ledd", Decimal(30))


def test_a_temporary_teacher_is_not_covered(school):
    anna = PersonFactory()
    EmploymentFactory(person=anna, workplace=school, is_permanent=False)
    SubjectTaughtFactory(person=anna, school=school, subject="mathematics", stage="1-7")
    CreditsHeldFactory(person=anna, subject="norwegian", credits=60)
    TeacherBackgroundFactory(person=anna)

    assert answer_for(anna).code == "temporary"


def test_a_deviation_counts_for_its_own_school_year_and_school_until_it_is_ended(lacking, school):
    TeacherBackgroundFactory(person=lacking)
    DeviationFactory(person=lacking, school=school, school_year=2024)
    DeviationFactory(person=lacking, school=OrganisationFactory(), school_year=2025)
    DeviationFactory(person=lacking, school=school, school_year=2025, ended=True)
    assert answer_for(lacking).verdict == "lacks"

    DeviationFactory(person=lacking, school=school, school_year=2025, case_number="2025/17", decided_at=DECIDED)

    answer = answer_for(lacking)
    assert (answer.verdict, answer.until) == ("deviation", date(2026, 7, 31))
    assert "2025/17" in str(answer)
    assert answer_for(lacking, date(2026, 8, 1)).verdict == "lacks"


def test_a_theory_year_in_the_trade_is_not_taken_to_be_relevant_to_mathematics(kari, school):
    TeacherBackgroundFactory(person=kari, vocational=True)
    CreditsHeldFactory(person=kari, subject="norwegian", credits=60)
    SubjectTaughtFactory(person=kari, school=school, subject="mathematics", stage="vgo")
    assert answer_for(kari).code == "theory_year_unknown"


def test_at_a_private_school_the_answer_says_that_other_rules_may_apply(kari):
    private = OrganisationFactory(parent=OrganisationFactory(private_owner=True))
    EmploymentFactory(person=kari, workplace=private)
    SubjectTaughtFactory(person=kari, school=private, subject="music", stage="1-7")

    assert any("privatskolelova" in note for note in answer_for(kari).notes)
