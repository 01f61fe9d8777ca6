"""The case paper of 2011, put to the calculation: what it lacked, what could be moved, where it contradicts itself."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from pafyll.devtools.seed.trondheim.paper import (
    EXTRA,
    FORTY,
    IN_SERVICE_MONEY,
    budget,
    paper,
    proposed_move,
    read_as,
    start,
    stated,
    wanted,
)
from pafyll.domain.planning.budget import account_of, most_affordable, most_movable, planned_shortage, preview, warnings
from pafyll.domain.planning.findings import findings
from tests.architecture.sources import ROOT

CASE: dict[str, Any] = yaml.safe_load((ROOT / "tests/cases/trondheim-2011.yaml").read_text(encoding="utf-8"))


def shortage(of):
    account, hopeful = (account_of(of, until=2012, highest=highest) for highest in (False, True))
    return planned_shortage(of, account, hopeful, 2011, "in_service")


def limits(span):
    return [span.low, span.high]


def test_four_million_is_needed_and_about_two_is_there():
    found, wanted_here = shortage(budget()), CASE["shortage"]

    assert found.needed == wanted_here["needed"]
    assert limits(found.available) == wanted_here["available"]
    assert limits(found.lacking) == wanted_here["lacking"]


def test_forty_teachers_cost_two_million_in_each_of_two_budget_years():
    autumn, spring = wanted().parts
    expected = CASE["forty_teachers"]

    assert (autumn.budget_year, autumn.amount) == (2011, expected["autumn"])
    assert (spring.budget_year, spring.amount) == (2012, expected["spring"])
    assert wanted().total == expected["total"]


def test_two_million_can_be_moved_without_an_uncovered_commitment_in_2011():
    with_teachers = budget().with_use(wanted())

    assert most_movable(with_teachers, giver=EXTRA, taker=IN_SERVICE_MONEY, year=2011) == CASE["movable"]["amount"]

    shown = preview(with_teachers, proposed_move(), until=2012)
    assert shown.may
    assert shown.total_before == shown.total_after
    assert account_of(with_teachers.with_move(proposed_move()), until=2012).lacking(year=2011, is_bound=True) == 0
    assert limits(shortage(with_teachers.with_move(proposed_move())).lacking) == CASE["after_moving"]["lacking"]


def test_one_krone_more_takes_cover_from_the_autumn():
    more = proposed_move().__class__("more", 2011, EXTRA, IN_SERVICE_MONEY, proposed_move().amount + 1)

    shown = preview(budget().with_use(wanted()), more, until=2012)

    assert shown.may.code == "takes_cover_away"
    assert "1\u00a0kr" in str(shown.may)


@pytest.mark.parametrize("reading", paper()["readings"])
def test_what_of_the_spring_has_no_cover_hangs_on_what_is_taken_for_granted(reading):
    expected = CASE["spring_2012"][reading]
    with_teachers = read_as(reading).with_use(wanted(paper()["readings"][reading]["heads"]))
    accounts = [account_of(with_teachers, until=2012, highest=highest) for highest in (True, False)]

    assert [one.lacking(year=2012, is_bound=True) for one in accounts] == expected["uncovered"]
    assert {one.balance(EXTRA, 2011).lapsed for one in accounts} == {expected["lapses_in_2011"]}


@pytest.mark.parametrize("reading", paper()["readings"])
def test_how_many_can_start_hangs_on_the_next_years_money(reading):
    assert most_affordable(read_as(reading), start(), at_most=100).count == CASE["most_teachers"][reading]


def test_one_year_money_cannot_carry_what_goes_on_in_the_next_year():
    found = warnings(read_as("nothing_named").with_use(wanted()), first=2011, until=2012)

    one = next(warned for warned in found if warned.code == "one_year_money")
    assert (one.year, one.amount) == (2011, 2_000_000)
    assert "gjelder bare 2011" in str(one)
    assert "Sett av 2\u00a0000\u00a0000\u00a0kr i budsjettet for 2012" in str(one)
    assert FORTY in {use.key for use in read_as("nothing_named").with_use(wanted()).uses}


def test_the_papers_contradictions_are_reported_with_both_readings_and_none_is_corrected():
    found = findings(stated())

    assert [one.code for one in found] == [row["code"] for row in CASE["findings"]]
    for finding, row in zip(found, CASE["findings"], strict=True):
        assert row["says"].replace(" ", "\u00a0") in str(finding.text).replace(" ", "\u00a0")
        assert len(finding.readings) == row["readings"]
        assert set(row["words"]) <= {words for words, _place in finding.places}
        assert all(place for _words, place in finding.places)


def test_what_adds_up_is_no_finding():
    sums = {check.facts for check in stated().checks if check.kind == "sum"}
    found = {words for finding in findings(stated()) for words, _place in finding.places}

    assert ("municipal_in_service", "municipal_agreed") in sums
    assert "av totalt 3.5 mill" not in found
    assert "en ramme på ca 2 millioner" not in found


def test_every_input_has_the_papers_words_and_their_place():
    for fact in stated().facts.values():
        assert fact.written
        assert fact.place
