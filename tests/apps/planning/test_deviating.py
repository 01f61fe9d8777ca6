"""Deviations: when necessary, with grounds, for one school year; never the same as meeting the requirement."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import Deviation
from pafyll.apps.planning.queries.deviations import deviations_of, is_in_force, others_who_meet, standing_now
from pafyll.apps.planning.services.deviating import decide_deviation, end_deviation
from pafyll.domain.answers import Refusal
from pafyll.integrations.clock import OSLO
from tests.factories import (
    CreditsHeldFactory,
    EmploymentFactory,
    OrganisationFactory,
    PersonFactory,
    RoleGrantFactory,
    SubjectTaughtFactory,
    TeacherBackgroundFactory,
)
from tests.factories.base import NOW, TODAY

pytestmark = pytest.mark.django_db
GROUNDS = "Stillingen ble lyst ut to ganger uten søkere."


@pytest.fixture
def school() -> Any:
    return OrganisationFactory()


@pytest.fixture
def marit(school) -> Any:
    return RoleGrantFactory(owner_decider=True, organisation=school.parent).person


@pytest.fixture
def taught(school) -> Any:
    """Kari teaches mathematics at 8–10 with 30 of 60 credits, and no exemption."""
    kari = EmploymentFactory(workplace=school).person
    CreditsHeldFactory(person=kari, credits=30)
    TeacherBackgroundFactory(person=kari)
    return SubjectTaughtFactory(person=kari, school=school, stage="8-10")


def decide(taught: Any, by: Any, *, grounds: str = GROUNDS, distributed: bool = True, at: datetime = NOW) -> Deviation:
    return decide_deviation(taught=taught, grounds=grounds, is_distributed=distributed, by=by.user, at=at)


def refused(act: Any) -> str:
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.answer.code


def test_a_deviation_is_an_answer_of_its_own_until_31_july(taught, marit):
    made = decide(taught, marit)

    assert standing_now(taught, TODAY).verdict == "deviation"
    assert (is_in_force(made, date(2026, 7, 31)), is_in_force(made, date(2026, 8, 1))) == (True, False)
    assert standing_now(taught, date(2026, 8, 1)).verdict == "lacks"
    assert made.case_number.startswith("2026/")


def test_the_laws_condition_and_grounds_are_required(taught, marit):
    assert refused(lambda: decide(taught, marit, distributed=False)) == "not_distributed"
    assert refused(lambda: decide(taught, marit, grounds="  ")) == "grounds_missing"
    assert not Deviation.objects.exists()


def test_only_the_owners_decider_decides_and_never_about_herself(taught, marit, school):
    siri = RoleGrantFactory(owner_officer=True, organisation=school.parent).person
    ola = RoleGrantFactory(owner_decider=True).person
    RoleGrantFactory(person=taught.person, owner_decider=True, organisation=school.parent)

    assert refused(lambda: decide(taught, siri)) == "not_decider"
    assert refused(lambda: decide(taught, ola)) == "not_decider"
    assert refused(lambda: decide(taught, taught.person)) == "disqualified"


def test_those_who_meet_or_are_unknown_need_no_deviation(school, marit, taught):
    meets = SubjectTaughtFactory(person=CreditsHeldFactory(credits=60).person, school=school, stage="8-10")
    unknown = SubjectTaughtFactory(school=school, stage="8-10")

    assert refused(lambda: decide(meets, marit)) == "not_lacking"
    assert refused(lambda: decide(unknown, marit)) == "not_lacking"
    decide(taught, marit)
    assert refused(lambda: decide(taught, marit)) == "not_lacking"  # it is decided already


def test_a_year_that_is_over_is_not_decided_about(taught, marit):
    assert refused(lambda: decide(taught, marit, at=datetime(2026, 8, 1, tzinfo=OSLO))) == "year_is_over"
    assert decide(taught, marit, at=datetime(2026, 7, 31, 23, 59, tzinfo=OSLO))


def test_ending_a_deviation_opens_the_gap_and_happens_once(taught, marit):
    made = decide(taught, marit)

    end_deviation(deviation=made, why="En ny lærer overtok.", by=marit.user, at=NOW)

    assert standing_now(taught, TODAY).verdict == "lacks"
    with pytest.raises(AlreadyChanged):
        end_deviation(deviation=made, why="En gang til.", by=marit.user, at=NOW)
    assert decide(taught, marit).pk != made.pk  # a new one may be decided


def test_the_preview_names_those_who_meet_it_and_teach_least_of_it_first(taught, marit, school):
    busy, free, exempt = (EmploymentFactory(workplace=school).person for _ in range(3))
    for person in (busy, free):
        CreditsHeldFactory(person=person, credits=60)
    TeacherBackgroundFactory(person=exempt, general_teacher=True)
    SubjectTaughtFactory(person=busy, school=school, stage="8-10", hours_per_week=12)
    SubjectTaughtFactory(person=free, school=school, stage="8-10", subject="music", hours_per_week=3)
    gone = EmploymentFactory(workplace=school, ended=True).person
    CreditsHeldFactory(person=gone, credits=60)

    found = others_who_meet(viewer=viewer_of(marit.user, day=TODAY), taught=taught, day=TODAY)

    assert [(row.person, row.hours_in_subject, row.hours) for row in found] == [(free, 0, 3), (busy, 12, 12)]


def test_ola_sees_none_of_it(taught, marit):
    made = decide(taught, marit)
    ola = viewer_of(RoleGrantFactory(owner_decider=True).person.user, day=TODAY)

    assert list(deviations_of(viewer=ola)) == []
    assert list(deviations_of(viewer=viewer_of(marit.user, day=TODAY))) == [made]
    assert others_who_meet(viewer=ola, taught=taught, day=TODAY) == []
    assert list(deviations_of(viewer=viewer_of(PersonFactory().user, day=TODAY))) == []
