"""Values that sources disagree about, that are derived, or that nobody has found: said, and never used as facts."""

from __future__ import annotations

from datetime import date

import pytest

from pafyll.domain.parameters import NoValueInForce, ParameterFault, SourcesDisagree, parameters_from

RATE = """
rate:
  label: Sats
  unit: NOK
  values:
    2021-08-01: {value: 100, ends_before: 2022-08-01, source: brev, derived: "halvparten av 200"}
    2024-08-01: {value: 120, source: brev}
  claims:
    - {value: 50, starts_on: 2019-08-01, ends_before: 2020-08-01, source: en side}
    - {value: 70, starts_on: 2019-08-01, ends_before: 2020-08-01, source: en annen side}
    - {value: 90, source: en side uten år}
"""


@pytest.fixture
def load(tmp_path):
    def loaded(text):
        path = tmp_path / "parameters.yaml"
        path.write_text(text, encoding="utf-8")
        return parameters_from(path, scheme="substitute")

    return loaded


def test_sources_that_disagree_are_named_and_none_is_chosen(load):
    with pytest.raises(SourcesDisagree) as gap:
        load(RATE)["rate"].on(date(2020, 7, 31))

    assert [claim.value for claim in gap.value.claims] == [50, 70]
    assert not load(RATE)["rate"].has_value_on(date(2019, 8, 1))


def test_a_claim_without_a_year_is_never_used(load):
    with pytest.raises(NoValueInForce) as gap:
        load(RATE)["rate"].on(date(2020, 8, 1))

    assert type(gap.value) is NoValueInForce


def test_a_derived_value_says_so_where_it_is_cited(load):
    rate = load(RATE)["rate"]

    assert rate.dated(date(2021, 8, 1)).cited == "brev (utledet: halvparten av 200)"
    assert rate.dated(date(2024, 8, 1)).cited == "brev"


def test_gaps_are_the_periods_without_a_value(load):
    rate = load(RATE)["rate"]
    before, between = (date(2019, 8, 1), date(2021, 8, 1)), (date(2022, 8, 1), date(2024, 8, 1))

    assert rate.gaps(date(2019, 8, 1), None) == [before, between]
    assert rate.gaps(date(2024, 8, 1), None) == []


def test_a_parameter_without_values_must_say_where_it_was_looked_for(load):
    empty = "rate: {label: Sats, unit: NOK, values: {}, not_found: ikke på udir.no}\n"

    assert load(empty)["rate"].gaps(date(2020, 1, 1), date(2021, 1, 1)) == [(date(2020, 1, 1), date(2021, 1, 1))]
    with pytest.raises(ParameterFault, match="no dated values"):
        load(empty.replace(", not_found: ikke på udir.no", ""))


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("value: 120", "value: 37.5", "exact"),
        ("source: en annen side", 'source: " "', "source"),
        ("value: 70, ", "", "value"),
        ("starts_on: 2019-08-01, ends_before: 2020-08-01, source: en side}", "starts_on: 2019, source: x}", "2019"),
        ("source: en side uten år", "source: x, on: 1", "unknown"),
    ],
)
def test_a_float_or_a_claim_that_says_too_little_or_too_much_is_refused(load, before, after, named):
    assert before in RATE

    with pytest.raises(ParameterFault, match=named) as fault:
        load(RATE.replace(before, after, 1))

    assert "rate" in str(fault.value)
