"""Lists of organisations and their people, and who may see them."""

from __future__ import annotations

import pytest

from pafyll.apps.organisations.models import Organisation
from pafyll.apps.organisations.permissions import Viewer
from pafyll.apps.organisations.queries import (
    organisations_found,
    owners_of,
    people_of_organisation,
    schools_of,
)
from tests.factories import RoleGrantFactory
from tests.factories.base import TODAY


@pytest.fixture
def fjordvik(world):
    return Organisation.objects.get(name="Fjordvik kommune")


def test_marit_sees_who_acts_for_fjordvik_and_for_whom(marit, viewing, fjordvik):
    rows = people_of_organisation(viewer=viewing(marit), organisation=fjordvik, day=TODAY)

    standing_in = {str(row.person): str(row.stands_in_for) for row in rows if row.stands_in_for}
    assert standing_in == {"Siri Myrvang": "Marit Solbakk"}
    assert all(row.may_end for row in rows)
    assert {str(row.person) for row in rows if not row.is_in_force} == {"Randi Oksnes", "Geir Sandnes"}  # from June


def test_siri_sees_the_same_people_but_ends_only_while_she_decides(siri, marit, viewing, fjordvik):
    viewer = viewing(siri)
    as_officer = Viewer(viewer.user, viewer.person, tuple(one for one in viewer.grants if not one.is_delegated))

    assert all(row.may_end for row in people_of_organisation(viewer=viewer, organisation=fjordvik, day=TODAY))
    assert not any(row.may_end for row in people_of_organisation(viewer=as_officer, organisation=fjordvik, day=TODAY))


@pytest.mark.parametrize("key", ["ola", "kari", "nina", "tor"])
def test_people_of_fjordvik_are_hidden_from_others(key, request, viewing, fjordvik):
    viewer = viewing(request.getfixturevalue(key))

    assert people_of_organisation(viewer=viewer, organisation=fjordvik, day=TODAY) == []


def test_the_people_of_an_organisation_take_one_query(marit, viewing, fjordvik, django_assert_num_queries):
    RoleGrantFactory.create_batch(5, owner_officer=True, organisation=fjordvik)
    viewer = viewing(marit)

    with django_assert_num_queries(1):
        assert len(people_of_organisation(viewer=viewer, organisation=fjordvik, day=TODAY)) >= 8


def test_fjordvik_has_three_schools(siri, viewing, fjordvik):
    names = [school.name for school in schools_of(viewer=viewing(siri), owner=fjordvik)]

    assert names == ["Fjordvik skole", "Lia skole", "Nes skole"]


def test_siri_works_for_fjordvik_and_ola_for_storby(siri, ola, viewing):
    assert [owner.name for owner in owners_of(viewer=viewing(siri))] == ["Fjordvik kommune"]
    assert [owner.name for owner in owners_of(viewer=viewing(ola))] == ["Storby kommune"]


@pytest.mark.parametrize(
    ("text", "kinds", "found"),
    [
        ("fjordvik kom", (), ["Fjordvik kommune"]),
        ("Storby", ("provider",), ["Universitetet i Storby"]),
        ("f", (), []),
        ("   ", (), []),
        ("finnes ikke", (), []),
    ],
)
def test_an_organisation_is_found_by_parts_of_its_name(world, text, kinds, found):
    rows = organisations_found(viewer=Viewer(), text=text, kinds=kinds)

    assert [row.name for row in rows] == found


def test_an_organisation_is_found_by_the_beginning_of_its_number(fjordvik):
    assert fjordvik in organisations_found(viewer=Viewer(), text=fjordvik.number[:8])
