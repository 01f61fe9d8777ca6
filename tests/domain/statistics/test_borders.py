"""Old numbers in today's borders: merged counties are summed, and nothing is guessed."""

from __future__ import annotations

from pafyll.domain.statistics.borders import Refused, counties, in_todays_borders, splits, today_of
from pafyll.domain.statistics.historic import printed_tables


def rows():
    return {row.name: row for row in in_todays_borders(printed_tables()[0].rows)}


def test_agder_is_the_sum_of_the_two_that_became_it():
    assert rows()["Agder"].values == (162 + 239, 212 + 309, 261 + 349, 213 + 363, 322 + 421)


def test_a_county_that_nothing_crossed_keeps_its_numbers():
    assert rows()["Rogaland"].values == (689, 805, 963, 892, 1121)


def test_a_county_that_a_municipality_left_is_refused_with_the_reason():
    innlandet = rows()["Innlandet"]

    assert innlandet.is_refused
    assert innlandet.why == "Jevnaker og Lunner gikk til Akershus i 2020."


def test_aalesund_that_was_split_is_refused_and_not_guessed():
    refused = today_of("1507")

    assert isinstance(refused, Refused)
    assert refused.why == "1507 Ålesund ble delt i 1508 Ålesund og 1580 Haram 2024."
    assert today_of("1508") == "1508"


def test_every_old_county_of_the_printed_table_belongs_to_one_of_today():
    used = [name for one in counties() for name in one.of]

    assert len(used) == len(set(used))
    assert set(printed_tables()[0].rows) - set(used) == {"Svalbard", "Utlandet"}
    assert len(counties()) == 15


def test_what_was_split_became_more_than_one():
    assert all(len(one.became) > 1 for one in splits())
