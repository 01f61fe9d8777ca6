"""Places that owners share: the sum of the owners' bounds at any prices never exceeds what they can do together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.planning import PlacePool, Plan, PlanningProblem, plan, priced
from pafyll.domain.values import SchoolYear
from tests.domain.allocation.long import examples
from tests.domain.planning.towns import FIRST, gap, option, teacher, town

STUDY = option("mat", pool="mat")
PLACES = 2


def owner(*hours: int) -> PlanningProblem:
    """An owner with unlimited places of its own; the shared ones have prices."""
    names = [f"{k}-{h}" for k, h in enumerate(hours)]
    gaps = [gap(name, h) for name, h in zip(names, hours, strict=True)]
    return town([teacher(n) for n in names], gaps, [STUDY], 2, pools=(PlacePool("mat", 99),))


def together(owners: list[PlanningProblem]) -> Decimal:
    """What one plan for all of them reaches with the places there are."""
    one = replace(
        owners[0],
        people=tuple(replace(p, id=f"{k}{p.id}") for k, o in enumerate(owners) for p in o.people),
        gaps=tuple(replace(g, person=f"{k}{g.person}") for k, o in enumerate(owners) for g in o.gaps),
        pools=(PlacePool("mat", PLACES),),
    )
    found = plan(one)
    assert isinstance(found, Plan)
    return found.reached[0].value


@examples(short=30, long=1_000)
@given(
    hours=st.lists(st.lists(st.integers(0, 9), min_size=1, max_size=3), min_size=2, max_size=3),
    prices=st.lists(st.integers(0, 12), min_size=2, max_size=2),
)
def test_the_owners_bounds_less_the_price_of_all_places_are_a_bound_for_all(
    hours: list[list[int]], prices: list[int]
) -> None:
    owners = [owner(*one) for one in hours]
    at = {("mat", SchoolYear(FIRST.start + k)): price for k, price in enumerate(prices)}

    bound = sum(priced(one, at).bound for one in owners) - PLACES * sum(prices)

    assert bound <= together(owners)


def test_a_higher_price_wants_fewer_places() -> None:
    one = owner(5, 7, 9)
    free, dear = priced(one, {}), priced(one, {("mat", FIRST): 100})

    assert free.wanted["mat", FIRST] == 3
    assert ("mat", FIRST) not in dear.wanted
