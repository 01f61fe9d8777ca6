"""How long a decision may be appealed, against days counted one by one by tests/tools/deadline_vectors.py."""

from __future__ import annotations

import csv
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pafyll.domain.rules.deadlines import (
    DemandedGrounds,
    NoStart,
    Notice,
    UnknownAct,
    YearOutOfRange,
    act_called,
    act_on,
    appeal_deadline,
    free_day,
    known_acts,
    may_be_taken,
    never_after,
    others_deadline,
    preliminary_answer_due,
)
from pafyll.domain.rules.deadlines.acts import Act
from pafyll.domain.rules.deadlines.working_days import FIRST_YEAR, LAST_YEAR, holiday_name
from tests.domain.allocation.long import examples
from tests.tools.deadline_vectors import FILES, easter, holidays

CASES = Path(__file__).resolve().parents[2] / "cases"
SECOND = timedelta(seconds=1)
ACTS = st.sampled_from(sorted(known_acts()))
DAYS = st.dates(date(1960, 1, 1), date(2090, 12, 31))


def rows(name: str) -> list[dict[str, str]]:
    with (CASES / f"appeal_{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def notice(text: str) -> Notice:
    """Sent and received the same day."""
    return Notice(sent=date.fromisoformat(text), received=date.fromisoformat(text))


@pytest.mark.parametrize("row", rows("deadlines"), ids=lambda row: f"{row['act']} {row['case']}")
def test_three_weeks_last_through_the_day_in_norway(row):
    found = appeal_deadline(act_called(row["act"]), Notice(sent=moment(row["sent"]), received=moment(row["received"])))

    assert found.last_day == day(row["last_day"])
    assert found.closes_before == moment(row["closes_before"])
    assert found.is_open(moment(row["closes_before"]) - SECOND)  # 23:59:59
    assert not found.is_open(moment(row["closes_before"]))  # 00:00:00


@pytest.mark.parametrize("row", rows("grounds"), ids=lambda row: f"{row['act']} {row['notice']} {row['case']}")
def test_a_demand_for_grounds_stops_the_clock_and_the_answer_starts_it_anew(row):
    answer = notice(row["answered"]) if row["answered"] else None
    demand = DemandedGrounds(moment(row["demanded"]), answer)

    found = appeal_deadline(act_called(row["act"]), notice(row["notice"]), demands=[demand])

    assert found.last_day == day(row["last_day"])
    assert found.is_stopped is (row["last_day"] == "")


@pytest.mark.parametrize("row", rows("late"), ids=lambda row: f"{row['act']} {row['decided']} {row['case']}")
def test_a_late_appeal_can_be_taken_with_a_reason_but_never_after_a_year(row):
    deadline = appeal_deadline(act_called(row["act"]), notice(row["decided"]))
    decided, submitted = date.fromisoformat(row["decided"]), moment(row["submitted"])

    without = may_be_taken(deadline, decided=decided, submitted=submitted)
    reasoned = may_be_taken(deadline, decided=decided, submitted=submitted, reason="Søkeren var syk.")

    assert (without.code, reasoned.code) == (row["answer"], row["with_reason"])
    assert bool(without) is (row["answer"] == "in_time")
    assert bool(reasoned) is (row["with_reason"] != "after_a_year")


@pytest.mark.parametrize("row", rows("others"), ids=lambda row: f"{row['act']} {row['decided']}")
def test_the_deadline_is_over_for_others_after_three_months(row):
    assert others_deadline(act_called(row["act"]), date.fromisoformat(row["decided"])).last_day == day(row["last_day"])


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_what_the_independent_count_gives(name):
    assert rows(name) == FILES[name]()


def test_there_are_at_least_400_different_deadline_cases():
    cases = {(row["act"], row["sent"], row["received"]) for row in rows("deadlines")}
    assert len(cases) >= 400
    assert {row["act"] for row in rows("deadlines")} == set(known_acts())


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_the_library_knows_the_same_holidays_as_our_own_easter(year):
    whole_year = [date(year, 1, 1) + timedelta(days=n) for n in range(366)]
    named = {one for one in whole_year if one.year == year and holiday_name(one)}

    assert named == holidays(year)
    assert easter(year).isoweekday() == 7


@pytest.mark.parametrize(("year", "month", "number"), [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28)])
def test_our_own_easter_is_that_of_the_almanac(year, month, number):
    assert easter(year) == date(year, month, number)


def test_a_holiday_has_its_norwegian_name():
    assert free_day(date(2026, 4, 2)) == "skjærtorsdag"
    assert free_day(date(2026, 5, 17)) == "17. mai"
    assert free_day(date(1970, 5, 17)) == "17. mai"  # and Whit Sunday
    assert [free_day(date(2026, 12, n)) for n in (24, 25, 26, 27, 28)] == [
        "", "første juledag", "andre juledag", "søndag", "",
    ]  # fmt: skip


def test_a_year_without_known_holidays_is_refused_rather_than_counted_without_them():
    with pytest.raises(YearOutOfRange, match="2101"):
        appeal_deadline(act_called("1967"), Notice(received=date(2100, 12, 20)))


def test_the_steps_say_why_in_words():
    found = appeal_deadline(act_called("1967"), Notice(received=date(2026, 3, 12)))

    assert [step.code for step in found.steps] == ["starts", "weeks", "moved", "lasts"]
    assert str(found.steps[2]) == (
        "2026-04-02 er skjærtorsdag. Derfor flyttes fristen til neste virkedag: tirsdag 2026-04-07."
    )
    assert found.law == ("fvl. (1967) § 29", "dl. § 148", "dl. § 149")


def test_the_two_acts_count_from_different_moments():
    sent_and_received = Notice(sent=date(2026, 4, 22), received=date(2026, 4, 24))

    assert appeal_deadline(act_called("1967"), sent_and_received).last_day == date(2026, 5, 15)
    assert appeal_deadline(act_called("2025"), sent_and_received).last_day == date(2026, 5, 13)


def test_the_moment_that_an_act_counts_from_must_be_known():
    with pytest.raises(NoStart, match="received"):
        appeal_deadline(act_called("1967"), Notice(sent=date(2026, 4, 22)))
    with pytest.raises(NoStart, match="sent"):
        appeal_deadline(act_called("2025"), Notice(received=date(2026, 4, 22)))


def test_a_moment_without_a_time_zone_is_not_guessed():
    with pytest.raises(ValueError, match="time zone"):
        appeal_deadline(act_called("1967"), Notice(received=datetime(2026, 4, 22, 23, 59)))  # noqa: DTZ001


def test_a_deadline_can_be_extended_but_not_shortened():
    given_notice = notice("2026-04-22")

    assert appeal_deadline(act_called("1967"), given_notice, extended_to=date(2026, 5, 29)).last_day == date(
        2026, 5, 29
    )
    assert appeal_deadline(act_called("1967"), given_notice, extended_to=date(2026, 5, 1)).last_day == date(2026, 5, 13)


def test_the_1967_act_is_in_force_until_somebody_writes_the_day_of_the_next(monkeypatch):
    assert act_on(date(2026, 11, 26)).code == "1967"
    newer = Act(**{**vars(act_called("2025")), "in_force_on": date(2027, 1, 1)})
    monkeypatch.setattr("pafyll.domain.rules.deadlines.acts.known_acts", lambda: {**known_acts(), "2025": newer})

    assert act_on(date(2026, 12, 31)).code == "1967"
    assert act_on(date(2027, 1, 1)).code == "2025"


def test_an_act_that_nobody_knows_is_named():
    with pytest.raises(UnknownAct, match="1998"):
        act_called("1998")
    with pytest.raises(UnknownAct, match="1900"):
        act_on(date(1900, 1, 1))


def test_a_preliminary_answer_is_due_a_month_after_the_appeal():
    assert preliminary_answer_due(act_called("1967"), date(2026, 1, 31)) == date(2026, 2, 28)


@given(ACTS, DAYS)
@examples()
def test_a_deadline_is_a_working_day_three_weeks_to_a_month_away(code, start):
    last = appeal_deadline(act_called(code), Notice(sent=start, received=start)).last_day

    assert last is not None
    assert not free_day(last)
    assert 21 <= (last - start).days <= 26
    assert last == start + timedelta(days=21) or free_day(start + timedelta(days=21))


@given(ACTS, DAYS, st.integers(0, 400))
@examples()
def test_a_later_notice_never_gives_an_earlier_deadline(code, start, later):
    act = act_called(code)
    first = appeal_deadline(act, Notice(sent=start, received=start)).last_day
    after = start + timedelta(days=later)
    second = appeal_deadline(act, Notice(sent=after, received=after)).last_day

    assert first is not None
    assert second is not None
    assert first <= second


@given(ACTS, DAYS, st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90)), max_size=4))
@examples()
def test_demanding_grounds_never_costs_the_party_a_day(code, start, asked):
    act, first = act_called(code), Notice(sent=start, received=start)
    demands = [
        DemandedGrounds(start + timedelta(days=n), Notice(*[start + timedelta(days=n + wait)] * 2)) for n, wait in asked
    ]
    without, found = appeal_deadline(act, first).last_day, appeal_deadline(act, first, demands=demands).last_day

    assert without is not None
    assert found is not None
    assert found >= without


@given(ACTS, DAYS, st.integers(-5, 500), st.integers(0, 86_399), st.sampled_from(["", "Syk."]))
@examples()
def test_nothing_is_taken_after_a_year_and_everything_in_time_is(code, start, wait, second, reason):
    deadline = appeal_deadline(act_called(code), Notice(sent=start, received=start))
    assert deadline.closes_before is not None
    zone = deadline.closes_before.tzinfo
    submitted = datetime.combine(start + timedelta(days=wait), datetime.min.time(), zone) + timedelta(seconds=second)
    answer = may_be_taken(deadline, decided=start, submitted=submitted, reason=reason)

    there = submitted.astimezone(zone).date()
    if deadline.last_day is not None and there <= deadline.last_day:
        assert answer.code == "in_time"
    elif there > never_after(act_called(code), start):
        assert answer.code == "after_a_year"
    else:
        assert answer.code == ("taken_late" if reason else "late")
