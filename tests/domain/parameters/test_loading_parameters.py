"""Dated values: what a parameter file must say, and which value is in force on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.parameters import DatedValue, NoValueInForce, Parameter, ParameterFault, parameters_from

GOOD = """
state_share:
  label: Statens andel
  unit: percent
  values:
    2012-08-01: {value: 50, source: "skolemagasinet.no, 2012"}
    2014-08-01: {value: 75, source: "nvl.org, 2014", ends_before: 2026-01-01}
"""


@pytest.fixture
def load(tmp_path):
    def loaded(text):
        path = tmp_path / "parameters.yaml"
        path.write_text(text, encoding="utf-8")
        return parameters_from(path, scheme="substitute")

    return loaded


def test_the_value_in_force_is_the_latest_that_has_begun(load):
    share = load(GOOD)["state_share"]

    assert share.on(date(2012, 8, 1)) == 50
    assert share.on(date(2014, 7, 31)) == 50
    assert share.on(date(2014, 8, 1)) == 75
    assert share.dated(date(2020, 1, 1)).source == "nvl.org, 2014"


@pytest.mark.parametrize("day", [date(2012, 7, 31), date(2026, 1, 1), date(2030, 1, 1)])
def test_a_day_without_a_value_is_an_error_that_names_what_is_missing(load, day):
    with pytest.raises(NoValueInForce) as error:
        load(GOOD)["state_share"].on(day)

    assert (error.value.name, error.value.day, error.value.scheme) == ("state_share", day, "substitute")
    assert not load(GOOD)["state_share"].has_value_on(day)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (("  unit: percent\n", ""), "unit"),
        (("unit: percent", "unit: apples"), "apples"),
        (("  label: Statens andel\n", ""), "label"),
        ((', source: "skolemagasinet.no, 2012"', ""), "source"),
        (('source: "skolemagasinet.no, 2012"', 'source: " "'), "source"),
        (("value: 50, ", ""), "value"),
        (("2012-08-01:", "august 2012:"), "august 2012"),
        (("2012-08-01:", "2012-08-01 10:00:00:"), "date"),
        (("  unit:", "  note: x\n  unit:"), "note"),
        (('source: "nvl.org, 2014"', 'source: "nvl.org, 2014", on: 1'), "True"),
        (("ends_before: 2026-01-01", "ends_before: 2014-08-01"), "ends_before"),
        (("ends_before: 2026-01-01", "ends_before: soon"), "soon"),
        (('{value: 50, source: "skolemagasinet.no, 2012"}', "50"), "50"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_says_too_little_or_too_much_is_refused_by_name(load, change, named):
    before, after = change
    assert before in GOOD

    with pytest.raises(ParameterFault, match=named) as fault:
        load(GOOD.replace(before, after))

    assert "state_share" in str(fault.value)


def test_a_parameter_that_is_not_a_table_is_refused(load):
    with pytest.raises(ParameterFault, match="state_share"):
        load("state_share: 50\n")


@pytest.mark.parametrize("values", ["75", "{}", "[1, 2]"])
def test_values_without_days_are_refused(load, values):
    with pytest.raises(ParameterFault, match="state_share"):
        load(f"state_share: {{label: Statens andel, unit: percent, values: {values}}}\n")


def test_a_file_that_is_a_list_is_refused(load):
    with pytest.raises(ParameterFault, match="list"):
        load("- state_share\n")


def test_an_empty_file_has_no_parameters(load):
    assert load("") == {}


starts = st.lists(st.dates(date(2000, 1, 1), date(2030, 1, 1)), min_size=1, max_size=8, unique=True).map(sorted)


@given(starts, st.dates(date(1999, 1, 1), date(2031, 1, 1)))
def test_the_value_on_a_day_is_the_last_one_begun(days, day):
    values = tuple(DatedValue(start, number, "test") for number, start in enumerate(days))
    parameter = Parameter("x", "test", "x", "NOK", values)
    begun = [number for number, start in enumerate(days) if start <= day]

    assert parameter.has_value_on(day) is bool(begun)
    if begun:
        assert parameter.on(day) == begun[-1]


@given(starts)
def test_the_day_before_the_first_value_has_none(days):
    parameter = Parameter("x", "test", "x", "NOK", tuple(DatedValue(start, 1, "test") for start in days))

    assert not parameter.has_value_on(days[0] - timedelta(days=1))
    assert parameter.has_value_on(days[0])
