"""What holds for every study in every scheme: exact sums, nothing negative, more credits never less money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from pafyll.domain.grants import shares as module
from pafyll.domain.grants.cost_shares import cost_shares
from pafyll.domain.grants.lines import MONEY, OWN_TIME, RELEASE
from pafyll.domain.grants.owner_costs import Chosen, costs_of, one_less, one_more, warnings
from pafyll.domain.grants.payouts import payouts
from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.grants.shares import Shares, Study, shares_of
from pafyll.domain.rules.subjects import SUBJECTS
from pafyll.domain.schemes import Scheme, schemes
from pafyll.domain.schemes.ways import ByPercent, FixedSum
from pafyll.domain.values import BudgetYear, Kroner, SchoolYear
from tests.domain.allocation.long import examples

PAYERS = ("state", "owner", "teacher")
UNTIL = date(2032, 1, 1)
halves = st.integers(0, 180)
kroner = st.integers(0, 400_000)


@dataclass(frozen=True)
class Asked:
    """A study put to a scheme that was in force, with rates so that there is an answer."""

    scheme: Scheme
    on: date
    study: Study
    rates: RateTable

    def answer(self, **changes: object) -> Shares:
        study = replace(self.study, **changes)  # type: ignore[arg-type]
        return shares_of(study, scheme=self.scheme, on=self.on, rates=self.rates)


@st.composite
def days(draw: st.DrawFn, scheme: Scheme) -> date:
    """A day on which the scheme is in force."""
    regime = draw(st.sampled_from(scheme.parameters["regime"].values))
    last = (regime.ends_before or UNTIL) - timedelta(days=1)
    day = draw(st.dates(regime.starts_on, last))
    assume(scheme.parameters["regime"].has_value_on(day))
    return day


@st.composite
def questions(draw: st.DrawFn, *, by_percent: bool = False) -> Asked:
    fitting = [scheme for scheme in schemes().values() if not by_percent or isinstance(scheme.pays, ByPercent)]
    scheme = draw(st.sampled_from(fitting))
    on = draw(days(scheme))
    whole = scheme.pays.whole if isinstance(scheme.pays, FixedSum) else 0
    study = Study(
        draw(st.sampled_from(sorted(SUBJECTS))),
        Decimal(whole or Decimal(draw(halves)) / 2),
        draw(st.sampled_from(["HV", "H", "V"])),
        *(draw(st.integers(0, 90_000)) for _ in range(3)),
    )
    return Asked(scheme, on, study, draw(entered(scheme, on, by_percent)))


@st.composite
def entered(draw: st.DrawFn, scheme: Scheme, on: date, by_percent: bool) -> RateTable:
    """Rates for all that the scheme asks; a cost to be shared by percentages in half of the cases."""
    shared = by_percent or (isinstance(scheme.pays, ByPercent) and draw(st.booleans()))
    payers = ("cost",) if shared else scheme.pays.payers
    return RateTable(tuple(RateRow(scheme.code, "", payer, draw(kroner), "ført inn") for payer in payers), on)


@given(questions())
@examples()
def test_what_the_payers_carry_is_the_cost(asked: Asked) -> None:
    shares = asked.answer()

    assert sum(shares.total(payer) for payer in PAYERS) == shares.cost
    assert {line.payer for line in shares.lines} <= set(PAYERS)


@given(questions(by_percent=True))
@examples()
def test_a_cost_that_is_shared_by_percentages_comes_out_to_the_krone(asked: Asked) -> None:
    cost = asked.rates.rows[0].per_30_credits
    limited = asked.scheme.code == "substitute"
    exact = Fraction(cost) * Fraction(min(asked.study.credits, Decimal(30)) if limited else asked.study.credits) / 30

    without_estimates = asked.answer(travel=0, stay=0, materials=0)

    assert without_estimates.cost == int(exact + Fraction(1, 2))
    assert asked.answer().cost == without_estimates.cost + asked.study.travel + asked.study.stay + asked.study.materials


@given(questions())
@examples()
def test_autumn_and_spring_are_the_year_and_school_year_and_budget_years_agree(asked: Asked) -> None:
    shares = asked.answer()
    terms = (shares.year.autumn, shares.year.spring)

    for payer in (*PAYERS, None):
        year = shares.total(payer)
        assert sum(shares.total(payer, semester=term) for term in terms) == year
        assert sum(shares.total(payer, budget_year=term.budget_year) for term in terms) == year
        assert shares.total(payer, school_year=shares.year) == year
    assert all(line.semester in terms and line.budget_year == line.semester.budget_year for line in shares.lines)


@given(questions())
@examples()
def test_nothing_is_negative_and_a_semester_that_is_not_studied_costs_nothing(asked: Asked) -> None:
    shares = asked.answer()
    unused = {"H": shares.year.spring, "V": shares.year.autumn}.get(asked.study.semesters)

    assert all((line.amount or 0) >= 0 and (line.percent or 0) >= 0 for line in shares.lines)
    assert all(line.amount > 0 for line in shares.money)
    assert not [line for line in shares.lines if line.semester == unused]


@given(questions(), halves)
@examples()
def test_more_credits_never_give_a_payer_less_to_pay_up_to_the_limit_and_the_same_above_it(
    asked: Asked, more: int
) -> None:
    assume(not (isinstance(asked.scheme.pays, FixedSum) and asked.scheme.pays.whole))
    fewer, many = sorted([asked.study.credits, Decimal(more) / 2])

    less, most = asked.answer(credits=fewer), asked.answer(credits=many)

    assert all(less.total(payer, kind=MONEY) <= most.total(payer, kind=MONEY) for payer in PAYERS)
    if "max_credits_paid" in asked.scheme.parameters and fewer >= 30:
        assert less.money == most.money


@given(questions())
@examples()
def test_asking_again_gives_the_same_lines_with_the_same_reasons(asked: Asked) -> None:
    first = asked.answer()
    module._by_rate.cache_clear()

    assert asked.answer() == first
    assert [str(line) for line in asked.answer().lines] == [str(line) for line in first.lines]
    assert all(str(line).strip() and line.source and line.label for line in first.lines)


@given(questions())
@examples()
def test_time_follows_the_credits_exactly_and_not_the_semesters(asked: Asked) -> None:
    rule = {
        RELEASE: asked.scheme.optional("release_percent_for_30_credits", asked.on),
        OWN_TIME: asked.scheme.optional("own_time_percent_for_30_credits", asked.on),
    }
    for kind, value in rule.items():
        if value:
            exact = Fraction(Decimal(value.value)) * Fraction(asked.study.credits) / 30
            assert {asked.answer(semesters=terms).percent(kind) for terms in ("HV", "H", "V")} == {exact}


@given(questions())
@examples()
def test_what_is_paid_out_is_the_states_share(asked: Asked) -> None:
    shares = asked.answer()
    paid = payouts(shares, on=asked.on)

    assert sum(one.amount for one in paid) == shares.total("state")
    assert all(one.amount >= 0 and one.because for one in paid)
    for term in (shares.year.autumn, shares.year.spring):
        assert sum(one.amount for one in paid if one.semester == term) == shares.total("state", semester=term)


@given(st.sampled_from(["substitute", "scholarship"]), kroner, kroner, halves, st.sampled_from(["HV", "H", "V"]))
@examples()
def test_a_rounds_costs_are_the_same_lines_of_money(
    code: str, state: int, owner: int, credits: int, semesters: str
) -> None:
    year = SchoolYear(2026)
    rows = (RateRow(code, "", "state", state, "ført inn"), RateRow(code, "", "owner", owner, "ført inn"))
    rates, study = RateTable(rows, year.starts_on), Study("music", Decimal(credits) / 2, semesters, 4_001)

    of_round = cost_shares(study=study, scheme=code, rates=rates, year=year)
    shares = shares_of(study, scheme=code, on=year.starts_on, rates=rates)

    assert of_round.lines == shares.money
    assert (of_round.state, of_round.total("owner")) == (shares.total("state"), shares.total("owner"))


@given(st.lists(questions(), min_size=1, max_size=4), kroner, kroner)
@examples(200, 10_000)
def test_one_more_and_one_less_undo_each_other_and_a_warning_names_no_more_than_is_at_stake(
    all_asked: list[Asked], money: int, next_money: int
) -> None:
    rates = RateTable(tuple(row for asked in all_asked[:1] for row in asked.rates.rows), all_asked[0].on)
    first = all_asked[0]
    chosen = [
        Chosen(str(number), replace(first.study, travel=number * 1_000), first.scheme.code, first.on)
        for number in range(len(all_asked))
    ]
    more = Chosen("ny", first.study, first.scheme.code, first.on)

    added, removed = one_more(chosen, more, rates), one_less([*chosen, more], "ny", rates)

    assert [(line.payer, line.budget_year, line.amount) for line in added] == [
        (line.payer, line.budget_year, -line.amount) for line in removed
    ]
    costs = costs_of([*chosen, more], rates)
    for payer in ("state", "owner"):
        alone = costs_of([more], rates).total(payer)
        assert sum(line.amount for line in added if line.payer == payer) == alone
        assert costs.total(payer) == costs_of(chosen, rates).total(payer) + alone
    year = BudgetYear(SchoolYear.of(first.on).start)
    given_money = {year: Kroner(money), BudgetYear(year.year + 1): Kroner(next_money)}
    for warning in warnings(costs, given_money):
        given, needed = given_money.get(warning.budget_year, Kroner(0)), costs.total("owner", warning.budget_year)
        assert warning.amount == abs(given - needed) > 0
