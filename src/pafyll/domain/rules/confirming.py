"""When an owner may confirm that participants have started or go on, by semester."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pafyll.domain.parameters import parameters_from
from pafyll.domain.values import Semester

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="confirming")


def confirmation_days(semester: Semester) -> tuple[date, date]:
    """(first day, last day) of the window for the semester. Raises NoValueInForce for semesters before 2020.

    Source: confirming.yaml.
    """
    term = "autumn" if semester.is_autumn else "spring"
    year = semester.budget_year.year
    asked_on = date(year if semester.is_autumn else year - 1, 8, 1)
    opens, closes = (P[f"{term}_{end}"].on(asked_on) for end in ("opens", "closes"))
    return date.fromisoformat(f"{year}-{opens}"), date.fromisoformat(f"{year}-{closes}")
