"""The needs map of a school, an owner and a county: who sees what, and how often the database is asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.queries.needs import Filters, needs_map
from pafyll.apps.planning.queries.people import people_behind
from pafyll.apps.planning.queries.places import (
    counties_seen_by,
    place_of_county,
    place_of_owner,
    place_of_school,
)
from pafyll.domain.answers import Refusal
from pafyll.domain.planning.needs import BY_AGE, DEVIATION, EXEMPT, LACKS, LEFT, MEETS, UNCONFIRMED, UNKNOWN, total
from tests.factories import (
    CreditsHeldFactory,
    DeviationFactory,
    EmploymentFactory,
    NeedsAssumptionFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SubjectTaughtFactory,
    TeacherBackgroundFactory,
)

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 10)
EVERYTHING = Filters()


@pytest.fixture
def fjordvik() -> Any:
    return OrganisationFactory(municipality=True, name="Fjordvik kommune")


@pytest.fixture
def school(fjordvik) -> Any:
    return OrganisationFactory(parent=fjordvik, name="Fjordvik skole")


def who(role: str, organisation: Any) -> Any:
    grant = RoleGrantFactory(**{role: True}, organisation=organisation)
    return viewer_of(grant.person.user, day=DAY)


def teacher(school: Any, *, credits: int | None = None, **given: Any) -> Any:
    """Someone with a permanent position who teaches mathematics at 8–10, and has credits in it (None: not known)."""
    person = PersonFactory(birth_year=given.pop("born", 1985))
    EmploymentFactory(person=person, workplace=school, **given.pop("job", {}))
    SubjectTaughtFactory(person=person, school=school, stage="8-10", **given)
    if credits is not None:
        CreditsHeldFactory(person=person, credits=credits)
    return person


def map_of(viewer: Any, owner: Any) -> Any:
    return needs_map(viewer=viewer, place=place_of_owner(viewer=viewer, owner=owner), today=DAY)


def test_each_answer_has_its_own_column(fjordvik, school):
    teacher(school, credits=60)
    TeacherBackgroundFactory(person=teacher(school, credits=0), general_teacher=True)
    TeacherBackgroundFactory(person=teacher(school, credits=30))
    teacher(school)
    excepted = teacher(school, credits=0)
    TeacherBackgroundFactory(person=excepted)
    DeviationFactory(person=excepted, school=school, stage="8-10", decided_at="2025-08-20T08:00+02:00")

    whole = map_of(who("owner_officer", fjordvik), fjordvik).whole(EVERYTHING, 2025)

    assert {verdict: whole.of(verdict).teachers for verdict in (MEETS, EXEMPT, LACKS, DEVIATION, UNKNOWN)} == {
        MEETS: 1, EXEMPT: 1, LACKS: 1, DEVIATION: 1, UNKNOWN: 1,
    }  # fmt: skip
    assert whole.missing == Decimal(30)


def test_a_deviation_that_is_ended_leaves_the_gap_open_again(fjordvik, school):
    kari = teacher(school, credits=0)
    TeacherBackgroundFactory(person=kari)
    DeviationFactory(
        person=kari, school=school, stage="8-10", ended=True,
        decided_at="2025-08-20T08:00+02:00", ended_at="2025-12-18T08:00+01:00",
    )  # fmt: skip

    whole = map_of(who("owner_officer", fjordvik), fjordvik).whole(EVERYTHING, 2025)

    assert (whole.of(DEVIATION).teachers, whole.of(LACKS).teachers) == (0, 1)


def test_age_is_the_owners_own_assumption_and_those_who_left_are_counted_in_their_last_year(fjordvik, school):
    NeedsAssumptionFactory(owner=fjordvik, retirement_age=65, years_ahead=5)
    teacher(school, credits=60, born=1964)
    teacher(school, credits=60, born=1966)
    teacher(school, credits=60, born=1985, job={"ends_before": date(2026, 1, 1)})

    found = map_of(who("owner_officer", fjordvik), fjordvik)

    whole = found.whole(EVERYTHING, 2025)
    assert (found.assumption.age, found.assumption.is_own) == (65, True)
    assert (whole.of(BY_AGE).teachers, whole.of(LEFT).teachers) == (1, 1)
    assert [(row.at_start, row.left) for row in found.turnover(EVERYTHING)] == [(3, 1)]


def test_what_jonas_typed_in_counts_and_is_marked(fjordvik, school):
    jonas = teacher(school)
    CreditsHeldFactory(person=jonas, credits=60, unconfirmed=True)

    whole = map_of(who("owner_officer", fjordvik), fjordvik).whole(EVERYTHING, 2025)

    assert (whole.of(MEETS).teachers, whole.of(UNCONFIRMED).teachers) == (1, 1)


def test_the_schools_of_the_owner_sum_to_the_owner_and_filters_follow(fjordvik, school):
    nes = OrganisationFactory(parent=fjordvik, name="Nes skole")
    for where, credits in ((school, 0), (school, 60), (nes, 0), (nes, None)):
        SubjectTaughtFactory(person=teacher(where, credits=credits), school=where, subject="english")
    siri = who("owner_officer", fjordvik)

    found = map_of(siri, fjordvik)

    whole = found.whole(EVERYTHING, 2025)
    assert total(found.whole(Filters(area=str(one.pk)), 2025) for one in (school, nes)) == whole
    assert total(found.whole(Filters(subject=one), 2025) for one in ("english", "mathematics")) == whole
    assert total(found.whole(Filters(stage=one), 2025) for one in ("1-7", "8-10")) == whole


def test_ola_never_sees_siris_people_and_the_representative_sees_figures_without_people(fjordvik, school):
    kari = teacher(school, credits=0)
    TeacherBackgroundFactory(person=kari)
    siri, leif = who("owner_officer", fjordvik), who("union_representative", fjordvik)
    ola = who("owner_officer", OrganisationFactory(municipality=True))

    def seen_by(viewer):
        place = place_of_owner(viewer=viewer, owner=fjordvik)
        return people_behind(viewer=viewer, place=place, filters=EVERYTHING, year=2025, today=DAY)

    assert [row.taught.person for row in seen_by(siri)] == [kari]
    for viewer in (ola, leif):
        with pytest.raises(Refusal):
            seen_by(viewer)
    assert map_of(leif, fjordvik).rows == ()
    assert map_of(leif, fjordvik).whole(EVERYTHING, 2025).of(LACKS).teachers == 0
    assert map_of(leif, fjordvik).whole(EVERYTHING, 2025).hidden == {LACKS}


def test_a_principal_sees_the_people_of_her_own_school_only(fjordvik, school):
    nes = OrganisationFactory(parent=fjordvik)
    teacher(school, credits=0), teacher(nes, credits=0)
    per = who("principal", school)

    place = place_of_school(viewer=per, school=school)
    found = people_behind(viewer=per, place=place, filters=EVERYTHING, year=2025, today=DAY)

    assert {row.taught.school_id for row in found} == {school.pk}
    assert not place_of_school(viewer=per, school=nes).shows_people


def test_the_county_governor_sees_five_or_none_from_all_owners_of_the_county(fjordvik, school):
    other = OrganisationFactory(name="Storby skole")
    for where in (school, school, school, other, other):
        TeacherBackgroundFactory(person=teacher(where, credits=0))
    teacher(school, credits=60)
    tor = who("county_governor", OrganisationFactory(county_governor=True, county_code="98"))

    [code] = counties_seen_by(tor)
    found = needs_map(viewer=tor, place=place_of_county(viewer=tor, code=code, name="Innhavet"), today=DAY)

    whole = found.whole(EVERYTHING, 2025)
    assert (whole.of(LACKS).teachers, whole.of(MEETS).teachers, whole.hidden) == (5, 0, {MEETS})
    assert {key.area for key in found.cells} == {""}
    assert found.rows == ()


def test_someone_elses_role_opens_no_county(school):
    assert counties_seen_by(who("principal", school)) == []


def test_the_map_asks_as_often_with_many_people_as_with_few(fjordvik, school):
    siri = who("owner_officer", fjordvik)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            map_of(siri, fjordvik)
        return len(seen)

    teacher(school, credits=0)
    few = queries()
    for _ in range(25):
        TeacherBackgroundFactory(person=teacher(school, credits=30))

    assert queries() == few <= 10
