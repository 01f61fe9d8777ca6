"""The rule tables in tests/cases/*.csv: read, checked for unknown columns, and asked of the rules."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pafyll.domain.answers import Refusal
from pafyll.domain.grants.lines import OWN_TIME, RELEASE
from pafyll.domain.grants.rates import RateRow, RateTable
from pafyll.domain.grants.shares import Shares, Study, shares_of
from pafyll.domain.parameters import NoValueInForce
from pafyll.domain.schemes import Scheme, schemes
from pafyll.domain.values import percent_text

CASES = Path(__file__).parents[2] / "cases"
SHARES = ("shares-substitute.csv", "shares-scholarships.csv", "shares-other-schemes.csv")
GIVEN = [
    *("case", "scheme", "date", "subject", "credits", "semesters", "rate_cost", "rate_state", "rate_owner"),
    *("travel", "stay", "materials"),
]
AMOUNTS = [f"{payer}_{term}" for payer in ("state", "owner", "teacher") for term in ("autumn", "spring")]
EXPECTED = [*AMOUNTS, "release_percent", "own_time_percent", "missing"]


def read(name: str) -> list[dict[str, str]]:
    """The rows of a table; a row that is too short or too long is refused."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert all(None not in row and None not in row.values() for row in rows), name
    return rows


def share_rows() -> list[Any]:
    """Every row of the tables of shares, with the file and line it stands on."""
    rows = [(name, line, row) for name in SHARES for line, row in enumerate(read(name), 2)]
    return [pytest.param(row, id=f"{name}:{line} {row['scheme']} {row['case']}") for name, line, row in rows]


def asked(row: dict[str, str], scheme: Scheme | None = None) -> Shares:
    """The row's question put to the rules."""
    day = date.fromisoformat(row["date"])
    study = Study(
        row["subject"] or "other",
        Decimal(row["credits"].replace(",", ".")),
        row["semesters"],
        *(int(row[name] or 0) for name in ("travel", "stay", "materials")),
    )
    rows = [
        RateRow(row["scheme"], "", payer, int(row[f"rate_{payer}"]), "ført inn")
        for payer in ("cost", "state", "owner")
        if row[f"rate_{payer}"]
    ]
    return shares_of(study, scheme=scheme or schemes()[row["scheme"]], on=day, rates=RateTable(tuple(rows), day))


def answered(row: dict[str, str], scheme: Scheme | None = None) -> dict[str, str]:
    """The rules' answer in the columns of the table."""
    empty = dict.fromkeys(EXPECTED, "")
    try:
        shares = asked(row, scheme)
    except NoValueInForce as gap:
        return empty | {"missing": gap.name}
    except Refusal as refusal:
        return empty | {"missing": f"refused: {refusal.answer.code}"}
    terms = {"autumn": shares.year.autumn, "spring": shares.year.spring}
    amounts = {
        f"{payer}_{name}": str(int(shares.total(payer, semester=term)))
        for payer in ("state", "owner", "teacher")
        for name, term in terms.items()
    }
    return empty | amounts | {f"{kind}_percent": _percent(shares, kind) for kind in (RELEASE, OWN_TIME)}


def _percent(shares: Shares, kind: str) -> str:
    percent = shares.percent(kind)
    return "" if percent is None else percent_text(percent, decimals=6)
