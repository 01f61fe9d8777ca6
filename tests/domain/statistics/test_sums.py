"""Kroner and days: what they say of a person is hidden, and so is what would give it away."""

from __future__ import annotations

import pytest

from pafyll.domain.statistics.disclosure import LIMIT
from pafyll.domain.statistics.sums import Givers, hidden_medians, protect_sums
from pafyll.domain.statistics.tables import Table, with_totals


# Others than the two largest must give a tenth of what the largest gives.
@pytest.mark.parametrize(
    ("givers", "is_told"),
    [
        (Givers(4, 400, 100, 100), True),  # four people
        (Givers(5, 500, 100, 100), False),
        (Givers(6, 2_090, 1_000, 995), True),  # 95 left, where 100 is needed
        (Givers(6, 2_100, 1_000, 1_000), False),  # 100 left
        (Givers(0, 0, 0, 0), False),  # about nobody
    ],
)
def test_who_is_given_away(givers, is_told):
    assert givers.give_away(LIMIT) is is_told


def kroner(**counties: int) -> tuple[Table, dict]:
    """So many people in each county, all with 100 kroner."""
    table = with_totals("x", ("county",), {(code,): 100 * people for code, people in counties.items()})
    people = {**{(code,): some for code, some in counties.items()}, ("",): sum(counties.values())}
    givers = {table.cell(key): Givers(some, 100 * some, 100, 100) for key, some in people.items()}
    return table, givers


def test_a_sum_of_four_people_is_hidden_with_another():
    """Shown alone, the total less the others would be the sum of the four."""
    table, givers = kroner(a=4, b=20, c=30)

    assert set(protect_sums([table], givers).hidden) == {table.cell(("a",)), table.cell(("b",))}


def test_kroner_are_hidden_where_the_count_is():
    """Where everybody gets the same, kroner say how many they are."""
    table, givers = kroner(a=10, b=20, c=30)

    hidden = protect_sums([table], givers, where={table.cell(("c",))}).hidden

    assert table.cell(("c",)) in hidden
    assert len(hidden) == 2


def test_nothing_is_hidden_where_many_give():
    table, givers = kroner(a=10, b=20, c=30)

    assert protect_sums([table], givers).hidden == {}


def test_a_median_of_nine_is_hidden_and_one_of_ten_is_shown():
    table = Table("x", ("county",), {("a",): 12, ("b",): 15})
    givers = {table.cell(("a",)): Givers(9, 0, 0, 0), table.cell(("b",)): Givers(10, 0, 0, 0)}

    assert set(hidden_medians(table, givers)) == {table.cell(("a",))}
