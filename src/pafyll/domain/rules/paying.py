"""When a semester is usually paid, by study year."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pafyll.domain.parameters import NoValueInForce, parameters_from
from pafyll.domain.values import Semester

P = parameters_from(Path(__file__).with_suffix(".yaml"), scheme="paying")


def usually_paid_in(semester: Semester) -> str:
    """The month in which the state pays the semester, in words; "" for semesters that nobody has said it for.

    Source: paying.yaml.
    """
    term = "autumn" if semester.is_autumn else "spring"
    year = semester.budget_year.year
    asked_on = date(year if semester.is_autumn else year - 1, 8, 1)
    try:
        return str(P[f"{term}_paid_in"].on(asked_on))
    except NoValueInForce:
        return ""
