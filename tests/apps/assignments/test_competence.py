"""People state their own competence, leaders see their own, and everyone sees what is consented to and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pafyll.apps.assignments.competence_overview import FromOverview
from pafyll.apps.assignments.competence_source import FromEarlierWork
from pafyll.apps.assignments.models import CompetenceProfile, PublicConsent
from pafyll.apps.assignments.permissions.competence import may_see_overview, visible_profiles
from pafyll.apps.assignments.queries.competence import (
    candidates_in_sight,
    overview,
    public_people,
    semesters_from,
)
from pafyll.apps.assignments.services.competence import (
    Stated,
    give_consent,
    own_profile,
    state_competence,
    withdraw_consent,
)
from pafyll.apps.casework.services import AlreadyChanged
from pafyll.apps.organisations.permissions import Viewer, viewer_of
from pafyll.domain.answers import Refusal
from pafyll.domain.assignments.competence import Level
from pafyll.domain.values import Semester
from tests.factories import (
    AssignmentFactory,
    AssignmentMemberFactory,
    AvailabilityFactory,
    CompetenceFieldFactory,
    CompetenceProfileFactory,
    RoleGrantFactory,
    UnitFactory,
    UnitMembershipFactory,
)
from tests.factories.base import NOW, TODAY

pytestmark = pytest.mark.django_db
AUTUMN = Semester("2026H")
STATED = Stated(levels={"reading": Level.LEADS}, languages=("nn",), stages=("1-7",), percent={"2026H": 15}, about="Hei")


@pytest.fixture
def section():
    return UnitFactory(section=True)


def works_in(unit, **grant):
    """Somebody in the unit, with a page of her own; the role is an academic's unless another is given."""
    person = RoleGrantFactory(**(grant or {"academic": True}), organisation=unit.provider).person
    UnitMembershipFactory(unit=unit, person=person, leads="section_leader" in grant)
    return CompetenceProfileFactory(provider=unit.provider, person=person)


def seen_by(profile) -> set[int]:
    viewer = viewer_of(profile.person.user, day=TODAY)
    return set(visible_profiles(viewer, day=TODAY).values_list("pk", flat=True))


def test_a_person_writes_her_own_page_and_the_second_of_two_savings_is_stopped(section):
    user = works_in(section).person.user
    profile = own_profile(provider=section.provider, by=user, at=NOW)

    state_competence(profile=profile, stated=STATED, seen_version=0, by=user, at=NOW)
    with pytest.raises(AlreadyChanged):
        state_competence(profile=profile, stated=STATED, seen_version=0, by=user, at=NOW)

    profile.refresh_from_db()
    assert (profile.languages, profile.version) == (["nn"], 1)
    assert [(row.field, row.level) for row in profile.fields.all()] == [("reading", "leads")]


def test_nobody_writes_anothers_page_or_consents_for_another(section):
    torunn, geir = works_in(section), works_in(section)

    for act in (
        lambda: state_competence(profile=torunn, stated=STATED, seen_version=0, by=geir.person.user, at=NOW),
        lambda: give_consent(profile=torunn, shows=("fields",), by=geir.person.user, at=NOW),
        lambda: withdraw_consent(profile=torunn, by=geir.person.user, at=NOW),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.answer.code == "not_your_profile"


def test_the_section_leader_sees_her_section_an_academic_herself_and_the_coordinator_all(section):
    other = UnitFactory(provider=section.provider)
    leader, mine, theirs = works_in(section, section_leader=True), works_in(section), works_in(other)
    coordinator = works_in(other, assignment_coordinator=True)

    assert seen_by(leader) == {leader.pk, mine.pk}
    assert seen_by(mine) == {mine.pk}
    assert seen_by(coordinator) == {leader.pk, mine.pk, theirs.pk, coordinator.pk}
    assert not may_see_overview(viewer_of(mine.person.user, day=TODAY))


def test_another_providers_coordinator_sees_nobody_here(section):
    mine = works_in(section)
    stranger = works_in(UnitFactory(), assignment_coordinator=True)

    assert mine.pk not in seen_by(stranger)


def test_one_who_has_left_the_section_is_not_in_its_overview(section):
    leader, gone = works_in(section, section_leader=True), works_in(section)
    gone.person.unit_memberships.update(ends_before=TODAY)
    viewer = viewer_of(leader.person.user, day=TODAY)

    rows = overview(viewer=viewer, unit=section, semesters=[AUTUMN], day=TODAY)

    assert [row.membership.person for row in rows] == [leader.person]


def test_what_is_free_is_what_she_has_said_less_the_assignments_she_already_has(section):
    leader, mine = works_in(section, section_leader=True), works_in(section)
    CompetenceFieldFactory(profile=mine)
    AvailabilityFactory(profile=mine, semester="2026H", percent=20)
    running = AssignmentFactory(unit=section, started=True)
    AssignmentMemberFactory(assignment=running, person=mine.person, percent=5)
    over = AssignmentFactory(unit=section, evaluated=True)
    AssignmentMemberFactory(assignment=over, person=mine.person, percent=10)
    viewer = viewer_of(leader.person.user, day=TODAY)

    found = candidates_in_sight(viewer=viewer, semesters=[AUTUMN], day=TODAY)

    candidate = next(one for one in found if one.person == mine.person_id)
    assert (candidate.free_in(AUTUMN), candidate.earlier) == (15, 1)
    assert candidate.levels == {"classroom_assessment": Level.LEADS}


def test_an_assignment_that_is_cancelled_or_that_she_has_left_takes_no_time_and_teaches_nothing(section):
    mine = works_in(section)
    CompetenceFieldFactory(profile=mine)
    AvailabilityFactory(profile=mine, semester="2026H", percent=50)
    runs = AssignmentFactory(unit=section, started=True, provider=section.provider)
    AssignmentMemberFactory(
        assignment=runs, person=mine.person, percent=5, starts_on=date(2026, 1, 1), ends_before=AUTUMN.starts_on
    )
    off = AssignmentFactory(unit=section, status="cancelled", provider=section.provider)
    AssignmentMemberFactory(assignment=off, person=mine.person, percent=10, starts_on=date(2026, 1, 1))
    asked = {"provider": section.provider_id, "semesters": ["2026H"], "day": TODAY}

    for source in (FromEarlierWork(), FromOverview()):
        found = next(one for one in source.candidates(**asked) if one.key == mine.person_id)
        assert (found.load, found.earlier) == (0, 1)
    assert found.free == {"2026H": 50}


def test_everyone_reads_only_what_is_consented_to_until_it_is_taken_back(section):
    mine = works_in(section)
    CompetenceFieldFactory(profile=mine)
    mine.about = "Hemmelig"
    mine.save()
    user, everyone = mine.person.user, Viewer()

    assert public_people(viewer=everyone, day=TODAY) == []
    give_consent(profile=mine, shows=("languages",), by=user, at=NOW)
    (shown,) = public_people(viewer=everyone, day=TODAY)
    assert (shown.fields, shown.languages, shown.stages, shown.about) == ({}, ("nb", "en"), (), "")
    assert public_people(viewer=everyone, day=TODAY, field="classroom_assessment") == []
    give_consent(profile=mine, shows=("fields",), by=user, at=NOW)
    assert public_people(viewer=everyone, day=TODAY, field="classroom_assessment")[0].languages == ()
    withdraw_consent(profile=mine, by=user, at=NOW)
    withdraw_consent(profile=mine, by=user, at=NOW)

    assert public_people(viewer=everyone, day=TODAY) == []
    assert PublicConsent.objects.filter(profile=mine, withdrawn_at__isnull=False).count() == 2


def test_one_who_no_longer_works_there_is_not_public_whatever_she_said(section):
    mine = works_in(section)
    give_consent(profile=mine, shows=("languages",), by=mine.person.user, at=NOW)

    mine.person.unit_memberships.update(ends_before=TODAY)

    assert public_people(viewer=Viewer(), day=TODAY) == []


def test_the_database_keeps_one_consent_in_force(section):
    mine = works_in(section)
    give_consent(profile=mine, shows=("languages",), by=mine.person.user, at=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        PublicConsent.objects.create(profile=mine, shows=["about"], given_at=NOW, given_by=mine.person.user)


def test_semesters_follow_each_other_over_new_year():
    assert [one.code for one in semesters_from(date(2026, 3, 10))] == ["2026V", "2026H", "2027V"]
    assert [one.code for one in semesters_from(date(2026, 12, 31))] == ["2026H", "2027V", "2027H"]
    assert CompetenceProfile.objects.count() == 0
