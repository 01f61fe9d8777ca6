"""The story's budgets say what they are there to show; the case of 2011 stands as the paper has it."""

from __future__ import annotations

import pytest

from pafyll.apps.organisations.permissions import viewer_of
from pafyll.apps.planning.models import Measure, Reallocation
from pafyll.apps.planning.queries.budget import budget_of, shown_budget
from pafyll.devtools.seed.story.budgeting import budget_for_owners
from pafyll.devtools.seed.story.days import CURRENT
from pafyll.devtools.seed.story.organisations import found_organisations
from pafyll.devtools.seed.story.people import meet_people
from pafyll.devtools.seed.story.world import World
from pafyll.devtools.seed.trondheim.planting import plant_trondheim
from pafyll.domain.lifecycles.budget import MeasureStatus, ReallocationStatus
from pafyll.domain.planning.budget import account_of
from pafyll.integrations.clock import today

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(clock):
    world = World(organisations=found_organisations())
    meet_people(world)
    budget_for_owners(world)
    return world


def test_fjordvik_is_warned_of_one_year_money_and_of_a_shortage(people):
    viewer = viewer_of(people.user("siri"), day=today())

    shown = shown_budget(viewer=viewer, owner=people.organisations["fjordvik"], year=CURRENT)

    assert {"one_year_money", "shortage"} <= {one.code for one in shown.warned}
    assert set(Measure.objects.values_list("status", flat=True)) == set(MeasureStatus)
    assert set(Reallocation.objects.values_list("status", flat=True)) == set(ReallocationStatus)


def test_ola_sees_nothing_of_fjordviks_budget(people):
    viewer = viewer_of(people.user("ola"), day=today())

    assert shown_budget(viewer=viewer, owner=people.organisations["fjordvik"], year=CURRENT).is_empty


def test_the_case_of_2011_stands_as_the_paper_has_it(clock):
    owner = plant_trondheim()

    account = account_of(budget_of(owner), until=2012)
    assert Reallocation.objects.get().status == "prepared"
    assert account.lacking(year=2011, is_bound=True) == 0
    assert account.lacking(year=2011, is_bound=False) == 2_100_000
    assert {grant.person.email.partition("@")[2] for grant in owner.role_grants.all()} == {"example.no"}
