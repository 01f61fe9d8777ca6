"""Pieces of context that several document types share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pafyll.domain.values import Kroner


@dataclass(frozen=True)
class MoneyLine:
    """An amount, who pays it and why it is that much. Whole kroner."""

    label: str
    amount: Kroner
    because: str = ""


@dataclass(frozen=True)
class AppealRight:
    """What the law in force gives: how long, from when, where it says so, and who decides an appeal.

    The defaults are those of forvaltningsloven (10 February 1967); domain.rules.deadlines has the acts. A paragraph
    that was not found is empty, and is then not named. last_day is the deadline as a date, where it can be known.
    has_page says whether the party can appeal on the page where she reads the decision.
    """

    appeals_body: str
    weeks: int = 3
    counts_from: str = "received"  # or "sent"
    last_day: date | None = None
    paragraphs: str = "§§ 28 og 29"
    grounds: str = "§§ 24 og 25"
    preparation: str = "§ 33"
    access: str = "§ 18"
    suspension: str = "§ 42"
    has_page: bool = True


@dataclass(frozen=True)
class Study:
    """What was applied for or granted, in the words of the catalogue."""

    name: str
    provider: str
    credits: str
    study_year: str
    semesters: str


@dataclass(frozen=True)
class Signers:
    """The two people behind a decision: one prepared it, another decided."""

    prepared_by: str
    decided_by: str


@dataclass(frozen=True)
class Reviewed:
    """Where the rules are published, and when the allocation was decided."""

    rules_address: str
    decided_on: date
    draw_seed: str = ""
