"""The acts that say how long one may appeal, as dated data: which of them a decision is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

RECEIVED, SENT = "received", "sent"


class UnknownAct(LookupError):
    """There is no act with that code."""


@dataclass(frozen=True)
class Act:
    """What one act says. The references are paragraphs of the act; in_force_on None: no day is set yet."""

    code: str
    name: str
    in_force_on: date | None
    weeks: int
    counts_from: str  # "received" or "sent"
    others_months: int
    latest_years: int
    preliminary_after_months: int
    right: str
    deadline: str
    late: str
    preparation: str
    grounds: str
    access: str
    suspension: str
    progress: str
    impartiality: str
    source: str

    def law(self, paragraph: str) -> str:
        """A reference in full: "fvl. (1967) § 29". Empty where the paragraph was not found."""
        return f"fvl. ({self.code}) {paragraph}" if paragraph else ""


@cache
def known_acts() -> dict[str, Act]:
    """Every act by code. Raises TypeError when acts.yaml says too little or too much."""
    content = yaml.safe_load(Path(__file__).with_name("acts.yaml").read_text(encoding="utf-8"))
    return {str(code): Act(code=str(code), **spec) for code, spec in content.items()}


def act_called(code: str) -> Act:
    """The act with the code. Raises UnknownAct."""
    try:
        return known_acts()[code]
    except KeyError:
        raise UnknownAct(code) from None


def act_on(day: date) -> Act:
    """The act in force that day: the newest whose day is set and has come. Raises UnknownAct before the first."""
    in_force = [act for act in known_acts().values() if act.in_force_on is not None and act.in_force_on <= day]
    if not in_force:
        raise UnknownAct(day.isoformat())
    return max(in_force, key=lambda act: act.in_force_on or date.min)
