"""An owner that is split: who and what goes where, and how its frame is divided."""

from __future__ import annotations

import pytest

from pafyll.apps.applications.models import OwnerFrame
from pafyll.apps.casework.models import Event
from pafyll.apps.grants.models import Commitment
from pafyll.apps.organisations.models import RoleGrant
from pafyll.apps.support.blocks import blocks_of
from pafyll.apps.support.queries.changes import preview
from pafyll.apps.support.services.deciding_changes import propose_change
from pafyll.apps.support.services.planning_changes import Becomes, share_out
from pafyll.apps.support.ways import ways_of
from pafyll.domain.answers import Refusal
from pafyll.domain.rules.reorganising import ReorganisationKind as K
from tests.apps.support.reorganised import DAY, country, done, planned, town
from tests.factories.base import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def land():
    return country()


def split(land, place):
    return planned(land, K.SPLIT, [place.owner], Becomes("999888777", "Nordvik"), Becomes("999888666", "Sundvik"))


def test_a_split_shares_out_each_school_with_everything_that_belongs_to_it(land):
    place = town(land, teachers=4)
    change = split(land, place)
    north, south = change.targets.order_by("name")
    share_out(
        reorganisation=change,
        schools={place.schools[0].pk: north.pk, place.schools[1].pk: south.pk},
        people={place.decider.pk: south.pk},
        by=land.selma,
        at=NOW,
    )
    done(land, change)

    for target in (north, south):
        target.refresh_from_db()
    for study in place.participations:
        study.refresh_from_db()
        at_first = study.school == place.schools[0]
        assert study.owner == (north.organisation if at_first else south.organisation)
        assert {one.owner for one in Commitment.objects.filter(term__participation=study)} == {study.owner}
    assert RoleGrant.objects.get(person=place.decider, starts_on=DAY).organisation == south.organisation


def test_a_split_is_not_proposed_before_everybody_has_a_place_to_go_to(land):
    place = town(land)
    change = split(land, place)

    with pytest.raises(Refusal) as refused:
        propose_change(reorganisation=change, by=land.selma, at=NOW)

    assert refused.value.answer.code == "not_shared_out"
    assert refused.value.answer.facts["count"] == 3  # two schools and the decider


def shared(land, place, change, **frame):
    """Everything goes north but what is said of the frame."""
    north = change.targets.get(name="Nordvik")
    everywhere = {"schools": {one.pk: north.pk for one in place.schools}, "people": {place.decider.pk: north.pk}}
    keys = {one.name: one.pk for one in change.targets.all()}
    parts = {land.coming.pk: {keys[name]: part for name, part in frame.items()}} if frame else {}
    return share_out(reorganisation=change, **everywhere, frames=parts, by=land.selma, at=NOW)


def frames_by_name(land):
    rows = OwnerFrame.objects.filter(round=land.coming).select_related("owner")
    return {one.owner.name: (one.quota, one.budget_autumn, one.budget_spring) for one in rows}


def test_a_split_gives_the_heir_the_whole_frame_and_the_other_nothing_when_nobody_says_otherwise(land):
    place = town(land)
    change = split(land, place)
    done(land, shared(land, place, change))

    assert frames_by_name(land) == {"Nordvik": (3, 1000, None), "Sundvik": (0, 0, None)}


def test_selma_says_how_the_frame_is_divided_and_the_preview_says_it_before_the_day(land):
    place = town(land)
    change = shared(
        land,
        place,
        split(land, place),
        Nordvik={"quota": 1, "budget_autumn": 400},
        Sundvik={"quota": 2, "budget_autumn": 600},
    )
    said = {one.target.name: (one.quota, one.budget_autumn, one.budget_spring) for one in preview(change).parts}
    assert said == {"Nordvik": (1, 400, None), "Sundvik": (2, 600, None)}

    done(land, change)
    assert frames_by_name(land) == said
    told = Event.objects.filter(about__startswith=f"frame:{land.coming.pk}:", facts__change=change.pk)
    assert sorted(one.facts["quota"] for one in told) == [1, 2]


@pytest.mark.parametrize("part", [{"quota": 1}, {"quota": 3}, {"quota": -1}, {"budget_autumn": 999}])
def test_parts_that_are_not_the_whole_are_refused_and_nothing_is_kept(land, part):
    place = town(land)
    change = split(land, place)

    with pytest.raises(Refusal) as refused:
        shared(land, place, change, Nordvik={"quota": 1}, Sundvik=part) if "quota" in part else shared(
            land, place, change, Nordvik={"budget_autumn": 0}, Sundvik=part
        )

    assert refused.value.answer.code == "parts_are_not_whole"
    change.refresh_from_db()
    assert change.frame_parts == {}


def test_a_frame_of_somebody_else_is_not_divided(land):
    place, other = town(land), town(land)
    change, theirs = split(land, place), split(land, other)

    for parts in ({land.decided.pk: {}}, {land.coming.pk: {theirs.targets.first().pk: {"quota": 3}}}):
        with pytest.raises(Refusal) as refused:
            share_out(reorganisation=change, schools={}, people={}, frames=parts, by=land.selma, at=NOW)
        assert refused.value.answer.code == "unknown_frame"


def test_a_frame_that_is_changed_after_it_was_divided_stops_the_split(land):
    place = town(land)
    change = shared(land, place, split(land, place), Nordvik={"quota": 1}, Sundvik={"quota": 2})
    OwnerFrame.objects.filter(round=land.coming, owner=place.owner).update(quota=4)

    assert [one.code for one in blocks_of(ways_of(change))] == ["stale_frames"]


def test_one_that_stood_before_adds_its_part_to_what_it_had(land):
    place, east, free = town(land), town(land, quota=5), town(land)
    OwnerFrame.objects.filter(owner=free.owner).delete()
    into = [Becomes("999888777", "Nordvik"), Becomes(east.owner.number), Becomes(free.owner.number)]
    change = planned(land, K.SPLIT, [place.owner], *into)
    parts = {"Nordvik": {"quota": 1}, east.owner.name: {"quota": 2}, free.owner.name: {"quota": 0}}
    done(land, shared(land, place, change, **parts))

    quotas = {name: limits[0] for name, limits in frames_by_name(land).items()}
    assert quotas == {"Nordvik": 1, east.owner.name: 7}  # the third had no limit, and has none


def without_a_frame(land):
    place = town(land)
    OwnerFrame.objects.filter(owner=place.owner).delete()
    return place


def test_one_that_stood_before_without_a_frame_gets_one_with_what_the_division_gives_it(land):
    place, free = town(land), without_a_frame(land)
    change = planned(land, K.SPLIT, [place.owner], Becomes("999888777", "Nordvik"), Becomes(free.owner.number))
    parts = {"Nordvik": {"quota": 1, "budget_autumn": 1000}, free.owner.name: {"quota": 2, "budget_autumn": 0}}
    change = shared(land, place, change, **parts)
    said = {one.target.name: one.quota for one in preview(change).parts}
    done(land, change)

    assert frames_by_name(land) == {"Nordvik": (1, 1000, None), free.owner.name: (2, None, None)}
    assert said == {"Nordvik": 1, free.owner.name: 2}


def test_a_limit_that_one_that_stood_before_did_not_have_is_what_the_division_gives_it(land):
    place, east = town(land), town(land)
    OwnerFrame.objects.filter(round=land.coming, owner=east.owner).update(quota=None)
    change = planned(land, K.SPLIT, [place.owner], Becomes("999888777", "Nordvik"), Becomes(east.owner.number))
    done(land, shared(land, place, change, Nordvik={"quota": 1}, **{east.owner.name: {"quota": 2}}))

    assert frames_by_name(land)[east.owner.name] == (2, 1000, None)


def test_a_school_of_another_owner_cannot_be_shared_out(land):
    place, other = town(land), town(land)
    change = split(land, place)
    share_out(
        reorganisation=change,
        schools={other.schools[0].pk: change.targets.first().pk},
        people={},
        by=land.selma,
        at=NOW,
    )

    assert not change.choices.exists()
