"""Owners correct applications in the years whose published rule says so."""

from __future__ import annotations

import pytest

from pafyll.domain.rules.owner_window import owners_may_edit


@pytest.mark.parametrize("year", [2022, 2024, 2026])
def test_owners_edit_from_the_first_year_that_the_directorates_page_says_so(year):
    assert owners_may_edit(year)


def test_for_a_year_without_a_known_rule_the_no_names_the_year_and_the_source():
    answer = owners_may_edit(2021)

    assert not answer
    assert "2021/22" in str(answer)
    assert "Behandling av søknader" in answer.law
