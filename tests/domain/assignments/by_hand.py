"""A second calculation of a price, by another way than the program's: decimals, and one amount at a time.

The figures of the two units are invented, apart from the factors that are published (uio.no, HF).
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

from pafyll.domain.assignments.pricing import Order, Purchase, UnitFigures, Work
from pafyll.domain.assignments.pricing.figures import entered
from pafyll.domain.parameters import DatedValue
from pafyll.domain.values import Credits, Kroner, Semester

ROUND = {  # a unit whose figures are easy to reckon with
    "factor_lecture": "4",
    "factor_seminar": "3",
    "factor_group": "2",
    "factor_school_day": "4",
    "factor_guidance": "2",
    "factor_preparation": "1",
    "hours_per_year": "1600",
    "salary_professor": "1200000",
    "salary_lecturer": "1000000",
    "salary_adviser": "800000",
    "tdi_evu_per_hour": "600",
    "tdi_evu_per_credit": "5000",
    "tdi_commissioned_workplace": "160000",
    "tdi_commissioned_research": "240000",
    "tdi_contribution_workplace": "128000",
    "tdi_contribution_research": "192000",
    "margin_percent": "10",
}
UNEVEN = {  # a unit whose figures never come out even
    **ROUND,
    "factor_guidance": "1.5",
    "factor_preparation": "1.25",
    "hours_per_year": "1657.5",
    "salary_professor": "1234567",
    "salary_lecturer": "987654",
    "salary_adviser": "765432",
    "tdi_evu_per_hour": "583",
    "tdi_evu_per_credit": "4711",
    "tdi_commissioned_workplace": "163457",
    "tdi_commissioned_research": "238911",
    "tdi_contribution_workplace": "127543",
    "tdi_contribution_research": "190007",
    "margin_percent": "7.5",
}
UNITS = {"jevn": ROUND, "ujevn": UNEVEN}
DAY = date(2026, 8, 17)
ONE_HOUR = ("planning", "development")


def figures_of(values: dict[str, str], *, day: date = DAY) -> UnitFigures:
    """A unit's figures, in force from 2026."""
    own = {name: entered(name, [DatedValue(date(2026, 1, 1), value, "Oppdiktet")]) for name, value in values.items()}
    return UnitFigures(own, day)


def order_from(row: dict[str, str]) -> Order:
    """Reads a row of prices.csv: work as "lecture lecturer 8 2026H", packages as "base 1", purchases as "Rom 1000"."""
    work = [one.split() for one in _parts(row["work"])]
    return Order(
        work=tuple(Work(kind, who, Decimal(hours), Semester(term)) for kind, who, hours, term in work),
        packages=tuple((code, int(number)) for code, number in (one.split() for one in _parts(row["packages"]))),
        travel=Kroner(int(row["travel"] or 0)),
        purchases=tuple(
            Purchase(label, Kroner(int(amount)), "Tilbud")
            for label, amount in (one.rsplit(" ", 1) for one in _parts(row["purchases"]))
        ),
        family=row["family"],
        funding=row["funding"],
        is_education=row["education"] == "ja",
        credits=Credits(row["credits"] or 0),
        own_financing=Kroner(int(row["own"] or 0)),
    )


def by_hand(row: dict[str, str], values: dict[str, str]) -> dict[str, Any]:
    """costs, price and per_day of a row, straight from the text of it."""
    figure = {name: Decimal(value) for name, value in values.items()}
    with localcontext() as context:
        context.prec = 60
        hours = _hours(row, figure)
        costs = sum((_whole(_direct(key, number, figure)) for key, number in hours.items()), 0)
        costs += _indirect(row, hours, figure)
        costs += sum(int(one.rsplit(" ", 1)[1]) for one in _parts(row["purchases"])) + int(row["travel"] or 0)
        margin = _whole(costs * figure["margin_percent"] / 100) if row["funding"] == "commissioned" else 0
        price = costs + margin - int(row["own"] or 0)
        size = {"base": Decimal(4), "long": Decimal("1.5"), "short": Decimal(1)}
        days = sum(size[code] * int(number) for code, number in (one.split() for one in _parts(row["packages"])))
        return {"costs": costs, "price": price, "per_day": _whole(price / Decimal(days)) if days else None}


def _hours(row: dict[str, str], figure: dict[str, Decimal]) -> dict[tuple[str, str], tuple[Decimal, Decimal]]:
    """(kind, category) → (hours, hours of work)."""
    found: dict[tuple[str, str], tuple[Decimal, Decimal]] = {}
    for kind, who, hours, _term in (one.split() for one in _parts(row["work"])):
        factor = Decimal(1) if kind in ONE_HOUR else figure[f"factor_{kind}"]
        before = found.get((kind, who), (Decimal(0), Decimal(0)))
        found[(kind, who)] = (before[0] + Decimal(hours), before[1] + Decimal(hours) * factor)
    return found


def _direct(key: tuple[str, str], hours: tuple[Decimal, Decimal], figure: dict[str, Decimal]) -> Decimal:
    return hours[1] * figure[f"salary_{key[1]}"] / figure["hours_per_year"]


def _indirect(
    row: dict[str, str], hours: dict[tuple[str, str], tuple[Decimal, Decimal]], figure: dict[str, Decimal]
) -> int:
    everybody = sum((work for _hours, work in hours.values()), Decimal(0))
    scientific = sum((work for (_kind, who), (_hours, work) in hours.items() if who != "adviser"), Decimal(0))
    if row["family"] == "evu":
        return _whole(scientific * figure["tdi_evu_per_hour"]) + _whole(
            Decimal(row["credits"] or 0) * figure["tdi_evu_per_credit"]
        )
    workplace, research = (figure[f"tdi_{row['family']}_{part}"] for part in ("workplace", "research"))
    year = figure["hours_per_year"]
    return _whole(everybody * workplace / year) + _whole(scientific * research / year)


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
