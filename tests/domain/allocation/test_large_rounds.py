"""Rounds of the nation's size: every year's rules pass the audit, strict and with cheaper ones passing."""

from __future__ import annotations

from functools import cache

import pytest

from benchmarks.generator import synthetic_round
from pafyll.domain.allocation import Problem, allocate, allocate_plainly, audit, known_rulesets, ruleset


@cache
def large(applicants: int) -> Problem:
    """A synthetic round, made once."""
    return synthetic_round(applicants).problem()


@pytest.mark.parametrize("passing", [False, True])
@pytest.mark.parametrize("year", known_rulesets())
def test_a_round_of_the_nations_size_passes_the_audit_under_every_years_rules(year: str, passing: bool) -> None:
    rules = ruleset(year).with_options(cheaper_may_pass_state=passing, cheaper_may_pass_owner=passing)

    report = audit(large(20_000), rules, "stort", allocate(large(20_000), rules, "stort"))

    assert report, report.faults


@pytest.mark.parametrize("year", known_rulesets())
def test_the_twin_agrees_on_a_thousand_applicants(year: str) -> None:
    rules = ruleset(year)

    assert allocate(large(1_000), rules, "stort").same_as(allocate_plainly(large(1_000), rules, "stort"))
