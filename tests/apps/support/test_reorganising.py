"""Municipalities and schools that change: the past stays where it was, what is open goes on, and nothing is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import Sum

from pafyll.apps.accounts.models import User
from pafyll.apps.applications.models import Application, OwnerFrame
from pafyll.apps.casework.models import Event, Mail
from pafyll.apps.casework.queries.inbox import tasks_of
from pafyll.apps.grants.models import Account, Commitment
from pafyll.apps.grants.services.ledger import differing_accounts
from pafyll.apps.organisations.models import Employment, RoleGrant
from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.organisations.services import grant_role
from pafyll.apps.support.blocks import blocks_of
from pafyll.apps.support.rights import rights_of
from pafyll.apps.support.services.carrying_out import Stopped, carry_out, carry_out_due
from pafyll.apps.support.services.deciding_changes import (
    approve_change,
    cancel_change,
    propose_change,
    return_change,
)
from pafyll.apps.support.services.planning_changes import Becomes
from pafyll.apps.support.ways import ways_of
from pafyll.domain.answers import Refusal
from pafyll.domain.lifecycles.reorganisation import ReorganisationStatus as S
from pafyll.domain.rules.reorganising import ReorganisationKind as K
from tests.apps.support.reorganised import DAY, ON_THE_DAY, SOURCE, Role, approved, country, done, planned, town
from tests.factories import (
    ApplicationFactory,
    EmploymentFactory,
    OrganisationFactory,
    PaymentStatementFactory,
    PersonFactory,
    RankingFactory,
    RoleGrantFactory,
    UserFactory,
)
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db
NEW = Becomes("999888777", "Nyvik")
WHY = "Stortinget utsatte endringen et år."


@pytest.fixture
def land():
    return country()


def test_two_municipalities_become_one_and_what_is_open_goes_on_there(land):
    west, east = town(land), town(land)
    change = done(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))

    new = change.targets.get().organisation
    assert (new.name, new.starts_on) == ("Nyvik", DAY)
    for place in (west, east):
        for one in (*place.schools, *place.applications, *place.participations):
            one.refresh_from_db()
        assert {one.parent_id for one in place.schools} == {new.pk}
        assert {one.owner_id for one in (*place.applications, *place.participations)} == {new.pk}
    assert set(Commitment.objects.values_list("owner", flat=True)) == {new.pk}
    assert OwnerFrame.objects.get(round=land.coming, owner=new).quota == 6
    assert change.moved["commitments"] == 8


def test_those_who_lead_and_work_there_are_told_before_and_after_and_nobody_else(land):
    west, east, other = town(land), town(land), town(land)
    principal = RoleGrantFactory(role=Role.PRINCIPAL, organisation=west.schools[0]).person
    change = approved(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))

    announced = Mail.objects.filter(letter="support/change_announced")
    told = {west.decider.email, east.decider.email, principal.email}
    assert sorted(announced.values_list("address", flat=True)) == sorted(told)  # once each
    first = announced.first()
    assert all(word in first.text for word in ("slås", "Nyvik", SOURCE))

    carry_out(reorganisation=change, at=ON_THE_DAY)
    carry_out(reorganisation=change, at=ON_THE_DAY)
    carried_out = Mail.objects.filter(letter="support/change_carried_out")
    assert sorted(carried_out.values_list("address", flat=True)) == sorted(told)
    assert not Mail.objects.filter(address=other.decider.email).exists()
    assert not Mail.objects.filter(address__in=[one.email for one in west.teachers]).exists()


def test_the_names_are_joined_in_the_language_of_whoever_reads(land):
    west, east = town(land), town(land)
    User.objects.filter(pk=east.decider.user_id).update(language="en")
    approved(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))

    norwegian, english = (Mail.objects.get(address=one.decider.email).text for one in (west, east))
    names = sorted(one.owner.name for one in (west, east))
    assert " og ".join(names) in norwegian
    assert " and ".join(names) in english


def test_only_what_was_announced_is_called_off_by_mail(land):
    west, east = town(land), town(land)
    proposed = planned(land, K.MERGE, [west.owner, east.owner], NEW)
    cancel_change(reorganisation=proposed, why=WHY, by=land.selma, at=NOW)
    assert not Mail.objects.filter(letter__startswith="support/").exists()

    change = approved(land, planned(land, K.MERGE, [west.owner, east.owner], Becomes("999888769", "Nyvik")))
    cancel_change(reorganisation=change, why=WHY, by=land.ada, at=NOW)
    told = Mail.objects.filter(letter="support/change_called_off")
    assert {one.address for one in told} == {west.decider.email, east.decider.email}
    assert WHY in told[0].text


def test_what_is_decided_stays_with_the_one_it_was_decided_for(land):
    west, east = town(land), town(land)
    before = {one.pk: one.owner_id for one in Application.objects.filter(round=land.decided)}
    done(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))

    assert {one.pk: one.owner_id for one in Application.objects.filter(round=land.decided)} == before


def test_no_krone_changes(land):
    west, east = town(land), town(land)
    kinds = Account.objects.values_list("kind").annotate(Sum("balance")).order_by("kind")
    before, promised = list(kinds), Commitment.objects.aggregate(Sum("amount"))
    done(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))

    assert list(kinds) == before
    assert Commitment.objects.aggregate(Sum("amount")) == promised
    assert differing_accounts() == []


def test_the_people_go_on_with_the_same_roles_and_the_old_ones_end_the_day_before(land):
    west, east = town(land), town(land)
    change = done(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))

    new = change.targets.get().organisation
    old, now = RoleGrant.objects.filter(person=west.decider).order_by("starts_on")
    assert (old.organisation, old.ends_before) == (west.owner, DAY)
    assert (now.organisation, now.starts_on, now.ends_before) == (new, DAY, None)
    assert "Slås sammen" in old.ended_why
    assert viewer_of(west.decider.user, day=DAY - timedelta(days=1)).ranks_for == {west.owner.pk}


def test_the_successors_people_go_on_with_what_the_closed_ones_began(land):
    west, east = town(land), town(land)
    change = done(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))

    new = change.targets.get().organisation
    viewer = viewer_of(west.decider.user, day=DAY)
    assert viewer.ranks_for == {new.pk, west.owner.pk, east.owner.pk}
    assert {one.organisation.pk for one in viewer.grants if one.is_inherited} == {west.owner.pk, east.owner.pk}


def test_a_successors_successor_speaks_for_all_before_it(land):
    west, east, north = town(land), town(land), town(land)
    first = done(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))
    middle = first.targets.get().organisation
    done(land, planned(land, K.MERGE, [middle, north.owner], Becomes("999888666", "Storvik")))

    viewer = viewer_of(west.decider.user, day=DAY)
    assert {west.owner.pk, east.owner.pk, middle.pk, north.owner.pk} < viewer.ranks_for


def test_one_that_is_taken_into_another_adds_its_places_to_the_others(land):
    west, east = town(land, quota=2), town(land, quota=5)
    done(land, planned(land, K.MERGE, [west.owner], Becomes(east.owner.number)))

    frame = OwnerFrame.objects.get(round=land.coming)
    assert (frame.owner, frame.quota, frame.budget_autumn, frame.budget_spring) == (east.owner, 7, 2000, None)


def test_no_limit_for_one_is_no_limit_for_both(land):
    west, east = town(land, quota=None), town(land, quota=5)
    done(land, planned(land, K.MERGE, [west.owner], Becomes(east.owner.number)))

    assert OwnerFrame.objects.get(round=land.coming).quota is None


def test_a_school_moves_with_its_teachers_applications_and_promises(land):
    west, east = town(land), town(land)
    school = west.schools[0]
    done(land, planned(land, K.MOVE, [school], Becomes(east.owner.number)))

    school.refresh_from_db()
    assert (school.parent, school.ends_before) == (east.owner, None)
    for place in (west, east):
        for one in (*place.applications, *place.participations):
            one.refresh_from_db()
            assert one.owner == (east.owner if one.school == school or place is east else west.owner)


def test_schools_of_one_owner_become_one(land):
    place = town(land)
    gone, stays = place.schools
    done(land, planned(land, K.MERGE, [gone], Becomes(stays.number)))

    assert set(Employment.objects.filter(ends_before=None).values_list("workplace", flat=True)) == {stays.pk}
    for one in (*place.applications, *place.participations):
        one.refresh_from_db()
        assert (one.school, one.owner) == (stays, place.owner)
    gone.refresh_from_db()
    assert (gone.ends_before, gone.succeeded_by) == (DAY, stays)


def test_a_school_with_open_applications_is_not_closed(land):
    place = town(land)
    change = planned(land, K.CLOSE, [place.schools[0]])

    assert [one.code for one in blocks_of(ways_of(change))] == ["held"]


def test_a_school_that_closes_ends_its_peoples_work_and_leaves_studies_with_the_owner(land):
    place = town(land)
    Application.objects.filter(round=land.coming).delete()
    school = place.schools[0]
    done(land, planned(land, K.CLOSE, [school]))

    school.refresh_from_db()
    assert (school.ends_before, school.succeeded_by, school.parent) == (DAY, None, place.owner)
    assert not Employment.objects.filter(workplace=school, ends_before=None).exists()
    assert place.participations[0].owner == place.owner


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda land, west: PaymentStatementFactory(owner=west.owner, round=land.decided, on_hold=True), "statements"),
        (lambda land, west: RankingFactory(owner=west.owner, round=land.coming, submitted=True), "rankings"),
    ],
)
def test_what_is_under_way_stops_it(land, make, code):
    west, east = town(land), town(land)
    change = approved(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))
    make(land, west)

    with pytest.raises(Stopped) as stopped:
        carry_out(reorganisation=change, at=ON_THE_DAY)

    assert [one.code for one in stopped.value.blocks] == [code]
    west.schools[0].refresh_from_db()
    assert west.schools[0].parent == west.owner


def test_one_that_is_stopped_that_night_is_told_and_tried_again(land):
    west, east = town(land), town(land)
    change = approved(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))
    held = PaymentStatementFactory(owner=west.owner, round=land.decided, on_hold=True)

    carry_out_due(at=ON_THE_DAY)
    change.refresh_from_db()
    assert change.stopped_by == [["statements", 1]]
    assert "organisasjonsendringen" in " ".join(str(one.todo) for one in _tasks(land.selma))

    type(held).objects.filter(pk=held.pk).update(status="open")
    carry_out_due(at=ON_THE_DAY + timedelta(days=1))
    change.refresh_from_db()
    assert (change.status, change.stopped_by) == (S.CARRIED_OUT, [])


def _tasks(user):
    return tasks_of(viewer=viewer_of(user, day=DAY), at=ON_THE_DAY)


def test_nothing_moves_before_the_day_and_once_is_enough(land):
    west, east = town(land), town(land)
    change = approved(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))

    assert carry_out_due(at=ON_THE_DAY - timedelta(days=1)) == []
    with pytest.raises(Refusal):
        carry_out(reorganisation=change, at=ON_THE_DAY - timedelta(days=1))
    carry_out(reorganisation=change, at=ON_THE_DAY)
    events = Event.objects.count()
    carry_out(reorganisation=change, at=ON_THE_DAY)
    assert Event.objects.count() == events


def test_two_people_are_needed(land):
    west, east = town(land), town(land)
    change = planned(land, K.MERGE, [west.owner, east.owner], NEW)
    propose_change(reorganisation=change, by=land.ada, at=NOW)

    for who, code in ((land.ada, "own_proposal"), (land.selma, "not_decider")):
        with pytest.raises(Refusal) as refused:
            approve_change(reorganisation=change, by=who, at=NOW)
        assert refused.value.answer.code == code


def test_it_can_be_returned_and_called_off_until_the_day(land):
    west, east = town(land), town(land)
    change = planned(land, K.MERGE, [west.owner, east.owner], NEW)
    propose_change(reorganisation=change, by=land.selma, at=NOW)
    assert return_change(reorganisation=change, why=WHY, by=land.ada, at=NOW).status == S.PLANNED
    change = approved(land, change)

    with pytest.raises(Refusal):
        cancel_change(reorganisation=change, why=WHY, by=land.selma, at=NOW)
    cancel_change(reorganisation=change, why=WHY, by=land.ada, at=NOW)
    assert carry_out_due(at=ON_THE_DAY) == []


def test_nobody_else_may_plan(land):
    west = town(land)
    with pytest.raises(Refusal) as refused:
        planned(type(land)(land.decided, land.coming, west.decider.user, land.ada), K.CLOSE, [west.schools[0]])
    assert refused.value.answer.code == "not_planner"


def test_the_preview_says_what_is_then_moved(land):
    west, east = town(land), town(land)
    change = planned(land, K.MERGE, [west.owner, east.owner], NEW)
    said = {code: len(found) for code, found in rights_of(ways_of(change)).items() if found}

    assert done(land, change).moved == said


def test_nobody_gets_a_role_at_a_closed_one(land):
    west, east = town(land), town(land)
    change = done(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))
    whom = {"person": PersonFactory(), "role": Role.OWNER_OFFICER, "starts_on": DAY, "by": west.decider.user}

    west.owner.refresh_from_db()
    with pytest.raises(Refusal) as refused:
        grant_role(organisation=west.owner, at=ON_THE_DAY, **whom)
    assert refused.value.answer.code == "closed_then"
    assert grant_role(organisation=change.targets.get().organisation, at=ON_THE_DAY, **whom)


def test_who_has_the_role_there_already_keeps_it_and_gets_it_once(land):
    west, east = town(land), town(land)
    RoleGrantFactory(person=west.decider, role=Role.OWNER_DECIDER, organisation=east.owner)
    done(land, planned(land, K.MERGE, [west.owner], Becomes(east.owner.number)))

    assert RoleGrant.objects.filter(person=west.decider, organisation=east.owner).count() == 1


def test_everything_that_moved_is_in_the_history_with_the_reason(land):
    west, east = town(land), town(land)
    change = done(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))

    told = Event.objects.filter(verb="reorganised", facts__change=change.pk)
    assert told.filter(about=west.applications[0].about, facts__was=west.owner.pk).exists()
    assert told.exclude(why__contains="Oppdiktet forskrift").count() == 0
    assert told.exclude(by=land.ada).count() == 0


def test_work_that_has_not_begun_only_changes_place(land):
    place = town(land)
    gone, stays = place.schools
    later = EmploymentFactory(workplace=gone, starts_on=DAY + timedelta(days=30))
    done(land, planned(land, K.MERGE, [gone], Becomes(stays.number)))

    later.refresh_from_db()
    assert (later.workplace, later.ends_before) == (stays, None)


def test_an_application_that_waits_elsewhere_is_left_alone(land):
    west, east = town(land), town(land)
    other = ApplicationFactory(round=land.coming, person__user=UserFactory(), school=OrganisationFactory())
    was = other.owner_id
    done(land, planned(land, K.MERGE, [west.owner, east.owner], NEW))

    other.refresh_from_db()
    assert other.owner_id == was
