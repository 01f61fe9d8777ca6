"""What always holds of a budget, whatever is in it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.planning.budget import (
    CarryOver,
    Move,
    OwnerBudget,
    Source,
    Span,
    Start,
    Use,
    account_of,
    calendar_part,
    forecast,
    lines_of,
    most_affordable,
    most_movable,
    preview,
    school_year_parts,
    year_row,
)
from pafyll.domain.planning.budget.starting import worse
from pafyll.domain.values import Kroner, SchoolYear
from tests.domain.allocation.long import examples

YEARS = st.integers(2026, 2029)
AMOUNTS = st.integers(0, 40).map(lambda n: Kroner(n * 7))
PURPOSES = st.sampled_from(["further", "in_service", "both"])
UNTIL = 2031


@st.composite
def sources(draw, key: str) -> Source:
    amounts = draw(st.dictionaries(YEARS, AMOUNTS.map(Span.exactly), min_size=1, max_size=3))
    carry = draw(st.sampled_from([CarryOver(), CarryOver(True), CarryOver(True, Kroner(20))]))
    last = draw(st.none() | st.just(2029))
    return Source(key, key, draw(PURPOSES), "municipal", draw(st.booleans()), amounts, last, carry, "Sak 1")


@st.composite
def uses(draw, key: str) -> Use:
    total, purpose = draw(AMOUNTS), draw(PURPOSES)
    year, autumn = draw(YEARS), draw(st.integers(0, 100))
    halves = school_year_parts(total, SchoolYear(year), autumn=autumn)
    parts = draw(st.sampled_from([halves, calendar_part(total, year)]))
    return Use(key, key, purpose, parts, draw(st.sampled_from(["", "s0", "s1"])), draw(st.booleans()))


@st.composite
def budgets(draw) -> OwnerBudget:
    given_by = tuple(draw(sources(f"s{i}")) for i in range(draw(st.integers(2, 4))))
    used = tuple(draw(uses(f"u{i}")) for i in range(draw(st.integers(0, 5))))
    plain = OwnerBudget(given_by, used)
    for i, year in enumerate(sorted(draw(st.lists(YEARS, max_size=2)))):
        plain = plain.with_move(draw(possible_moves(plain, f"m{i}", year)))
    return plain


@st.composite
def possible_moves(draw, budget: OwnerBudget, key: str, year: int) -> Move:
    """A move of money that is there."""
    giver, taker = draw(st.permutations([one.key for one in budget.sources]))[:2]
    there = max(0, account_of(budget, until=UNTIL).available(giver, year))
    return Move(key, year, giver, taker, Kroner(draw(st.integers(0, there))))


@given(st.integers(0, 10**9), st.integers(2000, 2100), st.integers(0, 100))
@examples(100)
def test_autumn_and_spring_are_the_year_to_the_krone(total, year, share):
    autumn, spring = school_year_parts(total, SchoolYear(year), autumn=share)

    assert autumn.amount + spring.amount == total
    assert (autumn.budget_year, spring.budget_year) == (year, year + 1)
    assert 0 <= total * share - autumn.amount * 100 < 100


@given(budgets(), st.booleans())
@examples(40)
def test_sources_less_uses_are_the_balance_and_carrying_over_makes_no_money(budget, highest):
    account = account_of(budget, until=UNTIL, highest=highest)

    for one in account.balances:
        assert one.carried_in + one.given + one.moved_in - one.moved_out - one.used == one.left
        assert 0 <= one.carried_out <= max(0, one.left)
        assert one.carried_out + one.lapsed == max(0, one.left)
    given = sum(one.given for one in account.balances)
    used = sum(one.amount for one in account.drawn)
    kept = sum(one.left for one in account.balances if one.year == UNTIL)
    lapsed = sum(one.lapsed for one in account.balances if one.year < UNTIL)
    assert given == used + kept + lapsed


@given(budgets())
@examples(40)
def test_what_is_paid_and_what_is_not_are_together_what_it_costs(budget):
    account = account_of(budget, until=UNTIL)

    for use in budget.uses:
        paid = sum(one.amount for one in account.drawn if one.use.key == use.key)
        lacking = sum(one.amount for one in account.uncovered if one.use.key == use.key)
        assert paid + lacking == use.total
    for one in account.drawn:
        assert one.source.key == one.use.source or one.source.pays_for(one.use.purpose)


@given(budgets())
@examples(30)
def test_the_lines_of_a_year_sum_to_what_is_left(budget):
    account = account_of(budget, until=UNTIL)

    for year in range(2026, UNTIL + 1):
        lines = lines_of(budget, account, year)
        money, used, left = (sum(one.amount for one in lines if one.kind == kind) for kind in ("money", "use", "left"))
        assert money - used == left


@given(budgets())
@examples(30)
def test_the_forecast_is_the_same_as_year_by_year(budget):
    for row in forecast(budget, first=2026, years=4):
        assert row == year_row(budget, account_of(budget, until=row.year), row.year)
        by_purpose = [year_row(budget, account_of(budget, until=row.year), row.year, purpose=one) for one in
                      ("further", "in_service", "both")]  # fmt: skip
        assert sum(one.left for one in by_purpose) == row.left
        assert sum(one.uncovered for one in by_purpose) == row.uncovered


@given(budgets(), st.data())
@examples(30)
def test_a_reallocation_keeps_the_total_and_what_may_be_moved_takes_no_cover(budget, data):
    move = data.draw(possible_moves(budget, "new", data.draw(YEARS)))

    shown = preview(budget, move, until=UNTIL)

    assert shown.total_before == shown.total_after
    assert [one.difference for one in shown.sources] == [-move.amount, move.amount]
    if shown.may:
        before, after = (account_of(one, until=UNTIL) for one in (budget, budget.with_move(move)))
        assert not worse(before, after)
        assert after.overdrawn == 0


@given(budgets(), st.data())
@examples(25, 2_000)
def test_the_most_that_can_be_moved_holds_and_one_krone_more_does_not(budget, data):
    giver, taker = data.draw(st.permutations([one.key for one in budget.sources]))[:2]
    year = data.draw(YEARS)
    before = account_of(budget, until=UNTIL)
    there = max(0, before.available(giver, year))

    most = most_movable(budget, giver=giver, taker=taker, year=year)

    def loses(amount):
        after = account_of(budget.with_move(Move("x", year, giver, taker, Kroner(amount))), until=UNTIL)
        return worse(before, after) or after.overdrawn

    assert not loses(most)
    assert most == there or loses(most + 1)


@given(budgets(), st.integers(1, 60), st.integers(0, 100))
@examples(25, 2_000)
def test_the_most_that_can_start_is_found_as_by_trying_them_all(budget, unit, autumn):
    start = Start("Nye", "further", SchoolYear(2027), Kroner(unit), "s0", autumn)
    before = account_of(budget, until=UNTIL)

    found = most_affordable(budget, start, at_most=12)

    holds = [not worse(before, account_of(budget.with_use(start.use(n)), until=UNTIL)) for n in range(13)]
    assert found.count == max(n for n in range(13) if holds[n])
    assert holds == sorted(holds, reverse=True)
    assert found.autumn + found.spring == found.count * unit


@given(budgets())
@examples(25)
def test_more_money_never_takes_cover_away(budget):
    more = replace(budget.sources[0], amounts={year: Span.exactly(span.low + 5) for year, span in
                                               budget.sources[0].amounts.items()})  # fmt: skip
    richer = replace(budget, sources=(more, *budget.sources[1:]))

    before, after = (account_of(one, until=UNTIL) for one in (budget, richer))

    assert after.lacking() <= before.lacking()
