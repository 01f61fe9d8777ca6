"""The regimes of collective development: what the sources give, what they disagree on, and what none of them says."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.domain.parameters import NoValueInForce, SourcesDisagree
from pafyll.domain.schemes.collective import collective_scheme, collective_schemes, kind_of_provider
from pafyll.domain.schemes.collective.scheme import NEEDED

CODES = {
    *("decentralised_2018", "decentralised", "regional", "competence_lift"),
    *("vocational_local", "follow_up", "collective_2026"),
}


def test_the_seven_regimes_are_known():
    assert set(collective_schemes()) == CODES


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_parameter_has_a_label_and_a_source_or_says_where_it_was_looked_for(code):
    scheme = collective_scheme(code)

    assert scheme.code == code
    assert scheme.label
    assert scheme.parameters.keys() >= NEEDED
    for parameter in scheme.parameters.values():
        assert parameter.label
        assert parameter.values or parameter.claims or parameter.not_found
        assert all(one.source for one in [*parameter.values, *parameter.claims])


@pytest.mark.parametrize(
    ("year", "in_force"),
    [
        (2018, {"decentralised_2018", "regional", "follow_up"}),
        (2020, {"decentralised_2018", "regional", "follow_up", "vocational_local", "competence_lift"}),
        (2024, {"decentralised", "regional", "follow_up", "vocational_local", "competence_lift"}),
        (2026, {"collective_2026", "follow_up"}),
    ],
)
def test_the_schemes_of_a_year(year, in_force):
    assert {code for code, scheme in collective_schemes().items() if scheme.in_budget_year(year)} == in_force


def test_the_regulation_of_2021_takes_over_the_day_it_came_into_force():
    old, new = collective_scheme("decentralised_2018"), collective_scheme("decentralised")

    assert (old.is_in_force(date(2021, 1, 25)), new.is_in_force(date(2021, 1, 25))) == (True, False)
    assert (old.is_in_force(date(2021, 1, 26)), new.is_in_force(date(2021, 1, 26))) == (False, True)


@pytest.mark.parametrize(
    ("code", "decides", "recommends"),
    [
        ("decentralised_2018", "forum", ""),
        ("decentralised", "governor", "forum"),
        ("regional", "governor", "forum"),
        ("vocational_local", "county", "forum"),
        ("follow_up", "governor", ""),
        ("collective_2026", "governor", ""),
    ],
)
def test_who_decides_and_who_recommends(code, decides, recommends):
    scheme = collective_scheme(code)

    assert (scheme.decides, scheme.recommends) == (decides, recommends)


def test_the_thirty_per_cent_of_2018_are_counted_of_the_whole_grant_of_the_forum():
    own = collective_scheme("decentralised_2018").own_contribution

    assert own is not None
    assert (own.rate.on(date(2018, 7, 1)), own.base.on(date(2018, 7, 1))) == (30, "forum_grant")
    with pytest.raises(NoValueInForce):
        own.working_time.on(date(2018, 7, 1))


def test_counties_have_counted_the_thirty_per_cent_of_different_things():
    own = collective_scheme("decentralised").own_contribution

    assert own is not None
    with pytest.raises(SourcesDisagree) as disagreed:
        own.base.on(date(2024, 3, 1))
    assert {claim.value for claim in disagreed.value.claims} == {"owner_award", "grant"}


def test_no_rule_on_own_contribution_is_made_up_for_kindergartens_or_for_2026():
    assert collective_scheme("regional").own_contribution is None
    own = collective_scheme("collective_2026").own_contribution
    assert own is not None
    for part in (own.rate, own.base, own.working_time):
        with pytest.raises(NoValueInForce):
            part.on(date(2026, 3, 10))


def test_from_2026_an_owner_may_work_with_a_vocational_college():
    assert kind_of_provider(["vocational_college"]) in collective_scheme("collective_2026").partners
    assert kind_of_provider(["vocational_college"]) not in collective_scheme("decentralised").partners
    assert kind_of_provider([]) in collective_scheme("decentralised").partners
