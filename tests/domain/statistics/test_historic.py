"""Historic figures stand as they were printed, with what does not add up."""

from __future__ import annotations

from pafyll.domain.statistics.historic import funnel, printed_tables


def test_the_printed_totals_of_2016_and_2019_are_not_the_sums_of_their_counties():
    (table,) = printed_tables()

    assert dict(zip(table.years, zip(table.printed, table.summed, strict=True), strict=True)) == {
        2014: (7_015, 7_015),
        2015: (8_457, 8_457),
        2016: (10_627, 10_607),
        2017: (9_522, 9_522),
        2019: (11_280, 11_232),
    }
    assert table.deviations == (0, 0, 20, 0, 48)


def test_two_sources_of_2018_stand_side_by_side_with_the_deviation():
    (applied,) = [one for one in funnel() if (one.year, one.stage) == (2018, "applied")]

    assert [claim.value for claim in applied.claims] == [10_147, 10_366]
    assert applied.deviation == 219
    assert all(claim.source.who for claim in applied.claims)


def test_what_a_source_rounds_is_not_called_a_deviation():
    (applied,) = [one for one in funnel() if (one.year, one.stage) == (2015, "applied")]

    assert len(applied.claims) == 2
    assert applied.deviation == 0
