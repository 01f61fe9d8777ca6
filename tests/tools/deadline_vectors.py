"""Works out tests/cases/appeal_*.csv by counting days one by one, with an Easter and a summer time of its own.

Imports nothing of ours and no library of holidays: what it writes is what our rules are held to.
Run `python tests/tools/deadline_vectors.py` to write the files anew.
"""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

CASES = Path(__file__).resolve().parents[1] / "cases"
DAY = timedelta(days=1)
YEARS = range(2024, 2034)


def easter(year: int) -> date:
    """Easter Sunday by the method of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> set[date]:
    """The days of lov 24 February 1995 no. 12 about holidays, and 1 and 17 May."""
    moving = {easter(year) + DAY * n for n in (-3, -2, 0, 1, 39, 49, 50)}
    return moving | {date(year, *md) for md in ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))}


def is_free(day: date) -> bool:
    return day.weekday() >= 5 or day in holidays(day.year)


def three_weeks_from(start: date) -> date:
    """Twenty-one days one by one, then on while the day is free."""
    day = start
    for _ in range(21):
        day += DAY
    while is_free(day):
        day += DAY
    return day


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    while day.weekday() != 6:
        day -= DAY
    return day


def hours_ahead(moment: datetime) -> int:
    """How far Norway is ahead of UTC: two hours from 01:00 UTC the last Sunday of March to that of October."""
    year = moment.year
    begins = datetime(year, 3, last_sunday(year, 3).day, 1, tzinfo=UTC)
    ends = datetime(year, 10, last_sunday(year, 10).day, 1, tzinfo=UTC)
    return 2 if begins <= moment < ends else 1


def midnight(day: date) -> datetime:
    """Midnight as the day begins in Norway, in UTC."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    summer = last_sunday(day.year, 3) < day <= last_sunday(day.year, 10)
    return at - timedelta(hours=2 if summer else 1)


def norwegian(moment: datetime) -> date:
    return (moment + timedelta(hours=hours_ahead(moment))).date()


def same_number(day: date, months: int) -> date:
    """One month at a time: the same number, or the last day of a month that does not have it."""
    year, month = day.year, day.month
    for _ in range(months):
        month += 1
        if month == 13:
            year, month = year + 1, 1
    number = day.day
    while True:
        try:
            return date(year, month, number)
        except ValueError:
            number -= 1


def ends(year: int) -> list[tuple[str, date]]:
    """Days on which three weeks may end, each with what is odd about it."""
    e = easter(year)
    around = [(f"påske {n:+d}", e + DAY * n) for n in range(-4, 3)]
    fixed = [
        ("30. april", (4, 30)), ("1. mai", (5, 1)), ("2. mai", (5, 2)),
        ("16. mai", (5, 16)), ("17. mai", (5, 17)), ("18. mai", (5, 18)),
        ("23. desember", (12, 23)), ("julaften", (12, 24)), ("første juledag", (12, 25)), ("andre juledag", (12, 26)),
        ("27. desember", (12, 27)), ("28. desember", (12, 28)), ("nyttårsaften", (12, 31)),
        ("første nyttårsdag", (1, 1)), ("2. januar", (1, 2)), ("28. februar", (2, 28)), ("1. mars", (3, 1)),
    ]  # fmt: skip
    found = around + [(name, date(year, *md)) for name, md in fixed]
    found += [("Kristi himmelfart", e + DAY * 39), ("dagen etter Kristi himmelfart", e + DAY * 40)]
    found += [("pinseaften", e + DAY * 48), ("første pinsedag", e + DAY * 49), ("andre pinsedag", e + DAY * 50)]
    found += [("sommertid begynner", last_sunday(year, 3)), ("dagen etter", last_sunday(year, 3) + DAY)]
    found += [("sommertid slutter", last_sunday(year, 10)), ("dagen etter", last_sunday(year, 10) + DAY)]
    if year % 4 == 0:
        found.append(("skuddårsdag", date(year, 2, 29)))
    return found


def moments(day: date) -> list[tuple[str, str]]:
    """The first and the last second of the day in Norway, and noon, written in UTC."""
    last = midnight(day + DAY) - timedelta(seconds=1)
    return [("00:00:00", iso(midnight(day))), ("12:00", f"{day}T10:00:00Z"), ("23:59:59", iso(last))]


def iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def deadline_rows() -> list[dict[str, str]]:
    """Three weeks that end on every odd day, under both acts. The act that does not count a moment gets another."""
    rows = []
    for year in YEARS:
        for number, (what, end) in enumerate(ends(year)):
            start = end - DAY * 21
            clock, moment = moments(start)[(number + year) % 3]
            other = iso(datetime.fromisoformat(moment) + timedelta(days=2))
            last = three_weeks_from(norwegian(datetime.fromisoformat(moment)))
            for act in ("1967", "2025"):
                sent, received = (moment, other) if act == "2025" else (iso(midnight(start - DAY)), moment)
                rows.append(
                    {"case": f"{what} {end.year}, varsel {clock}", "act": act, "sent": sent, "received": received,
                     "last_day": str(last), "closes_before": iso(midnight(last + DAY))}
                )  # fmt: skip
    return rows


def grounds_rows() -> list[dict[str, str]]:
    """Demands on the first day, in the middle, on the last day, and a day too late; answered at odd times."""
    rows = []
    starts = [date(2026, 3, 12), date(2026, 4, 22), date(2027, 12, 6), date(2028, 2, 8), date(2026, 10, 5)]
    for start in starts:
        first = three_weeks_from(start)
        for when, asked in (("samme dag", start), ("midt i", start + DAY * 9), ("siste dag", first)):
            for waited in (1, 8, 40):
                answered = asked + DAY * waited
                rows += [_grounds(act, start, f"{when}, svar etter {waited}", asked, answered,
                                  three_weeks_from(answered)) for act in ("1967", "2025")]  # fmt: skip
            rows += [_grounds(act, start, f"{when}, ikke besvart", asked, None, None) for act in ("1967", "2025")]
        late = first + DAY
        rows += [_grounds(act, start, "dagen etter fristen", late, late + DAY * 3, first) for act in ("1967", "2025")]
    return rows


def _grounds(act: str, start: date, what: str, asked: date, answered: date | None, last: date | None) -> dict[str, str]:
    return {
        "case": what,
        "act": act,
        "notice": str(start),
        "demanded": iso(midnight(asked + DAY) - timedelta(seconds=1)),
        "answered": str(answered or ""),
        "last_day": str(last or ""),
    }


def late_rows() -> list[dict[str, str]]:
    """Around the deadline and around a year after the decision; the decision was made the day of the notice."""
    rows = []
    for start in (date(2026, 4, 22), date(2028, 2, 29), date(2027, 2, 28), date(2026, 12, 24), date(2025, 5, 17)):
        last, year_after = three_weeks_from(start), same_number(start, 12)
        second = timedelta(seconds=1)
        for what, moment, answer in (
            ("siste sekund", midnight(last + DAY) - second, "in_time"),
            ("midnatt etter", midnight(last + DAY), "late"),
            ("siste sekund av året", midnight(year_after + DAY) - second, "late"),
            ("midnatt etter året", midnight(year_after + DAY), "after_a_year"),
        ):
            for act in ("1967", "2025"):
                reasoned = "taken_late" if answer == "late" else answer
                rows.append({"case": what, "act": act, "decided": str(start), "submitted": iso(moment),
                             "answer": answer, "with_reason": reasoned})  # fmt: skip
    return rows


def others_rows() -> list[dict[str, str]]:
    """Three months from the decision, to a working day."""
    rows = []
    for start in (date(2025, 11, 30), date(2026, 1, 31), date(2026, 2, 17), date(2027, 11, 29), date(2026, 9, 25),
                  date(2026, 10, 1), date(2027, 2, 1), date(2028, 1, 14)):  # fmt: skip
        last = same_number(start, 3)
        while is_free(last):
            last += DAY
        rows += [{"act": act, "decided": str(start), "last_day": str(last)} for act in ("1967", "2025")]
    return rows


FILES = {"deadlines": deadline_rows, "grounds": grounds_rows, "late": late_rows, "others": others_rows}


def write(name: str, rows: list[dict[str, Any]]) -> None:
    with (CASES / f"appeal_{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    for name, made in FILES.items():
        write(name, made())
        print(name, len(made()))
