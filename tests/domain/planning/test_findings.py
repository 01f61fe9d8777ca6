"""Stated facts of any document: products, sums, dates and their order."""

from __future__ import annotations

import pytest

from pafyll.domain.planning.findings import document_from, findings
from pafyll.domain.planning.findings.days import day_of


def checked(facts, *checks):
    return findings(document_from({"title": "Et saksframlegg", "facts": facts, "checks": list(checks)}))


def count(number, unit="persons", **more):
    return {"what": "deltakere", "written": str(number), "place": "1", "quantity": number, "unit": unit, **more}


def between(low, high):
    return {"what": "midler", "written": f"{low}–{high}", "place": "1", "low": low, "high": high, "unit": "NOK"}


def dated(words):
    return {"what": "brevet", "written": words, "place": "1", "is_date": True}


def test_amounts_within_limits_that_can_be_the_same_are_no_finding():
    facts = {"a": between(600_000, 700_000), "b": count(1_300_000, "NOK"), "c": count(1_990_000, "NOK")}

    assert checked(facts, {"kind": "sum", "facts": ["a", "b"], "total": "c"}) == []


def test_a_sum_outside_the_limits_says_by_how_much():
    facts = {"a": between(600_000, 700_000), "b": count(1_300_000, "NOK"), "c": count(2_000_001, "NOK")}

    [found] = checked(facts, {"kind": "sum", "facts": ["a", "b"], "total": "c"})

    assert "1\u00a0kr for mye eller for lite" in str(found.readings[1])


def test_about_reaches_five_per_cent():
    facts = {"a": count(100), "b": count(105, is_about=True), "c": count(106, is_about=True)}

    assert checked(facts, {"kind": "sum", "facts": ["a"], "total": "b"}) == []
    assert checked(facts, {"kind": "sum", "facts": ["a"], "total": "c"})


@pytest.mark.parametrize("words", ["31.02.2011", "15. april 20011", "ukjent dag", "1.13.2011"])
def test_a_day_that_does_not_exist_is_a_finding(words):
    [found] = checked({"a": dated(words)}, {"kind": "date", "facts": ["a"]})

    assert found.readings


@pytest.mark.parametrize(
    ("words", "day"),
    [("07.03.2010", "2010-03-07"), ("19.05.10", "2010-05-19"), ("Oslo, 1. mai 2026", "2026-05-01")],
)
def test_a_day_is_read_as_people_write_it(words, day):
    assert day_of(words).first.isoformat() == day


def test_a_case_number_is_of_its_year():
    found = day_of("Arkivsaksnr.: 11/12361")

    assert (found.first.isoformat(), found.last.isoformat()) == ("2011-01-01", "2011-12-31")


def test_the_right_order_is_no_finding():
    facts = {"a": dated("19.05.10"), "b": dated("07.03.2011")}

    assert checked(facts, {"kind": "order", "facts": ["a"], "total": "b"}) == []


def test_a_check_that_names_an_unknown_fact_is_refused():
    with pytest.raises(ValueError, match="not there"):
        checked({"a": count(1)}, {"kind": "sum", "facts": ["b"], "total": "a"})
    with pytest.raises(ValueError, match="nobody knows"):
        checked({"a": {**count(1), "colour": "red"}})
